#pragma once

#include <functional>
#include <string>
#include <vector>

#include "calibration/designs.hpp"

namespace changji::calibration {

/// A scalar function of a point in the unit cube.
using Response = std::function<double(const std::vector<double>& point)>;

/// Elementary effects of one input, per side of the cube.
struct MorrisEffect {
    double mean = 0;            ///< sign and strength
    double mean_absolute = 0;   ///< strength, μ*
    double deviation = 0;       ///< interaction or curvature
    double standard_error = 0;  ///< of the mean absolute effect
};

/// Points of trajectories that change one input at a time by half a side.
/// \source Morris 1991, Technometrics 33; Campolongo, Cariboni and Saltelli 2007 (μ*)
struct MorrisDesign {
    std::size_t dimensions = 0;
    Points points;                     ///< trajectory by trajectory, dimensions + 1 each
    std::vector<std::size_t> changed;  ///< input changed at a point, `dimensions` at a start
};
MorrisDesign morris_design(std::size_t trajectories, std::size_t dimensions, RandomStream& random);
/// Effects from the values at the points; a trajectory with a NaN step loses that step only.
std::vector<MorrisEffect> morris_effects(const MorrisDesign& design,
                                         const std::vector<double>& values);

/// An estimate with its 95 % bootstrap interval.
struct Estimate {
    double value = 0, low = 0, high = 0;
};
struct SobolIndices {
    std::vector<Estimate> first, total;  ///< by input
    double mean = 0, variance = 0;       ///< of the response
};

/// First-order and total indices by two independent samples (Saltelli 2010 for the first order,
/// Jansen 1999 for the total), `rows` × (dimensions + 2) evaluations.
SobolIndices sobol_indices(const Response& response, std::size_t dimensions, std::size_t rows,
                           RandomStream& random, int bootstraps = 200);

/// Test functions with known indices.
double ishigami(const std::vector<double>& point);
double g_function(const std::vector<double>& point, const std::vector<double>& a);

/// Variance of an outcome by source, from runs in groups: each group one parameter set, within it
/// several seeds. Unbiased one-way decomposition; a negative part is reported as zero.
struct VarianceSplit {
    double between = 0, within = 0;  ///< parameters; seed
};
VarianceSplit variance_split(const std::vector<std::vector<double>>& groups);

}  // namespace changji::calibration
