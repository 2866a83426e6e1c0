// What the numbers rest on: assumptions, data, words, provenance.
import { downloadButton, h, table, TableData } from "../dom";
import { language, nameOf, say } from "../language";
import type { Section } from "../section";
import { facts, group, groupName, scaleText } from "../state";

const isAssumption = (source: string) => /assumption/i.test(source);

function registerCsv(): TableData["csv"] {
  return {
    head: ["key", "role", "clause", "unit", "base", "reform", "low", "high", "zh", "en", "source"],
    rows: facts.register.map((row) => [row.key, row.role, row.clause, row.unit, row.base, row.reform,
      row.low, row.high, row.zh, row.en, row.source]),
  };
}

function countsTable(): TableData {
  const roles: [string, string, string][] = [["lever", "改革杠杆", "Levers"],
    ["village", "村级开关与覆盖", "Village switches and coverage"], ["safeguard", "保障措施", "Safeguards"],
    ["stress", "外部冲击", "Outside shocks"], ["coefficient", "方程系数", "Coefficients"]];
  const lines = roles.map(([role, zh, en]) => {
    const all = facts.register.filter((row) => row.role === role);
    return { name: say(zh, en), all: all.length, role,
             assumed: all.filter((row) => isAssumption(row.source)).length };
  }).filter((line) => line.all > 0);
  return {
    id: "assumptions", caption: say("参数有多少来自公开来源", "How many parameters have a published source"),
    head: [say("类别", "Kind"), say("个数", "Number"), say("其中为假设", "Of these assumptions"),
           say("有来源", "With a source")],
    rows: lines.map(({ name, all, assumed }) => [{ text: name, kind: "head" as const },
      { text: String(all), value: all }, { text: String(assumed), value: assumed },
      { text: String(all - assumed), value: all - assumed }]),
    csv: { head: ["kind", "number", "assumptions"],
           rows: lines.map(({ role, all, assumed }) => [role, all, assumed]) },
  };
}

function numberText(value: number): string {
  return String(Number(value.toPrecision(6)));
}

function registerTable(): TableData {
  return {
    id: "register", caption: say("全部参数", "All parameters"),
    head: [say("参数", "Parameter"), say("含义", "Meaning"), say("单位", "Unit"), say("2019 年值", "Value of 2019"),
           say("改革值", "Reform"), say("范围", "Range"), say("来源", "Source")],
    rows: facts.register.map((row) => [
      { text: row.key, kind: "head" as const }, { text: nameOf(row) }, { text: row.unit },
      { text: numberText(row.base), value: row.base },
      { text: row.reform === row.base ? "" : numberText(row.reform), kind: "number" as const },
      { text: `${numberText(row.low)} – ${numberText(row.high)}`, kind: "number" as const },
      { text: isAssumption(row.source) && language() === "zh"
          ? row.source.replace(/assumption/gi, "假设") : row.source,
        css: isAssumption(row.source) ? "assumed" : "" }]),
    csv: registerCsv(),
  };
}

const KINDS: Record<string, [string, string]> = {
  reported: ["公布数", "reported"], derived: ["由公布数推算", "derived"],
  recalled: ["凭记忆、待核", "recalled, not checked"],
};
const SUBJECTS: Record<string, [string, string]> = {
  population: ["人口", "Population"], economy: ["经济", "Economy"], income: ["收入", "Incomes"],
  price: ["价格", "Prices"], geo: ["地理", "Geography"], zone: ["试验区", "Zone"],
  agri: ["农业", "Agriculture"], labour: ["就业", "Labour"], wage: ["工资", "Wages"],
  land: ["土地", "Land"], fiscal: ["财政", "Budgets"],
};

function factsTable(): TableData {
  const subjects = [...new Set(facts.facts.map(({ subject }) => subject))];
  const kinds = Object.keys(KINDS);
  const count = (subject: string, kind: string) => facts.facts.find((row) =>
    row.subject === subject && row.kind === kind)?.count ?? 0;
  const name = (words: Record<string, [string, string]>, key: string) =>
    words[key] === undefined ? key : say(...words[key]);
  return {
    id: "facts", caption: say("起点所用的公开数字", "Published figures behind the opening state"),
    head: [say("主题", "Subject"), ...kinds.map((kind) => name(KINDS, kind))],
    rows: subjects.map((subject) => [{ text: name(SUBJECTS, subject), kind: "head" as const },
      ...kinds.map((kind) => ({ text: String(count(subject, kind)), value: count(subject, kind) }))]),
    csv: { head: ["subject", "kind", "count"],
           rows: facts.facts.map(({ subject, kind, count: n }) => [subject, kind, n]) },
  };
}

const CLOSED: Record<string, [string, string]> = {
  area: ["面积", "Area"], persons: ["户籍人口", "Registered persons"],
  construction: ["建设用地", "Construction land"], gdp: ["地区生产总值", "GDP"],
  fiscal_full: ["全口径财政收入", "Full-scope revenue"], fiscal_local: ["地方级财政收入", "Own revenue"],
  grain: ["粮食产量", "Grain"], agri_value: ["农业产值", "Agricultural output"],
  rural_income: ["农村居民收入", "Rural income"],
};

function closingTable(): TableData {
  const all = Object.entries(group().closing_factors);
  return {
    id: "closing", caption: say("县区数字合计与规划总数的差别", "Districts' figures against the totals of the plan"),
    head: [say("指标", "Figure"), say("规划总数", "Total of the plan"), say("县区合计", "Sum of districts"),
           say("闭合系数", "Closing factor")],
    rows: all.map(([key, { target, before, factor }]) => [
      { text: CLOSED[key] === undefined ? key : say(...CLOSED[key]), kind: "head" as const },
      { text: target.toLocaleString("en-US", { maximumFractionDigits: 1 }), value: target },
      { text: before.toLocaleString("en-US", { maximumFractionDigits: 1 }), value: before },
      { text: factor.toFixed(3), value: factor }]),
    csv: { head: ["figure", "target", "sum_of_districts", "factor"],
           rows: all.map(([key, { target, before, factor }]) => [key, target, before, factor]) },
  };
}

export const assumptions: Section = {
  id: "assumptions",
  title: () => say("假设与数据质量", "Assumptions and quality of data"),
  short: () => say("假设与数据", "Assumptions"),
  uses: ["group"],
  body: () => [
    h("p", {}, say(
      "2019 年的水平按公布数闭合；此后的变化由方程和系数推出，多数系数是假设。试验区 2019 年以后的结果没有公布，无法对照。",
      "Levels of 2019 are closed to published figures. What follows comes from equations and " +
      "coefficients, most of which are assumptions. Outcomes of the zone after 2019 are not published.")),
    table(countsTable()), table(factsTable()),
    Object.keys(group().closing_factors).length > 0 ? table(closingTable()) : null,
    h("details", {}, h("summary", {}, say(`全部 ${facts.register.length} 个参数`,
                                          `All ${facts.register.length} parameters`)),
      table(registerTable())),
    h("details", {}, h("summary", {}, say("所选情景的设定", "Settings of the chosen scenario")),
      h("pre", {}, group().scenario_text || say("（结果文件没有记载）", "(not stored in the results)"))),
  ],
};

/** The tables of docs/glossary.md: [heading, header, rows]. */
function glossaryTables(): [string, string[], string[][]][] {
  const tables: [string, string[], string[][]][] = [];
  let heading = "";
  for (const line of facts.glossary.split("\n")) {
    if (line.startsWith("## ")) heading = line.slice(3);
    if (!line.startsWith("|")) continue;
    const cells = line.split("|").slice(1, -1).map((cell) => cell.trim());
    const last = tables[tables.length - 1];
    if (/^[-| :]+$/.test(line)) continue;
    if (last === undefined || last[0] !== heading || last[1].length !== cells.length)
      tables.push([heading, cells, []]);
    else last[2].push(cells);
  }
  return tables;
}

export const glossary: Section = {
  id: "glossary",
  title: () => say("词汇表", "Glossary"),
  short: () => say("词汇", "Glossary"),
  uses: [],
  body: () => glossaryTables().map(([heading, head, rows], i) => h("details", { open: i === 0 },
    h("summary", {}, language() === "zh" ? heading.split("·").reverse().join("·").trim() : heading),
    h("div", { class: "scroll" }, h("table", { class: "words" },
      h("thead", {}, h("tr", {}, head.map((text) => h("th", { scope: "col" }, text)))),
      h("tbody", {}, rows.map((row) => h("tr", {}, row.map((text) => h("td", {}, text))))))))),
};

function citation(): string {
  const field = (name: string) => facts.citation.match(new RegExp(`^${name}:\\s*"?(.*?)"?$`, "m"))?.[1] ?? "";
  const authors = [...facts.citation.matchAll(/- name:\s*"?(.*?)"?$/gm)].map((match) => match[1]);
  return `${authors.join(", ")}. ${field("title")}. ${facts.program}. ${field("license")}.`;
}

function provenanceTable(): TableData {
  const text = (value: unknown) => value === undefined || value === null ? "–" : String(value);
  const lines = facts.groups.map((each, index) => [groupName(index), each.runs, each.replicates,
    each.draws, scaleText(each.sample), text(each.run.seed), text(each.run.population_seed),
    `${text(each.software.name)} ${text(each.software.version)}`,
    text(each.software.commit) + (each.software.dirty === true ? "+" : ""),
    text(each.run.facts_checksum), text(each.resources.started)]);
  return {
    id: "provenance", caption: say("每组结果从何而来", "Where each group of results comes from"),
    head: [say("情景", "Scenario"), say("运行", "Runs"), say("重复", "Replicates"), say("参数抽样", "Draws"),
           say("尺度", "Scale"), say("种子", "Seed"), say("人口种子", "Population seed"), say("程序", "Program"),
           say("版本", "Commit"), say("数据校验值", "Checksum of facts"), say("开始（UTC）", "Started (UTC)")],
    rows: lines.map((line) => line.map((cell, i) => i === 0
      ? { text: String(cell), kind: "head" as const }
      : { text: String(cell) })),
    csv: { head: ["scenario", "runs", "replicates", "draws", "scale", "seed", "population_seed",
                  "program", "commit", "facts_checksum", "started"], rows: lines },
  };
}

export const provenance: Section = {
  id: "provenance",
  title: () => say("来历与引用", "Provenance and how to cite"),
  short: () => say("来历与引用", "Provenance"),
  uses: [],
  body: () => [
    table(provenanceTable()),
    h("p", {}, say("同一程序、情景和种子在任何机器、线程数下给出相同的结果；结果文件夹的校验值见 ",
                   "The same program, scenario and seed give the same results on any machine and number " +
                   "of threads; the hash of a result folder is printed by "),
      h("code", {}, "changji verify"), say("。", ".")),
    h("p", {}, say("本报告由 ", "This report was made by "), h("code", {}, facts.program),
      say(" 生成，是一个独立文件，不访问网络。", ". It is one file and uses no network.")),
    h("h3", {}, say("引用", "Cite as")),
    h("blockquote", {}, citation()),
    downloadButton("register", registerCsv(), say("下载全部参数（CSV）", "Download all parameters (CSV)")),
  ],
};

