#!/usr/bin/env python3
"""test_calibration.py PROGRAM [CLASS]... : validate, calibrate, sensitivity, attribute, decide."""
import json
import sys
import unittest

from program import Program

HEADER = "subject,geography,indicator,year,value,unit,source_title,source_ref,kind,note\n"
NEVER_SEEN = HEADER + (
    "x,吉林省,年末常住人口,2021,2375.37,万人,t,r,reported,\n"
    "x,吉林省,年末常住人口,2021,2375.37,万人,t,r,reported,again\n"
    "x,吉林省,常住人口城镇化率,2021,63.36,%,t,r,reported,\n"
    "x,长春市,地区生产总值,2021,7103.12,亿元,t,r,reported,\n"
    "x,吉林省,农村居民人均可支配收入,2021,–,元,t,r,reported,\n"
    "x,吉林省,出生率,2019-2021,5,‰,t,r,reported,\n"
    "x,吉林省,火星人口,2021,1,人,t,r,reported,\n"
    "x,海南省,年末常住人口,2021,1020,万人,t,r,reported,\n"
    "x,吉林省,城镇居民人均可支配收入,2051,90000,元,t,r,reported,\n")


class Validate(unittest.TestCase):
    def file(self, text, name="observed.csv"):
        path = changji.root / name
        path.write_text(text, encoding="utf-8")
        return path

    def test_a_file_never_seen_is_scored_and_the_rest_is_reported(self):
        code, out, error = changji("validate", "--observed", self.file(NEVER_SEEN),
                                   changji.small_run("validated"), "--json")
        self.assertEqual(code, 0, error)
        result = json.loads(out)
        summary = result["summary"]
        self.assertEqual((summary["series_mapped"], summary["series_total"]), (3, 6))
        self.assertTrue(0 <= summary["coverage_90"] <= 1)
        self.assertGreater(summary["crps_ratio_best_naive"], 0)
        for series in result["series"]:
            self.assertTrue(series["mapped"] or series["reason"])
        self.assertEqual(len(result["rows_skipped"]), 2)

    def test_the_table_is_for_people_in_both_languages(self):
        for language, word in (("zh", "未映射"), ("en", "not mapped")):
            code, out, _ = changji("validate", "--observed", self.file(NEVER_SEEN),
                                   changji.small_run("validated"), "--lang", language)
            self.assertEqual(code, 0)
            self.assertIn(word, out)

    def test_mistakes_are_the_users(self):
        run = changji.small_run("validated")
        for words in ([], ["--observed", "no.csv"], ["--observed", self.file("a,b\n1,2\n", "b.csv")],
                      ["--observed", self.file(NEVER_SEEN), "--scenario", "full_reform"]):
            self.assertEqual(changji("validate", *words, run)[0], 2, words)

    def test_without_a_folder_draws_are_run(self):
        draws = (changji.root / "two.csv")
        draws.write_text("draw,lab.wage_growth\n1,0.03\n2,0.035\n", encoding="utf-8")
        code, out, error = changji("validate", "--observed", self.file(NEVER_SEEN), "--draws", draws,
                                   "--sample", "0.01", "--json", "--quiet")
        self.assertEqual(code, 0, error)
        self.assertEqual(json.loads(out)["summary"]["series_mapped"], 3)


class Campaigns(unittest.TestCase):
    SMALL = ["--sample", "0.01", "--until", "2021", "--quiet"]

    def test_attribution_adds_up_and_goes_on(self):
        folder = changji.root / "attribution"
        words = ["attribute", "-o", folder, "--measures", "rural_income,exits_households_cum",
                 "--replicates", "2", "--json", *self.SMALL]
        code, out, error = changji(*words)
        self.assertEqual(code, 0, error)
        for outcome in json.loads(out)["outcomes"]:
            total = sum(package["shapley"]["value"] for package in outcome["packages"])
            self.assertAlmostEqual(total, outcome["total"]["value"], places=5)
        self.assertEqual(changji(*words)[0], 2)
        lines = (folder / "runs.csv").read_text().splitlines(keepends=True)
        (folder / "runs.csv").write_text("".join(lines[:200]) + "0,1,0,7")
        self.assertEqual(changji(*words, "--resume")[1], out)

    def test_decisions_name_what_is_robust(self):
        draws = changji.root / "three.csv"
        draws.write_text("draw,lab.wage_growth\n1,0.025\n2,0.03\n3,0.035\n", encoding="utf-8")
        code, out, error = changji("decide", "baseline", "full_reform", "-o",
                                   changji.root / "decision", "--draws", draws, "--particles", "3",
                                   "--json", *self.SMALL)
        self.assertEqual(code, 0, error)
        result = json.loads(out)
        self.assertEqual(result["states"], 3)
        self.assertTrue(result["pareto"])
        for row in result["against_first_option"]:
            self.assertTrue(0 <= row["share_of_states_better"] <= 1)

    def test_a_plan_with_mistakes_leaves_nothing(self):
        plan = changji.root / "wrong.plan"
        plan.write_text("runs = many\n", encoding="utf-8")
        code, _, error = changji("calibrate", plan, "-o", changji.root / "never")
        self.assertEqual(code, 2)
        self.assertIn("wrong.plan:1", error)
        self.assertFalse((changji.root / "never").exists())


if __name__ == "__main__":
    changji = Program(sys.argv.pop(1))
    unittest.main()
