import { h, Option, select } from "./dom";
import { nameOf, say } from "./language";
import { events } from "./section";
import { facts, numbers, rowName, state, measureOf } from "./state";

/** All measures by topic. */
export function measureSelect(id: string, districtsOnly = false): HTMLElement {
  const options: Option[] = facts.topics.flatMap((topic) =>
    topic.measures
      .filter((name) => numbers.has(state.group, name) &&
                        (!districtsOnly || numbers.hasDistricts(state.group, name)))
      .map((name) => ({ value: name, text: nameOf(measureOf(name)), group: nameOf(topic) })));
  return select(id, say("指标", "Measure"), options, state.measure, (value) => {
    state.measure = value;
    events.changed("measure");
  });
}

export function yearSlider(id: string): HTMLElement {
  const first = facts.years[0], last = facts.years[facts.years.length - 1];
  const shown = h("output", { for: id }, String(state.year));
  const slider = h("input", {
    id, type: "range", min: first, max: last, step: 1, value: state.year,
    "aria-valuetext": String(state.year),
    input: () => {
      state.year = Number(slider.value);
      events.changed("year");
    },
  });
  return h("label", { class: "field slider" }, h("span", {}, say("年份", "Year")), slider, shown);
}

export function districtOptions(): Option[] {
  const order = [facts.districts.length - 1, ...facts.districts.slice(0, -1).keys()];
  return order.map((row) => ({ value: String(row), text: rowName(row) }));
}

/** Brings controls that show a choice up to date with it. */
export function refreshControls(): void {
  for (const slider of document.querySelectorAll<HTMLInputElement>("input[type=range]")) {
    slider.value = String(state.year);
    slider.setAttribute("aria-valuetext", slider.value);
    const shown = slider.parentElement?.querySelector("output");
    if (shown) shown.textContent = slider.value;
  }
  for (const box of document.querySelectorAll<HTMLSelectElement>("select.measure, #measure, #map-measure"))
    box.value = state.measure;
  const chosen = document.querySelector<HTMLSelectElement>("#district");
  if (chosen) chosen.value = String(state.row);
}
