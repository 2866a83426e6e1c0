import { Facts, Group, Measure, Numbers, readFacts, readNumbers } from "./data";
import { nameOf, say } from "./language";
import { AreaUnit } from "./units";

/** What the reader has chosen. */
export interface State {
  group: number;
  row: number;      ///< district, or the zone
  year: number;
  measure: string;
  topic: string;
  area: AreaUnit;
}

export const facts: Facts = readFacts();
export const numbers: Numbers = readNumbers(facts);

export const zone = facts.districts.length - 1;
export const lastYear = facts.years[facts.years.length - 1];
const measuresByName = new Map(facts.measures.map((measure) => [measure.name, measure]));

/** 2019, 2025 and 2035 as far as the results go, as in `changji targets`. */
export const targetYears: number[] = (() => {
  const years = [2019, 2025, 2035].filter((year) => facts.years.includes(year));
  return lastYear < 2035 && !years.includes(lastYear) ? [...years, lastYear] : years;
})();

export const state: State = {
  group: Math.max(0, facts.groups.findIndex((group) => !group.is_base)),
  row: zone,
  year: lastYear,
  measure: facts.measures.some(({ name }) => name === "rural_income") ? "rural_income"
                                                                      : facts.measures[0].name,
  topic: facts.topics[0].key,
  area: "ha",
};

export function measureOf(name: string): Measure {
  return measuresByName.get(name) as Measure;
}

export function hasMeasure(name: string): boolean {
  return numbers.has(state.group, name);
}

/** Names of a list that the results hold. */
export function present(...names: string[]): string[] {
  return names.filter(hasMeasure);
}

export function group(): Group {
  return facts.groups[state.group];
}

/** The group that the chosen one is compared with; null if there is none. */
export function base(): number | null {
  return group().base;
}

/** Pairs of runs behind the differences of a group. */
export function pairsOf(index: number): number {
  return facts.groups[index].pairs;
}

/** "全面改革：方案各条目…" is named before the colon; scenarios laid over each other by a plus. */
function scenarioName(key: string): string {
  return key.split("+").map((part) => {
    const title = facts.titles[part];
    return title === undefined ? part : nameOf(title).split(/[:：，,]/)[0].trim();
  }).join(" + ");
}

/** "1:10" for a sample of 0.1. */
export function scaleText(sample: number): string {
  const share = 1 / sample;
  return "1:" + (Math.abs(share - Math.round(share)) < 1e-6 ? Math.round(share) : share.toFixed(1));
}

/** Unambiguous among the groups of this report. */
export function groupName(index: number): string {
  const { scenario, sample } = facts.groups[index];
  let name = scenarioName(scenario);
  const same = facts.groups.filter((other) => other.scenario === scenario);
  if (new Set(facts.groups.map((other) => other.sample)).size > 1)
    name += ` ${scaleText(sample)}`;
  const twins = same.filter((other) => other.sample === sample);
  if (twins.length > 1) name += ` (${twins.indexOf(facts.groups[index]) + 1})`;
  return name;
}

export function rowName(row: number): string {
  return nameOf(facts.districts[row]);
}

/** The row at which a measure can be shown: the chosen one, or the zone if only that is kept. */
export function rowFor(name: string): number {
  return numbers.hasDistricts(state.group, name) ? state.row : zone;
}

export function largestOf(name: string, row: number, groups: number[]): number {
  let largest = 0;
  for (const index of groups)
    for (const year of facts.years)
      largest = Math.max(largest, Math.abs(numbers.mean(index, name, year, row) ?? 0));
  return largest;
}

/** The chosen group and what it is compared with. */
export function shownGroups(): number[] {
  const other = base();
  return other === null ? [state.group] : [state.group, other];
}

/** What the bounds shown mean, in words. */
export function boundsName(index: number): string {
  switch (facts.groups[index].spread) {
    case "quantiles": return say("90% 区间", "90 % interval");
    case "range": return say("各次运行范围", "Range of runs");
    default: return "";
  }
}
