#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/app/batch/plan.hpp"
#include "output/folder_lock.hpp"

/// A batch folder:
///   batch.ini, scenarios/*.ini, draws.csv   the plan, complete in itself
///   plan.csv                                one row per run, with its key
///   shards/*.h5                             results, the only truth about what is done
///   status.csv, status-2-of-8.csv           done, failed with reason, missing
///   batch.h5                                all results, after `changji merge`
/// Shards are complete or not there, whenever the program is killed.
namespace changji::app {

/// Which part of a batch a process computes; 1 of 1 is all of it.
struct Part {
    int number = 1, of = 1;
    /// "all" or "2-of-8", for file names.
    std::string name() const;
    /// Whether a family of runs (or a single run, if there are fewer families) belongs to it.
    bool has(std::size_t position) const {
        return position % static_cast<std::size_t>(of) + 1 == static_cast<std::size_t>(number);
    }
};

enum class RunStatus { missing, done, failed };
struct RunState {
    RunStatus status = RunStatus::missing;
    double seconds = 0;
    std::string reason;
};
/// By key.
using RunStates = std::map<std::string, RunState>;

/// Names inside a batch folder.
constexpr std::string_view folder_plan_name = "batch.ini";

/// Whether a folder holds a batch.
bool is_batch_folder(const std::filesystem::path& folder);

/// Makes a batch folder, whole or not at all; if another process makes the same one meanwhile, that
/// one stands. Throws InputError if it cannot be made.
void make_batch_folder(const std::filesystem::path& folder, const BatchPlan& plan,
                       const std::vector<PlannedRun>& runs);
/// A scenario of a batch as a scenario file; its last year is that of the plan.
std::string scenario_text(Scenario scenario);
/// Writes batch.ini and plan.csv anew, with more replicates.
void rewrite_plan(const std::filesystem::path& folder, const BatchPlan& plan,
                  const std::vector<PlannedRun>& runs);

/// Throws InputError unless the folder was begun with these runs (it may hold more replicates) and
/// by this version of the program.
void check_same_batch(const std::filesystem::path& folder, const BatchPlan& plan);

/// Keeps others out: the whole folder, or one part of it beside other parts.
std::vector<output::FolderLock> lock_folder(const std::filesystem::path& folder, const Part& part);

/// What is done by the shards, and what failed by the status tables. Damaged shards are put aside
/// as *.damaged and told on stderr, if `repair`; their runs are missing then.
RunStates read_states(const std::filesystem::path& folder, bool repair);
void write_states(const std::filesystem::path& folder, const Part& part, const BatchPlan& plan,
                  const std::vector<PlannedRun>& runs, const RunStates& states);

/// "changji 0.1.0 (commit)".
std::string program_text();

}  // namespace changji::app
