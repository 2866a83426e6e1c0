#!/usr/bin/env python3
"""Refuses includes against the direction of data, and files, clocks or threads in the core.

    check_layers.py [SOURCE_TREE]      exit code 1 if anything is wrong
    check_layers.py --self-test        the rules refuse what they must refuse
"""
import pathlib
import re
import sys

# One-way: a folder may include itself and what stands on an earlier line.
LAYERS = [
    ["model/base"],
    ["model/zone"],
    ["model/baseline", "model/scenario"],
    ["model/world"],
    ["model/population"],
    ["model/processes"],
    ["model/simulation"],
    ["output"],
    ["calibration"],
    ["model/app"],
]
# Compiled into the core although their folder also reads files.
CORE_FOLDERS = ["model/base", "model/zone", "model/world", "model/population", "model/processes",
                "model/simulation"]
CORE_FILES = re.compile(
    r"model/scenario/(plan_items|scenario|path|rollout|parameter)[^/]*|model/baseline/baseline.hpp")
# What the core must not know; it also compiles to WebAssembly.
FORBIDDEN_IN_CORE = re.compile(
    r"^<(boost/.*|hdf5.*|H5.*|fmt/.*|nlohmann/.*|fstream|iostream|filesystem|cstdio|chrono|ctime"
    r"|thread|mutex|shared_mutex|condition_variable|future|random|unordered_map|unordered_set)>$")
# Libraries named in one folder or file only.
ONLY_IN = {
    r"^<Eigen/": ["model/population/", "calibration/"],
    r"^<omp\.h>": ["model/base/parallel.hpp"],
    r"^<(hdf5|H5|hdf5_hl)": ["output/"],
    r"^<boost/": ["model/scenario/", "model/app/", "output/", "calibration/"],
}
# Rules that several processes obey, by file stem -> reason. Only these may be included by others.
SHARED_RULES = {
    "wages": "one wage equation for hiring, firms' offers and household incomes",
    "farm_technology": "one crop production function for the rental market and for incomes",
    "farmland_village": "who operates how much land, which the market clears and the harvest reaps",
    "harvest_shares": "one exact way to split a village's total over its households",
}
# A process too long for one file: part, by file stem -> the process it belongs to.
PARTS = {
    "life_course": "demography",
    "unions": "demography",
    "household_division": "demography",
    "choice": "migration",
    "inflow": "migration",
    "production": "firms",
    "firm_demography": "firms",
    "firm_anchor": "firms",
    "job_market": "firms",
    "land_auction": "collective_land",
    "land_books": "collective_land",
    "land_demand": "collective_land",
    "land_market": "collective_land",
    "land_payouts": "collective_land",
    "land_revenue": "collective_land",
    "land_supply": "collective_land",
}
WITH_OPENMP = ("model/base/parallel.hpp", "model/base/block.hpp")
INCLUDE = re.compile(r'^\s*#\s*include\s*(["<][^">]+[">])', re.M)
PRAGMA = re.compile(r"^\s*#\s*pragma\s+omp", re.M)


def rank(path):
    """(position of the layer, folder) of a file, or None outside the layers."""
    for position, folders in enumerate(LAYERS):
        for folder in folders:
            if path.startswith(folder + "/"):
                return position, folder
    return None


def family(path):
    """The process a file belongs to: by PARTS, or the first word: farmland.cpp, farmland_market.hpp."""
    stem = pathlib.PurePosixPath(path).stem
    whole = next((whole for part, whole in PARTS.items() if stem.startswith(part)), stem)
    return whole.split("_")[0]


def shared(path):
    return pathlib.PurePosixPath(path).stem in SHARED_RULES


def layer_fault(path, target):
    own, other = rank(path), rank(target)
    if other is None:
        return f"includes {target}, which belongs to no layer"
    if other[0] > own[0] or (other[0] == own[0] and other[1] != own[1]):
        return f"includes {target}: {own[1]} may not know {other[1]}"
    if own[1] == other[1] == "model/processes" and not shared(target) \
            and family(path) != family(target):
        return f"includes {target}: processes meet only in the world and in the schedule"
    return None


def in_core(path):
    return any(path.startswith(folder + "/") for folder in CORE_FOLDERS) \
        or CORE_FILES.fullmatch(path) is not None


def library_fault(path, name):
    if in_core(path) and FORBIDDEN_IN_CORE.match(name):
        return f"includes {name}: the core knows no files, clocks, threads or hash order"
    for pattern, places in ONLY_IN.items():
        if re.match(pattern, name) and not any(path.startswith(place) for place in places):
            return f"includes {name}, which belongs to {' '.join(places)}"
    return None


def faults_of(path, text):
    """Faults of one source file of the layered folders."""
    faults = []
    for include in INCLUDE.findall(text):
        if include.startswith("<"):
            faults.append(library_fault(path, include))
        elif include != '"build_info.hpp"':
            faults.append(layer_fault(path, include.strip('"')))
        elif in_core(path):
            faults.append("includes build_info.hpp: the core does not know how it was built")
    if PRAGMA.search(text) and path not in WITH_OPENMP and in_core(path):
        faults.append("names OpenMP: use model/base/parallel.hpp or block.hpp")
    return [f"{path}: {fault}" for fault in faults if fault]


def unscheduled(tree):
    """Processes that the order of the year does not name."""
    schedule = tree / "model/simulation/schedule.cpp"
    if not schedule.exists():
        return []
    text = schedule.read_text(encoding="utf-8")
    named = re.findall(r"\b(\w+)::\w+\(w", text)  # demography::renew(w, …
    return [f"{source.relative_to(tree)}: not named in model/simulation/schedule.cpp"
            for source in sorted((tree / "model/processes").glob("*.cpp"))
            if not shared(source.name)
            and not any(family(source.name) == family(name + ".hpp") for name in named)]


def check(tree):
    faults = []
    for source in sorted(tree.rglob("*.[ch]pp")):
        path = source.relative_to(tree).as_posix()
        if rank(path):
            faults += faults_of(path, source.read_text(encoding="utf-8"))
    return faults + unscheduled(tree)


def self_test():
    refused = [
        ("model/world/a.hpp", '#include "model/processes/b.hpp"'),
        ("model/baseline/a.hpp", '#include "model/scenario/b.hpp"'),
        ("model/processes/credit.cpp", '#include "model/processes/farmland.hpp"'),
        ("model/simulation/a.cpp", '#include "output/b.hpp"'),
        ("model/world/a.cpp", "#include <fstream>"),
        ("model/scenario/plan_items.cpp", "#include <boost/program_options.hpp>"),
        ("model/processes/a.cpp", "#include <Eigen/Dense>"),
        ("model/processes/a.cpp", "#pragma omp parallel for"),
        ("model/world/a.cpp", '#include "build_info.hpp"'),
    ]
    accepted = [
        ("model/processes/farmland.cpp", '#include "model/processes/farmland_market.hpp"'),
        ("model/processes/a.cpp", '#include "model/world/world.hpp"\n#include <vector>'),
        ("model/population/a.cpp", "#include <Eigen/Dense>"),
        ("model/scenario/reader.cpp", "#include <boost/program_options.hpp>"),
        ("output/a.cpp", '#include <hdf5.h>\n#include "build_info.hpp"'),
    ]
    wrong = [f"accepted: {path}: {text}" for path, text in refused if not faults_of(path, text)]
    wrong += [f"refused: {path}: {text}" for path, text in accepted if faults_of(path, text)]
    return wrong


def main(arguments):
    if arguments == ["--self-test"]:
        faults = self_test()
    else:
        default = pathlib.Path(__file__).resolve().parents[2]
        faults = check(pathlib.Path(arguments[0]) if arguments else default)
    for fault in faults:
        print(fault)
    print(f"{len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
