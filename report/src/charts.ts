import * as Plot from "@observablehq/plot";

import { h } from "./dom";
import { nameOf, say } from "./language";
import { base, facts, group, groupName, largestOf, measureOf, numbers, rowFor, rowName, shownGroups,
         state } from "./state";
import { format, Scale, scaleOf } from "./units";

/** Okabe and Ito's colours: told apart with any colour vision and in grey. */
export const COLOURS = { own: "#0072b2", base: "#9a4d00", others: ["#0072b2", "#e69f00", "#009e73",
  "#cc79a7", "#56b4e9", "#d55e00", "#8a7a00", "#555555"] };
const FONT = '"Noto Sans CJK SC","Noto Sans SC","Microsoft YaHei","PingFang SC","SimHei",' +
  'system-ui,sans-serif';

export interface Size { width: number; height: number }

/** Width that a chart has in its place of the page. */
export function chartWidth(columns = 1): number {
  const page = document.documentElement.clientWidth;
  const inner = document.querySelector("main")?.clientWidth ?? page;
  const fit = page <= 700 ? 1 : page <= 1000 && columns === 4 ? 2 : columns;
  return Math.max(240, Math.floor((inner - 20 * (fit - 1)) / fit));
}

export function plot(options: Plot.PlotOptions, label: string): HTMLElement {
  const drawn = Plot.plot({ ...options, ariaLabel: label,
                            style: { fontFamily: FONT, fontSize: "12px", background: "transparent",
                                     overflow: "visible" } });
  return h("div", { class: "chart", role: "img", "aria-label": label }, drawn as unknown as Node);
}

/** A chart with its title, source and what the marks mean. */
export function figure(title: string, chart: HTMLElement, ...notes: (string | Node | null)[]):
    HTMLElement {
  return h("figure", {}, h("figcaption", {}, title), chart,
    notes.filter((note) => note !== null && note !== "")
      .map((note) => h("p", { class: "note" }, note)));
}

export interface LegendItem { text: string; colour: string; kind: "line" | "dash" | "band" | "box" }

export function legend(items: LegendItem[]): HTMLElement {
  return h("ul", { class: "legend" }, items.map((item) =>
    h("li", {}, h("span", { class: `swatch ${item.kind}`, style: `color:${item.colour}` }),
      item.text)));
}

interface Point { year: number; mean: number; low90?: number; high90?: number; low50?: number;
                  high50?: number; text: string }

function points(index: number, name: string, row: number, scale: Scale): Point[] {
  const scaled = (value?: number) => value === undefined ? undefined : value * scale.factor;
  return facts.years.flatMap((year) => {
    const value = numbers.value(index, name, year, row);
    if (value === null) return [];
    const bounds = value.low90 === undefined ? ""
      : ` [${format(value.low90, scale)}, ${format(value.high90, scale)}]`;
    return [{ year, mean: value.mean * scale.factor, low90: scaled(value.low90),
              high90: scaled(value.high90), low50: scaled(value.low50),
              high50: scaled(value.high50),
              text: `${groupName(index)} ${year}\n${format(value.mean, scale)}${bounds} ${scale.unit}` }];
  });
}

function fanMarks(data: Point[], colour: string, dashed: boolean): Plot.Markish[] {
  const inner = data.filter((point) => point.low50 !== undefined);
  const outer = data.filter((point) => point.low90 !== undefined);
  return [
    outer.length > 0 && Plot.areaY(outer, { x: "year", y1: "low90", y2: "high90", fill: colour,
                                            fillOpacity: 0.14 }),
    inner.length > 0 && Plot.areaY(inner, { x: "year", y1: "low50", y2: "high50", fill: colour,
                                            fillOpacity: 0.22 }),
    Plot.lineY(data, { x: "year", y: "mean", stroke: colour, strokeWidth: dashed ? 1.8 : 2.4,
                       strokeDasharray: dashed ? "6,4" : undefined }),
  ].filter(Boolean) as Plot.Markish[];
}

export function yearTicks(width: number): number[] {
  const step = width < 300 ? 8 : width < 460 ? 4 : 2;
  return facts.years.filter((year) => (year - facts.years[0]) % step === 0);
}

/** The course of a measure with its bands, beside that of the base. */
export function fan(name: string, row: number, size: Size): HTMLElement {
  const measure = measureOf(name);
  const scale = scaleOf(measure, largestOf(name, row, shownGroups()));
  const own = points(state.group, name, row, scale);
  const other = base();
  const compared = other === null ? [] : points(other, name, row, scale);
  return plot({
    ...size, marginLeft: 58, marginTop: 24, marginRight: 16, marginBottom: 26,
    x: { domain: [facts.years[0], facts.years[facts.years.length - 1]], ticks: yearTicks(size.width),
         tickFormat: (year: number) => String(year), label: null },
    y: { label: scale.unit === "" ? null : scale.unit, labelArrow: "none", nice: true, ticks: 5,
         grid: true, tickFormat: (value: number) =>
           value.toLocaleString("en-US", { maximumFractionDigits: 3 }) },
    marks: [
      ...fanMarks(compared, COLOURS.base, true),
      ...fanMarks(own, COLOURS.own, false),
      Plot.tip([...own, ...compared], Plot.pointer({ x: "year", y: "mean", title: "text" })),
    ],
  }, `${rowName(row)}: ${nameOf(measure)}, ${groupName(state.group)}`);
}

export function fanLegend(): HTMLElement {
  const items: LegendItem[] = [{ text: groupName(state.group), colour: COLOURS.own, kind: "line" }];
  const other = base();
  if (other !== null)
    items.push({ text: groupName(other), colour: COLOURS.base, kind: "dash" });
  const spread = group().spread;
  if (spread === "quantiles")
    items.push({ text: say("深色带 50%、浅色带 90% 的运行", "dark band 50 %, light band 90 % of runs"),
                 colour: COLOURS.own, kind: "band" });
  if (spread === "range")
    items.push({ text: say(`色带为 ${group().runs} 次运行的最小至最大值`,
                           `band: lowest to highest of ${group().runs} runs`),
                 colour: COLOURS.own, kind: "band" });
  return legend(items);
}

/** Said where no band can be drawn. */
export function spreadNote(): string | null {
  return group().spread === "none"
    ? say("只有一次运行，没有区间可画；一次运行的年际波动含随机性。",
          "One run only: there is no interval to draw, and its ups and downs contain chance.")
    : null;
}

/** Small courses of several measures. */
export function smallFans(names: string[], columns = 3): HTMLElement {
  const width = chartWidth(columns);
  return h("div", { class: "grid", style: `--columns:${columns}` }, names.map((name) => {
    const row = rowFor(name);
    const prices = priceNote(name);
    return figure(nameOf(measureOf(name)) + (row === state.row ? "" : ` · ${rowName(row)}`),
                  fan(name, row, { width, height: 190 }), prices);
  }));
}

/** Whether money is in prices of the year or of 2019. */
export function priceNote(name: string): string | null {
  switch (measureOf(name).prices) {
    case "": return null;
    case "nominal": return say("当年价", "prices of the year");
    default: return say("2019年价（由CPI折算）", "2019 prices, derived by CPI");
  }
}

export interface Bar { x: string; facet?: string; part: string; value: number; text: string }

/** Stacked bars in the order of the parts given. */
export function stacked(bars: Bar[], parts: string[], unit: string, size: Size, label: string,
                        facets?: string[]): HTMLElement {
  return plot({
    ...size, marginLeft: 62, marginBottom: 30, marginTop: facets ? 34 : 24,
    x: { label: null, domain: [...new Set(bars.map((bar) => bar.x))], padding: 0.25 },
    fx: facets ? { label: null, domain: facets, padding: 0.12 } : undefined,
    y: { label: unit, labelArrow: "none", grid: true, ticks: 5,
         tickFormat: (value: number) =>
           value.toLocaleString("en-US", { maximumFractionDigits: 2 }) },
    color: { domain: parts, range: COLOURS.others.slice(0, parts.length) },
    marks: [
      Plot.barY(bars, { x: "x", fx: facets ? "facet" : undefined, y: "value", fill: "part",
                        order: parts, stroke: "white", strokeWidth: 0.6, title: "text", tip: true }),
      Plot.ruleY([0]),
    ],
  } as Plot.PlotOptions, label);
}

export function partsLegend(parts: string[]): HTMLElement {
  return legend(parts.map((text, i) => ({ text, colour: COLOURS.others[i], kind: "box" })));
}

export interface Effect { label: string; mean: number; half?: number; text: string }

/** Effects with their 95 % intervals around a line at nought. */
export function forest(effects: Effect[], unit: string, width: number, label: string): HTMLElement {
  const narrow = width < 520;  // labels then stand above their lines
  const names = effects.map((effect) => ({ ...effect, name: shortened(effect.label, 24) }));
  return plot({
    width, height: 46 + (narrow ? 38 : 24) * effects.length, marginLeft: narrow ? 14 : 262,
    marginRight: 24,
    marginTop: 6, marginBottom: 40,
    x: { label: unit, labelArrow: "none", grid: true, ticks: narrow ? 4 : 8, nice: true,
         labelOffset: 36 },
    y: { label: null, domain: effects.map((effect) => effect.label), tickSize: 0,
         tickFormat: (text: string) => narrow ? "" : shortened(text, 19) },
    marks: [
      Plot.ruleX([0], { stroke: "#444" }),
      ...(narrow ? [Plot.text(names, { y: "label", text: "name", frameAnchor: "left", dy: -14,
                                       stroke: "white", fill: "#1b1f24", strokeWidth: 4 })] : []),
      Plot.ruleY(effects.filter((effect) => effect.half !== undefined),
                 { y: "label", x1: (e: Effect) => e.mean - (e.half as number),
                   x2: (e: Effect) => e.mean + (e.half as number), stroke: COLOURS.own,
                   strokeWidth: 2 }),
      Plot.dot(effects, { y: "label", x: "mean", r: 4.5, fill: COLOURS.own, stroke: "white",
                          title: "text", tip: true }),
    ],
  }, label);
}

/** Chinese characters count double. */
export function shortened(text: string, chinese: number): string {
  let width = 0;
  for (let i = 0; i < text.length; ++i) {
    width += text.charCodeAt(i) > 0x2e7f ? 2 : 1.05;
    if (width > 2 * chinese) return text.slice(0, i) + "…";
  }
  return text;
}
