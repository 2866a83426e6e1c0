import { chartWidth, fan, fanLegend, figure, priceNote, spreadNote } from "../charts";
import { measureSelect } from "../controls";
import { downloadButton, h } from "../dom";
import { nameOf, say } from "../language";
import type { Section } from "../section";
import { facts, measureOf, numbers, rowFor, rowName, shownGroups, state, zone } from "../state";

function csv() {
  const measure = measureOf(state.measure);
  return {
    head: ["scenario", "sample", "district", "year", "measure", "code", "zh", "en", "value", "low90",
           "low50", "high50", "high90", "unit"],
    rows: shownGroups().flatMap((index) => facts.districts.flatMap((district, row) =>
      facts.years.flatMap((year) => {
        const value = numbers.value(index, measure.name, year, row);
        return value === null ? [] : [[facts.groups[index].scenario, facts.groups[index].sample,
          district.key, year, measure.name, measure.code, measure.zh, measure.en, value.mean,
          value.low90 ?? null, value.low50 ?? null, value.high50 ?? null, value.high90 ?? null,
          measure.unit]];
      }))),
  };
}

export const course: Section = {
  id: "course",
  title: () => say("逐年走势与区间", "Course and intervals"),
  short: () => say("走势", "Course"),
  uses: ["group", "row", "measure", "area"],
  controls: () => [measureSelect("measure")],
  body: () => {
    const name = state.measure, row = rowFor(name);
    const width = chartWidth(3);
    const districts = numbers.hasDistricts(state.group, name)
      ? [...facts.districts.keys()].filter((index) => index !== zone) : [];
    return [
      fanLegend(),
      figure(`${nameOf(measureOf(name))} · ${rowName(row)}`,
        fan(name, row, { width: chartWidth(1), height: 340 }), priceNote(name), spreadNote()),
      h("h3", {}, say("各县区", "By district")),
      districts.length === 0 ? h("p", { class: "note" },
        say("本报告情景较多，此指标只保留试验区合计。",
            "With this many scenarios the report keeps this measure for the zone only.")) :
      h("div", { class: "grid", style: "--columns:3" }, districts.map((index) =>
        figure(rowName(index), fan(name, index, { width, height: 170 })))),
      downloadButton("course", csv()),
    ];
  },
};
