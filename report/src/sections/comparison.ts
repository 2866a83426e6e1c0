import { chartWidth, Effect, figure, forest } from "../charts";
import { Cell, h, table, TableData } from "../dom";
import { nameOf, say } from "../language";
import type { Section } from "../section";
import { base, facts, groupName, largestOf, measureOf, numbers, pairsOf, present, rowFor, rowName,
         state } from "../state";
import { format, formatSigned, isPercentage, Scale, scaleOf, student95 } from "../units";
import { yearSlider } from "../controls";

const COMPARED = ["rural_income", "urban_income", "cohort_income", "income_ratio",
  "cohort_income_ratio", "gini", "rural_wage_income", "rural_business_income",
  "rural_property_income", "rural_transfer_income", "residents", "urban_share",
  "hukou_urban_share", "settlements", "net_migration", "transferred_share", "rent_yuan_per_mu",
  "large_farm_share", "grain_t", "agricultural_labour_productivity", "cultivated_ha", "gdp_yuan",
  "firms", "employees", "mean_wage", "urban_unemployment_rate", "service_ratio",
  "local_revenue_yuan", "debt_yuan", "house_price_index"];

interface Paired { name: string; row: number; before: number; after: number; difference: number;
                   half?: number; error?: number }

function pairedOf(index: number, name: string, year: number): Paired | null {
  const other = facts.groups[index].base;
  if (other === null) return null;
  const row = rowFor(name);
  const before = numbers.mean(other, name, year, row), after = numbers.mean(index, name, year, row);
  const difference = numbers.difference(index, name, year, row);
  if (before === null || after === null || difference === null) return null;
  const half = difference.error === undefined ? undefined
    : student95(pairsOf(index)) * difference.error;
  return { name, row, before, after, difference: difference.mean, error: difference.error, half };
}

/** In per cent of the base, or in points where the measure is itself a percentage. */
function effectOf(paired: Paired, label: string): Effect {
  const measure = measureOf(paired.name);
  const points = isPercentage(measure);
  const factor = points ? 100 : 100 / Math.abs(paired.before);
  const scale: Scale = { factor, unit: "", percent: false, digits: 2 };
  const half = paired.half === undefined ? undefined : paired.half * factor;
  const unit = points ? say("个百分点", " points") : "%";
  return {
    label, mean: paired.difference * factor, half,
    text: `${label}\n${formatSigned(paired.difference, scale)}${unit}` +
          (half === undefined ? "" : ` ± ${half.toFixed(2)}`),
  };
}

function errorNote(index: number): string {
  return pairsOf(index) < 2
    ? say("只有一对运行：差别已用同一批随机数配对，但无法给出误差。",
          "One pair of runs only: the difference is paired by random draws, but its error is unknown.")
    : say(`误差线为 95% 置信区间，由 ${pairsOf(index)} 对同随机数运行的差得出。`,
          `Error bars are 95 % confidence intervals of the differences of ${pairsOf(index)} pairs of ` +
          "runs with the same draws.");
}

function tableOf(all: Paired[]): TableData {
  const other = base() as number, withError = pairsOf(state.group) > 1;
  const csvRows: (string | number | null)[][] = [];
  const rows = all.map((paired) => {
    const measure = measureOf(paired.name);
    const scale = scaleOf(measure, largestOf(paired.name, paired.row, [state.group, other]));
    const fine: Scale = { ...scale, digits: scale.percent ? 2 : undefined };
    csvRows.push([facts.groups[state.group].scenario, facts.groups[other].scenario,
      facts.districts[paired.row].key, state.year, paired.name, measure.code, measure.zh, measure.en,
      paired.before, paired.after, paired.difference, paired.error ?? null,
      pairsOf(state.group), measure.unit]);
    const cells: Cell[] = [
      { text: nameOf(measure) + (paired.row === state.row ? "" : ` · ${rowName(paired.row)}`),
        kind: "head" },
      { text: scale.unit },
      { text: format(paired.before, scale), value: paired.before },
      { text: format(paired.after, scale), value: paired.after },
      { text: formatSigned(paired.difference, fine), value: paired.difference },
    ];
    if (withError)
      cells.push({ text: paired.half === undefined ? "–" : `± ${format(paired.half, fine)}`,
                   kind: "number" });
    cells.push({ text: isPercentage(measure)
      ? `${formatSigned(paired.difference, { ...scale, digits: 2 })} ${say("个百分点", "points")}`
      : paired.before === 0 ? "–"
        : `${formatSigned(paired.difference, { factor: 100 / Math.abs(paired.before), unit: "",
                                               percent: true, digits: 2 })}%`, kind: "number" });
    return cells;
  });
  return {
    id: "comparison", rows,
    caption: say(`${groupName(state.group)}减${groupName(other)}，${rowName(state.row)}，${state.year} 年`,
                 `${groupName(state.group)} less ${groupName(other)}, ${rowName(state.row)}, ${state.year}`),
    head: [say("指标", "Measure"), say("单位", "Unit"), groupName(other), groupName(state.group),
           say("差", "Difference"), ...(withError ? [say("95% 误差", "95 % error")] : []),
           say("变化", "Change")],
    csv: { head: ["scenario", "base", "district", "year", "measure", "code", "zh", "en", "base_value",
                  "value", "difference", "standard_error", "pairs", "unit"], rows: csvRows },
  };
}

function forests(all: Paired[]): HTMLElement {
  const part = (points: boolean) => all
    .filter((paired) => isPercentage(measureOf(paired.name)) === points &&
                        (points || paired.before !== 0))
    .map((paired) => effectOf(paired, nameOf(measureOf(paired.name))));
  const width = chartWidth(2);
  return h("div", { class: "grid", style: "--columns:2" },
    figure(say("相对变化（%）", "Relative change (%)"), forest(part(false), "%", width,
      say("相对变化", "Relative change"))),
    figure(say("比重的变化（百分点）", "Change of shares (percentage points)"),
      forest(part(true), say("百分点", "points"), width, say("比重的变化", "Change of shares"))));
}

/** All scenarios side by side for the chosen measure. */
function scenarios(): HTMLElement | null {
  const compared = facts.groups.map((_, index) => index)
    .filter((index) => facts.groups[index].base !== null && numbers.has(index, state.measure));
  if (compared.length < 2) return null;
  const effects = compared.flatMap((index) => {
    const paired = pairedOf(index, state.measure, state.year);
    return paired === null ? [] : [effectOf(paired, groupName(index))];
  });
  const points = isPercentage(measureOf(state.measure));
  return figure(
    say("各情景与基准之差：", "Scenarios less their base: ") + nameOf(measureOf(state.measure)) +
    `, ${state.year}`,
    forest(effects, points ? say("百分点", "points") : "%", chartWidth(1),
           say("各情景与基准之差", "Scenarios less their base")),
    say("指标在“走势”一节选择。", "The measure is chosen in the part “Course”."));
}

export const comparison: Section = {
  id: "comparison",
  title: () => say("情景对比", "Scenarios compared"),
  short: () => say("对比", "Comparison"),
  uses: ["group", "row", "year", "measure", "area"],
  controls: () => [yearSlider("comparison-year")],
  body: () => {
    const other = base();
    if (other === null)
      return [h("p", { class: "note" }, facts.groups.length < 2
        ? say("报告只有一个情景，没有可对比的对象。", "The report has one scenario; there is nothing to compare.")
        : say("所选情景就是对照情景，或没有同尺度、同随机数的对照运行；请在页首另选情景。",
              "The chosen scenario is the base itself, or has no base of the same scale and draws; " +
              "choose another scenario at the top."))];
    const all = present(...COMPARED).flatMap((name) => {
      const paired = pairedOf(state.group, name, state.year);
      return paired === null ? [] : [paired];
    });
    return [
      h("p", {}, say(`${groupName(state.group)}减${groupName(other)}。`,
                     `${groupName(state.group)} less ${groupName(other)}. `), errorNote(state.group)),
      forests(all), scenarios(), table(tableOf(all)),
    ];
  },
};
