#pragma once

#include <cstdint>
#include <vector>

#include "model/baseline/baseline.hpp"

namespace changji::population {

/// Register rows of the cells kept in a sample, ascending: of every district and stratum the given
/// share, at least one, spread evenly over their sizes from a start fixed by the seed. `persons`
/// are the persons stored in each place.
std::vector<std::size_t> sample_cells(const Baseline& baseline,
                                      const std::vector<std::int64_t>& persons, double share,
                                      std::uint32_t seed);

}  // namespace changji::population
