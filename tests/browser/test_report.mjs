// test_report.mjs PROGRAM FOLDER: the report in a real browser, as a planner uses it.
// Screenshots are left in FOLDER. Exit code 77 without Chromium or playwright-core.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { test } from "node:test";

import { openReport } from "./browser.mjs";

const program = resolve(process.env.CHANGJI_PROGRAM);
const folder = resolve(process.env.CHANGJI_SCREENSHOTS);
mkdirSync(folder, { recursive: true });
const environment = { ...process.env, CHANGJI_CACHE: join(folder, "cache"), LANG: "C.UTF-8" };

function changji(...words) {
  return execFileSync(program, words, { env: environment, encoding: "utf8", maxBuffer: 1 << 28 });
}

function run(scenario, replicate, until) {
  const place = join(folder, "runs", until, `${scenario}_${replicate}`);
  changji("run", scenario, "-o", place, "--sample", "0.01", "--until", until, "--replicate",
          String(replicate), "--threads", "1", "--quiet", "--force");
  return place;
}

function report(name, ...places) {
  const file = join(folder, name);
  changji("report", ...places, "-o", file, "--force");
  assert.ok(statSync(file).size <= 3e6, "a report is at most 3 MB");
  return file;
}

/** Rows of a CSV file by column name. */
function rowsOf(text) {
  assert.ok(text.startsWith("\uFEFF"), "byte-order mark");
  const lines = text.slice(1).trim().split("\r\n").map((line) => {
    const cells = [];
    for (const [, quoted, plain] of line.matchAll(/(?:"((?:[^"]|"")*)"|([^,]*))(?:,|$)/g))
      cells.push(quoted !== undefined ? quoted.replace(/""/g, '"') : plain);
    return cells;
  });
  return lines.slice(1).map((cells) =>
    Object.fromEntries(lines[0].map((name, i) => [name, cells[i]])));
}

async function csvOf(page, id) {
  const [download] = await Promise.all([page.waitForEvent("download"),
                                        page.click(`[data-csv="${id}"]`)]);
  return rowsOf(readFileSync(await download.path(), "utf8"));
}

function close(found, expected, what) {
  assert.ok(Math.abs(found - expected) <= 1e-9 * Math.max(1, Math.abs(expected)),
            `${what}: ${found} is not ${expected}`);
}

/** The page's language, and that no text of the other one is left in headings. */
async function checkLanguage(page, chosen) {
  await page.click(`#language [data-value=${chosen}]`);
  const headings = await page.$$eval("h2", (all) => all.map((heading) => heading.textContent));
  for (const heading of headings)
    assert.equal(/[\u4e00-\u9fff]/.test(heading), chosen === "zh", heading);
}

async function screenshots(page, name) {
  for (const chosen of ["zh", "en"]) {
    await page.click(`#language [data-value=${chosen}]`);
    await page.evaluate(() => window.scrollTo(0, 0));
    await page.screenshot({ path: join(folder, `${name}_${chosen}.png`), fullPage: true });
  }
}

const few = [0, 1].flatMap((replicate) =>
  ["baseline", "full_reform"].map((scenario) => run(scenario, replicate, "2025")));

test("a report of two runs of each scenario", async (t) => {
  const file = report("few.html", ...few);
  const { browser, page, faults, requests } = await openReport(file);
  t.after(() => browser.close());

  await t.test("speaks Chinese first and English when asked", async () => {
    assert.equal(await page.getAttribute("html", "lang"), "zh-CN");
    await checkLanguage(page, "zh");
    await checkLanguage(page, "en");
  });

  await t.test("every number of changji targets stands in its CSV", async () => {
    const all = await csvOf(page, "all");
    const found = new Map(all.map((row) =>
      [[row.scenario, row.district, row.year, row.measure].join(), Number(row.value)]));
    for (const scenario of [0, 1]) {
      // means over replicates are what the summaries of the runs average to
      const runs = few.filter((_, i) => i % 2 === scenario)
        .map((place) => JSON.parse(changji("targets", place, "--json")));
      let compared = 0;
      runs[0].forEach((row, i) => {
        const values = runs.map((rows) => rows[i].value);
        const key = [row.scenario, row.district, row.year, row.measure].join();
        if (values.includes(null)) return assert.ok(!found.has(key), key);
        close(found.get(key), (values[0] + values[1]) / 2, key);
        ++compared;
      });
      assert.ok(compared > 3000, `only ${compared} numbers compared`);
    }
  });

  await t.test("tables show what their CSV holds", async () => {
    const rows = await csvOf(page, "targets");
    const shown = await page.$$eval("#table-targets [data-value]",
      (cells) => cells.map((cell) => Number(cell.getAttribute("data-value"))));
    const own = rows.filter((row) => row.scenario === "full_reform" && row.value !== "");
    assert.deepEqual(shown, own.map((row) => Number(row.value)));
    const key = await csvOf(page, "key_figures");
    const cells = await page.$$eval("#table-key_figures [data-value]",
      (all) => all.map((cell) => Number(cell.getAttribute("data-value"))));
    assert.deepEqual(cells, key.filter((row) => row.value !== "").map((row) => Number(row.value)));
  });

  await t.test("differences are those of changji compare", async () => {
    const rows = await csvOf(page, "comparison");
    const effects = [0, 2].map((i) =>
      new Map(JSON.parse(changji("compare", few[i], few[i + 1], "--json"))
        .map((row) => [[row.measure, row.district, row.year].join(), row.difference])));
    assert.ok(rows.length > 15);
    for (const row of rows) {
      const key = [row.measure, row.district, row.year].join();
      const [a, b] = effects.map((map) => map.get(key));
      assert.ok(Math.abs(row.difference - (a + b) / 2) <= 1e-5 * Math.abs(a + b) + 1e-9, key);
      const error = Math.abs(a - b) / 2;
      assert.ok(Math.abs(row.standard_error - error) <= 1e-2 * error + 1e-12, key);
    }
  });

  await t.test("a target that the baseline meets too says so", async () => {
    const rows = await csvOf(page, "targets");
    const both = rows.filter((row) => row.scenario === "full_reform" && row.met === "true" &&
                                      row.met_in_baseline === "true");
    assert.ok(both.length > 0);
    assert.equal(await page.locator("#table-targets .chip.met + .chip.also").count(), both.length);
  });

  await t.test("the plan's numbers and our thresholds stand apart", async () => {
    const cells = await page.$$eval("#table-targets tbody tr", (rows) => rows.map((row) =>
      [row.querySelector(".document").textContent, row.querySelector(".ours").textContent]));
    for (const [document, ours] of cells) assert.equal(document === "", ours !== "");
  });

  await t.test("the year slider moves the map", async () => {
    const value = () => page.getAttribute('[data-district=jiutai] .value', "data-value");
    const before = await value();
    await page.focus("#year");
    await page.keyboard.press("ArrowLeft");
    assert.equal(await page.textContent("label:has(#year) output"), "2024");
    assert.notEqual(await value(), before);
    const summary = rowsOf(readFileSync(join(few[1], "summary.csv"), "utf8").replace(/\n/g, "\r\n"));
    const other = rowsOf(readFileSync(join(few[3], "summary.csv"), "utf8").replace(/\n/g, "\r\n"));
    const of = (rows) => Number(rows.find((row) => row.district === "jiutai" &&
      row.measure === "rural_income" && row.year === "2024").value);
    close(Number(await value()), (of(summary) + of(other)) / 2, "rural income of Jiutai in 2024");
  });

  await t.test("a district is chosen by keyboard on the map and by the list", async () => {
    await page.focus("[data-district=yongji]");
    await page.keyboard.press("Enter");
    assert.match(await page.textContent(".chosen"), /Yongji/);
    await page.selectOption("#district", { label: "Jiutai" });
    assert.match(await page.textContent("#table-key_figures caption"), /Jiutai/);
    assert.equal(await page.getAttribute("[data-district=jiutai]", "aria-pressed"), "true");
  });

  await t.test("the baseline can be shown alone", async () => {
    await page.selectOption("#scenario", { label: "Baseline" });
    assert.match(await page.textContent("#comparison .body"), /base itself/);
    assert.equal(await page.locator("#table-targets .chip.also").count(), 0);
    await page.selectOption("#scenario", { label: "Full reform" });
  });

  await t.test("areas come in hectares and mu", async () => {
    const area = async () => {
      const cells = page.locator("#table-land tr", { hasText: "Cultivated land" }).first().locator("td");
      const [unit, text] = [await cells.nth(0).textContent(), await cells.nth(1).textContent()];
      return Number(text.replace(/,/g, "")) * (unit.startsWith("thousand") ? 1000 : 1);
    };
    const hectares = await area();
    await page.click("#area [data-value=mu]");
    const mu = await area();
    assert.ok(Math.abs(mu / hectares / 15 - 1) < 0.01, `${hectares} ha are ${mu} mu`);
    await page.click("#area [data-value=ha]");
  });

  await t.test("it prints every part", async () => {
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.isVisible(".toolbar"), false);
    assert.equal(await page.isVisible("#table-targets"), true);
    assert.ok((await page.pdf()).length > 100000);
    await page.emulateMedia({ media: "screen" });
  });

  await t.test("nothing is wider than the screen", async () => {
    await page.selectOption("#district", { label: "Pilot zone" });
    await screenshots(page, "few_1280");
    await page.setViewportSize({ width: 390, height: 844 });
    for (const chosen of ["zh", "en"]) {
      await page.click(`#language [data-value=${chosen}]`);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(width <= 390, `${width} px wide in ${chosen}`);
    }
    await screenshots(page, "few_390");
  });

  assert.deepEqual(faults, [], "no error on the console");
  assert.deepEqual(requests.length, 1, "the page itself is the only request");
});

test("one run shows no interval and says so", async (t) => {
  const { browser, page, faults } = await openReport(report("one.html", few[0]));
  t.after(() => browser.close());
  assert.match(await page.textContent("#summary"), /只有一次运行/);
  assert.equal(await page.locator('#course [aria-label="area"]').count(), 0);
  assert.doesNotMatch(await page.textContent("#table-targets thead"), /区间|范围/);
  assert.match(await page.textContent("#comparison .body"), /没有可对比/);
  assert.deepEqual(faults, []);
});

test("ten replicates give intervals, probabilities and ranks", async (t) => {
  for (let replicate = 0; replicate < 10; ++replicate) run("baseline", replicate, "2021");
  const file = report("many.html", join(folder, "runs", "2021"));
  const { browser, page, faults } = await openReport(file);
  t.after(() => browser.close());
  assert.match(await page.textContent("#table-key_figures thead"), /90% 区间/);
  assert.ok(await page.locator('#course [aria-label="area"]').count() > 0);
  const ranks = await csvOf(page, "ranks_rural_income");
  for (const district of ["jiutai", "yongji"]) {
    const sum = ranks.filter((row) => row.district === district)
      .reduce((total, row) => total + Number(row.share_of_runs), 0);
    assert.ok(Math.abs(sum - 1) < 0.01, `${district}: ${sum}`);
  }
  const all = await csvOf(page, "all");
  for (const row of all.filter(({ low90 }) => low90 !== "")) {
    const [a, b, c, d] = [row.low90, row.low50, row.high50, row.high90].map(Number);
    const slack = 1e-2 * (d - a) + 1e-9 * Math.abs(d);
    assert.ok(a <= b + slack && b <= c + slack && c <= d + slack, JSON.stringify(row));
  }
  assert.deepEqual(faults, []);
});
