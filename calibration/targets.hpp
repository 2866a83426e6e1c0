#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "calibration/expression.hpp"
#include "model/baseline/baseline.hpp"
#include "output/results.hpp"

namespace changji::calibration {

/// How a target reads the results.
enum class Compare : std::uint8_t {
    level,   ///< the value itself
    change,  ///< against the year before
    growth,  ///< against the year before, %
    replay   ///< ln of the sum over the five replayed years of the Jiutai pilot
};

/// One row of fit_targets.csv or validation_targets.csv with its published value.
struct FitTarget {
    std::string name, unit, reason;
    Expression expression{"x"};
    std::size_t row = 0;
    int year = 0;
    Compare compare{};
    double published = 0;
    std::string kind;           ///< weaker kind of the figures it rests on; "" if there is none
    double tolerance = 0;       ///< two standard deviations of published figure and model together
    double observation_sd = 0;  ///< of the published figure alone

    bool judged() const { return kind == "reported" || kind == "derived"; }
    double error() const { return tolerance / 2; }
};

/// First and last model year that stand for 2015–2019. See docs/decisions/0080.
constexpr int first_replayed_year = 2020, last_replayed_year = 2024;

/// Throws InputError with every fault of the file.
std::vector<FitTarget> read_fit_targets(const std::filesystem::path& file,
                                        const Baseline& baseline);
/// Those that can be judged: recalled figures are printed, not fitted.
std::vector<FitTarget> judged_targets(const std::vector<FitTarget>& targets);

/// What one run gives for a target, in the target's unit; NaN if the run ends before.
double simulated(const FitTarget& target, const output::Results& results, std::size_t run);

}  // namespace changji::calibration
