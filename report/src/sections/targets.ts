import { Outcome, Target } from "../data";
import { Cell, h, table, TableData } from "../dom";
import { nameOf, say } from "../language";
import type { Section } from "../section";
import { base, boundsName, facts, group, groupName, measureOf, rowName, state, zone } from "../state";
import { format, Scale, scaleOf } from "../units";

const TIMES: Scale = { factor: 1, unit: "", percent: false, digits: 2 };

function scaleFor(target: Target): Scale {
  const measure = measureOf(target.measure);
  const levels = target.results.flatMap(({ level, opening }) => [level ?? 0, opening ?? 0]);
  return scaleOf(measure, Math.max(...levels, target.basis === "times 2019" ? 0 : target.threshold));
}

function thresholdText(target: Target, scale: Scale): string {
  const sign = target.rule === "at_least" ? "≥ " : "≤ ";
  if (target.basis === "times 2019")
    return sign + format(target.threshold, TIMES) + say(" × 2019年", " × 2019");
  const years = target.basis === "mean of 3 years" ? say("（三年平均）", " (3-year mean)") : "";
  return sign + withUnit(target.threshold, scale) + years;
}

function withUnit(value: number | null, scale: Scale): string {
  const unit = scale.unit === "%" ? "%" : scale.unit === "" ? "" : ` ${scale.unit}`;
  return value === null ? "–" : format(value, scale) + unit;
}

/** In the target's basis; the level itself stands below where the basis is another. */
function resultText(target: Target, outcome: Outcome, scale: Scale): string | HTMLElement {
  if (target.basis !== "times 2019") return withUnit(outcome.value, scale);
  return h("span", {}, `${format(outcome.value, TIMES)} × 2019`, h("br"),
           h("small", {}, withUnit(outcome.level, scale)));
}

function boundsText(target: Target, outcome: Outcome, scale: Scale): string {
  if (outcome.low90 === null) return "–";
  const shown = target.basis === "times 2019" ? TIMES : scale;
  return `${format(outcome.low90, shown)} – ${format(outcome.high90, shown)}`;
}

function chanceText(outcome: Outcome): string {
  if (outcome.runs < 2) return say("1 次运行", "1 run");
  return `${Math.round(100 * outcome.runs_met / outcome.runs)}% (${outcome.runs_met}/${outcome.runs})`;
}

/** Half of the runs decide: with one run, whether it met the target. */
function verdict(target: Target, outcome: Outcome): HTMLElement {
  const chip = (css: string, text: string) => h("span", { class: `chip ${css}` }, text);
  if (outcome.met === null) return chip("open", say("无法判断", "undecided"));
  const own = outcome.met ? chip("met", say("✓ 达到", "✓ met"))
                          : chip("missed", say("✗ 未达到", "✗ not met"));
  const other = base();
  const compared = other === null ? null : target.results[other];
  const also = compared?.met !== true ? null
    : outcome.met
      ? chip("also", say("基准也达到", "baseline too"))
      : chip("also", say("基准反而达到", "met in the baseline"));
  return h("span", { class: "chips" }, own, also);
}

function rowOf(target: Target): Cell[] {
  const scale = scaleFor(target), outcome = target.results[state.group];
  const threshold = thresholdText(target, scale);
  const cells: Cell[] = [
    { text: String(target.year) },
    { text: nameOf(target), kind: "head" },
    { text: target.clause },
    { text: target.in_document ? threshold : "", css: "document" },
    { text: target.in_document ? "" : threshold, css: "ours" },
    { text: withUnit(outcome.opening, scale), kind: "number" },
    { text: resultText(target, outcome, scale), value: outcome.value },
  ];
  if (boundsName(state.group) !== "")
    cells.push({ text: boundsText(target, outcome, scale), kind: "number" });
  cells.push({ text: chanceText(outcome), kind: "number" });
  const other = base();
  if (other !== null) cells.push({ text: chanceOfBase(target.results[other]), kind: "number" });
  cells.push({ text: verdict(target, outcome) });
  return cells;
}

function chanceOfBase(outcome: Outcome): string {
  if (outcome.met === null) return "–";
  if (outcome.runs < 2) return outcome.met ? say("达到", "met") : say("未达到", "not met");
  return chanceText(outcome);
}

function head(): string[] {
  const other = base();
  return [say("年份", "Year"), say("目标", "Target"), say("条目", "Item"),
    say("规划原文指标", "Number in the plan"), say("本项目假设阈值", "Our threshold (assumption)"), "2019",
    say("模拟结果", "Projection"),
    ...(boundsName(state.group) === "" ? [] : [boundsName(state.group)]),
    say("达到的运行", "Runs that meet it"),
    ...(other === null ? [] : [say("基准情景", "Baseline")]),
    say("判断", "Verdict")];
}

function csvOf(judged: Target[]): TableData["csv"] {
  return {
    head: ["scenario", "sample", "target", "zh", "en", "clause", "measure", "scope", "year", "rule",
           "threshold", "basis", "origin", "value_2019", "level", "value", "low90", "high90",
           "runs_met", "runs", "met", "met_in_baseline", "unit"],
    rows: judged.flatMap((target) => target.results.map((outcome, index) => {
      const { scenario, sample, base: other } = facts.groups[index];
      return [scenario, sample, target.id, target.zh, target.en, target.clause, target.measure,
              target.scope, target.year, target.rule, target.threshold, target.basis,
              target.in_document ? "document" : "assumption", outcome.opening, outcome.level,
              outcome.value, outcome.low90, outcome.high90, outcome.runs_met, outcome.runs,
              outcome.met === null ? null : String(outcome.met),
              other === null || target.results[other].met === null
                ? null : String(target.results[other].met),
              measureOf(target.measure).unit];
    })),
  };
}

function unjudged(targets: Target[]): HTMLElement | null {
  if (targets.length === 0) return null;
  const names = targets.map((target) => `${nameOf(target)} ${target.year}`);
  return h("p", { class: "note" },
    say("本结果中没有对应指标或年份、因而不作判断的目标：", "Not judged, as these results have no such measure or year: ") +
    names.join(say("、", ", ")) + say("。", "."));
}

export const targets: Section = {
  id: "targets",
  title: () => say("2025 年与 2035 年目标", "Targets of 2025 and 2035"),
  short: () => say("目标", "Targets"),
  uses: ["group", "area"],
  body: () => {
    const judged = facts.targets.filter((target) => target.results.length > 0);
    return [
      h("p", {}, say(
        "规划多数目标只有文字，没有数字。规划写明的数字单列一栏；其余阈值是本项目为便于对照所作的假设，不是规划的要求。",
        "Most targets of the plan are words without numbers. Numbers that the plan states have a " +
        "column of their own; the other thresholds are this project's assumptions, not the plan's.")),
      base() === null ? null : h("p", {}, say(
        "标有“基准也达到”的目标，没有改革也会达到，因此不能算作改革的效果。",
        "A target marked “baseline too” is met without any reform as well, so that it is not an effect " +
        "of the reform.")),
      group().runs < 2 ? null : h("p", { class: "note" }, say(
        "“达到的运行”是达到目标的运行所占比重，只含随机性与参数抽样；判断按各次运行的均值。",
        "“Runs that meet it” is their share among all runs and contains chance and parameter draws " +
        "only; the verdict goes by the mean of runs.")),
      judged.length === 0 ? null : table({
        id: "targets", cards: true, head: head(), rows: judged.map(rowOf), csv: csvOf(judged),
        caption: say(`目标对照：${groupName(state.group)}，${rowName(zone)}`,
                     `Targets: ${groupName(state.group)}, ${rowName(zone)}`) }),
      unjudged(facts.targets.filter((target) => target.results.length === 0)),
    ];
  },
};
