#pragma once

#include <array>
#include <map>
#include <string>
#include <vector>

#include "model/baseline/baseline.hpp"

namespace changji {

/// The figures of districts.csv by quantity, before any closing.
struct RawFigures {
    std::array<std::map<std::string, double>, district_count> district;
    std::array<std::map<std::string, std::string>, district_count> kind;  ///< of each quantity
    std::map<std::string, double> zone;

    double of(std::size_t d, const std::string& quantity) const { return district[d].at(quantity); }
    bool is_assumed(std::size_t d, const std::string& quantity) const;
};

/// A closing factor outside these bounds stops the initialisation.
/// \source model description §5.4
constexpr double factor_low = 0.8, factor_high = 1.25;

/// Fills districts, totals and closing factors of a baseline so that the zone meets the totals
/// stated by the plan exactly. Throws InputError naming every factor outside the bounds.
void close_totals(const RawFigures& raw, Baseline& baseline);

}  // namespace changji
