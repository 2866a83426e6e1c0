import type { Measure } from "./data";
import { language, say } from "./language";

export type AreaUnit = "ha" | "mu";

/** How numbers of one measure are shown: value × factor, in a named unit. */
export interface Scale { factor: number; unit: string; percent: boolean; digits?: number }

const MU_PER_HECTARE = 15;
const PERCENTAGES = /share|_rate$|cover$|turnover|npl|wage_gap|price_gap|rollout_mean|coverage/;
let areaUnit: AreaUnit = "ha";

export function setAreaUnit(unit: AreaUnit): void {
  areaUnit = unit;
}

export function isPercentage(measure: Measure): boolean {
  return (measure.unit === "1" || measure.unit === "1/y") && PERCENTAGES.test(measure.name);
}

/** From which size on, value per shown unit, name of the shown unit. */
type Step = [from: number, per: number, name: string];
type Steps = Record<"zh" | "en", Step[]>;

const MONEY: Steps = {
  zh: [[1e8, 1e8, "亿元"], [1e6, 1e4, "万元"], [0, 1, "元"]],
  en: [[1e9, 1e9, "billion CNY"], [1e6, 1e6, "million CNY"], [0, 1, "CNY"]],
};
const PERSONS: Steps = {
  zh: [[1e4, 1e4, "万人"], [0, 1, "人"]],
  en: [[1e6, 1e3, "thousand persons"], [0, 1, "persons"]],
};
const TONNES: Steps = {
  zh: [[1e4, 1e4, "万吨"], [0, 1, "吨"]],
  en: [[1e6, 1e3, "thousand t"], [0, 1, "t"]],
};
const HECTARES: Steps = {
  zh: [[1e4, 1e4, "万公顷"], [0, 1, "公顷"]],
  en: [[1e6, 1e3, "thousand ha"], [0, 1, "ha"]],
};
const MU: Steps = {
  zh: [[1e4, 1e4, "万亩"], [0, 1, "亩"]],
  en: [[1e6, 1e3, "thousand mu"], [0, 1, "mu"]],
};

function stepFor(steps: Steps, largest: number, perYear: boolean): Scale {
  const list = steps[language()];
  const [, per, name] = list.find(([from]) => largest >= from) ?? list[list.length - 1];
  return { factor: 1 / per, unit: name + (perYear ? say("/年", "/y") : ""), percent: false };
}

/** The scale that suits a measure whose largest number shown is `largest` (in its own unit). */
export function scaleOf(measure: Measure, largest: number): Scale {
  const size = Math.abs(largest);
  if (isPercentage(measure)) return { factor: 100, unit: "%", percent: true };
  const [stem, ...per] = measure.unit.split("/");
  const perYear = per.length > 0 && per[per.length - 1] === "y";
  if (measure.unit === "CNY/ha" || measure.unit === "CNY/ha/y") {
    const divisor = areaUnit === "mu" ? MU_PER_HECTARE : 1;
    const area = areaUnit === "mu" ? say("亩", "mu") : say("公顷", "ha");
    const scale = stepFor(MONEY, size / divisor, false);
    return { factor: scale.factor / divisor, unit: `${scale.unit}/${area}`, percent: false };
  }
  if (measure.unit === "CNY/mu/y")
    return areaUnit === "mu"
      ? { factor: 1, unit: say("元/亩·年", "CNY/mu/y"), percent: false }
      : { factor: MU_PER_HECTARE, unit: say("元/公顷·年", "CNY/ha/y"), percent: false };
  if (measure.unit === "CNY/t") return { factor: 1, unit: say("元/吨", "CNY/t"), percent: false };
  if (stem === "CNY") return stepFor(MONEY, size, perYear);
  if (stem === "persons") return stepFor(PERSONS, size, perYear);
  if (stem === "t") return stepFor(TONNES, size, perYear);
  if (stem === "ha") {
    if (areaUnit === "ha") return stepFor(HECTARES, size, perYear);
    const scale = stepFor(MU, size * MU_PER_HECTARE, perYear);
    return { ...scale, factor: scale.factor * MU_PER_HECTARE };
  }
  if (measure.unit === "1/y") return { factor: 1, unit: say("每年", "per year"), percent: false };
  return { factor: 1, unit: measure.unit === "1" ? "" : measure.unit, percent: false };
}

const MINUS = "\u2212";

/** A number of the given scale, without its unit. */
export function format(value: number | null | undefined, scale: Scale): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return "–";
  const shown = value * scale.factor;
  const size = Math.abs(shown);
  let digits = scale.digits;
  if (digits === undefined) {
    if (scale.percent) digits = 1;
    else if (size >= 1000) digits = 0;
    else if (size >= 100) digits = 1;
    else if (size >= 10) digits = 1;
    else digits = size === 0 || Number.isInteger(shown) ? 0 : 3;
  }
  const text = size.toLocaleString("en-US", { minimumFractionDigits: digits,
                                              maximumFractionDigits: digits });
  return shown < 0 && /[1-9]/.test(text) ? MINUS + text : text;
}

export function formatSigned(value: number | null | undefined, scale: Scale): string {
  const text = format(value, scale);
  return value !== null && value !== undefined && value > 0 && /[1-9]/.test(text) ? "+" + text
                                                                                  : text;
}

/** Two-sided 95 % quantile of Student's t. */
export function student95(pairs: number): number {
  const table = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201,
                 2.179, 2.16, 2.145, 2.131, 2.12, 2.11, 2.101, 2.093, 2.086, 2.08, 2.074, 2.069,
                 2.064, 2.06, 2.056, 2.052, 2.048, 2.045];
  const freedom = pairs - 1;
  if (freedom < 1) return NaN;
  return freedom <= table.length ? table[freedom - 1] : 1.96 + 2.4 / freedom;
}
