#include "model/app/batch/run_batch.hpp"

#include <algorithm>
#include <cstdio>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "model/app/batch/batch_provenance.hpp"
#include "model/app/batch/shard_writer.hpp"
#include "model/app/command.hpp"
#include "model/app/estimate.hpp"
#include "model/app/interrupt.hpp"
#include "model/app/machine.hpp"
#include "model/baseline/reader.hpp"
#include "output/batch_results.hpp"

namespace changji::app {
namespace {

namespace fs = std::filesystem;

constexpr double megabyte = 1e6;
constexpr double seconds_between_tables = 10;  // of status.csv
constexpr double results_bytes_per_run_year = 1.6e4;
constexpr double shard_bytes = 1.3e6;  // of every shard, whatever it holds

RunStatus status_wanted(Wanted wanted) {
    return wanted == Wanted::failed ? RunStatus::failed : RunStatus::missing;
}

/// Positions of the families of a plan: runs with the same replicate and draw stand together.
std::size_t family_of(const BatchPlan& plan, std::size_t run) {
    return run / plan.scenarios.size();
}

std::string time_text(double seconds) {
    const auto s = static_cast<long>(seconds);
    return s < 3600 ? fmt::format("{}:{:02}", s / 60, s % 60)
                    : fmt::format("{}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60);
}

/// Keeps the tables of a running batch and the line on the screen.
class Account {
  public:
    Account(const fs::path& folder, const BatchPlan& plan, const std::vector<PlannedRun>& runs,
            const BatchOptions& options, RunStates states, std::size_t wanted)
        : folder_(folder),
          plan_(plan),
          runs_(runs),
          options_(options),
          states_(std::move(states)),
          wanted_(wanted),
          progress_(options.quiet || options.json ? Progress::Voice::quiet
                                                  : Progress::Voice::normal) {}

    void done(const std::string& key, double seconds, bool on_disk) {
        states_[key] = {RunStatus::done, seconds, ""};
        ++outcome.computed;
        tell();
        if (on_disk && since_table_.seconds() > seconds_between_tables) write();
    }

    void failed(const std::string& key, const Failure& failure) {
        states_[key] = {RunStatus::failed, 0, failure.reason};
        outcome.worst = std::min(outcome.worst, failure.kind);
        write();
    }

    void write() {
        write_states(folder_, options_.part, plan_, runs_, states_);
        since_table_ = {};
    }

    BatchOutcome close() {
        progress_.clear();
        write();
        outcome.seconds = since_.seconds();
        outcome.runs = runs_.size();
        for (const PlannedRun& run : runs_) {
            const RunStatus status = states_[run.key].status;
            outcome.done += status == RunStatus::done;
            outcome.failed += status == RunStatus::failed;
        }
        return outcome;
    }

    BatchOutcome outcome;

  private:
    void tell() {
        const double seconds = since_.seconds();
        const auto computed = static_cast<double>(outcome.computed);
        const double share = computed / static_cast<double>(wanted_);
        constexpr int width = 24;
        const auto filled = static_cast<std::size_t>(share * width);
        progress_.show(fmt::format("[{}{}] {}/{}  {:.1f}/min  {} {}", std::string(filled, '#'),
                                   std::string(width - filled, '.'), outcome.computed, wanted_,
                                   60 * computed / seconds,
                                   in(options_.language, "剩余", "remaining"),
                                   time_text(seconds * (1 - share) / share)));
    }

    const fs::path& folder_;
    const BatchPlan& plan_;
    const std::vector<PlannedRun>& runs_;
    const BatchOptions& options_;
    RunStates states_;
    std::size_t wanted_;
    Progress progress_;
    Stopwatch since_, since_table_;
};

/// The runs of the part, in the order of the plan.
std::vector<PlannedRun> runs_of_part(const BatchPlan& plan, const std::vector<PlannedRun>& runs,
                                     const Part& part) {
    const bool by_family = family_of(plan, runs.size()) >= static_cast<std::size_t>(part.of);
    std::vector<PlannedRun> own;
    for (std::size_t i = 0; i < runs.size(); ++i)
        if (part.has(by_family ? family_of(plan, i) : i)) own.push_back(runs[i]);
    return own;
}

/// The precision that the runs already done give, if there is a rule to stop.
std::optional<Precision> precision_so_far(const fs::path& folder, const BatchPlan& plan,
                                          const BatchOptions& options) {
    if (!options.stop_rule) return std::nullopt;
    Precision precision(*options.stop_rule, plan.scenarios.size());
    if (!output::result_files(folder).empty())
        precision.add(output::BatchResults(folder).read({options.stop_rule->measure}));
    return precision;
}

}  // namespace

RunSet wanted_runs(const BatchPlan& plan, const std::vector<PlannedRun>& runs,
                   const BatchOptions& options, const RunStates& states, Wanted wanted) {
    RunSet set;
    set.scenarios = plan.scenarios;
    set.draws = plan.draws;
    set.opening.sample = plan.sample;
    set.measures = plan.measures;
    set.threads = options.threads;
    for (const PlannedRun& run : runs_of_part(plan, runs, options.part)) {
        const auto state = states.find(run.key);
        const RunStatus status =
            state == states.end() ? RunStatus::missing : state->second.status;
        if (status != status_wanted(wanted)) continue;
        set.runs.push_back({run.scenario, run.draw,
                            {plan.seed, static_cast<std::uint32_t>(run.replicate)}, run.key});
    }
    return set;
}

BatchOutcome run_batch(const fs::path& folder, const BatchPlan& plan,
                       const std::vector<PlannedRun>& runs, const BatchOptions& options,
                       Wanted wanted) {
    const Places places = find_places();
    const Baseline baseline = read_baseline(places.facts);
    const RunStates states = read_states(folder, true);
    RunSet set = wanted_runs(plan, runs, options, states, wanted);
    set.checkpoints = folder / "checkpoints";
    const std::vector<PlannedRun> own = runs_of_part(plan, runs, options.part);
    Account account(folder, plan, own, options, states, set.runs.size());
    if (set.runs.empty()) return account.close();
    ShardWriter writer(folder, options.part, batch_provenance(plan, baseline, options.threads));
    std::optional<Precision> precision = precision_so_far(folder, plan, options);
    SetWatcher watcher;
    watcher.stop = interrupt_noted;
    watcher.enough = [&] { return precision && precision->reached(); };
    watcher.done = [&](std::size_t run, output::Results&& results, double seconds) {
        if (precision) precision->add(results);
        const bool on_disk = writer.add(std::move(results), seconds);
        account.done(set.runs[run].key, seconds, on_disk);
    };
    watcher.failed = [&](std::size_t run, const Failure& failure) {
        account.failed(set.runs[run].key, failure);
    };
    account.outcome.stopped = !run_set(set, baseline, places.cache, watcher);
    writer.commit();
    account.outcome.precise = precision && precision->reached();
    const BatchOutcome outcome = account.close();
    std::error_code ignored;
    if (options.part.of == 1 && outcome.done == outcome.runs)
        fs::remove_all(set.checkpoints, ignored);
    return outcome;
}

void report_outcome(const fs::path& folder, const BatchOutcome& outcome,
                    const BatchOptions& options) {
    const std::size_t missing = outcome.runs - outcome.done - outcome.failed;
    if (options.json) {
        const nlohmann::ordered_json json = {{"directory", folder.string()},
                                             {"runs", outcome.runs},
                                             {"done", outcome.done},
                                             {"failed", outcome.failed},
                                             {"missing", missing},
                                             {"computed", outcome.computed},
                                             {"seconds", outcome.seconds}};
        print(json.dump(2) + "\n");
    } else if (!options.quiet) {
        print(fmt::format(
            fmt::runtime(std::string(in(
                options.language,
                "共 {} 次运行：完成 {}（本次 {}），失败 {}，未算 {}；用时 {:.1f} 秒；结果在 {}\n",
                "{} runs: {} done ({} of them now), {} failed, {} missing; {:.1f} s; results are "
                "in {}\n"))),
            outcome.runs, outcome.done, outcome.computed, outcome.failed, missing, outcome.seconds,
            folder.string()));
    }
    if (outcome.precise && !options.quiet && !options.json)
        print(std::string(in(options.language, "已达到要求的精度，其余未算\n",
                             "Precise enough; the rest was left out\n")));
    if (outcome.stopped)
        throw Interrupted({"已中断；已完成的结果都已保存，用 --resume 继续。",
                           "Interrupted; everything finished is saved, go on with --resume."});
    if (outcome.failed > 0)
        throw RunsFailed(
            {std::to_string(outcome.failed) +
                 " 次运行失败，原因见 status 表；其余结果完好。重算失败的：changji retry " +
                 folder.string() + " --failed",
             std::to_string(outcome.failed) +
                 " runs failed, see the status table for the reasons; all others are safe. To try "
                 "them again: changji retry " +
                 folder.string() + " --failed"},
            outcome.worst == FailureKind::books);
}

std::string estimate_text(const BatchPlan& plan, const RunSet& set, std::size_t all,
                          Language language) {
    const ThreadSplit split = split_threads(set, available_memory());
    const int years = plan.last_year() - first_year;
    const Estimate one = estimate_run(plan.sample, years, split.threads_each, false);
    const auto count = static_cast<double>(set.runs.size());
    const double memory = one.memory_bytes + split.runs_at_once * family_bytes(set);
    const double disk = count * (years + 1) * results_bytes_per_run_year +
                        shard_bytes * (1 + count / 64);
    return fmt::format(
        fmt::runtime(std::string(
            in(language,
               "批次：{} 个情景 × {} 次重复 × {} 组参数 = {} 次运行，待算 {}\n同时 {} 次，每次 {} "
               "线程；预计约 {}，内存约 {:.0f} MB，结果约 {:.0f} MB\n",
               "Batch: {} scenarios × {} replicates × {} parameter draws = {} runs, {} to compute\n"
               "{} at a time, {} threads each; about {}, {:.0f} MB of memory, {:.0f} MB of "
               "results\n"))),
        plan.scenarios.size(), plan.replicates, plan.draws.size(), all, set.runs.size(),
        split.runs_at_once, split.threads_each,
        time_text(one.seconds_opening + count * one.seconds / split.runs_at_once),
        memory / megabyte, disk / megabyte);
}

}  // namespace changji::app
