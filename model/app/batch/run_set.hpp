#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "model/app/batch/family.hpp"
#include "model/app/batch/parameter_draws.hpp"
#include "model/app/opened_world.hpp"

namespace changji::app {

/// One run of a set: a scenario under one set of random draws and one draw of parameters.
struct SetRun {
    std::size_t scenario = 0;  ///< index in RunSet::scenarios
    std::size_t draw = 0;      ///< index in RunSet::draws
    Draws draws;               ///< seed and replicate of the years
    std::string key{};         ///< of a batch, "" otherwise
};

/// Runs to be computed in this process. Neighbours that differ in the scenario only are computed
/// together: they share the opened world and their common history.
struct RunSet {
    std::vector<Scenario> scenarios;  ///< with their last years
    std::vector<ParameterDraw> draws{{}};
    std::vector<SetRun> runs;
    OpeningChoice opening;
    std::vector<std::string> measures;  ///< kept; empty: all
    int threads = 1;
    /// Folder in which states are put away when stopped and looked for at the start; "": none.
    std::filesystem::path checkpoints{};
};

/// Receives the runs; never called by two threads at once, in no certain order.
struct SetWatcher {
    std::function<bool()> stop = [] { return false; };    ///< leave at the end of this year
    std::function<bool()> enough = [] { return false; };  ///< finish what was begun, begin no more
    /// `results` holds one run.
    std::function<void(std::size_t run, output::Results&& results, double seconds)> done;
    std::function<void(std::size_t run, const Failure& failure)> failed;
};

/// How threads are spent: several runs at a time, each with some threads inside. The results do
/// not depend on it.
struct ThreadSplit {
    int runs_at_once = 1, threads_each = 1;
};
/// As many runs at a time as threads, memory and families of runs allow.
ThreadSplit split_threads(const RunSet& set, double memory_bytes);
/// Bytes that one family of runs needs at most, forks included, beside the shared population.
double family_bytes(const RunSet& set);

/// Computes all runs. A run that fails is told and harms no other; an exception of the watcher ends
/// the set. Returns false if it was stopped before the end.
bool run_set(const RunSet& set, const Baseline& baseline, const std::filesystem::path& cache,
             const SetWatcher& watcher);

/// The same for few runs kept in memory, in the order of the set. Throws std::runtime_error with
/// the reason of the first run that failed.
std::vector<output::Results> run_set(const RunSet& set, const Baseline& baseline,
                                     const std::filesystem::path& cache);

}  // namespace changji::app
