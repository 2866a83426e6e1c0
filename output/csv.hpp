#pragma once

#include <string>
#include <vector>

#include "output/results.hpp"

/// Tables for spreadsheets: UTF-8 with byte-order mark, so that Excel and WPS show Chinese.
namespace changji::output {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// A text as one field of a table, in quotes where it needs them.
std::string csv_field(const std::string& text);

/// All results, one value a line:
/// scenario,replicate,draw,year,district,measure,code,value,unit. No value: empty.
std::string summary_csv(const Results& results);

/// One value of the table of targets.
struct TargetValue {
    std::string scenario, district, measure, code, unit;
    int year = 0;
    double value = 0;  ///< mean over replicates and draws; NaN if it has none
};

/// Every measure of every district in 2019, 2025 and 2035, and in the last year if the run ends
/// before; one set of rows per scenario.
std::vector<TargetValue> target_values(const Results& results);
/// scenario,district,year,measure,code,value,unit.
std::string targets_csv(const std::vector<TargetValue>& values);
/// The same as a JSON array; no value: null.
std::string targets_json(const std::vector<TargetValue>& values);

/// 2019, 2025 and 2035 as far as the results go, and their last year if it is earlier.
std::vector<int> target_years(const Results& results);
/// Scenarios in the order of their first run.
std::vector<std::string> scenarios_of(const Results& results);
/// Mean of a measure over the runs of a scenario.
double mean_value(const Results& results, const Series& series, const std::string& scenario,
                  int year, std::size_t row);

}  // namespace changji::output
