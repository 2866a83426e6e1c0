#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "model/app/batch/parameter_draws.hpp"
#include "model/app/places.hpp"
#include "model/scenario/scenario.hpp"

namespace changji::app {

/// A plan file as read and checked: which runs a batch consists of.
///
/// `key = value` lines without sections; only `scenarios` is required.
///   scenarios   shipped names or files (relative to the plan), separated by blanks or commas
///   replicates  number of replicates of the random draws, from 0 on; default 1
///   seed        of the years; default 1
///   sample      share of the zone; default 1
///   until       last year; default of the scenarios
///   draws       CSV of parameter values, one draw a row; default: the shipped values
///   measures    names of the measures kept; default all
///   base        scenario that others are compared with; default `baseline`, or the first
///   threads     default: as many as the machine has
struct BatchPlan {
    std::vector<Scenario> scenarios;
    std::vector<ParameterDraw> draws;  ///< one without entries, number 0, if the plan names none
    std::filesystem::path draws_file;  ///< "" if the plan names none
    int replicates = 1;
    std::uint32_t seed = 1;
    double sample = 1;
    std::vector<std::string> measures;  ///< empty: all
    std::string base;
    int threads = 0;  ///< 0: as many as the machine has

    int last_year() const { return scenarios.front().last_year; }
};

/// Throws InputError with every mistake of the plan and of the files it names, each with its place.
BatchPlan read_plan(const std::filesystem::path& file, const Places& places);

/// The plan as text, with scenarios and draws under the names they have in a batch folder.
std::string plan_text(const BatchPlan& plan);

/// One run of the plan.
struct PlannedRun {
    std::size_t scenario = 0;  ///< index in the plan
    std::size_t draw = 0;      ///< index in the plan
    int replicate = 0;
    std::string key;  ///< stable: a hash of all that decides the results kept, and of the name
};

/// Every run, scenarios side by side within a draw, draws within a replicate: a batch that is cut
/// short is still a fair sample, and more replicates only add rows at the end.
std::vector<PlannedRun> expanded(const BatchPlan& plan);

}  // namespace changji::app
