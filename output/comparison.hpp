#pragma once

#include <string>
#include <vector>

#include "output/results.hpp"

namespace changji::output {

/// A measure in two results that share their random draws.
struct PairedEffect {
    std::string measure, code, unit, district;
    std::string zh, en;
    int year = 0;
    double first = 0, second = 0;  ///< means over the pairs
    double difference = 0;         ///< second less first
    double standard_error = 0;     ///< of the paired difference; NaN with fewer than two pairs
    int pairs = 0;
};

/// Runs are paired by replicate and draw; every measure, district and year that both have.
/// Throws InputError if no run has a partner, or one side has a label twice.
std::vector<PairedEffect> paired_effects(const Results& first, const Results& second);

}  // namespace changji::output
