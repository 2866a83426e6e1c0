#pragma once

#include <cstddef>
#include <vector>

/// Scores of probability forecasts and intervals of shares.
namespace changji::calibration {

/// A share with the interval in which the true share lies with the given confidence.
struct ShareInterval {
    double share = 0, low = 0, high = 1;
    bool contains(double value) const { return low <= value && value <= high; }
};
/// Wilson's score interval; `deviate` is the normal deviate (1.96 for 95 %).
/// \source E. B. Wilson 1927, Journal of the American Statistical Association 22
ShareInterval wilson(std::size_t successes, std::size_t trials, double deviate = 1.959964);

double normal_density(double z);
double normal_distribution(double z);

/// A forecast as a weighted mixture of normals: one component per ensemble member, whose spread is
/// the error stated for the comparison. A spread of zero is a point.
struct Mixture {
    std::vector<double> centre, spread, weight;  ///< weights add to 1

    double mean() const;
    /// Probability of at most `value`; a point at `value` counts half.
    double distribution(double value) const;
    /// Value below which the given probability lies.
    double quantile(double probability) const;
};

/// Continuous ranked probability score of a mixture of normals, in the unit of the value; of a
/// point forecast it is the absolute error. Lower is better.
/// \source Grimit, Gneiting, Berrocal and Johnson 2006, Quarterly Journal of the Royal
/// Meteorological Society 132
double crps(const Mixture& forecast, double value);

/// Quantile of weighted values, linear between the middles of their weights.
double weighted_quantile(std::vector<double> values, std::vector<double> weights,
                         double probability);

}  // namespace changji::calibration
