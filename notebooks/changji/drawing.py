"""The four pictures one draws first. Colours are Okabe and Ito's, told apart with any colour vision."""
import matplotlib.pyplot as plot
import numpy

from .reading import label
from .statistics import _of_scenario, paired, targets

COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9")


def _scenarios(results):
    return list(dict.fromkeys(results.scenario.values.tolist()))


def fan(results, measure, district="zone", scenarios=None, language="zh", axes=None):
    """Mean and, from ten runs on, the middle 50 % and 90 % of runs; with fewer, lowest to highest."""
    axes = axes or plot.gca()
    for colour, name in zip(COLOURS, scenarios or _scenarios(results)):
        values = _of_scenario(results, name)[measure].sel(district=district).values
        years, runs = results.year.values, len(values)
        bands = ((0.05, 0.95, 0.15), (0.25, 0.75, 0.25)) if runs >= 10 else ((0.0, 1.0, 0.15),)
        if runs > 1:
            for low, high, alpha in bands:
                axes.fill_between(years, numpy.quantile(values, low, axis=0),
                                  numpy.quantile(values, high, axis=0), color=colour, alpha=alpha,
                                  linewidth=0)
        axes.plot(years, values.mean(axis=0), color=colour, label=f"{name} (n={runs})")
    axes.set_title(label(results, measure, language))
    axes.grid(alpha=0.3)
    axes.legend()
    return axes


def differences(results, measures, scenario, base="baseline", year=2035, district="zone",
                language="zh", axes=None):
    """Scenario less base in per cent of the base, with two standard errors of paired runs."""
    axes = axes or plot.gca()
    names, means, errors = [], [], []
    for measure in measures:
        effect = paired(results, measure, scenario, base).sel(year=year, district=district)
        level = float(_of_scenario(results, base)[measure].sel(year=year, district=district).mean())
        names.append(label(results, measure, language).split(" (")[0])
        means.append(100 * float(effect["mean"]) / abs(level))
        errors.append(200 * float(effect["error"]) / abs(level))
    place = numpy.arange(len(names))
    axes.errorbar(means, place, xerr=None if numpy.isnan(errors).any() else errors, fmt="o",
                  color=COLOURS[0])
    axes.set_yticks(place, names)
    axes.invert_yaxis()
    axes.axvline(0, color="black", linewidth=0.8)
    axes.set_xlabel(f"{scenario} − {base}, {year}, %")
    axes.grid(alpha=0.3, axis="x")
    return axes


def districts(results, measure, scenario, year=2035, language="zh", axes=None):
    """One dot a district, lowest to highest, with the range of runs."""
    axes = axes or plot.gca()
    part = _of_scenario(results, scenario)[measure].sel(year=year).drop_sel(district="zone")
    part = part.isel(district=numpy.argsort(part.mean("run").values))
    place = numpy.arange(part.sizes["district"])
    axes.hlines(place, part.min("run"), part.max("run"), color=COLOURS[0])
    axes.plot(part.mean("run"), place, "o", color=COLOURS[0])
    axes.set_yticks(place, part[f"district_{language}"].values)
    axes.set_title(f"{label(results, measure, language)}, {year}, {scenario}")
    axes.grid(alpha=0.3, axis="x")
    return axes


def targets_chart(results, scenario, language="zh", axes=None):
    """Share of runs that meet each target; hatched where the threshold is not the plan's."""
    axes = axes or plot.gca()
    rows = targets(results, scenario)
    place = numpy.arange(len(rows))
    for y, row in zip(place, rows):
        axes.barh(y, row["share_met"], color=COLOURS[0] if row["origin"] == "document" else "white",
                  edgecolor=COLOURS[0], hatch="" if row["origin"] == "document" else "///")
    axes.set_yticks(place, [f"{row['year']} {row[language]}" for row in rows])
    axes.invert_yaxis()
    axes.set_xlim(0, 1)
    axes.set_xlabel("达到目标的运行比重" if language == "zh" else "share of runs that meet the target")
    return axes
