#!/usr/bin/env python3
"""test_cli.py PROGRAM [CLASS]... : the commands, their exit codes and what they leave behind."""
import csv
import io
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

from program import SMALL, Program

CHINESE = "\u4e00", "\u9fff"
SCENARIOS = pathlib.Path(__file__).parents[2] / "scenarios"


def is_chinese(text):
    return any(CHINESE[0] <= letter <= CHINESE[1] for letter in text)


class Help(unittest.TestCase):
    def test_version_is_one_line(self):
        code, out, _ = changji("--version")
        self.assertEqual(code, 0)
        self.assertRegex(out, r"^changji \d+\.\d+\.\d+ \(.*\)\n$")

    def test_language_follows_the_option_then_the_environment_then_chinese(self):
        self.assertTrue(is_chinese(changji("--help")[1]))
        self.assertFalse(is_chinese(changji("--help", LANG="en_US.UTF-8")[1]))
        self.assertTrue(is_chinese(changji("--help", "--lang", "zh", LANG="en_US.UTF-8")[1]))
        self.assertFalse(is_chinese(changji("--lang", "en", "run", "--help")[1]))

    def test_every_command_of_the_overview_has_help(self):
        overview = changji("--help", "--lang", "en")[1]
        names = [line.split()[0] for line in overview.splitlines() if line.startswith("   ")]
        self.assertGreaterEqual(len(names), 11)
        for name in names:
            self.assertEqual(changji(name, "--help")[0], 0, name)

    def test_registers_come_as_text_csv_json_and_markdown(self):
        for name, first in (("parameters", "key"), ("measures", "measure"), ("schedule", "step"),
                            ("clauses", "id")):
            rows = list(csv.DictReader(io.StringIO(changji(name, "--csv")[1])))
            self.assertEqual(list(rows[0])[0], first)
            self.assertEqual(len(json.loads(changji(name, "--json")[1])), len(rows), name)
            self.assertTrue(changji(name, "--markdown")[1].startswith("| "))
            self.assertTrue(is_chinese(changji(name)[1]))


class Scenarios(unittest.TestCase):
    def test_shipped_scenarios_are_valid(self):
        for name in sorted(file.stem for file in SCENARIOS.glob("*.ini")):
            self.assertEqual(changji("check", name)[0], 0)

    def test_show_prints_json_alone(self):
        json.loads(changji("show", "full_reform", "--json")[1])

    def test_diff_finds_what_set_changes(self):
        _, out, _ = changji("diff", "baseline", "full_reform", "--json")
        self.assertTrue(json.loads(out)["differences"])

    def test_all_mistakes_of_a_file_are_told_at_once_in_both_languages(self):
        file = changji.root / "wrong.ini"
        file.write_text("[t1]\ntc_land = 99999\ntc_lnd = 3\n", encoding="utf-8")
        code, out, error = changji("check", file)
        self.assertEqual((code, out), (2, ""))
        self.assertIn("wrong.ini:2", error)
        self.assertIn("wrong.ini:3", error)
        self.assertTrue(is_chinese(error))
        self.assertIn("out of range", error)


class BadInput(unittest.TestCase):
    """Exit code 2, both languages, nothing written."""

    def refused(self, *words):
        folder = changji.root / "never"
        code, out, error = changji(*[str(folder) if w == "DIR" else w for w in words])
        self.assertEqual((code, out), (2, ""), error)
        self.assertGreaterEqual(len(error.strip().splitlines()), 2, error)
        self.assertTrue(is_chinese(error))
        self.assertFalse(folder.exists())
        return error

    def test_commands_and_options(self):
        for words in (["rnu"], [], ["run", "baseline", "-o", "DIR", "--sed", "1"],
                      ["run", "baseline", "-o", "DIR", "--threads"],
                      ["run", "baseline", "-o", "DIR", "--seed", "1", "--seed", "2"],
                      ["run", "baseline", "extra", "-o", "DIR"], ["run", "-o", "DIR"],
                      ["run", "baseline"], ["measures", "extra"], ["--lang", "fr", "--help"]):
            self.refused(*words)

    def test_the_nearest_name_is_suggested(self):
        self.assertIn("run", self.refused("rnu"))
        self.assertIn("--seed", self.refused("run", "baseline", "-o", "DIR", "--sed", "1"))

    def test_values_out_of_range(self):
        for option, value in (("--sample", "0.001"), ("--sample", "1.5"), ("--sample", "nan"),
                              ("--threads", "0"), ("--threads", "two"), ("--until", "2018"),
                              ("--until", "2051"), ("--seed", "-1"), ("--seed", "1.5"),
                              ("--population-basis", "both")):
            error = self.refused("run", "baseline", "-o", "DIR", option + "=" + value)
            self.assertIn(option, error)

    def test_scenarios(self):
        for words in (["nowhere"], ["baseline", "--set", "t1.tc_land=99999"],
                      ["baseline", "--set", "no.such=1"], ["baseline", "--overlay", "none.csv"]):
            self.refused("run", words[0], "-o", "DIR", *words[1:])

    def test_results_that_are_none(self):
        empty = changji.root / "empty"
        empty.mkdir(exist_ok=True)
        broken = changji.root / "broken"
        broken.mkdir(exist_ok=True)
        (broken / "run.h5").write_text("not HDF5")
        for folder in ("nowhere", str(empty), str(broken)):
            for command in ("targets", "verify"):
                self.refused(command, folder)
            self.refused("compare", folder, folder)

    def test_a_home_without_data(self):
        code, _, error = changji("check", "baseline", CHANGJI_HOME="/nonexistent")
        self.assertEqual(code, 2)
        self.assertIn("CHANGJI_HOME", error)


class BadOutput(unittest.TestCase):
    def test_a_place_that_cannot_be_written(self):
        code, out, error = changji("run", "baseline", *SMALL, "-o", "/proc/changji/result")
        self.assertEqual((code, out), (2, ""))
        self.assertTrue(is_chinese(error))
        self.assertIn("Cannot write", error)

    def test_a_file_in_the_way(self):
        file = changji.root / "file"
        file.write_text("mine")
        for place in (file, file / "below"):
            self.assertEqual(changji("run", "baseline", *SMALL, "-o", place)[0], 2)
        self.assertEqual(file.read_text(), "mine")

    def test_a_folder_of_other_things_is_never_replaced(self):
        folder = changji.root / "mine"
        folder.mkdir()
        (folder / "work.txt").write_text("mine")
        code, _, _ = changji("run", "baseline", *SMALL, "-o", folder, "--force")
        self.assertEqual(code, 2)
        self.assertEqual((folder / "work.txt").read_text(), "mine")

    def test_results_are_replaced_with_force_only(self):
        folder = changji.small_run("twice")
        before = (folder / "run.h5").stat().st_ino
        self.assertEqual(changji("run", "baseline", *SMALL, "-o", folder)[0], 2)
        self.assertEqual((folder / "run.h5").stat().st_ino, before)
        self.assertEqual(changji("run", "baseline", *SMALL, "-o", folder, "--force")[0], 0)
        self.assertNotEqual((folder / "run.h5").stat().st_ino, before)


class Run(unittest.TestCase):
    def test_json_is_alone_on_standard_output_and_parents_are_made(self):
        folder = changji.root / "a" / "b" / "result"
        code, out, error = changji("run", "baseline", *SMALL, "-o", folder, "--json")
        self.assertEqual((code, error), (0, ""))
        self.assertEqual(json.loads(out)["last_year"], 2021)
        self.assertEqual(sorted(os.listdir(folder)), ["run.h5", "summary.csv", "targets.csv"])
        self.assertEqual(os.listdir(folder.parent), ["result"])

    def test_quiet_says_nothing(self):
        folder = changji.root / "quiet"
        self.assertEqual(changji("run", "baseline", *SMALL, "-o", folder, "--quiet"), (0, "", ""))

    def test_the_hash_depends_on_the_seed_and_on_nothing_else(self):
        def verify(name, *more):
            code, out, _ = changji("verify", changji.small_run(name, "baseline", *more), "--hash")
            self.assertEqual(code, 0)
            self.assertRegex(out, r"^[0-9a-f]{32}\n$")
            return out

        one = verify("one", "--threads", "1")
        self.assertEqual(verify("three", "--threads", "3"), one)
        self.assertNotEqual(verify("seed", "--seed", "2"), one)
        self.assertNotEqual(verify("replicate", "--replicate", "1"), one)
        copy = changji.root / "copy.ini"
        copy.write_text("extends = baseline\n", encoding="utf-8")
        named = changji.small_run("named", copy)
        self.assertEqual(changji("verify", named)[1], one)

    def test_a_damaged_cache_is_built_again(self):
        cache = changji.root / "cache"
        one = changji("verify", changji.small_run("before"))[1]
        for file in cache.iterdir():
            file.write_bytes(file.read_bytes()[:-1000])
        self.assertEqual(changji("verify", changji.small_run("after"))[1], one)

    def test_dry_run_writes_nothing(self):
        folder = changji.root / "dry"
        code, out, _ = changji("run", "baseline", "-o", folder, "--dry-run", "--json")
        self.assertEqual(code, 0)
        self.assertGreater(json.loads(out)["memory_bytes"], 1e8)
        self.assertFalse(folder.exists())

    def test_microdata_says_its_size_first(self):
        folder = changji.root / "micro"
        code, _, error = changji("run", "baseline", *SMALL, "-o", folder, "--microdata", "--lang",
                                 "en")
        self.assertEqual(code, 0)
        self.assertRegex(error, r"\d MB before compression")

    def test_the_population_prints_totals_factors_and_fit(self):
        code, out, _ = changji("population", "--json", "--sample", "0.01")
        self.assertEqual(code, 0)
        report = json.loads(out)
        self.assertEqual(set(report["factors"]), {
            "area", "persons", "construction", "gdp", "fiscal_full", "fiscal_local", "grain",
            "agri_value", "rural_income"})
        self.assertIn("rural_income_yuan", report["totals"])
        self.assertTrue(any(row["held_back"] for row in report["fit"]))


class Results(unittest.TestCase):
    def rows(self, file):
        text = file.read_bytes()
        self.assertTrue(text.startswith(b"\xef\xbb\xbf"), "byte-order mark")
        return list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"))))

    def test_tables_have_the_promised_columns(self):
        folder = changji.small_run("tables")
        rows = self.rows(folder / "summary.csv")
        self.assertEqual(list(rows[0]), "scenario replicate draw year district measure code value "
                                        "unit".split())
        self.assertEqual({row["year"] for row in rows}, {"2019", "2020", "2021"})
        self.assertEqual(len({row["district"] for row in rows}), 10)
        rows = self.rows(folder / "targets.csv")
        self.assertEqual(list(rows[0]), "scenario district year measure code value unit".split())
        self.assertEqual({row["year"] for row in rows}, {"2019", "2021"})

    def test_targets_as_json_are_the_rows_of_the_table(self):
        folder = changji.small_run("tables")
        rows = json.loads(changji("targets", folder, "--json")[1])
        self.assertEqual(len(rows), len(self.rows(folder / "targets.csv")))

    def test_targets_for_people_come_in_both_languages(self):
        folder = changji.small_run("tables")
        self.assertTrue(is_chinese(changji("targets", folder)[1]))
        self.assertFalse(is_chinese(changji("targets", folder, "--lang", "en")[1]))

    def test_attainment_compares_with_a_baseline(self):
        folder = changji.small_run("run")
        code, out, error = changji("targets", folder, "--base", folder, "--json")
        self.assertEqual(code, 0, error)
        rows = json.loads(out)
        self.assertEqual(len({row["district"] for row in rows}), 10)
        for row in rows:  # a run is its own baseline
            self.assertEqual(row["met"], row["met_in_base"])
            self.assertIn(row["origin"], ("document", "assumption"))

    def test_compare_subtracts_the_first_from_the_second(self):
        first, second = changji.small_run("tables"), changji.small_run("reform", "full_reform")
        rows = json.loads(changji("compare", first, second, "--json")[1])
        for row in rows:
            if row["difference"] is not None:
                self.assertAlmostEqual(row["difference"], row["second"] - row["first"],
                                       delta=1e-6 * (1 + abs(row["first"])))
        same = json.loads(changji("compare", first, first, "--json")[1])
        self.assertTrue(all(row["difference"] in (0, None) for row in same))

    def test_bounds_shares_are_money_over_income(self):
        folder = changji.small_run("tables")
        found = json.loads(changji("bounds", folder, "--json")[1])
        rows = [row for row in self.rows(folder / "summary.csv") if row["district"] == "zone"]
        values = {(row["measure"], int(row["year"])): float(row["value"])
                  for row in rows if row["value"]}
        years = sorted({year for _, year in values if year > 2019})
        real = lambda name, year: values[name, year] / values["cpi", year]
        income = sum(real("rural_income", y) * values["rural_residents", y] for y in years)
        rent = sum(real("rent_paid_yuan", y) for y in years)
        channel = next(c for c in found["channels"] if c["channel"] == "farmland_rent")
        self.assertAlmostEqual(channel["share_of_rural_income"], rent / income, places=6)
        self.assertTrue(is_chinese(changji("bounds", folder)[1]))

    def test_effects_add_up_to_the_sum_before_the_cap(self):
        folder = changji.small_run("reform", "full_reform")
        rows = list(csv.DictReader(io.StringIO(changji("effects", folder, "--csv")[1])))
        self.assertEqual(list(rows[0]), "contributor clause district year log_points".split())
        here = {row["contributor"]: float(row["log_points"]) for row in rows
                if row["district"] == "food_zone" and row["year"] == "2021"}
        total, capped = here.pop("sum"), here.pop("capped")
        self.assertAlmostEqual(sum(here.values()), total, places=9)
        self.assertGreater(total, 0)
        self.assertLessEqual(capped, min(total, 0.15) + 1e-12)
        self.assertTrue(is_chinese(changji("effects", folder)[1]))
        self.assertFalse(is_chinese(changji("effects", folder, "--lang", "en")[1]))

    def test_facts_are_judged_by_a_margin_and_fails_are_told(self):
        folder = changji.small_run("tables")
        rows = json.loads(changji("facts", folder, "--json")[1])
        self.assertEqual({row["id"].rstrip("abcd") for row in rows},
                         {f"F{k}" for k in range(1, 17)})
        for row in rows:
            if row["judgement"] in ("holds", "fails"):
                self.assertEqual(row["judgement"] == "holds", row["margin"] >= 0, row)
        self.assertTrue(is_chinese(changji("facts", folder)[1]))
        self.assertEqual(changji("facts", folder, "--thresholds", "nowhere.csv")[0], 2)

    def test_records_are_shown_and_a_town_in_the_wrong_district_is_refused(self):
        shown = json.loads(changji("records", "--json")[1])
        self.assertEqual(sum(r["kind"] == "town" for r in shown["records"]), 9)
        self.assertTrue(is_chinese(changji("records")[1]))
        facts = SCENARIOS.parent / "model" / "baseline" / "facts"
        with tempfile.TemporaryDirectory() as folder:
            shutil.copytree(facts, folder, dirs_exist_ok=True)
            file = pathlib.Path(folder) / "records.csv"
            text = file.read_text("utf-8").replace("shuangyang,鹿乡镇,", "jiutai,鹿乡镇,", 1)
            file.write_text(text, "utf-8")
            code, _, error = changji("records", folder)
        self.assertEqual(code, 2)
        self.assertIn("records.csv:2", error)
        self.assertIn("Shuangyang", error)
        self.assertTrue(is_chinese(error))

    def test_the_replay_names_what_was_fitted_and_judges_what_was_not(self):
        code, text, error = changji("replay", "jiutai", "--sample", "0.01", "--replicates", "1",
                                    "--json")
        self.assertEqual(code, 0, error)
        lines = {line["measure"]: line for line in json.loads(text)["lines"]}
        self.assertEqual({name for name, line in lines.items() if line["predicted"]},
                         {"ccl_value_yuan_cum", "exits_homestead_ha_cum"})
        self.assertTrue(all(line["fitted_coefficient"] for line in lines.values()
                            if not line["predicted"]))
        self.assertEqual(changji("replay", "nowhere")[0], 2)

    def test_compare_warns_when_the_draws_differ(self):
        first, second = changji.small_run("tables"), changji.small_run("other", "baseline",
                                                                       "--seed", "9")
        code, _, error = changji("compare", first, second)
        self.assertEqual(code, 0)
        self.assertIn("seed", error)


class Signs(unittest.TestCase):
    """The short selection of sign tests; seeds are fixed, so the outcome never changes by chance.
    With five pairs a lever without effect would hold with a chance of 5.8 %."""

    def test_levers_move_their_measures_the_way_theory_says(self):
        code, out, error = changji("signs", "--quick", "--sample", "0.02", "--until", "2022",
                                   "--json")
        self.assertEqual(code, 0, error)
        results = json.loads(out)
        self.assertGreaterEqual(len(results), 5)
        self.assertEqual([r["id"] for r in results if not r["holds"]], [])
        self.assertEqual({r["pairs"] for r in results}, {5})

    def test_an_unknown_sign_is_the_users_fault(self):
        self.assertEqual(changji("signs", "nothing")[0], 2)


class Clauses(unittest.TestCase):
    def test_effects_are_paired_differences(self):
        words = ["T5.2", "1.2", "--sample", "0.01", "--until", "2022", "--replicates", "2", "--json"]
        code, out, error = changji("clauses", "--effects", *words)
        self.assertEqual(code, 0, error)
        rows = {row["measure"]: row for row in json.loads(out)}
        self.assertGreater(rows["training_share"]["change"], 0)
        self.assertEqual(rows["training_share"]["pairs"], 2)
        self.assertEqual({row["clause"] for row in rows.values()}, {"T5.2"})  # 1.2 has no switch

    def test_an_unknown_clause_is_the_users_fault(self):
        self.assertEqual(changji("clauses", "T9.9")[0], 2)


class Report(unittest.TestCase):
    def test_it_is_one_file_with_no_address_outside(self):
        first, second = changji.small_run("tables"), changji.small_run("reform", "full_reform")
        page = changji.root / "报告.html"
        code, out, error = changji("report", first, second, "-o", page)
        self.assertEqual((code, out, error), (0, f"{page}\n", ""))
        text = page.read_text("utf-8")
        self.assertLess(page.stat().st_size, 3_000_000)
        self.assertNotIn("__CHANGJI_", text)
        for address in ('src="http', "src='http", 'href="http', "@import", "<link"):
            self.assertNotIn(address, text)

    def test_the_same_results_make_the_same_page(self):
        folder = changji.small_run("tables")
        pages = [changji.root / name for name in ("one.html", "two.html")]
        for page in pages:
            self.assertEqual(changji("report", folder, "-o", page, "--quiet"), (0, "", ""))
        self.assertEqual(pages[0].read_bytes(), pages[1].read_bytes())

    def test_mistakes_are_told_in_both_languages_and_leave_nothing(self):
        folder = changji.small_run("tables")
        page = changji.root / "never.html"
        for words in ([folder], ["-o", page], [changji.root / "nowhere", "-o", page],
                      [folder, folder, "-o", page], [folder, "-o", changji.root],
                      [folder, "-o", page, "--base", "other"],
                      [folder, "-o", changji.root / "no" / "such" / "place.html"]):
            code, out, error = changji("report", *words)
            self.assertEqual((code, out), (2, ""), words)
            self.assertTrue(is_chinese(error), words)
            self.assertFalse(page.exists())

    def test_a_file_is_replaced_with_force_only(self):
        folder = changji.small_run("tables")
        page = changji.root / "mine.html"
        page.write_text("mine")
        self.assertEqual(changji("report", folder, "-o", page)[0], 2)
        self.assertEqual(page.read_text(), "mine")
        self.assertEqual(changji("report", folder, "-o", page, "--force", "--quiet")[0], 0)
        self.assertGreater(page.stat().st_size, 300_000)


class Interrupt(unittest.TestCase):
    def test_nothing_is_left(self):
        folder = changji.root / "x" / "interrupted"
        running = subprocess.Popen(
            [changji.path, "run", "baseline", "-o", str(folder), "--sample", "0.05", "--until",
             "2050"], env=changji.environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        for _ in range(600):
            if folder.parent.exists():
                break
            time.sleep(0.05)
        running.send_signal(signal.SIGINT)
        _, error = running.communicate(timeout=120)
        self.assertEqual(running.returncode, 1, error)
        self.assertFalse(folder.exists())
        self.assertFalse(folder.parent.exists())


if __name__ == "__main__":
    changji = Program(sys.argv.pop(1))
    unittest.main()
