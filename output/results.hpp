#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "model/zone/zone.hpp"

namespace changji::output {

/// Rows of every result: the nine districts in the order of the plan, then the zone.
constexpr std::size_t row_count = district_count + 1;
constexpr std::size_t zone_row = district_count;
constexpr Name row_name(std::size_t row) {
    return row == zone_row ? zone_name : district_names[row];
}

/// One run: a scenario under one set of draws.
struct RunLabel {
    std::string scenario;
    int replicate = 0;
    int draw = 0;  ///< number of the parameter draw, 0 for the shipped coefficients
    std::string key{};   ///< of the plan of a batch; "" outside of batches
    std::string hash{};  ///< of the results as they were computed; "" outside of batches
};

/// One measure over all runs, years and districts.
struct Series {
    std::string name, code, unit, long_name, long_name_zh, price_basis, level;
    std::vector<double> values;  ///< [run][year][row]; NaN where the measure has no value
};

/// Everything a run file holds besides provenance.
struct Results {
    std::vector<RunLabel> runs;
    std::vector<int> years;
    std::vector<Series> series;

    std::size_t cell(std::size_t run, std::size_t year_index, std::size_t row) const {
        return (run * years.size() + year_index) * row_count + row;
    }
    /// Null if the measure is not in the results.
    const Series* find(std::string_view name) const;
    /// Index of a year, or years.size().
    std::size_t year_index(int year) const;
    /// NaN if the measure or the year is not in the results.
    double value(std::string_view name, std::size_t run, int year, std::size_t row) const;
};

}  // namespace changji::output
