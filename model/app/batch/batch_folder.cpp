#include "model/app/batch/batch_folder.hpp"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <set>
#include <system_error>

#include <fmt/format.h>

#include "build_info.hpp"
#include "model/base/check.hpp"
#include "model/baseline/csv.hpp"
#include "model/scenario/resolved_text.hpp"
#include "model/scenario/value_text.hpp"
#include "model/simulation/registers.hpp"
#include "output/batch_results.hpp"
#include "output/csv.hpp"
#include "output/files.hpp"
#include "output/run_file.hpp"

namespace changji::app {
namespace {

namespace fs = std::filesystem;
using output::csv_field;

constexpr std::string_view program_name = "program.txt", lock_name = ".lock";

std::string plan_table(const BatchPlan& plan, const std::vector<PlannedRun>& runs) {
    std::string text = "run,key,scenario,replicate,draw,seed,sample,until\n";
    for (std::size_t i = 0; i < runs.size(); ++i)
        fmt::format_to(std::back_inserter(text), "{},{},{},{},{},{},{},{}\n", i + 1, runs[i].key,
                       csv_field(plan.scenarios[runs[i].scenario].name), runs[i].replicate,
                       plan.draws[runs[i].draw].number, plan.seed, number_text(plan.sample),
                       plan.last_year());
    return text;
}

std::string text_of(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

std::string_view word_of(RunStatus status) {
    if (status == RunStatus::done) return "done";
    return status == RunStatus::failed ? "failed" : "missing";
}

std::vector<fs::path> files_like(const fs::path& folder, std::string_view begin,
                                 std::string_view extension) {
    std::vector<fs::path> files;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with(begin) && name.front() != '.' &&
            entry.path().extension() == extension)
            files.push_back(entry.path());
    }
    return files;
}

void read_status_table(const fs::path& file, RunStates& states) {
    FactProblems problems;
    std::string text;
    for (const CsvRow& row : read_csv(file, {"key", "status", "seconds", "reason"}, problems, text)) {
        RunState& state = states[row.fields[0]];
        const double seconds = changji::read_number(row.fields[2]).value_or(0);
        if (row.fields[1] == "done") state.seconds = seconds;
        if (row.fields[1] != "failed" || state.status == RunStatus::done) continue;
        state = {RunStatus::failed, seconds, row.fields[3]};
    }
}

/// Puts a file that cannot be read aside, so that its runs are computed again.
void put_aside(const fs::path& file, const InputError& error) {
    fs::rename(file, fs::path(file.string() + ".damaged"));
    std::fputs(fmt::format("{}\n{}\n→ {}.damaged\n", error.message().zh, error.message().en,
                           file.filename().string())
                   .c_str(),
               stderr);
}

}  // namespace

std::string Part::name() const {
    return of == 1 ? "all" : fmt::format("{}-of-{}", number, of);
}

std::string program_text() {
    return fmt::format("changji {} ({}{})", build_info::version, build_info::commit,
                       build_info::dirty ? "+" : "");
}

bool is_batch_folder(const fs::path& folder) {
    std::error_code error;
    return fs::is_regular_file(folder / output::plan_table_name, error);
}

void make_batch_folder(const fs::path& folder, const BatchPlan& plan,
                       const std::vector<PlannedRun>& runs) {
    output::NewFolder fresh(folder);
    fs::create_directory(fresh.path() / output::shards_folder);
    fs::create_directory(fresh.path() / "scenarios");
    for (const Scenario& scenario : plan.scenarios)
        output::write_file(fresh.path() / "scenarios" / (scenario.name + ".ini"),
                           scenario_text(scenario));
    if (!plan.draws_file.empty())
        output::write_file(fresh.path() / "draws.csv", text_of(plan.draws_file));
    output::write_file(fresh.path() / program_name, program_text() + "\n");
    rewrite_plan(fresh.path(), plan, runs);
    fresh.commit_unless_there();
}

std::string scenario_text(Scenario scenario) {
    constexpr int earliest_end = 2025;  // that a scenario file may name
    scenario.last_year = std::max(scenario.last_year, earliest_end);
    return show_text(scenario, all_parameters(), Language::en);
}

void rewrite_plan(const fs::path& folder, const BatchPlan& plan,
                  const std::vector<PlannedRun>& runs) {
    output::write_file(folder / folder_plan_name, plan_text(plan));
    output::write_file(folder / output::plan_table_name, plan_table(plan, runs));
}

void check_same_batch(const fs::path& folder, const BatchPlan& plan) {
    const std::string name = folder.string();
    std::string begun_by = text_of(folder / program_name);
    while (!begun_by.empty() && begun_by.back() == '\n') begun_by.pop_back();
    if (begun_by != program_text())
        throw InputError({"“" + name + "”由 " + begun_by + " 开始，现在是 " + program_text() +
                              "；请用同一程序继续，或换一个文件夹。",
                          "'" + name + "' was begun by " + begun_by + ", this is " +
                              program_text() +
                              "; go on with the same program, or choose another folder."});
    FactProblems problems;
    std::string text;
    std::set<std::string> known;
    for (const CsvRow& row :
         read_csv(folder / output::plan_table_name, {"key"}, problems, text))
        known.insert(row.fields[0]);
    problems.throw_if_any();
    for (const PlannedRun& run : expanded(plan)) {
        if (known.count(run.key) > 0) continue;
        throw InputError(
            {"“" + name + "”里的批次与计划不同（例如情景 " + plan.scenarios[run.scenario].name +
                 " 第 " + std::to_string(run.replicate) +
                 " 次重复）：计划或情景已改动。请换一个文件夹；只增加重复次数请用 expand。",
             "the batch in '" + name + "' is not that of the plan (such as " +
                 plan.scenarios[run.scenario].name + ", replicate " +
                 std::to_string(run.replicate) +
                 "): the plan or a scenario was changed. Choose another folder; to add replicates "
                 "only, use expand."});
    }
}

std::vector<output::FolderLock> lock_folder(const fs::path& folder, const Part& part) {
    using output::FolderLock;
    std::vector<FolderLock> locks;
    const bool alone = part.of == 1;
    locks.emplace_back(folder / lock_name,
                       alone ? FolderLock::Kind::alone : FolderLock::Kind::shared);
    if (!alone)
        locks.emplace_back(folder / fmt::format("{}-{}", lock_name, part.name()),
                           FolderLock::Kind::alone);
    return locks;
}

RunStates read_states(const fs::path& folder, bool repair) {
    RunStates states;
    for (const fs::path& file : output::result_files(folder)) {
        try {
            for (const output::RunLabel& run : output::read_run_labels(file))
                states[run.key].status = RunStatus::done;
        } catch (const InputError& error) {
            if (!repair) throw;
            put_aside(file, error);
        }
    }
    for (const fs::path& file : files_like(folder, "status", ".csv"))
        read_status_table(file, states);
    return states;
}

void write_states(const fs::path& folder, const Part& part, const BatchPlan& plan,
                  const std::vector<PlannedRun>& runs, const RunStates& states) {
    std::string text = "key,scenario,replicate,draw,status,seconds,reason\n";
    for (const PlannedRun& run : runs) {
        const auto found = states.find(run.key);
        const RunState state = found == states.end() ? RunState{} : found->second;
        std::string reason = state.reason;
        for (char& c : reason)
            if (c == '\n' || c == '\r') c = ' ';
        fmt::format_to(std::back_inserter(text), "{},{},{},{},{},{:.3f},{}\n", run.key,
                       csv_field(plan.scenarios[run.scenario].name), run.replicate,
                       plan.draws[run.draw].number, word_of(state.status), state.seconds,
                       csv_field(reason));
    }
    const std::string name = part.of == 1 ? "status.csv" : "status-" + part.name() + ".csv";
    output::write_file(folder / name, text);
}

}  // namespace changji::app
