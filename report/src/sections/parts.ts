// Parts of a whole: four-part income, exits by bundle, land entered by mode.
import { Bar, chartWidth, figure, fanLegend, partsLegend, priceNote, smallFans, stacked }
  from "../charts";
import { Cell, h, table, TableData } from "../dom";
import { nameOf, say } from "../language";
import type { Section } from "../section";
import { facts, groupName, largestOf, measureOf, numbers, present, rowFor, rowName, shownGroups,
         state, targetYears } from "../state";
import { format, Scale, scaleOf } from "../units";

/** One line per measure, columns by scenario and target year. */
export function measureTable(id: string, caption: string, names: string[]): TableData {
  const groups = shownGroups();
  const csvRows: (string | number | null)[][] = [];
  const rows = names.map((name) => {
    const measure = measureOf(name), row = rowFor(name);
    const scale = scaleOf(measure, largestOf(name, row, groups));
    const cells: Cell[] = [
      { text: nameOf(measure) + (row === state.row ? "" : ` · ${rowName(row)}`), kind: "head" },
      { text: scale.unit }];
    for (const index of groups)
      for (const year of facts.years) {
        const value = numbers.value(index, name, year, row);
        if (targetYears.includes(year))
          cells.push({ text: format(value?.mean, scale), value: value?.mean ?? null });
        csvRows.push([facts.groups[index].scenario, facts.districts[row].key, year, name,
          measure.code, measure.zh, measure.en, value?.mean ?? null, value?.low90 ?? null,
          value?.high90 ?? null, measure.unit]);
      }
    return cells;
  });
  return {
    id, caption, rows,
    head: [say("指标", "Measure"), say("单位", "Unit"),
           ...groups.flatMap((index) => targetYears.map((year) => `${groupName(index)} ${year}`))],
    csv: { head: ["scenario", "district", "year", "measure", "code", "zh", "en", "value", "low90",
                  "high90", "unit"], rows: csvRows },
  };
}

const FOUR = ["wage", "business", "property", "transfer"];

function partName(part: string): string {
  switch (part) {
    case "wage": return say("工资性收入", "Wages");
    case "business": return say("经营净收入", "Business");
    case "property": return say("财产净收入", "Property");
    default: return say("转移净收入", "Transfers");
  }
}

function incomeBars(scale: Scale): Bar[] {
  const strata: [string, string][] = [["rural", say("农村", "Rural")], ["urban", say("城镇", "Urban")]];
  return strata.flatMap(([stratum, facet]) => targetYears.flatMap((year) =>
    shownGroups().flatMap((index) => FOUR.map((part) => {
      const value = numbers.mean(index, `${stratum}_${part}_income`, year, rowFor(`${stratum}_income`));
      return { x: `${year} ${groupName(index)}`, facet, part: partName(part),
               value: (value ?? 0) * scale.factor,
               text: `${facet} ${year} ${groupName(index)}\n${partName(part)}: ` +
                     `${format(value, scale)} ${scale.unit}` };
    }))));
}

export const incomes: Section = {
  id: "incomes",
  title: () => say("居民四项收入", "The four parts of income"),
  short: () => say("收入构成", "Incomes"),
  uses: ["group", "row", "area"],
  shown: () => present("rural_wage_income", "urban_wage_income").length === 2,
  body: () => {
    const row = rowFor("urban_income");
    const scale = scaleOf(measureOf("urban_income"), largestOf("urban_income", row, shownGroups()));
    const names = ["rural", "urban"].flatMap((stratum) =>
      [`${stratum}_income`, ...FOUR.map((part) => `${stratum}_${part}_income`)]);
    const bars = incomeBars(scale);
    const parts = FOUR.map(partName);
    const width = chartWidth(2);
    return [
      partsLegend(parts),
      h("div", { class: "grid", style: "--columns:2" },
        [say("农村", "Rural"), say("城镇", "Urban")].map((facet) =>
          figure(`${facet} · ${rowName(row)}`, barsByYear(bars.filter((bar) => bar.facet === facet),
            parts, scale.unit, width), priceNote("rural_income")))),
      h("p", { class: "note" }, say(
        "净收入可以为负：经营净收入已扣除成本，转移净收入已扣除社保缴费和税。",
        "Net incomes can be negative: business income is after costs, transfers are after " +
        "contributions and taxes.")),
      table(measureTable("incomes", say(`居民人均可支配收入及四项构成，${rowName(row)}`,
        `Disposable income per head and its parts, ${rowName(row)}`), present(...names))),
    ];
  },
};

/** Groups of bars by year: the year is the facet, the scenario the bar. */
function barsByYear(bars: Bar[], parts: string[], unit: string, width: number): HTMLElement {
  const moved = bars.map((bar) => {
    const [year, ...name] = bar.x.split(" ");
    return { ...bar, x: name.join(" "), facet: year };
  });
  const short = new Map(shownGroups().map((index, i) => [groupName(index), i === 0 ? "A" : "B"]));
  const many = width < 430 && shownGroups().length > 1;
  const named = many ? moved.map((bar) => ({ ...bar, x: short.get(bar.x) ?? bar.x })) : moved;
  const chart = stacked(named, parts, unit, { width, height: 280 }, say("收入构成", "Parts of income"),
                        [...new Set(moved.map((bar) => bar.facet))]);
  if (many)
    chart.appendChild(h("p", { class: "note" }, [...short].map(([name, letter]) =>
      `${letter} = ${name}`).join("　")));
  return chart;
}

const BUNDLES = ["exits_b2", "exits_b3", "exits_b4", "exits_b5", "exits_b6", "exits_b7", "exits_b8"];

function bundleName(name: string): string {
  const measure = measureOf(name);
  return nameOf(measure).replace(/^Exits: /, "").replace(/退出户数$/, "");
}

/** Yearly bars of several measures of one unit, for the chosen scenario. */
function yearly(names: string[], nameOfPart: (name: string) => string, label: string): HTMLElement {
  const row = rowFor(names[0]);
  const largest = Math.max(...names.map((name) => largestOf(name, row, [state.group])));
  const scale = scaleOf(measureOf(names[0]), largest);
  const bars = facts.years.flatMap((year) => names.map((name) => {
    const value = numbers.mean(state.group, name, year, row);
    return { x: String(year), part: nameOfPart(name), value: (value ?? 0) * scale.factor,
             text: `${year} ${nameOfPart(name)}: ${format(value, scale)} ${scale.unit}` };
  }));
  const width = chartWidth(1);
  const shown = width < 500 ? bars.map((bar) => ({ ...bar, x: `’${bar.x.slice(2)}` })) : bars;
  return figure(`${label} · ${rowName(row)} · ${groupName(state.group)}`,
    stacked(shown, names.map(nameOfPart), scale.unit, { width, height: 280 }, label));
}

export const rights: Section = {
  id: "rights",
  title: () => say("农村权益退出", "Exits from rural rights"),
  short: () => say("权益退出", "Rights"),
  uses: ["group", "row", "area"],
  shown: () => present(...BUNDLES).length > 0,
  body: () => {
    const bundles = present(...BUNDLES);
    const others = present("exits_households_cum", "exits_homestead_ha_cum", "rights_kept_share",
      "unfunded_offers", "idle_houses", "leased_houses", "house_certified_share",
      "exchange_cover_share", "voluntariness_violations");
    return [
      h("p", {}, say("退出都是农户自己的选择：补偿不低于下限、且不少于本户对权利的估价时才退出。",
                     "Every exit is the household's own choice: it leaves only for no less than the " +
                     "floor and than its own value of the right.")),
      partsLegend(bundles.map(bundleName)),
      yearly(bundles, bundleName, say("各类组合每年退出户数", "Exits a year by bundle")),
      fanLegend(), smallFans(others),
      table(measureTable("rights", say(`权益退出，${rowName(state.row)}`,
        `Exits from rights, ${rowName(state.row)}`), [...bundles, ...others])),
    ];
  },
};

const MODES = ["ccl_transfer_ha_cum", "ccl_lease_ha_cum", "ccl_equity_ha_cum", "ccl_direct_ha_cum"];

export const land: Section = {
  id: "land",
  title: () => say("土地流向", "Land flows"),
  short: () => say("土地", "Land"),
  uses: ["group", "row", "area"],
  shown: () => present("cultivated_ha", "construction_ha").length > 0,
  body: () => {
    const modes = present(...MODES);
    const others = present("ccl_area_ha_cum", "ccl_value_yuan_cum", "ccl_price_yuan_per_ha",
      "state_price_yuan_per_ha", "ccl_price_gap", "ccl_member_yuan", "cultivated_ha",
      "construction_ha", "construction_cap_ha", "construction_quota_ha", "state_land_ha",
      "consolidated_ha_cum", "quota_sold_ha_cum", "reused_stock_ha_cum", "homestead_returned_ha",
      "transferred_share", "newly_leased_ha", "rent_yuan_per_mu");
    return [
      modes.length === 0 ? null : partsLegend(modes.map((name) => nameOf(measureOf(name)))),
      modes.length === 0 ? null : yearly(modes, (name) => nameOf(measureOf(name)),
        say("集体经营性建设用地累计入市面积（按方式）", "Collective commercial land entered so far, by mode")),
      fanLegend(), smallFans(others),
      table(measureTable("land", say(`土地，${rowName(state.row)}`, `Land, ${rowName(state.row)}`),
        [...modes, ...others])),
    ];
  },
};
