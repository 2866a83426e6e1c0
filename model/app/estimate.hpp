#pragma once

#include <cstddef>

namespace changji::app {

/// What a run will need, from measurements at full scale.
struct Estimate {
    double seconds = 0;          ///< with the opening state in the cache
    double seconds_opening = 0;  ///< more, if the opening state must be built first
    double memory_bytes = 0;
    double disk_bytes = 0;
};

/// Memory of one state of the world.
double state_bytes(double sample);

/// `years` simulated years of a share of the zone on a number of threads.
Estimate estimate_run(double sample, int years, int threads, bool microdata);

}  // namespace changji::app
