#pragma once

#include <string>

#include "model/app/batch/plan.hpp"
#include "model/baseline/baseline.hpp"

namespace changji::app {

/// What every shard says of itself, as JSON: software, run (seed, population, sample, random
/// numbers, facts), the plan, every scenario as a scenario file with origins, draws by number.
std::string batch_provenance(const BatchPlan& plan, const Baseline& baseline, int threads);

}  // namespace changji::app
