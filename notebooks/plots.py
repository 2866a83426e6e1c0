#!/usr/bin/python3
"""Draws the yearly course of runs, by district and for the zone, into PNG files.

    notebooks/plots.py RUN_DIR... -o FOLDER [--lang zh|en] [--measures NAME...]

RUN_DIR are folders written by `changji run`. One page per group of measures: a panel per measure
and run, one line per district, the zone in black. With two or more runs a page of the zone alone
compares them, and a page shows every later run as a change from the first. Needs h5py and
matplotlib (Debian: python3-h5py python3-matplotlib); Chinese labels appear where a Chinese font is
installed (fonts-wqy-microhei), else English ones.
"""
import argparse
import pathlib
import sys

import h5py
import matplotlib

matplotlib.use("Agg")
import matplotlib.font_manager  # noqa: E402  the backend is chosen first
import matplotlib.pyplot as plot  # noqa: E402
import numpy  # noqa: E402

CHINESE_FONTS = ("WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Noto Sans CJK SC", "SimHei")

# Pages of measures that are read together.
PAGES = {
    "people": ("residents", "urban_share", "hukou_urban_share", "elderly_share_rural",
               "elderly_share_urban", "birth_rate", "death_rate", "household_size",
               "net_migration"),
    "incomes": ("rural_income", "urban_income", "income_ratio", "cohort_income_ratio", "gini",
                "rural_income_2019_prices", "rural_wage_income", "rural_business_income",
                "rural_transfer_income"),
    "farmland": ("transferred_share", "idle_land_share", "rent_yuan_per_mu", "grain_t",
                 "mean_farm_ha", "large_farm_share", "farms", "corn_price",
                 "agricultural_labour_productivity"),
    "rights": ("exits_households_cum", "exits_homestead_ha_cum", "unfunded_offers", "idle_houses",
               "leased_houses", "house_certified_share", "exchange_cover_share", "disputes",
               "rights_kept_share"),
    "land": ("ccl_parcels_cum", "ccl_area_ha_cum", "ccl_value_yuan_cum", "ccl_price_yuan_per_ha",
             "state_price_yuan_per_ha", "ccl_price_gap", "ccl_member_yuan", "land_fund_yuan",
             "construction_ha", "construction_cap_ha", "cultivated_ha", "construction_quota_ha"),
    "work": ("employees", "farm_workers", "self_employed", "urban_unemployment_rate", "tightness",
             "mean_wage", "wage_gap", "commuter_share", "offfarm_share"),
    "economy": ("gdp_yuan_2019_prices", "gdp_per_resident", "firms", "mean_firm_jobs",
                "firm_entries", "firm_exits", "gdp_agriculture_yuan", "gdp_manufacturing_yuan",
                "gdp_services_yuan"),
    "public": ("local_revenue_yuan", "public_spending_yuan", "debt_yuan", "service_urban",
               "service_rural", "service_ratio", "house_price_index", "settlements",
               "rollout_mean"),
}
# Published as shares, read as percentages; large numbers in units of the yearbooks.
SCALES = {"persons": (1e-4, "万人", "10⁴ persons"),
          "CNY": (1e-8, "亿元", "10⁸ CNY"), "t": (1e-4, "万吨", "10⁴ t"),
          "ha": (1e-4, "万公顷", "10⁴ ha")}
PER_HEAD = ("income", "mean_", "per_resident", "per_ha", "productivity", "rent_", "household_size")


def text_of(value):
    return value.decode("utf-8") if isinstance(value, bytes) else str(value)


class Run:
    """The measures of one result folder."""

    def __init__(self, folder):
        with h5py.File(pathlib.Path(folder) / "run.h5", "r") as file:
            self.years = file["year"][:]
            self.districts = [text_of(name) for name in file["district"][:]]
            self.names = {language: [text_of(name) for name in file["district_" + language][:]]
                          for language in ("zh", "en")}
            self.name = text_of(file["scenario"][0])
            self.values, self.labels, self.units = {}, {}, {}
            for key, data in file.items():
                if not isinstance(data, h5py.Dataset) or data.ndim != 3:
                    continue
                self.values[key] = data[0]
                self.units[key] = text_of(data.attrs["units"])
                self.labels[key] = {"zh": text_of(data.attrs["long_name_zh"]),
                                    "en": text_of(data.attrs["long_name"])}
            self.job_sizes = self._job_sizes(file)

    @staticmethod
    def _job_sizes(file):
        """Jobs of firms in business in the last year, if the file holds firms."""
        if "final_year/firms/jobs" not in file:
            return None
        jobs, is_open = file["final_year/firms/jobs"][:], file["final_year/firms/open"][:]
        return numpy.sort(jobs[(is_open > 0) & (jobs > 0)])[::-1]


def chosen_language(wanted):
    """The language of labels, and the font set for it."""
    if wanted != "en":
        installed = {font.name for font in matplotlib.font_manager.fontManager.ttflist}
        for font in CHINESE_FONTS:
            if font in installed:
                matplotlib.rcParams["font.sans-serif"] = [font, "DejaVu Sans"]
                matplotlib.rcParams["axes.unicode_minus"] = False
                return "zh"
        print("no Chinese font found, labels are English", file=sys.stderr)
    return "en"


def scaled(run, measure, language):
    """Values in the units of the yearbooks, and the text of the unit."""
    unit, values = run.units[measure], run.values[measure]
    stem = unit.split("/")[0]
    if unit == "1" and any(word in measure for word in ("share", "unemployment_rate", "gap")):
        return values * 100, "%"
    if unit == "1/y" and measure.endswith("_rate"):
        return values * 1000, "‰"
    per_head = any(word in measure for word in PER_HEAD) or unit == "CNY/t"
    if stem in SCALES and not per_head:
        factor, zh, en = SCALES[stem]
        return values * factor, zh if language == "zh" else en
    return values, "" if unit == "1" else unit


def panel(axes, run, measure, language, title):
    values, unit = scaled(run, measure, language)
    colours = plot.get_cmap("tab10").colors
    for d, name in enumerate(run.names[language]):
        is_zone = run.districts[d] == "zone"
        if is_zone and abs(values[-1, d]) > 2 * numpy.nanmax(numpy.abs(values[-1, :d])):
            continue  # a sum would flatten the districts; the zone has pages of its own
        axes.plot(run.years, values[:, d], label=name, color="black" if is_zone else colours[d],
                  linewidth=2.2 if is_zone else 1.1)
    axes.set_title(title, fontsize=9)
    axes.set_ylabel(unit, fontsize=8)
    axes.tick_params(labelsize=7)
    axes.grid(alpha=0.3)


def grid_of(count, columns):
    rows = -(-count // columns)
    figure, axes = plot.subplots(rows, columns, figsize=(5 * columns, 3.2 * rows), squeeze=False)
    flat = list(axes.flat)
    for unused in flat[count:]:
        unused.axis("off")
    return figure, flat


def save(figure, path):
    figure.tight_layout()
    figure.savefig(path, dpi=80)
    plot.close(figure)
    print(path)


def short(label):
    return label if len(label) <= 46 else label[:45] + "…"


def district_pages(runs, pages, language, folder):
    for page, measures in pages.items():
        for r, run in enumerate(runs):
            known = [measure for measure in measures if measure in run.values]
            figure, axes = grid_of(len(known), 3)
            for measure, place in zip(known, axes):
                panel(place, run, measure, language, short(run.labels[measure][language]))
            axes[0].legend(fontsize=6, ncol=2)
            figure.suptitle(run.name)
            save(figure, folder / f"{page}_{r}_{run.name}.png")


def zone_pages(runs, pages, language, folder):
    """The zone in all runs, and every later run less the first in per cent of it."""
    measures = [m for page in pages.values() for m in page if m in runs[0].values]
    for kind in ("levels", "changes") if len(runs) > 1 else ("levels",):
        figure, axes = grid_of(len(measures), 6)
        for measure, place in zip(measures, axes):
            first, unit = scaled(runs[0], measure, language)
            for run in runs[1 if kind == "changes" else 0:]:
                values = scaled(run, measure, language)[0][:, -1]
                if kind == "changes":
                    with numpy.errstate(divide="ignore", invalid="ignore"):
                        values = (values - first[:, -1]) * (1 if unit == "%" else
                                                            100 / first[:, -1])
                place.plot(run.years, values, label=run.name)
            place.set_title(short(runs[0].labels[measure][language]), fontsize=8)
            points = "百分点" if language == "zh" else "points"
            place.set_ylabel((points if unit == "%" else "%") if kind == "changes" else unit,
                             fontsize=7)
            place.tick_params(labelsize=6)
            place.grid(alpha=0.3)
        axes[0].legend(fontsize=6)
        save(figure, folder / f"zone_{kind}.png")


def firm_sizes(runs, language, folder):
    """Rank against size of firms on logarithmic axes; a line of slope −1 is Zipf's law."""
    shown = [run for run in runs if run.job_sizes is not None]
    if not shown:
        return
    figure, axes = plot.subplots(figsize=(5, 4))
    for run in shown:
        axes.loglog(run.job_sizes, numpy.arange(1, len(run.job_sizes) + 1), label=run.name)
    axes.set_xlabel("就业人数" if language == "zh" else "jobs")
    axes.set_ylabel("位次" if language == "zh" else "rank")
    axes.legend()
    save(figure, folder / "firm_sizes.png")


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("runs", nargs="+", metavar="RUN_DIR")
    parser.add_argument("-o", "--output", required=True, type=pathlib.Path, metavar="FOLDER")
    parser.add_argument("--lang", choices=("zh", "en"), default="zh")
    parser.add_argument("--measures", nargs="+", metavar="NAME", help="one page of these only")
    arguments = parser.parse_args()
    runs = [Run(folder) for folder in arguments.runs]
    pages = {"chosen": arguments.measures} if arguments.measures else PAGES
    unknown = [m for page in pages.values() for m in page if m not in runs[0].values]
    if arguments.measures and unknown:
        parser.error("no such measure: " + ", ".join(unknown))
    arguments.output.mkdir(parents=True, exist_ok=True)
    language = chosen_language(arguments.lang)
    district_pages(runs, pages, language, arguments.output)
    zone_pages(runs, pages, language, arguments.output)
    firm_sizes(runs, language, arguments.output)


if __name__ == "__main__":
    main()
