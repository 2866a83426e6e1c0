"""Reads results of changji into xarray and draws them.

    import sys; sys.path.insert(0, "notebooks")     # or copy the folder changji beside your script
    import changji
    results = changji.read_batch("output/runs/demo")

`results` is an xarray.Dataset: one variable per measure over (run, year, district), with scenario,
replicate and draw as coordinates of the runs and labels in both languages as attributes.
"""
from .drawing import differences, districts, fan, targets_chart
from .fonts import use_chinese_font
from .program import program, run
from .reading import label, places, provenance, read_batch
from .statistics import paired, quantiles, targets

__all__ = ["differences", "districts", "fan", "label", "paired", "places", "program", "provenance",
           "quantiles", "read_batch", "run", "targets", "targets_chart", "use_chinese_font"]
