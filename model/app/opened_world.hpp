#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "model/baseline/baseline.hpp"
#include "model/population/fit.hpp"
#include "model/simulation/opening.hpp"

namespace changji::app {

/// What decides the opening state besides the facts.
struct OpeningChoice {
    double sample = 1;
    std::uint32_t population_seed = 1;
    population::Basis basis = population::Basis::registered;
};

/// The opened world of 2019 with all that the program tells about it.
struct OpenedWorld {
    World world;
    std::vector<population::FitRow> fit;  ///< of the synthetic population, before opening
    std::vector<ClosingFactor> factors;
    std::vector<OpeningLine> lines;
    bool from_cache = false;
};

/// Hash of the running program's file: another build may compute something else.
const std::string& program_identity();

/// The scenario the opening sees: coefficients of `scenario`, every lever as without reform, so
/// that all scenarios of the same coefficients begin from the same bytes.
Scenario opening_scenario(const Scenario& scenario, const std::vector<Parameter>& parameters);

/// Builds the opened world or takes it from the cache folder, whose files are bound to facts,
/// choice, coefficients and this very program. A damaged or foreign file is built again; a folder
/// that cannot be written is told on stderr and does without; without a folder nothing is kept.
OpenedWorld opened_world(const Baseline& baseline, const Scenario& scenario,
                         const OpeningChoice& choice, const std::filesystem::path& cache);

}  // namespace changji::app
