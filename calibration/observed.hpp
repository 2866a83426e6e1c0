#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "calibration/series_map.hpp"
#include "model/base/check.hpp"
#include "model/baseline/baseline.hpp"

namespace changji::calibration {

/// One published figure of one year.
struct ObservedRow {
    std::string place;  ///< "file.csv:12"
    int year = 0;
    double value = 0;  ///< as published
    std::string kind;  ///< reported, derived, recalled; "" if the file does not say
};

/// The figures of one geography and indicator, by year; duplicates resolved.
struct ObservedSeries {
    std::string geography, indicator, unit;
    std::vector<ObservedRow> rows;
};

/// A row that cannot be used, and why.
struct SkippedRow {
    std::string place;
    Bilingual reason;
};

struct ObservedFile {
    std::vector<ObservedSeries> series;  ///< in the order of their first row
    std::vector<SkippedRow> skipped;
};

/// Reads rows in the format of facts.csv: the columns geography, indicator, year, value and unit
/// are needed, kind is used, others are ignored. A row without a single year or a number is
/// skipped with its reason. Throws InputError if the file cannot be read, is not UTF-8, lacks a
/// column or has no row.
ObservedFile read_observed(const std::filesystem::path& file);

/// The same from the facts that the model is built on, for anchors and history.
ObservedFile observed_facts(const Baseline& baseline);

/// "1,234.5", "62.6%" or "约 12" as a number; NaN if it is none.
double number_of(std::string text);

}  // namespace changji::calibration
