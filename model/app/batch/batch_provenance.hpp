#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "model/app/batch/plan.hpp"
#include "model/baseline/baseline.hpp"

namespace changji::app {

/// What the shards of a batch say of themselves, as JSON.
struct BatchProvenance {
    /// Of all: software, run (seed, population, sample, random numbers, facts), resources, batch
    /// (plan, base), every scenario as a scenario file with origins.
    std::string common;
    std::map<int, std::string> draws;  ///< values of the draws by number; none without draws
};
BatchProvenance batch_provenance(const BatchPlan& plan, const Baseline& baseline, int threads);

/// The provenance of a merged file: that of the first shard with the runs and draws of all.
std::string merged_provenance(const std::vector<std::filesystem::path>& files);

}  // namespace changji::app
