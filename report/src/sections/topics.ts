// Parts of the page that show the measures of some codes, where the results hold them.
import { COLOURS, chartWidth, fanLegend, figure, plot, priceNote, smallFans, yearTicks } from "../charts";
import * as Plot from "@observablehq/plot";
import { Cell, csvText, download, h, select, table, TableData } from "../dom";
import { nameOf, say } from "../language";
import { events, Section } from "../section";
import { boundsName, facts, group, groupName, largestOf, lastYear, measureOf, numbers, present,
         rowFor, rowName, shownGroups, state, targetYears } from "../state";
import { format, scaleOf } from "../units";
import { measureTable } from "./parts";

const FINANCE = /^K3[2-7]$/;

/** Those drawn; the table has all. */
const FINANCE_CHARTS = ["credit_stock_yuan", "credit_flow_yuan", "npl_share", "credit_rate",
  "credit_access_share", "credit_guaranteed_share", "informal_stock_yuan", "finance_station_share",
  "insured_share", "premiums_yuan", "indemnities_yuan", "fund_equity_yuan"];

function financeMeasures(): string[] {
  return facts.measures.filter(({ code, name }) => FINANCE.test(code) && present(name).length > 0)
    .map(({ name }) => name);
}

export const finance: Section = {
  id: "finance",
  title: () => say("信贷、不良、保险与基金", "Credit, bad loans, insurance and funds"),
  short: () => say("金融", "Finance"),
  uses: ["group", "row", "area"],
  shown: () => financeMeasures().length > 0,
  body: () => [
    fanLegend(), smallFans(present(...FINANCE_CHARTS)),
    table(measureTable("finance", say(`金融，${rowName(state.row)}`, `Finance, ${rowName(state.row)}`),
      financeMeasures())),
  ],
};

function inequalityNames(): string[] {
  const deciles = facts.measures.map(({ name }) => name).filter((name) => /decile/.test(name));
  return present("gini", "theil", "theil_between_strata", "theil_between_districts", "low_income",
    "median_income", "high_income", ...deciles, "income_ratio", "cohort_income_ratio");
}

/** The tenth, fiftieth and ninetieth percentile over the years, chosen scenario against base. */
function percentiles(): HTMLElement | null {
  const names = present("low_income", "median_income", "high_income");
  if (names.length < 3) return null;
  const row = rowFor("median_income");
  const scale = scaleOf(measureOf("median_income"), largestOf("high_income", row, shownGroups()));
  const labels = new Map([["low_income", "P10"], ["median_income", "P50"], ["high_income", "P90"]]);
  const lines = shownGroups().flatMap((index, i) => names.flatMap((name) => facts.years.map((year) => {
    const value = numbers.mean(index, name, year, row);
    return { year, part: labels.get(name) as string, line: `${i} ${name}`, dashed: i === 1,
             value: (value ?? NaN) * scale.factor,
             text: `${groupName(index)} ${year} ${labels.get(name)}\n${format(value, scale)} ${scale.unit}` };
  })));
  const width = chartWidth(1);
  return figure(say("收入分布：第10、50、90百分位", "Distribution of income: 10th, 50th and 90th percentile") +
    ` · ${rowName(row)}`, plot({
    width, height: 300, marginLeft: 62, marginRight: 44, marginTop: 24,
    x: { label: null, tickFormat: (year: number) => String(year), ticks: yearTicks(width) },
    y: { label: scale.unit, labelArrow: "none", grid: true, zero: true, ticks: 6 },
    marks: [false, true].flatMap((dashed) => [
      Plot.lineY(lines.filter((point) => point.dashed === dashed), { x: "year", y: "value", z: "line",
        stroke: dashed ? COLOURS.base : COLOURS.own, strokeWidth: dashed ? 1.8 : 2.2,
        strokeDasharray: dashed ? "6,4" : undefined })]).concat([
      Plot.text(lines.filter((point) => point.year === lastYear && !point.dashed),
        { x: "year", y: "value", text: "part", dx: 8, textAnchor: "start" }) as never,
      Plot.tip(lines, Plot.pointer({ x: "year", y: "value", title: "text" })) as never]),
  }, say("收入分布", "Distribution of income")), priceNote("median_income"));
}

export const inequality: Section = {
  id: "inequality",
  title: () => say("收入分配与差距", "Distribution and gaps"),
  short: () => say("分配", "Inequality"),
  uses: ["group", "row", "area"],
  shown: () => present("gini").length > 0,
  body: () => [
    fanLegend(), percentiles(), smallFans(inequalityNames().filter((name) => !/_income$/.test(name))),
    h("p", { class: "note" }, say(
      "城乡收入比受“谁被算作农村居民”影响：进城落户者离开农村统计。固定人群之比始终跟踪 2019 年的农业户籍人群。",
      "The urban–rural ratio depends on who counts as rural: those who settle in towns leave the rural " +
      "statistics. The ratio of the fixed cohort follows the rural-hukou population of 2019 throughout.")),
    table(measureTable("inequality", say(`分配与差距，${rowName(state.row)}`,
      `Distribution and gaps, ${rowName(state.row)}`), inequalityNames())),
  ],
};

function rankTable(measure: string, shares: number[][], year: string, best: boolean): TableData {
  const count = shares.length;
  const ranks = [...Array(count).keys()].map((rank) => String(rank + 1));
  return {
    id: `ranks_${measure}`,
    caption: say(`${nameOf(measureOf(measure))}：${year} 年各县区名次的概率（第1名为${best ? "最高" : "最低"}）`,
                 `${nameOf(measureOf(measure))}: chance of each rank in ${year} (1 is the ${best ? "highest" : "lowest"})`),
    head: [say("县区", "District"), ...ranks],
    rows: shares.map((row, district) => [
      { text: rowName(district), kind: "head" as const },
      ...row.map((share): Cell => ({ text: share === 0 ? "" : `${Math.round(100 * share)}%`,
                                     value: share, css: `heat${Math.round(share * 5)}` }))]),
    csv: { head: ["scenario", "measure", "year", "district", "rank", "share_of_runs"],
           rows: shares.flatMap((row, district) => row.map((share, rank) =>
             [group().scenario, measure, year, facts.districts[district].key, rank + 1, share])) },
  };
}

function rankable() {
  return facts.ranks.filter((ranking) => ranking.groups[state.group] !== null);
}

export const ranks: Section = {
  id: "ranks",
  title: () => say("县区名次的概率", "Chances of ranks"),
  short: () => say("名次", "Ranks"),
  uses: ["group"],
  shown: () => facts.ranks.some((ranking) => ranking.groups.some((shares) => shares !== null)),
  body: () => [
    h("p", {}, say("名次差距常小于随机波动，因此给出概率而不是名次。",
                   "Gaps between ranks are often smaller than chance, so chances are given, not ranks.")),
    rankable().length === 0
      ? h("p", { class: "note" }, say("所选情景的运行太少（不足 10 次），不给出概率。",
                                      "The chosen scenario has fewer than 10 runs; no chances are given."))
      : null,
    ...rankable().map((ranking) => {
      const shares = ranking.groups[state.group] as Record<string, number[][]>;
      const years = Object.keys(shares);
      const year = years[years.length - 1];
      return table(rankTable(ranking.measure, shares[year], year, ranking.more_is_better));
    }),
  ],
};

function allCsv(): TableData["csv"] {
  return {
    head: ["scenario", "sample", "runs", "district", "year", "measure", "code", "zh", "en", "value",
           "low90", "low50", "high50", "high90", "unit"],
    rows: facts.groups.flatMap(({ scenario, sample, runs }, index) => facts.measures.flatMap((measure) =>
      !numbers.has(index, measure.name) ? [] : facts.districts.flatMap((district, row) =>
        facts.years.flatMap((year) => {
          const value = numbers.value(index, measure.name, year, row);
          return value === null ? [] : [[scenario, sample, runs, district.key, year, measure.name,
            measure.code, measure.zh, measure.en, value.mean, value.low90 ?? null,
            value.low50 ?? null, value.high50 ?? null, value.high90 ?? null, measure.unit]];
        })))),
  };
}

function indicatorTable(names: string[]): TableData {
  const spread = boundsName(state.group);
  const last = targetYears[targetYears.length - 1];
  const data = measureTable("indicators", `${rowName(state.row)}`, names);
  if (spread === "") return data;
  return {
    ...data,
    head: [...data.head, `${last} ${spread}`],
    rows: data.rows.map((cells, i) => {
      const name = names[i], row = rowFor(name);
      const value = numbers.value(state.group, name, last, row);
      const scale = scaleOf(measureOf(name), largestOf(name, row, shownGroups()));
      return [...cells, { text: value?.low90 === undefined ? "–"
        : `${format(value.low90, scale)} – ${format(value.high90, scale)}`, kind: "number" as const }];
    }),
  };
}

export const indicators: Section = {
  id: "indicators",
  title: () => say("全部指标", "All measures"),
  short: () => say("全部指标", "All measures"),
  uses: ["group", "row", "topic", "area"],
  controls: () => [select("topic", say("主题", "Topic"),
    facts.topics.map((topic) => ({ value: topic.key, text: nameOf(topic) })), state.topic, (value) => {
      state.topic = value;
      events.changed("topic");
    })],
  body: () => {
    const topic = facts.topics.find(({ key }) => key === state.topic) ?? facts.topics[0];
    const button = h("button", { type: "button", class: "download", "data-csv": "all",
      click: () => download("changji_all.csv", csvText(allCsv())) }, say("下载全部情景、年份、县区（CSV）", "Download every scenario, year and district (CSV)"));
    return [
      facts.detail === 0 ? null : h("p", { class: "note" }, facts.detail === 1
        ? say("情景较多：次要指标只保留试验区合计。", "With this many scenarios lesser measures are kept for the zone only.")
        : say("情景较多：只保留主要指标；全部指标见结果文件夹的 summary.csv。",
              "With this many scenarios main measures only are kept; summary.csv of the result folders has all.")),
      table(indicatorTable(topic.measures.filter((name) => present(name).length > 0))),
      button,
    ];
  },
};
