"""Run folders, batches and folders of runs as one xarray.Dataset."""
import json
import pathlib

import h5py
import numpy
import xarray

SIGNATURE = "changji results"
TEXTS = ("scenario", "district", "district_zh", "district_en", "run_key", "run_hash")


def _text(value):
    return value.decode("utf-8") if isinstance(value, bytes) else str(value)


def places(place):
    """Result files of a run folder, a batch, a folder of either, or a file itself."""
    place = pathlib.Path(place)
    if place.is_file():
        return [place]
    if (place / "run.h5").is_file():
        return [place / "run.h5"]
    if (place / "batch.h5").is_file():
        return [place / "batch.h5"]
    shards = sorted(file for file in place.glob("shards/*.h5") if not file.name.startswith("."))
    if shards:
        return shards
    files = [file for folder in sorted(place.glob("*")) if folder.is_dir()
             for file in places_or_none(folder)]
    if not files:
        raise FileNotFoundError(f"{place}: 没有长吉的结果 / no results of changji here")
    return files


def places_or_none(folder):
    try:
        return places(folder) if folder.name != "shards" else []
    except FileNotFoundError:
        return []


def _is_result(file):
    return _text(file.attrs.get("content", b"")) == SIGNATURE


def _attributes(dataset):
    names = {"units", "long_name", "long_name_zh", "code", "price_basis", "level"}
    return {name: _text(value) for name, value in dataset.attrs.items() if name in names}


def _read_file(path, measures):
    with h5py.File(path, "r") as file:
        if not _is_result(file):
            raise ValueError(f"{path}: 不是长吉的结果文件 / not a result file of changji")
        names = [name for name, data in file.items()
                 if isinstance(data, h5py.Dataset) and data.ndim == 3 and "code" in data.attrs]
        if measures is not None:
            missing = sorted(set(measures) - set(names))
            if missing:
                raise KeyError(f"{path}: 没有指标 / no such measure: {', '.join(missing)}")
            names = [name for name in names if name in measures]
        variables = {name: (("run", "year", "district"), file[name][:], _attributes(file[name]))
                     for name in names}
        run = {name: ("run", [_text(value) for value in file[name][:]])
               for name in ("scenario",)}
        run.update({name: ("run", file[name][:]) for name in ("replicate", "draw")})
        district = {name: ("district", [_text(value) for value in file[name][:]])
                    for name in ("district", "district_zh", "district_en")}
        dataset = xarray.Dataset(variables, coords={"year": file["year"][:], **run, **district})
        origin = json.loads(_text(file["provenance"][()])).get("run", {})
        dataset.coords["sample"] = ("run", numpy.full(dataset.sizes["run"],
                                                      float(origin.get("sample", 1.0))))
        return dataset


def read_batch(place, measures=None):
    """All runs of a place, one after the other along `run`; `measures` names those wanted.

    A run that several files hold (a merged batch beside its shards) comes once.
    """
    parts = [_read_file(path, measures) for path in places(place)]
    whole = parts[0] if len(parts) == 1 else xarray.concat(parts, "run", join="inner",
                                                           combine_attrs="override")
    labels = list(zip(whole.scenario.values.tolist(), whole.replicate.values.tolist(),
                      whole.draw.values.tolist(), whole["sample"].values.tolist()))
    first = sorted({name: i for i, name in reversed(list(enumerate(labels)))}.values())
    return whole.isel(run=first)


def provenance(place):
    """How the first file of a place came about: program, seeds, scenario, parameters."""
    with h5py.File(places(place)[0], "r") as file:
        return json.loads(_text(file["provenance"][()]))


def label(results, measure, language="zh"):
    """"农村居民人均可支配收入（元/年）" or its English."""
    attributes = results[measure].attrs
    name = attributes["long_name_zh" if language == "zh" else "long_name"]
    unit = attributes["units"]
    return name if unit == "1" else f"{name} ({unit})"
