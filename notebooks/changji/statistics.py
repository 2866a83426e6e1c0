"""What one does first with runs: intervals, paired differences, chances of meeting a target."""
import csv
import pathlib

import numpy
import xarray

TARGETS = pathlib.Path(__file__).resolve().parents[2] / "output" / "targets.csv"


def _of_scenario(results, scenario):
    return results.isel(run=numpy.flatnonzero(results.scenario.values == scenario))


def quantiles(results, measure, scenario, levels=(0.05, 0.25, 0.5, 0.75, 0.95)):
    """(quantile, year, district) over the runs of a scenario; the 90 % interval is 0.05 to 0.95."""
    return _of_scenario(results, scenario)[measure].quantile(list(levels), dim="run")


def paired(results, measure, scenario, base="baseline"):
    """Scenario less base over runs of the same replicate and draw: mean, error, pairs.

    `error` is the standard error of the mean; NaN with one pair.
    """
    def by_label(name):
        part = _of_scenario(results, name)
        labels = list(zip(part.replicate.values.tolist(), part.draw.values.tolist()))
        return part[measure].values, {label: i for i, label in enumerate(labels)}

    values, places = by_label(scenario)
    base_values, base_places = by_label(base)
    common = sorted(places.keys() & base_places.keys())
    if not common:
        raise ValueError(f"{scenario} and {base} share no replicate")
    difference = numpy.stack([values[places[label]] - base_values[base_places[label]]
                              for label in common])
    count = len(common)
    error = difference.std(axis=0, ddof=1) / numpy.sqrt(count) if count > 1 \
        else numpy.full(difference.shape[1:], numpy.nan)
    axes = {"year": results.year.values, "district": results.district.values}
    return xarray.Dataset({"mean": (("year", "district"), difference.mean(axis=0)),
                           "error": (("year", "district"), error)}, coords=axes,
                          attrs={"pairs": count, **results[measure].attrs})


def _attained(target, values):
    """Per run, in the target's basis; `values` is (run, year, district)."""
    def in_year(year):
        part = values.sel(year=year)
        if target["scope"] == "zone":
            return part.sel(district="zone")
        districts = part.drop_sel(district="zone")
        return districts.min("district") if target["scope"] == "lowest district" \
            else districts.max("district")

    year = int(target["year"])
    if target["basis"] == "times 2019":
        return in_year(year) / in_year(2019)
    if target["basis"] == "mean of 3 years":
        return (in_year(year) + in_year(year - 1) + in_year(year - 2)) / 3
    return in_year(year)


def targets(results, scenario, table=TARGETS):
    """One row per target that the results can judge: value (mean of runs), share of runs that meet it.

    `origin` tells numbers of the plan ("document") from thresholds of this project ("assumption").
    """
    part = _of_scenario(results, scenario)
    rows = []
    with open(table, encoding="utf-8-sig", newline="") as file:
        for target in csv.DictReader(file):
            if target["measure"] not in part or int(target["year"]) not in part.year:
                continue
            value = _attained(target, part[target["measure"]])
            threshold = float(target["threshold"])
            slack = 1e-9 * threshold  # as in changji targets: weighted sums are not exact
            met = value >= threshold - slack if target["rule"] == "at_least" \
                else value <= threshold + slack
            rows.append({**target, "threshold": threshold, "value": float(value.mean()),
                         "share_met": float(met.mean()), "runs": int(part.sizes["run"])})
    return rows
