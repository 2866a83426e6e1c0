#pragma once

#include <functional>
#include <vector>

#include "calibration/designs.hpp"

namespace changji::calibration {

/// A weighted sample of the unit cube.
struct Particles {
    Points points;
    std::vector<double> weights;    ///< add to 1
    std::vector<double> distances;  ///< of the last simulation of each
    int generations = 0;
    double acceptance = 0;  ///< of the moves of the last generation
    double effective() const;
};

/// −2 log of the acceptance kernel at tolerance 1, from one simulation (or from an emulator).
using Distance = std::function<double(const std::vector<double>& point, RandomStream& random)>;

struct AbcSettings {
    std::size_t particles = 500;
    int moves = 4;                ///< Metropolis steps in a generation
    double keep_effective = 0.5;  ///< of particles, that a step of the tolerance leaves
    int most_generations = 60;
};

/// Approximate Bayesian computation by sequential Monte Carlo with a Gaussian kernel whose
/// tolerance falls to 1, where it equals the stated errors, so that the result is the posterior
/// under those errors. Uniform prior on the cube.
/// \source Del Moral, Doucet and Jasra 2012, Statistics and Computing 22; Wilkinson 2013,
/// Statistical Applications in Genetics and Molecular Biology 12 (errors as kernel)
Particles abc_smc(std::size_t dimensions, const Distance& distance, const AbcSettings& settings,
                  RandomStream& random);

/// Indices drawn in proportion to the weights, evenly spaced from one random start.
std::vector<std::size_t> systematic_sample(const std::vector<double>& weights, std::size_t count,
                                           RandomStream& random);

}  // namespace changji::calibration
