import { inflateSync, strFromU8 } from "fflate";

/** What the program puts into the page; written by output/report_page.cpp. */
export interface Facts {
  language: "zh" | "en";
  program: string;
  base: string;
  detail: number;
  years: number[];
  districts: Named[];
  topics: (Named & { measures: string[] })[];
  measures: Measure[];
  groups: Group[];
  /** By scenario: what it is, from its file. */
  titles: Record<string, { zh: string; en: string }>;
  targets: Target[];
  ranks: Ranking[];
  register: Parameter[];
  facts: { subject: string; kind: string; count: number }[];
  glossary: string;
  citation: string;
}

export interface Named { key: string; zh: string; en: string }

export interface Measure {
  name: string; code: string; unit: string; zh: string; en: string;
  prices: string; level: string; main: boolean;
}

/** Runs that are pooled: one scenario at one scale under one set of seeds. */
export interface Group {
  scenario: string;
  sample: number;
  runs: number; replicates: number; draws: number;
  spread: "none" | "range" | "quantiles";
  is_base: boolean;
  base: number | null;
  pairs: number;
  software: Record<string, unknown>;
  run: Record<string, unknown>;
  resources: Record<string, unknown>;
  closing_factors: Record<string, { target: number; before: number; factor: number }>;
  scenario_text: string;
}

export interface Outcome {
  value: number | null; level: number | null; opening: number | null;
  met: boolean | null; runs_met: number; runs: number;
  low90: number | null; high90: number | null;
}

export interface Target {
  id: string; measure: string; scope: string; year: number;
  rule: "at_least" | "at_most"; threshold: number; basis: string;
  in_document: boolean; clause: string; zh: string; en: string;
  results: Outcome[];
}

export interface Ranking {
  measure: string;
  more_is_better: boolean;
  groups: (Record<string, number[][]> | null)[];
}

export interface Parameter {
  key: string; unit: string; base: number; reform: number; low: number; high: number;
  role: string; clause: string; equation: string; zh: string; en: string; source: string;
}

interface Cube {
  rows: number;
  mean: (number | null)[];
  low90?: (number | null)[]; high90?: (number | null)[];
  low50?: (number | null)[]; high50?: (number | null)[];
  error?: (number | null)[];
}

/** One value with what is known of its spread over runs; bounds are absent where nothing is. */
export interface Value {
  mean: number;
  low90?: number; high90?: number; low50?: number; high50?: number;
}

export interface Difference { mean: number; error?: number }

/** All numbers of the report. */
export class Numbers {
  private readonly groups: Record<string, Cube>[];
  private readonly differences: (Record<string, Cube> | null)[];

  constructor(private readonly years: number[], private readonly rows: number, text: string) {
    const parsed = JSON.parse(text);
    this.groups = parsed.groups;
    this.differences = parsed.differences;
  }

  has(group: number, measure: string): boolean {
    return measure in this.groups[group];
  }

  /** Whether a measure is kept for districts, not for the zone alone. */
  hasDistricts(group: number, measure: string): boolean {
    return this.groups[group][measure]?.rows === this.rows;
  }

  value(group: number, measure: string, year: number, row: number): Value | null {
    const cube = this.groups[group][measure];
    const at = this.place(cube, year, row);
    if (at < 0 || cube.mean[at] === null) return null;
    const mean = cube.mean[at] as number;
    const bound = (list?: (number | null)[]) =>
      list === undefined || list[at] === null ? undefined : mean + (list[at] as number);
    return { mean, low90: bound(cube.low90), high90: bound(cube.high90),
             low50: bound(cube.low50), high50: bound(cube.high50) };
  }

  mean(group: number, measure: string, year: number, row: number): number | null {
    return this.value(group, measure, year, row)?.mean ?? null;
  }

  /** Group less its base, over paired runs. */
  difference(group: number, measure: string, year: number, row: number): Difference | null {
    const cube = this.differences[group]?.[measure];
    if (cube === undefined) return null;
    const at = this.place(cube, year, row);
    if (at < 0 || cube.mean[at] === null) return null;
    return { mean: cube.mean[at] as number, error: cube.error?.[at] ?? undefined };
  }

  private place(cube: Cube | undefined, year: number, row: number): number {
    const y = this.years.indexOf(year);
    if (cube === undefined || y < 0) return -1;
    if (cube.rows === this.rows) return y * this.rows + row;
    return row === this.rows - 1 ? y : -1;
  }
}

function bytesOf(base64: string): Uint8Array {
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; ++i) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

function textOf(id: string): string {
  return document.getElementById(id)?.textContent ?? "";
}

export function readFacts(): Facts {
  return JSON.parse(textOf("changji-facts"));
}

export function readNumbers(facts: Facts): Numbers {
  // zlib's wrapping of two bytes in front and four behind is left off
  const packed = bytesOf(textOf("changji-numbers"));
  return new Numbers(facts.years, facts.districts.length,
                     strFromU8(inflateSync(packed.subarray(2, packed.length - 4))));
}
