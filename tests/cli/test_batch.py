#!/usr/bin/env python3
"""test_batch.py PROGRAM [CLASS]... : batches from the plan to the merged file."""
import csv
import fcntl
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import time
import unittest

from program import Program

PLAN = """scenarios = baseline full_reform
replicates = 2
sample = 0.01
until = 2021
measures = income_ratio rural_income gdp_yuan
"""


def plan(name="plan.ini", text=PLAN):
    file = changji.root / name
    file.write_text(text, encoding="utf-8")
    return file


def batch(name, *more, text=PLAN):
    """(folder, exit code, output, error) of a batch."""
    folder = changji.root / name
    return folder, *changji("batch", plan(name + ".ini", text), "-o", folder, "--lang", "en", *more)


def whole():
    """Folder of the batch of PLAN, computed once."""
    folder = changji.root / "whole"
    if not folder.exists():
        _, code, _, error = batch("whole")
        assert code == 0, error
    return folder


def verified(folder):
    code, out, error = changji("verify", folder, "--hash")
    assert code == 0, error
    return out


def table(file):
    return list(csv.DictReader(file.open(encoding="utf-8")))


class Batch(unittest.TestCase):
    def test_a_batch_leaves_plan_status_and_shards(self):
        folder = whole()
        names = set(os.listdir(folder))
        self.assertLessEqual({"batch.ini", "plan.csv", "status.csv", "shards", "scenarios"}, names)
        rows = table(folder / "plan.csv")
        self.assertEqual([row["scenario"] for row in rows], ["baseline", "full_reform"] * 2)
        self.assertEqual([row["replicate"] for row in rows], ["0", "0", "1", "1"])
        self.assertEqual(len({row["key"] for row in rows}), 4)
        self.assertEqual({row["status"] for row in table(folder / "status.csv")}, {"done"})
        self.assertTrue(all(name.endswith(".h5") for name in os.listdir(folder / "shards")))

    def test_its_runs_are_those_of_run(self):
        out = changji("targets", whole(), "--csv")[1]
        batch_rows = [row for row in csv.DictReader(out.lstrip("\ufeff").splitlines())
                      if row["scenario"] == "full_reform" and row["measure"] == "gdp_yuan"]
        for replicate in ("0", "1"):
            changji.small_run("single" + replicate, "full_reform", "--replicate", replicate)
        singles = [table_of_run(changji.root / ("single" + r)) for r in ("0", "1")]
        for row in batch_rows:
            mean = sum(single[row["district"], row["year"]] for single in singles) / 2
            self.assertEqual(float(row["value"]), mean)

    def test_the_hash_depends_on_no_thread_part_or_merge(self):
        one = verified(whole())
        self.assertEqual(verified(batch("threads", "--threads", "3")[0]), one)
        for part in ("1/2", "2/2"):
            folder, code, _, error = batch("parts", "--shard", part, "--resume")
            self.assertEqual(code, 0, error)
        self.assertEqual(verified(folder), one)
        code, out, error = changji("merge", folder)
        self.assertEqual(code, 0, error)
        self.assertIn(one.strip(), out)
        self.assertEqual(verified(folder / "batch.h5"), one)
        self.assertEqual(verified(folder), one)

    def test_resume_computes_what_is_missing_and_nothing_twice(self):
        folder, code, _, error = batch("resumed", "--shard", "1/2")
        self.assertEqual(code, 0, error)
        shard = next((folder / "shards").iterdir())
        before = shard.stat().st_mtime_ns
        _, code, out, error = batch("resumed", "--resume")
        self.assertEqual(code, 0, error)
        self.assertIn("4 runs: 4 done (2 of them now)", out)
        self.assertEqual(shard.stat().st_mtime_ns, before)
        self.assertEqual(verified(folder), verified(whole()))
        self.assertIn("4 done (0 of them now)", batch("resumed", "--resume")[2])

    def test_expand_adds_replicates(self):
        short = PLAN.replace("replicates = 2", "replicates = 1")
        folder, code, _, error = batch("grown", text=short)
        self.assertEqual(code, 0, error)
        self.assertEqual(changji("expand", folder, "--replicates", "+1")[0], 0)
        code, out, error = changji("batch", folder / "batch.ini", "-o", folder, "--resume",
                                   "--lang", "en")
        self.assertEqual(code, 0, error)
        self.assertIn("4 done (2 of them now)", out)
        self.assertEqual(verified(folder), verified(whole()))

    def test_dry_run_estimates_and_writes_nothing(self):
        folder, code, out, _ = batch("dry", "--dry-run")
        self.assertEqual(code, 0)
        self.assertIn("4 runs", out)
        self.assertIn("MB of memory", out)
        self.assertFalse(folder.exists())

    def test_draws_replace_coefficients(self):
        (changji.root / "draws.csv").write_text("roll.kappa0,demo.gompertz_g_m\n0.3,0.093\n0.2,0.09\n")
        text = "scenarios = baseline\nsample = 0.01\nuntil = 2020\ndraws = draws.csv\n" \
               "measures = residents\n"
        folder, code, _, error = batch("drawn", text=text)
        self.assertEqual(code, 0, error)
        self.assertEqual([row["draw"] for row in table(folder / "plan.csv")], ["1", "2"])


def table_of_run(folder):
    rows = csv.DictReader((folder / "summary.csv").read_text(encoding="utf-8-sig").splitlines())
    return {(row["district"], row["year"]): float(row["value"]) for row in rows
            if row["measure"] == "gdp_yuan"}


class BatchResults(unittest.TestCase):
    def rows(self, *words):
        code, out, error = changji(*words)
        self.assertEqual(code, 0, error)
        return list(csv.DictReader(out.lstrip("\ufeff").splitlines()))

    def test_statistics_give_mean_spread_and_number(self):
        rows = self.rows("statistics", whole(), "--measure", "gdp_yuan")
        self.assertEqual({row["n"] for row in rows}, {"2"})
        for row in rows:
            mean, sd, error = (float(row[name]) for name in ("mean", "sd", "se"))
            self.assertAlmostEqual(sd / 2 ** 0.5, error, delta=1e-9 * abs(mean))
            self.assertLessEqual(float(row["q05"]), float(row["q95"]))

    def test_effects_are_differences_from_the_base(self):
        rows = self.rows("compare", whole(), "--csv")
        self.assertEqual({row["scenario"] for row in rows}, {"full_reform"})
        for row in rows:
            if row["difference"]:
                self.assertAlmostEqual(
                    float(row["difference"]),
                    float(row["scenario_mean"]) - float(row["base_mean"]),
                    delta=1e-9 * abs(float(row["base_mean"])) + 1e-12)
        early = [row for row in rows if row["year"] in ("2019", "2020")]
        self.assertTrue(all(float(row["difference"] or 0) == 0 for row in early))
        self.assertIn("full_reform", changji("compare", whole(), "--lang", "en")[1])
        self.assertEqual(changji("compare", whole(), "--base", "nowhere")[0], 2)

    def test_a_rule_stops_the_batch(self):
        text = PLAN.replace("replicates = 2", "replicates = 60").replace("2021", "2020")
        folder, code, out, error = batch("precise", "--stop-when", "se:income_ratio<10", text=text)
        self.assertEqual(code, 0, error)
        self.assertIn("Precise enough", out)
        done = [row for row in table(folder / "status.csv") if row["status"] == "done"]
        self.assertGreaterEqual(len(done), 10)
        self.assertLess(len(done), 40)
        for rule in ("income_ratio<1", "se:income_ratio>1", "se:nothing<1", "se:income_ratio<0"):
            self.assertEqual(batch("never", "--stop-when", rule)[1], 2)

    def test_files_reproduce_themselves(self):
        for place in (whole(), changji.small_run("single0", "full_reform") / "run.h5"):
            code, out, error = changji("reproduce", place, "--lang", "en")
            self.assertEqual(code, 0, error + out)
            self.assertRegex(out, r"^(\d+) runs computed again, \1 of them the same")

    def test_a_file_that_does_not_reproduce_is_told(self):
        try:
            import h5py
        except ImportError:
            self.skipTest("h5py is not installed")
        file = changji.root / "touched.h5"
        shutil.copy(next((whole() / "shards").iterdir()), file)
        with h5py.File(file, "r+") as results:
            results["gdp_yuan"][0, 1, 2] += 1
        code, out, _ = changji("reproduce", file, "--lang", "en")
        self.assertEqual(code, 1)
        self.assertIn("gdp_yuan", out)
        self.assertEqual(changji("verify", file)[0], 2)


class Checkpoint(unittest.TestCase):
    SMALL = ["--sample", "0.01", "--until", "2022", "--quiet"]

    def state(self):
        """A checkpoint of 2020 and the hash of the run it was made in."""
        file, folder = changji.root / "state.h5", changji.root / "straight"
        if not file.exists():
            code, _, error = changji("run", "full_reform", "-o", folder, *self.SMALL,
                                     "--checkpoint", file, "--checkpoint-year", "2020")
            assert code == 0, error
        return file, verified(folder)

    def restarted(self, name, scenario, file, *more):
        return changji("run", scenario, "-o", changji.root / name, *self.SMALL, "--restart", file,
                       *more)

    def test_a_restarted_run_has_the_bytes_of_one_that_never_stopped(self):
        file, hash_straight = self.state()
        self.assertEqual(self.restarted("again", "full_reform", file, "--threads", "3")[0], 0)
        self.assertEqual(verified(changji.root / "again"), hash_straight)

    def test_a_scenario_that_shares_the_history_may_go_on_from_it(self):
        file, _ = self.state()
        self.assertEqual(self.restarted("forked", "rights_only", file)[0], 0)
        changji("run", "rights_only", "-o", changji.root / "alone", *self.SMALL)
        self.assertEqual(verified(changji.root / "forked"), verified(changji.root / "alone"))

    def test_foreign_and_damaged_checkpoints_are_refused_with_the_reason(self):
        file, _ = self.state()
        broken = changji.root / "broken.h5"
        broken.write_bytes(file.read_bytes()[:-3000])
        cases = [(file, ["--seed", "9"], "seed"), (file, ["--set", "roll.kappa0=0.3"], "differ"),
                 (file, ["--set", "auth.year=2030"], "differ"), (broken, [], "damaged"),
                 (changji.root / "none.h5", [], "missing")]
        for state, words, reason in cases:
            code, _, error = self.restarted("never", "full_reform", state, *words)
            self.assertEqual(code, 2, error)
            self.assertIn(reason, error)
            self.assertFalse((changji.root / "never").exists())


class BatchFaults(unittest.TestCase):
    def refused(self, *words):
        code, out, error = changji(*words)
        self.assertEqual((code, out), (2, ""), error)
        self.assertGreaterEqual(len(error.strip().splitlines()), 2, error)
        return error

    def test_a_wrong_plan_makes_no_folder(self):
        folder = changji.root / "never"
        error = self.refused("batch", plan("wrong.ini", "scenarios = nowhere\nreplicate = 2\n"),
                             "-o", folder)
        self.assertIn("wrong.ini:1", error)
        self.assertIn("wrong.ini:2", error)
        self.assertFalse(folder.exists())

    def test_a_batch_is_not_begun_over_another(self):
        self.refused("batch", plan(), "-o", whole())
        changed = plan("changed.ini", PLAN.replace("replicates = 2", "replicates = 2\nseed = 5"))
        self.assertIn("expand", self.refused("batch", changed, "-o", whole(), "--resume"))

    def test_a_part_that_is_none(self):
        for part in ("0/2", "3/2", "1", "a/b", "1/2/3"):
            self.refused("batch", plan(), "-o", changji.root / "never", "--shard", part)

    def test_two_writers_of_one_folder(self):
        folder = whole()
        with (folder / ".lock").open("r+") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self.assertIn("in use", self.refused("batch", plan(), "-o", folder, "--resume"))
        self.assertEqual(batch("whole", "--resume")[1], 0)

    def test_a_damaged_shard_is_put_aside_and_computed_again(self):
        folder, code, _, error = batch("damaged")
        self.assertEqual(code, 0, error)
        shard = next((folder / "shards").iterdir())
        shard.write_bytes(shard.read_bytes()[:-5000])
        _, code, _, error = batch("damaged", "--resume")
        self.assertEqual(code, 0, error)
        self.assertIn("damaged", error)
        self.assertEqual(verified(folder), verified(whole()))

    def test_an_interrupted_batch_goes_on_where_it_was(self):
        text = PLAN.replace("replicates = 2", "replicates = 12").replace("2021", "2026")
        file, folder = plan("long.ini", text), changji.root / "long"
        running = subprocess.Popen([changji.path, "batch", str(file), "-o", str(folder), "--quiet",
                                    "--threads", "1"],
                                   env=changji.environment, stderr=subprocess.PIPE)
        for _ in range(1200):
            if list(folder.glob("shards/*.h5")):
                break
            time.sleep(0.05)
        running.send_signal(signal.SIGUSR1)
        _, error = running.communicate(timeout=120)
        self.assertEqual(running.returncode, 1, error)
        self.assertIn(b"--resume", error)
        done = [row for row in table(folder / "status.csv") if row["status"] == "done"]
        self.assertGreaterEqual(len(done), 1)
        self.assertLess(len(done), 24)
        self.assertFalse([name for name in os.listdir(folder / "shards") if "tmp" in name])
        kept = folder / "checkpoints"
        self.assertLessEqual(len(os.listdir(kept)) if kept.exists() else 0, 2)
        self.assertEqual(changji("batch", file, "-o", folder, "--resume", "--quiet")[0], 0)
        self.assertFalse((folder / "checkpoints").exists())
        self.assertEqual(verified(folder), verified(batch("long_whole", text=text)[0]))


if __name__ == "__main__":
    changji = Program(sys.argv.pop(1))
    unittest.main()
