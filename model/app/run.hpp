#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "model/app/arguments.hpp"
#include "model/app/opened_world.hpp"
#include "model/app/places.hpp"
#include "output/recorder.hpp"

namespace changji::app {

constexpr double smallest_sample = 0.01;

/// What `changji run` was asked for, checked.
struct RunRequest {
    Scenario scenario;
    OpeningChoice opening;
    Draws draws;
    int threads = 1;
    std::filesystem::path directory;
    bool microdata = false, quiet = false;
};

/// One simulated run before it is written.
struct RunOutcome {
    output::Results results;
    std::vector<output::YearlyFlows> flows;
    OpenedWorld opened;  ///< its world has moved on to the last year
    Solved solved;
    std::string started;
    double opening_seconds = 0, years_seconds = 0;
};

/// Options of the opening state, shared by `run` and `population`.
const std::vector<OptionText>& opening_options();
OpeningChoice opening_choice(const Arguments& arguments);

/// Opens the world and simulates; throws Interrupted if the user stops it.
RunOutcome simulate_run(const RunRequest& request, const Baseline& baseline,
                        const std::filesystem::path& cache);

/// Writes run.h5, summary.csv and targets.csv into a folder.
void write_outcome(const std::filesystem::path& folder, const RunRequest& request,
                   const RunOutcome& outcome, const Baseline& baseline);

}  // namespace changji::app
