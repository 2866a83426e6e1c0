#!/usr/bin/env python3
"""test_xarray.py PROGRAM: xarray opens a run file as it is. Exit code 77 without xarray."""
import json
import sys

try:
    import netCDF4  # noqa: F401, xarray's reader of HDF5
    import xarray
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

from program import Program

changji = Program(sys.argv[1])
folder = changji.small_run("xarray", "baseline", "--microdata")
results = xarray.open_dataset(folder / "run.h5")
assert dict(results.sizes) == {"run": 1, "year": 3, "district": 10}, results.sizes
income = results.rural_income
assert income.dims == ("run", "year", "district")
assert income.attrs["units"] == "CNY/y" and income.attrs["code"] == "K01"
assert income.attrs["long_name"] and income.attrs["long_name_zh"]
assert income.attrs["price_basis"] == "nominal"
assert list(results.district.values)[0] == "jiutai" and list(results.district.values)[-1] == "zone"
assert list(results.year.values) == [2019, 2020, 2021]
assert float(income.sel(run=0, year=2019, district="zone")) > 0
for name in ("scenario", "replicate", "draw", "district_zh", "district_en"):
    assert name in results.coords, name
provenance = json.loads(str(results.provenance.values))
for name in ("software", "run", "resources", "schedule", "parameters", "scenario_text",
             "closing_factors", "solved", "ledger"):
    assert provenance[name], name
people = xarray.open_dataset(folder / "run.h5", group="final_year/people", decode_cf=False)
assert people.birth_year.size > 1000
print("opened", len(results.data_vars), "variables")
