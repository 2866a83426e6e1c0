#pragma once

#include <string>
#include <vector>

#include "calibration/scores.hpp"
#include "calibration/sensitivity.hpp"

namespace changji::calibration {

/// Outcomes to be large, by option and state: `outcome[option][state]`.
using Outcomes = std::vector<std::vector<double>>;

/// What choosing an option may cost against the best option of each state.
struct Regret {
    double largest = 0, quantile_90 = 0, mean = 0;
};
std::vector<Regret> regrets(const Outcomes& outcomes);

/// Options that no other option is at least as good as in every objective and better in one.
/// `objectives[option][objective]`, all to be large.
std::vector<bool> pareto_set(const std::vector<std::vector<double>>& objectives);

/// A box in the inputs where an event is much more frequent: what makes a target fail.
struct Bound {
    std::size_t input = 0;
    double low = 0, high = 1;  ///< positions in the unit cube
    double p_value = 1;        ///< quasi p-value of the restriction (binomial)
};
struct Box {
    std::vector<Bound> bounds;
    double coverage = 0;  ///< share of all events inside
    double density = 0;   ///< share of events among the cases inside
    double mass = 1;      ///< share of cases inside
};

/// Patient rule induction: peels `alpha` of the cases at a time as long as the density of events
/// grows and the mass stays above `least_mass`; restrictions that add nothing are dropped.
/// \source Friedman and Fisher 1999, Statistics and Computing 9; Bryant and Lempert 2010 (p-values)
Box prim(const Points& points, const std::vector<bool>& events, double alpha = 0.05,
         double least_mass = 0.1);

}  // namespace changji::calibration
