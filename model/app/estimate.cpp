#include "model/app/estimate.hpp"

#include <algorithm>
#include <thread>

namespace changji::app {
namespace {

// Measured at full scale on two cores of a small server, rounded up.
constexpr double seconds_per_year = 1.5;  // on one thread
constexpr double seconds_to_load = 1.5;
constexpr double seconds_to_build = 20;  // on one thread
constexpr double bytes_full = 1.2e9;     // peak resident memory
constexpr double bytes_program = 4e7;
constexpr double results_bytes_per_year = 1.5e5;
constexpr double microdata_bytes = 1.6e8;  // compressed

constexpr double bytes_state = 4.5e8;  // of a world at full scale

}  // namespace

double state_bytes(double sample) {
    return 2e6 + sample * bytes_state;
}

Estimate estimate_run(double sample, int years, int threads, bool microdata) {
    const auto cores = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
    const double speed = std::min(threads, cores);
    Estimate estimate;
    estimate.seconds = 0.5 + sample * (seconds_to_load + years * seconds_per_year / speed);
    estimate.seconds_opening = sample * seconds_to_build / speed;
    estimate.memory_bytes = bytes_program + sample * bytes_full;
    estimate.disk_bytes =
        (years + 1) * results_bytes_per_year + (microdata ? sample * microdata_bytes : 0);
    return estimate;
}

}  // namespace changji::app
