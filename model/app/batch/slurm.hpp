#pragma once

#include <filesystem>
#include <string>

namespace changji::app {

/// What the site and the user decide about a job array.
struct SlurmJob {
    std::filesystem::path program, folder;  ///< absolute
    int tasks = 1;                          ///< parts of the batch
    int cpus = 1;                           ///< of each task
    double memory_bytes = 0;                ///< of each task
    std::string time = "04:00:00";          ///< limit of a task; it is queued again if not enough
    int warning_seconds = 120;              ///< before the limit: time to put states away
    std::string more;                       ///< further #SBATCH options, one text
};

/// The script of the array: each task computes its part; warned before its limit it puts its states
/// away and is queued again; killed, or on a node that fails, it is queued again by Slurm.
std::string array_script(const SlurmJob& job);
/// Runs when no task is left: computes what killed tasks left over, then merges.
std::string merge_script(const SlurmJob& job);
/// Submits both.
std::string submit_script(const SlurmJob& job);

/// The number of tasks: about `runs_per_task` runs each, within the site's limit for arrays.
int number_of_tasks(std::size_t runs, std::size_t families, int runs_per_task, int most_tasks);

}  // namespace changji::app
