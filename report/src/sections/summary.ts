import { chartWidth, fan, fanLegend, spreadNote } from "../charts";
import { h, table, Cell, TableData } from "../dom";
import { nameOf, say } from "../language";
import type { Section } from "../section";
import { base, boundsName, facts, group, groupName, largestOf, measureOf, numbers, present, rowFor,
         rowName, scaleText, shownGroups, state, targetYears } from "../state";
import { format, scaleOf } from "../units";

const HEADLINES = ["income_ratio", "rural_income", "urban_share", "transferred_share"];
const FIGURES = ["rural_income", "urban_income", "income_ratio", "cohort_income_ratio", "gini",
  "residents", "urban_share", "hukou_urban_share", "settlements", "elderly_share_rural",
  "transferred_share", "rent_yuan_per_mu", "large_farm_share", "grain_t", "cultivated_ha",
  "construction_ha", "gdp_yuan", "firms", "employees", "urban_unemployment_rate", "service_ratio",
  "rollout_mean"];

function runsText(index: number): string {
  const { runs, draws, sample } = facts.groups[index];
  const scale = sample === 1 ? say("全部人口（1:1）", "the whole population (1:1)")
    : say(`${scaleText(sample)} 抽样`, `a ${scaleText(sample)} sample`);
  const drawn = draws > 1 ? say(`，${draws} 组参数抽样`, `, ${draws} parameter draws`) : "";
  const title = facts.titles[facts.groups[index].scenario];
  const name = title === undefined ? groupName(index) : nameOf(title);
  return say(`${name} —— ${runs} 次运行${drawn}，${scale}`,
             `${name} — ${runs} ${runs === 1 ? "run" : "runs"}${drawn}, ${scale}`);
}

function intervalText(): string {
  if (group().spread === "none")
    return say("所选情景只有一次运行，本报告不给出区间；随机性有多大，从一次运行看不出来。",
               "The chosen scenario has one run, so no interval is given; one run cannot tell how " +
               "much chance there is.");
  const spread = group().spread === "range"
    ? say(`只有 ${group().runs} 次运行，给出的是最小至最大值。`,
          `With ${group().runs} runs the lowest and the highest are given. `)
    : "";
  return spread + (group().draws > 1
    ? say("区间来自随机重复和参数抽样，不含模型结构与基础数据的不确定性。",
          "Intervals come from replicates and parameter draws; they leave out the uncertainty of " +
          "the model's structure and of its data.")
    : say("区间只反映随机重复，不含参数、结构和数据的不确定性，因此真实的不确定性更大。",
          "Intervals reflect chance alone, not the uncertainty of parameters, structure and data: " +
          "the true uncertainty is larger."));
}

function caution(): HTMLElement {
  const coefficients = facts.register.filter((row) => row.role === "coefficient");
  const assumed = coefficients.filter((row) => /assumption/i.test(row.source)).length;
  return h("aside", { class: "caution" },
    h("h3", {}, say("请先读这几句", "Read this first")),
    h("ul", {},
      h("li", {}, say("水平值是在一组假设下的投影，不是预测；可以比较的是同一批随机数下情景之间的差别。",
                      "Levels are projections under assumptions, not forecasts; what can be compared " +
                      "are differences between scenarios under the same random draws.")),
      h("li", {}, say(`${coefficients.length} 个系数中有 ${assumed} 个是假设，没有公开来源。`,
                      `${assumed} of ${coefficients.length} coefficients are assumptions without a ` +
                      "published source.")),
      h("li", {}, say("基准情景同样达到的目标，不能说明改革有效；表中逐条注明。",
                      "A target that the baseline meets too says nothing about the reform; the table " +
                      "says so line by line.")),
      h("li", {}, intervalText())));
}

function verdictCounts(): string | null {
  const judged = facts.targets.filter((target) => target.results[state.group]?.met !== undefined &&
                                                  target.results[state.group].met !== null);
  if (judged.length === 0) return null;
  const met = judged.filter((target) => target.results[state.group].met);
  const other = base();
  const text = say(`${judged.length} 条可判断的目标中，${groupName(state.group)}达到 ${met.length} 条`,
                   `Of ${judged.length} targets that can be judged, ${groupName(state.group)} meets ` +
                   `${met.length}`);
  if (other === null) return text + say("。", ".");
  const both = met.filter((target) => target.results[other].met).length;
  return text + say(`，其中 ${both} 条基准情景同样达到。`,
                    `, ${both} of which the baseline meets too.`);
}

function headline(name: string): HTMLElement {
  const row = rowFor(name), measure = measureOf(name);
  const scale = scaleOf(measure, largestOf(name, row, shownGroups()));
  const last = targetYears[targetYears.length - 1];
  const cells = [targetYears[0], last].map((year) => numbers.mean(state.group, name, year, row));
  const width = chartWidth(4);
  return h("div", { class: "tile" },
    h("h3", {}, nameOf(measure)),
    h("p", { class: "big" }, `${format(cells[0], scale)} → ${format(cells[1], scale)}`,
      h("small", {}, ` ${scale.unit}`)),
    h("p", { class: "years" }, `${targetYears[0]} → ${last} · ${rowName(row)}`),
    fan(name, row, { width: width - 28, height: 150 }));
}

function keyFigures(): TableData {
  const other = base();
  const groups = other === null ? [state.group] : [state.group, other];
  const spread = boundsName(state.group);
  const head = [say("指标", "Measure"), say("单位", "Unit")];
  for (const index of groups)
    for (const year of targetYears) head.push(`${groupName(index)} ${year}`);
  if (spread !== "")
    head.push(`${groupName(state.group)} ${targetYears[targetYears.length - 1]} ${spread}`);
  const csvRows: (string | number | null)[][] = [];
  const rows = present(...FIGURES).map((name) => {
    const measure = measureOf(name), row = rowFor(name);
    const scale = scaleOf(measure, largestOf(name, row, groups));
    const cells: Cell[] = [{ text: nameOf(measure) + (row === state.row ? "" : ` · ${rowName(row)}`),
                             kind: "head" }, { text: scale.unit }];
    for (const index of groups)
      for (const year of targetYears) {
        const value = numbers.value(index, name, year, row);
        cells.push({ text: format(value?.mean, scale), value: value?.mean ?? null });
        csvRows.push([facts.groups[index].scenario, facts.groups[index].sample,
                      facts.districts[row].key, year, name, measure.code, measure.zh, measure.en,
                      value?.mean ?? null, value?.low90 ?? null, value?.high90 ?? null,
                      measure.unit]);
      }
    if (spread !== "") {
      const value = numbers.value(state.group, name, targetYears[targetYears.length - 1], row);
      cells.push({ text: value?.low90 === undefined ? "–"
        : `${format(value.low90, scale)} – ${format(value.high90, scale)}`, kind: "number" });
    }
    return cells;
  });
  return {
    id: "key_figures", rows, head,
    caption: say(`${rowName(state.row)}主要指标（各次运行的均值，金额为当年价）`,
                 `Key figures, ${rowName(state.row)} (means over runs, money in prices of the year)`),
    csv: { head: ["scenario", "sample", "district", "year", "measure", "code", "zh", "en", "value",
                  "low90", "high90", "unit"], rows: csvRows },
  };
}

export const summary: Section = {
  id: "summary",
  title: () => say("概览", "Overview"),
  short: () => say("概览", "Overview"),
  uses: ["group", "row", "area"],
  body: () => [
    caution(),
    h("ul", { class: "runs" }, facts.groups.map((_, index) => h("li", {}, runsText(index)))),
    verdictCounts() === null ? null : h("p", { class: "verdict" }, verdictCounts()),
    fanLegend(),
    h("div", { class: "grid tiles", style: "--columns:4" }, present(...HEADLINES).map(headline)),
    spreadNote() === null ? null : h("p", { class: "note" }, spreadNote()),
    table(keyFigures()),
  ],
};

