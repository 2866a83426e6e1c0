#pragma once

#include <cstddef>
#include <vector>

#include "output/results.hpp"
#include "output/target_table.hpp"

namespace changji::calibration {

/// What a target is compared with in one run: of the zone (or the lowest or highest district, as
/// the target says) in the zone's row, of a district in its own. NaN if it cannot be told.
double attained_in(const output::Target& target, const output::Results& results, std::size_t run,
                   std::size_t row);

/// How far the attained value lies on the good side, as a share of the threshold (of 1 if that is
/// zero).
double margin(const output::Target& target, double attained);

}  // namespace changji::calibration
