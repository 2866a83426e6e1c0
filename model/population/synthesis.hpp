#pragma once

#include "model/population/dealing.hpp"
#include "model/world/world.hpp"

namespace changji::population {

/// The opening population of the end of 2019: cells with people, households and land; firms,
/// leases, organisations and every amount of money are left empty.
///
/// A sampled world holds whole cells that equal those of the full world byte for byte; `weight`
/// tells how many persons of the full population a sampled one stands for. The result depends on
/// baseline and options only, never on the number of threads.
/// Throws InputError if the sample is not in [0.01, 1] or the facts contradict each other.
World synthesise(const Baseline& baseline, const SynthesisOptions& options);

}  // namespace changji::population
