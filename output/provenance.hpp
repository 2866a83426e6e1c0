#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/baseline/baseline.hpp"
#include "model/scenario/parameter.hpp"
#include "model/scenario/scenario.hpp"
#include "model/world/solved.hpp"
#include "output/recorder.hpp"

namespace changji::output {

/// One step of the order of the year, as stored with results.
struct StepText {
    std::string_view key, zh, en, reads, writes;
};

/// How results came about.
struct Provenance {
    std::string program, version, commit, compiler, flags;
    bool dirty = false;  ///< built from files that differ from the commit
    const Scenario* scenario = nullptr;
    std::string scenario_text;  ///< the resolved scenario as a scenario file
    const std::vector<Parameter>* parameters = nullptr;
    std::vector<StepText> schedule;
    const Baseline* baseline = nullptr;
    std::vector<ClosingFactor> closing_factors;
    const Solved* solved = nullptr;
    const std::vector<YearlyFlows>* flows = nullptr;
    std::uint32_t seed = 1, replicate = 0, population_seed = 1;
    std::string population_basis = "registered";
    double sample = 1;
    int threads = 1;
    std::string started;  ///< ISO 8601, UTC
    double seconds = 0;   ///< wall time of the simulated years
};

constexpr std::string_view random_numbers_text =
    "Philox4x32-10, key (seed, replicate), counter (agent, year, decision, index)";

/// One JSON text with keys software, run, resources, schedule, parameters (unit, value and origin
/// by district), scenario_text, plan_items, closing_factors, solved, ledger (yuan by item and
/// year), disclaimer.
std::string provenance_json(const Provenance& provenance);

}  // namespace changji::output
