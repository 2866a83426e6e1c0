#pragma once

#include <cstddef>
#include <vector>

#include "calibration/random_stream.hpp"

namespace changji::calibration {

/// Points of the unit cube, one a row.
using Points = std::vector<std::vector<double>>;

/// Sobol' sequence (Joe and Kuo's direction numbers) from its second point on, shifted modulo 1 by
/// one random vector: even in every dimension and unbiased over shifts.
Points sobol_points(std::size_t count, std::size_t dimensions, RandomStream& random);

/// Latin hypercube: every input has one point in each of `count` equal slices.
Points latin_hypercube(std::size_t count, std::size_t dimensions, RandomStream& random);

/// The best of several hypercubes: that with the largest smallest distance between two points.
Points spread_hypercube(std::size_t count, std::size_t dimensions, RandomStream& random,
                        int candidates = 20);

}  // namespace changji::calibration
