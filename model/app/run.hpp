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
    /// File for the state of the year `checkpoint_year`, and of the current year when interrupted.
    std::filesystem::path checkpoint{};
    int checkpoint_year = 0;
    std::filesystem::path restart{};  ///< a checkpoint to go on from
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

/// Opens the world, or takes the state of a checkpoint, and simulates; throws Interrupted if the
/// user stops it, at the end of the year if the state is to be put away.
RunOutcome simulate_run(const RunRequest& request, const Baseline& baseline,
                        const std::filesystem::path& cache);

/// Writes run.h5, summary.csv and targets.csv into a folder.
void write_outcome(const std::filesystem::path& folder, const RunRequest& request,
                   const RunOutcome& outcome, const Baseline& baseline);

}  // namespace changji::app
