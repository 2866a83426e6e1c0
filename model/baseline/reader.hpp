#pragma once

#include <filesystem>

#include "model/baseline/baseline.hpp"

namespace changji {

/// Reads facts.csv, places.csv, districts.csv, travel_minutes.csv, prices.csv, records.csv and
/// roads.csv of a folder,
/// closes the totals of the plan and returns the value the opening state is built from.
/// Every figure must carry a unit, a source and its kind (reported, derived, recalled,
/// assumption). All faults are reported at once as one InputError, each with file and line, in
/// Chinese and English.
Baseline read_baseline(const std::filesystem::path& folder);

}  // namespace changji
