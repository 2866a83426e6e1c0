#pragma once

#include <algorithm>
#include <cmath>

#include "model/base/math.hpp"

/// The one law of yields, eq. (32): drawn by the weather, priced by insurers.
namespace changji::weather {

/// Standardised left-skewed shock of a standard normal: mean 0, variance 1.
inline double skewed(double x, double kappa) {
    if (kappa <= 0) return x;
    const double square = kappa * kappa;
    return (1 - math::exp(-kappa * x - square / 2)) / std::sqrt(math::exp(square) - 1);
}

/// Yield factor of a village from a combined standard normal; never below 0.
inline double yield_factor(double x, double sd, double kappa) {
    return std::max(0.0, 1 + sd * skewed(x, kappa));
}

}  // namespace changji::weather
