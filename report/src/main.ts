import "./style.css";

import { choice, h, Option, select } from "./dom";
import { districtOptions, refreshControls } from "./controls";
import { Language, language, say, setLanguage } from "./language";
import { events, Section } from "./section";
import { comparison } from "./sections/comparison";
import { course } from "./sections/course";
import { districts } from "./sections/districts";
import { incomes, land, rights } from "./sections/parts";
import { assumptions, glossary, provenance } from "./sections/sources";
import { summary } from "./sections/summary";
import { targets } from "./sections/targets";
import { finance, indicators, inequality, ranks } from "./sections/topics";
import { base, facts, groupName, rowName, scaleText, State, state } from "./state";
import { AreaUnit, setAreaUnit } from "./units";

const sections: Section[] = [summary, targets, districts, course, comparison, incomes, inequality,
  rights, land, finance, ranks, indicators, assumptions, glossary, provenance]
  .filter((section) => section.shown === undefined || section.shown());

const application = document.getElementById("app") as HTMLElement;
const bodies = new Map<Section, HTMLElement>();

function scenarioOptions(): Option[] {
  return facts.groups.map((_, index) => ({ value: String(index), text: groupName(index) }));
}

function scenarioControls(): HTMLElement {
  return h("div", { class: "toolbar", role: "group", "aria-label": say("全页选择", "Choices for the page") },
    select("scenario", say("情景", "Scenario"), scenarioOptions(), String(state.group), (value) => {
      state.group = Number(value);
      events.changed("group");
    }),
    select("district", say("地区", "Area"), districtOptions(), String(state.row), (value) => {
      state.row = Number(value);
      events.changed("row");
    }),
    choice("area", say("面积单位", "Unit of area"), [{ value: "ha", text: say("公顷", "ha") },
      { value: "mu", text: say("亩", "mu") }], state.area, (value) => {
      state.area = value as AreaUnit;
      setAreaUnit(state.area);
      for (const button of document.querySelectorAll("#area button"))
        button.setAttribute("aria-pressed", String(button.getAttribute("data-value") === value));
      events.changed("area");
    }),
    choice("language", "语言 Language", [{ value: "zh", text: "中文" }, { value: "en", text: "English" }],
      language(), (value) => {
        changeLanguage(value as Language);
        document.querySelector<HTMLElement>(`#language [data-value=${value}]`)?.focus();
      }));
}

function chosenText(): string {
  const other = base();
  return say(`情景：${groupName(state.group)}${other === null ? "" : `，对照：${groupName(other)}`}，地区：${rowName(state.row)}，` +
             `尺度 ${scaleText(facts.groups[state.group].sample)}`,
             `Scenario: ${groupName(state.group)}${other === null ? "" : `, compared with ${groupName(other)}`}; ` +
             `area: ${rowName(state.row)}; scale ${scaleText(facts.groups[state.group].sample)}`);
}

function contents(): HTMLElement {
  return h("nav", { class: "contents", "aria-label": say("目录", "Contents") },
    h("ol", {}, sections.map((section) =>
      h("li", {}, h("a", { href: `#${section.id}` }, section.short())))));
}

function sectionElement(section: Section, number: number): HTMLElement {
  const body = h("div", { class: "body" });
  bodies.set(section, body);
  const controls = section.controls?.() ?? [];
  return h("section", { id: section.id, "aria-labelledby": `${section.id}-title` },
    h("h2", { id: `${section.id}-title` }, h("span", { class: "number" }, String(number)), section.title()),
    controls.length === 0 ? null : h("div", { class: "controls" }, controls),
    body);
}

function drawBody(section: Section): void {
  const body = bodies.get(section);
  if (body === undefined) return;
  // the height is kept while the body is drawn anew, so that the page does not jump
  body.style.minHeight = `${body.offsetHeight}px`;
  body.replaceChildren(...section.body().filter((node): node is Node => node !== null));
  body.style.minHeight = "";
}

function drawPage(): void {
  document.documentElement.lang = language() === "zh" ? "zh-CN" : "en";
  document.title = say("长吉试验区模拟报告", "Changji pilot zone: report of the simulation");
  bodies.clear();
  application.replaceChildren(
    h("a", { class: "skip", href: "#summary" }, say("跳到正文", "Skip to content")),
    h("header", {},
      h("h1", {}, say("长吉接合片区国家城乡融合发展试验区", "Changji urban–rural integration pilot zone")),
      h("p", { class: "subtitle" }, say("改革情景模拟报告，2019–" + facts.years[facts.years.length - 1],
        "Report on simulated reforms, 2019–" + facts.years[facts.years.length - 1])),
      h("p", { class: "projection" }, say("投影，不是预测", "A projection, not a forecast"))),
    scenarioControls(),
    h("p", { class: "chosen" }, chosenText()),
    h("div", { class: "page" }, contents(),
      h("main", {}, sections.map((section, index) => sectionElement(section, index + 1)))),
    h("footer", {}, facts.program));
  sections.forEach(drawBody);
  document.body.dataset.ready = "true";
}

function changeLanguage(chosen: Language): void {
  const scroll = window.scrollY;
  setLanguage(chosen);
  drawPage();
  window.scrollTo(0, scroll);
}

events.changed = (...what: (keyof State)[]) => {
  refreshControls();
  const chosen = document.querySelector(".chosen");
  if (chosen) chosen.textContent = chosenText();
  for (const section of sections)
    if (section.uses.some((key) => what.includes(key))) drawBody(section);
};

let width = document.documentElement.clientWidth;
let redraw = 0;
window.addEventListener("resize", () => {
  if (document.documentElement.clientWidth === width) return;  // a phone's address bar
  width = document.documentElement.clientWidth;
  window.clearTimeout(redraw);
  redraw = window.setTimeout(() => sections.forEach(drawBody), 100);
});
window.addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("details")) details.open = true;
});

setLanguage(facts.language);
drawPage();
