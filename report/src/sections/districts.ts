import * as Plot from "@observablehq/plot";

import { chartWidth, COLOURS, figure, plot, priceNote } from "../charts";
import { measureSelect, yearSlider } from "../controls";
import { h, table, TableData } from "../dom";
import { language, nameOf, say } from "../language";
import { events, Section } from "../section";
import { boundsName, facts, groupName, largestOf, measureOf, numbers, rowName, state, zone }
  from "../state";
import { format, Scale, scaleOf } from "../units";

/** Column and row of each district: roughly where it lies, Changchun in the west, Jilin in the east. */
const TILES: Record<string, [column: number, row: number]> = {
  changchun_new_area: [0, 0], jiutai: [1, 0], changyi: [3, 0],
  jingyue: [0, 1], food_zone: [2, 1], chuanying: [3, 1],
  shuangyang: [1, 2], yongji: [2, 2], fengman: [3, 2],
};
const TILE = 108, GAP = 6;
/** Cividis: rises evenly in lightness and looks alike with any colour vision. */
const colours = Plot.scale({ color: { type: "linear", scheme: "cividis", domain: [0, 1] } });
const colourOf = (share: number) => String(colours?.apply(share));

function shownMeasure(): string {
  return numbers.hasDistricts(state.group, state.measure) ? state.measure : "rural_income";
}

/** Lowest and highest of the year: growth over the years would hide differences of districts. */
function range(name: string): [number, number] {
  const values = [...Array(zone).keys()]
    .map((row) => numbers.mean(state.group, name, state.year, row))
    .filter((value): value is number => value !== null);
  return [Math.min(...values), Math.max(...values)];
}

function svg(tag: string, attributes: Record<string, string | number>, ...children: (Node | string)[]):
    SVGElement {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

function choose(row: number): void {
  state.row = state.row === row ? zone : row;
  events.changed("row");
}

/** Two lines for a long English name. */
function nameLines(name: string): string[] {
  if (name.length <= 12 || !name.includes(" ")) return [name];
  const words = name.split(" ");
  const splits = words.slice(1).map((_, i) =>
    [words.slice(0, i + 1).join(" "), words.slice(i + 1).join(" ")]);
  const longest = (lines: string[]) => Math.max(...lines.map((line) => line.length));
  return splits.reduce((best, split) => longest(split) < longest(best) ? split : best);
}

function tile(row: number, name: string, scale: Scale, [low, high]: [number, number]): SVGElement {
  const [column, line] = TILES[facts.districts[row].key];
  const value = numbers.mean(state.group, name, state.year, row);
  const share = value === null || high === low ? 0.5 : (value - low) / (high - low);
  const colour = value === null ? "#ddd" : colourOf(share);
  const ink = value === null || share > 0.52 ? "#111" : "#fff";
  const x = column * (TILE + GAP), y = line * (TILE + GAP);
  const lines = nameLines(rowName(row));
  const label = `${rowName(row)} ${state.year}: ${format(value, scale)} ${scale.unit}`;
  const element = svg("g", { class: state.row === row ? "tile chosen" : "tile", tabindex: 0,
    role: "button", "aria-pressed": String(state.row === row), "aria-label": label,
    "data-district": facts.districts[row].key, transform: `translate(${x},${y})` },
    svg("title", {}, label),
    svg("rect", { width: TILE, height: TILE, rx: 6, fill: colour }),
    ...lines.map((text, i) => svg("text", { x: TILE / 2, y: (lines.length > 1 ? 28 : 36) + 17 * i,
      fill: ink, "text-anchor": "middle", class: text.length > 12 ? "name long" : "name" }, text)),
    svg("text", { x: TILE / 2, y: 80, fill: ink, "text-anchor": "middle", class: "value",
                  ...(value === null ? {} : { "data-value": value }) }, format(value, scale)));
  element.addEventListener("click", () => choose(row));
  element.addEventListener("keydown", (event) => {
    const key = (event as KeyboardEvent).key;
    if (key !== "Enter" && key !== " ") return;
    event.preventDefault();
    choose(row);
    document.querySelector<SVGElement>(`[data-district="${facts.districts[row].key}"]`)?.focus();
  });
  return element;
}

function cartogram(name: string, scale: Scale): HTMLElement {
  const bounds = range(name);
  const width = 4 * TILE + 3 * GAP, height = 3 * TILE + 2 * GAP;
  const drawing = svg("svg", { viewBox: `-3 -3 ${width + 6} ${height + 6}`, class: "cartogram",
    role: "group", "aria-label": say("县区示意图", "Schematic of districts") });
  for (let row = 0; row < zone; ++row) drawing.appendChild(tile(row, name, scale, bounds));
  const stops = [0, 0.25, 0.5, 0.75, 1].map((at) => colourOf(at)).join(",");
  return h("div", { class: "chart" }, drawing as unknown as Node,
    h("div", { class: "ramp" }, h("span", {}, format(bounds[0], scale)),
      h("span", { class: "bar", style: `background:linear-gradient(90deg,${stops})` }),
      h("span", {}, `${format(bounds[1], scale)} ${scale.unit}`)));
}

function ranking(name: string, scale: Scale): HTMLElement {
  const rows = [...facts.districts.keys()].filter((row) => row !== zone).map((row) => {
    const value = numbers.value(state.group, name, state.year, row);
    const scaled = (x?: number) => x === undefined ? undefined : x * scale.factor;
    return { district: rowName(row), mean: scaled(value?.mean), low: scaled(value?.low90),
             high: scaled(value?.high90),
             text: `${rowName(row)} ${state.year}: ${format(value?.mean, scale)} ${scale.unit}` };
  }).filter((row) => row.mean !== undefined)
    .sort((a, b) => (b.mean as number) - (a.mean as number));
  const width = chartWidth(2);
  return plot({
    width, height: 40 + 30 * rows.length, marginLeft: language() === "zh" ? 90 : 156, marginRight: 24,
    marginTop: 8, marginBottom: 34,
    x: { label: scale.unit || null, labelArrow: "none", grid: true, ticks: 5, nice: true,
         tickFormat: (value: number) =>
           value.toLocaleString("en-US", { maximumFractionDigits: 3 }) },
    y: { label: null, domain: rows.map((row) => row.district), tickSize: 0 },
    marks: [
      Plot.ruleY(rows.filter((row) => row.low !== undefined),
                 { y: "district", x1: "low", x2: "high", stroke: COLOURS.own, strokeWidth: 2 }),
      Plot.dot(rows, { y: "district", x: "mean", r: 5, fill: COLOURS.own, stroke: "white",
                       title: "text", tip: true }),
    ],
  }, say("各县区", "Districts"));
}

function districtTable(name: string): TableData {
  const measure = measureOf(name);
  const rows = facts.districts.map((_, row) => row);
  const scale = scaleOf(measure, Math.max(...rows.filter((row) => row !== zone)
    .map((row) => largestOf(name, row, [state.group]))));
  const spread = boundsName(state.group);
  return {
    id: "districts",
    caption: `${nameOf(measure)}, ${state.year}, ${groupName(state.group)}` +
             (scale.unit ? ` (${scale.unit})` : ""),
    head: [say("县区", "District"), "2019", String(state.year), ...(spread ? [spread] : [])],
    rows: rows.map((row) => {
      const value = numbers.value(state.group, name, state.year, row);
      const opening = numbers.mean(state.group, name, facts.years[0], row);
      return [{ text: rowName(row), kind: "head" as const },
              { text: format(opening, scale), value: opening },
              { text: format(value?.mean, scale), value: value?.mean ?? null },
              ...(spread ? [{ text: value?.low90 === undefined ? "–"
                : `${format(value.low90, scale)} – ${format(value.high90, scale)}`,
                kind: "number" as const }] : [])];
    }),
    csv: {
      head: ["scenario", "district", "zh", "en", "year", "measure", "value", "low90", "high90", "unit"],
      rows: facts.years.flatMap((year) => rows.map((row) => {
        const value = numbers.value(state.group, name, year, row);
        const { key, zh, en } = facts.districts[row];
        return [facts.groups[state.group].scenario, key, zh, en, year, name, value?.mean ?? null,
                value?.low90 ?? null, value?.high90 ?? null, measure.unit];
      })),
    },
  };
}

export const districts: Section = {
  id: "districts",
  title: () => say("县区示意图", "Districts"),
  short: () => say("县区图", "Map"),
  uses: ["group", "row", "year", "measure", "area"],
  controls: () => [measureSelect("map-measure", true), yearSlider("year")],
  body: () => {
    const name = shownMeasure(), measure = measureOf(name);
    const scale = scaleOf(measure, Math.max(...range(name).map(Math.abs)));
    const title = `${nameOf(measure)}, ${state.year}`;
    return [
      name === state.measure ? null : h("p", { class: "note" },
        say("所选指标在本报告中只保留试验区合计，此处改示农村居民收入。",
            "This report keeps the chosen measure for the zone only; rural income is shown instead.")),
      h("div", { class: "grid", style: "--columns:2" },
        figure(title, cartogram(name, scale),
          say("颜色按当年最低至最高的县区。示意图：方格只表示大致方位，不是地图，不表示边界、面积或形状。点按方格选择县区。",
              "Colours go by the lowest and the highest of the year. Schematic: tiles show roughly where districts lie. It is no map and shows no borders, " +
              "areas or shapes. Press a tile to choose its district."), priceNote(name)),
        figure(say("各县区排列", "Districts in order") + `, ${state.year}`, ranking(name, scale),
          boundsName(state.group) === "" ? null
            : say("横线：", "Lines: ") + boundsName(state.group))),
      table(districtTable(name)),
    ];
  },
};
