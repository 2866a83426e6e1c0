#!/usr/bin/python3
"""test_readers.py PROGRAM: xarray and R hold what the tables of the runs hold. 77 without packages."""
import csv
import math
import os
import pathlib
import subprocess
import sys

TREE = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(TREE / "notebooks"), str(TREE / "tests" / "cli")]
try:
    import matplotlib
    matplotlib.use("Agg")
    import changji
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

from program import Program

MEASURES = ("rural_income", "gini", "exits_households_cum")


def table(folder):
    with open(folder / "summary.csv", encoding="utf-8-sig", newline="") as file:
        return {(row["scenario"], int(row["replicate"]), int(row["year"]), row["district"],
                 row["measure"]): float(row["value"] or "nan") for row in csv.DictReader(file)}


def check_xarray(folder, expected):
    results = changji.read_batch(folder)
    assert results.sizes["run"] == 4, results.sizes
    compared = 0
    for run in range(4):
        label = results.scenario.values[run], int(results.replicate.values[run])
        for measure in MEASURES:
            for year in results.year.values:
                for district in results.district.values:
                    found = float(results[measure].sel(year=year, district=district).values[run])
                    value = expected[(*label, int(year), district, measure)]
                    assert found == value or math.isnan(found) and math.isnan(value), measure
                    compared += 1
    assert compared == 4 * len(MEASURES) * 3 * 10
    only = changji.read_batch(folder, ["gini"])
    assert list(only.data_vars) == ["gini"]
    assert changji.label(results, "rural_income", "en").endswith("(CNY/y)")
    return results


def check_pairs(results):
    """Mean and error of two pairs, by hand."""
    effect = changji.paired(results, "rural_income", "full_reform")
    assert effect.attrs["pairs"] == 2
    values = [results.rural_income.isel(run=(results.scenario.values == scenario)
                                        & (results.replicate.values == replicate))
              .sel(year=2021, district="zone").item()
              for replicate in (0, 1) for scenario in ("baseline", "full_reform")]
    mean = (values[1] - values[0] + values[3] - values[2]) / 2
    found = effect["mean"].sel(year=2021, district="zone").item()
    assert abs(found - mean) < 1e-9 * abs(values[0]), (found, mean)
    error = abs((values[1] - values[0]) - (values[3] - values[2])) / 2
    assert abs(effect["error"].sel(year=2021, district="zone").item() - error) < 1e-6


def check_r(folder, expected):
    script = os.environ.get("RSCRIPT", "")
    has = script and subprocess.run([script, "-e", "library(rhdf5)"], capture_output=True,
                                    check=False).returncode == 0
    if not has:
        print("R with rhdf5 is not installed: its reader is not tested")
        return
    code = (f'source("{TREE}/notebooks/read_batch.R"); r <- read_batch("{folder}", '
            f'c({", ".join(repr(m) for m in MEASURES)})); '
            'write.csv(r, row.names = FALSE, quote = FALSE)')
    done = subprocess.run([script, "-e", code], capture_output=True, text=True, check=True)
    rows = list(csv.DictReader(done.stdout.splitlines()))
    assert len(rows) == 4 * 3 * 10, len(rows)
    for row in rows:
        for measure in MEASURES:
            value = expected[(row["scenario"], int(row["replicate"]), int(row["year"]),
                              row["district"], measure)]
            assert abs(float(row[measure]) - value) <= 1e-10 * abs(value), (row, measure)


def main():
    program = Program(sys.argv[1])
    expected = {}
    for replicate in (0, 1):
        for scenario in ("baseline", "full_reform"):
            folder = program.small_run(f"runs/{scenario}_{replicate}", scenario, "--replicate",
                                       str(replicate))
            expected.update(table(folder))
    results = check_xarray(program.root / "runs", expected)
    check_pairs(results)
    check_r(program.root / "runs", expected)
    try:
        changji.read_batch(program.root / "nowhere")
    except FileNotFoundError:
        return 0
    raise AssertionError("a place without results is an error")


if __name__ == "__main__":
    sys.exit(main())
