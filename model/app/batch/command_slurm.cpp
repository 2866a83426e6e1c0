#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "model/app/batch/batch_command.hpp"
#include "model/app/batch/slurm.hpp"
#include "model/app/command.hpp"
#include "model/app/estimate.hpp"
#include "output/files.hpp"

namespace changji::app {
namespace {

namespace fs = std::filesystem;

constexpr double seconds_per_task = 3600;  // of a task that nobody chose the size of

bool good_time(const std::string& text) {
    return !text.empty() && text.find_first_not_of("0123456789:-") == std::string::npos;
}

int usual_runs_per_task(const BatchPlan& plan, int cpus) {
    const int years = plan.last_year() - first_year;
    const double seconds = estimate_run(plan.sample, years, cpus, false).seconds;
    return std::max(1, static_cast<int>(seconds_per_task / seconds));
}

SlurmJob job_of(const Arguments& arguments, const BatchPlan& plan, const fs::path& folder) {
    const auto whole = [&](const char* name, int usual, int low, int high) {
        return static_cast<int>(arguments.integer(name, usual, low, high));
    };
    SlurmJob job;
    job.program = fs::read_symlink("/proc/self/exe");
    job.folder = fs::absolute(folder).lexically_normal();
    job.cpus = whole("cpus", 1, 1, 1024);
    const std::size_t runs = expanded(plan).size();
    job.tasks = number_of_tasks(runs, runs / plan.scenarios.size(),
                                whole("runs-per-task", usual_runs_per_task(plan, job.cpus), 1,
                                      1000000),
                                whole("max-array", 1000, 1, 100000));
    RunSet set;
    set.scenarios = plan.scenarios;
    set.opening.sample = plan.sample;
    const Estimate one = estimate_run(plan.sample, plan.last_year() - first_year, 1, false);
    job.memory_bytes = one.memory_bytes + job.cpus * family_bytes(set);
    job.time = arguments.text("time", job.time);
    if (!good_time(job.time))
        throw InputError({"选项 --time 应写成 时:分:秒，例如 04:00:00。",
                          "Option --time is hours:minutes:seconds, such as 04:00:00."});
    job.warning_seconds = whole("warning", job.warning_seconds, 1, 86400);
    job.more = arguments.text("sbatch", "");
    return job;
}

void slurm(const Arguments& arguments) {
    arguments.expect_positional(1, 1, {"计划文件", "a plan file"});
    const BatchPlan plan = prepared_batch(arguments);
    const fs::path folder = arguments.text("output", "");
    const SlurmJob job = job_of(arguments, plan, folder);
    fs::create_directories(folder / "cluster");
    output::write_file(folder / "cluster" / "array.sh", array_script(job));
    output::write_file(folder / "cluster" / "merge.sh", merge_script(job));
    output::write_file(folder / "cluster" / "submit.sh", submit_script(job));
    print(fmt::format(fmt::runtime(std::string(
                          in(arguments.language(), "{} 个任务，提交：bash {}\n",
                             "{} tasks; submit them with: bash {}\n"))),
                      job.tasks, (job.folder / "cluster" / "submit.sh").string()));
}

}  // namespace

Command slurm_command() {
    return {"slurm",
            "slurm PLAN -o DIR",
            "为 Slurm 集群写好任务阵列与合并脚本",
            "write the scripts of a Slurm array and of the merge after it",
            {{"output,o", "DIR", "批次文件夹，须在各节点可见的位置",
              "folder of the batch, on a disk that all nodes see"},
             {"resume", "", "文件夹已有此批次", "the folder holds this batch already"},
             {"runs-per-task", "N", "每个任务的运行次数，默认约一小时",
              "runs of a task, default about an hour's"},
             {"max-array", "N", "站点允许的阵列长度，默认 1000",
              "longest array the site allows, default 1000"},
             {"cpus", "N", "每个任务的核数，默认 1", "cores of a task, default 1"},
             {"time", "H:M:S", "每个任务的时限，默认 04:00:00；不够时自动重新排队",
              "limit of a task, default 04:00:00; a task is queued again if it needs more"},
             {"warning", "SECONDS", "时限前多少秒保存状态，默认 120",
              "seconds before the limit at which states are put away, default 120"},
             {"sbatch", "OPTION", "另加的 #SBATCH 选项，例如 --partition=long",
              "one more #SBATCH option, such as --partition=long"}},
            slurm};
}

}  // namespace changji::app
