#include "model/app/batch/slurm.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "model/app/batch/batch_folder.hpp"

namespace changji::app {
namespace {

/// A text as one word of a shell.
std::string word(const std::string& text) {
    std::string quoted = "'";
    for (const char c : text) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return quoted + "'";
}

std::string folder_of(const SlurmJob& job) {
    return job.folder.string();
}

/// The lines that both jobs have in common.
std::string head(const SlurmJob& job, const std::string& name, const std::string& log) {
    const auto megabytes = static_cast<long>(std::ceil(job.memory_bytes / 1e6 * 1.25)) + 64;
    std::string text = fmt::format(
        "#!/bin/bash\n#SBATCH --job-name={}\n#SBATCH --cpus-per-task={}\n#SBATCH --mem={}M\n"
        "#SBATCH --time={}\n#SBATCH --open-mode=append\n#SBATCH --output={}/cluster/{}\n",
        name, job.cpus, megabytes, job.time, folder_of(job), log);
    if (!job.more.empty()) text += "#SBATCH " + job.more + "\n";
    return text;
}

std::string command(const SlurmJob& job) {
    return fmt::format("{} batch {} -o {} --resume --quiet", word(job.program.string()),
                       word((job.folder / folder_plan_name).string()), word(folder_of(job)));
}

}  // namespace

std::string array_script(const SlurmJob& job) {
    return head(job, "changji", "task-%a.log") +
           fmt::format("#SBATCH --array=1-{}\n#SBATCH --requeue\n#SBATCH --signal=B:USR1@{}\n",
                       job.tasks, job.warning_seconds) +
           R"(
# Warned before the time limit: the states are put away and the task is queued again, to go on from
# them. Ended by TERM: the states are put away.
put_away() {
    trap '' USR1 TERM
    kill -s "$1" "$child" 2>/dev/null
    wait "$child"
    code=$?
    if [ "$1" = USR1 ] && [ $code -ne 0 ]; then
        scontrol requeue "${SLURM_ARRAY_JOB_ID}_${SLURM_ARRAY_TASK_ID}"
        sleep 30 # the requeue ends this script
    fi
    exit $code
}
trap 'put_away USR1' USR1
trap 'put_away TERM' TERM
)" + command(job) +
           fmt::format(
               " --shard \"$SLURM_ARRAY_TASK_ID/{}\" --threads \"$SLURM_CPUS_PER_TASK\" &\n"
               "child=$!\nwait \"$child\"\n",
               job.tasks);
}

std::string merge_script(const SlurmJob& job) {
    return head(job, "changji-merge", "merge.log") +
           "\n# What killed tasks left over is computed here; usually nothing.\n" + command(job) +
           " --threads \"$SLURM_CPUS_PER_TASK\"\ncode=$?\n" + word(job.program.string()) +
           " merge " + word(folder_of(job)) + " && exit $code\n";
}

std::string submit_script(const SlurmJob& job) {
    const std::string folder = word((job.folder / "cluster").string());
    return "#!/bin/bash\n# Submits the array and, after it, the merge.\nset -eu\ncd " + folder +
           "\narray=$(sbatch --parsable array.sh)\n"
           "merge=$(sbatch --parsable --dependency=\"afterany:$array\" merge.sh)\n"
           "echo \"$array $merge\"\n";
}

int number_of_tasks(std::size_t runs, std::size_t families, int runs_per_task, int most_tasks) {
    const auto wanted = static_cast<double>(runs) / runs_per_task;
    const auto tasks = static_cast<std::size_t>(std::max(1.0, std::ceil(wanted)));
    // Parts are made of whole families while there are enough of them.
    const std::size_t most = tasks <= families ? families : runs;
    return static_cast<int>(std::min({tasks, most, static_cast<std::size_t>(most_tasks)}));
}

}  // namespace changji::app
