import { say } from "./language";

type Child = Node | string | number | null | undefined | false | Child[];
type Attributes = Record<string, string | number | boolean | null | undefined |
                                 ((event: Event) => void)>;

/** An element with attributes and children; a function is a listener of the event it is named by. */
export function h<K extends keyof HTMLElementTagNameMap>(
    tag: K, attributes: Attributes = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name, value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  append(element, children);
  return element;
}

function append(element: Node, children: Child[]): void {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    if (Array.isArray(child)) append(element, child);
    else element.appendChild(child instanceof Node ? child : document.createTextNode(String(child)));
  }
}

export interface Cell {
  text: string | Node;
  /** The number behind the text, in the unit of the files. */
  value?: number | null;
  kind?: "number" | "head" | "text";
  css?: string;
}

export interface TableData {
  id: string;
  caption: string;
  head: string[];
  rows: Cell[][];
  /** What the CSV holds: plain names and full numbers. */
  csv: { head: string[]; rows: (string | number | null)[][] };
  /** On a phone one card per row instead of a table that is wider than the screen. */
  cards?: boolean;
}

function cellElement(cell: Cell, label: string): HTMLElement {
  const kind = cell.kind ?? (cell.value === undefined ? "text" : "number");
  const attributes: Attributes = { class: [kind, cell.css].filter(Boolean).join(" "),
                                   "data-label": label };
  if (typeof cell.value === "number") attributes["data-value"] = cell.value;
  return kind === "head" ? h("th", { ...attributes, scope: "row" }, cell.text)
                         : h("td", attributes, cell.text);
}

/** A plain table, so that it pastes into a word processor, with a button for its CSV. */
export function table(data: TableData): HTMLElement {
  const head = h("thead", {}, h("tr", {}, data.head.map((text) => h("th", { scope: "col" }, text))));
  const body = h("tbody", {}, data.rows.map((row) =>
    h("tr", {}, row.map((cell, i) => cellElement(cell, data.head[i])))));
  return h("div", { class: "table" },
    h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": data.caption },
      h("table", { id: `table-${data.id}`, class: data.cards ? "cards" : null }, h("caption", {}, data.caption), head, body)),
    downloadButton(data.id, data.csv));
}

export function downloadButton(id: string, csv: TableData["csv"], label?: string): HTMLElement {
  return h("button", { type: "button", class: "download", "data-csv": id,
                       click: () => download(`changji_${id}.csv`, csvText(csv)) },
           label ?? say("下载 CSV", "Download CSV"));
}

function quoted(value: string | number | null): string {
  if (value === null) return "";
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

/** With byte-order mark, so that Excel and WPS show Chinese. */
export function csvText(csv: TableData["csv"]): string {
  return "\uFEFF" + [csv.head, ...csv.rows].map((row) => row.map(quoted).join(",")).join("\r\n") +
    "\r\n";
}

export function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = h("a", { href: url, download: name });
  document.body.appendChild(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

export interface Option { value: string; text: string; group?: string }

export function select(id: string, label: string, options: Option[], value: string,
                       change: (value: string) => void): HTMLElement {
  const box = h("select", { id, change: () => change(box.value) });
  const groups = new Map<string, HTMLElement>();
  for (const option of options) {
    const item = h("option", { value: option.value, selected: option.value === value }, option.text);
    if (option.group === undefined) {
      box.appendChild(item);
      continue;
    }
    if (!groups.has(option.group)) {
      const group = h("optgroup", { label: option.group });
      groups.set(option.group, group);
      box.appendChild(group);
    }
    groups.get(option.group)?.appendChild(item);
  }
  return h("label", { class: "field" }, h("span", {}, label), box);
}

/** Buttons of which one is pressed. */
export function choice(id: string, label: string, options: Option[], value: string,
                       change: (value: string) => void): HTMLElement {
  return h("div", { class: "choice", id, role: "group", "aria-label": label },
    options.map((option) =>
      h("button", { type: "button", "data-value": option.value,
                    "aria-pressed": option.value === value ? "true" : "false",
                    click: () => change(option.value) }, option.text)));
}
