#include <cstdio>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "model/app/command.hpp"
#include "model/app/estimate.hpp"
#include "model/app/interrupt.hpp"
#include "model/app/requests.hpp"
#include "model/app/run.hpp"
#include "model/base/parallel.hpp"
#include "model/baseline/reader.hpp"
#include "model/scenario/value_text.hpp"
#include "output/content_hash.hpp"
#include "output/files.hpp"
#include "output/run_file.hpp"

namespace changji::app {
namespace {

namespace fs = std::filesystem;

constexpr int most_threads = 1024;
constexpr double megabyte = 1e6;

RunRequest request_of(const Arguments& arguments, const Places& places) {
    RunRequest request;
    request.scenario = requested_scenario(arguments.positional().front(), arguments, places);
    request.scenario.last_year = static_cast<int>(
        arguments.integer("until", request.scenario.last_year, first_year, last_settable_year));
    request.opening = opening_choice(arguments);
    request.draws.seed = static_cast<std::uint32_t>(arguments.integer("seed", 1, 0, 4294967295));
    request.draws.replicate =
        static_cast<std::uint32_t>(arguments.integer("replicate", 0, 0, 2147483647));
    request.threads =
        static_cast<int>(arguments.integer("threads", thread_count(), 1, most_threads));
    request.directory = arguments.text("output", "");
    request.microdata = arguments.has("microdata");
    request.quiet = arguments.has("quiet");
    request.checkpoint = arguments.text("checkpoint", "");
    request.checkpoint_year =
        static_cast<int>(arguments.integer("checkpoint-year", 0, first_year, last_settable_year));
    request.restart = arguments.text("restart", "");
    if (request.checkpoint_year > 0 && request.checkpoint.empty())
        throw InputError({"--checkpoint-year 须与 --checkpoint FILE 一起使用。",
                          "--checkpoint-year goes with --checkpoint FILE."});
    return request;
}

/// Refuses to write over anything that is not a result of ours, or that --force does not name.
void check_directory(const fs::path& directory, bool force) {
    const std::string name = directory.string();
    std::error_code error;
    if (!fs::exists(directory, error)) return;
    if (!fs::is_directory(directory, error))
        throw InputError({"“" + name + "”已存在且不是文件夹；请换一个输出位置。",
                          "'" + name + "' exists and is not a folder; choose another place."});
    if (fs::is_empty(directory, error) && !error) return;
    const bool ours = fs::exists(directory / "run.h5", error);
    if (force && ours) return;
    if (!ours)
        throw InputError(
            {"“" + name + "”已存在且不是长吉的结果文件夹，不会覆盖；请换一个输出位置。",
             "'" + name +
                 "' exists and holds no results of changji; it is not "
                 "overwritten. Choose another place."});
    throw InputError({"“" + name + "”已有结果；请换一个输出位置，或用 --force 覆盖。",
                      "'" + name +
                          "' already holds results; choose another place, or use "
                          "--force to replace them."});
}

void print_estimate(const RunRequest& request, const Arguments& arguments) {
    const int years = request.scenario.last_year - first_year;
    const Estimate e =
        estimate_run(request.opening.sample, years, request.threads, request.microdata);
    if (arguments.has("json")) {
        const nlohmann::ordered_json json = {
            {"scenario", request.scenario.name},
            {"years", years},
            {"sample", request.opening.sample},
            {"threads", request.threads},
            {"seconds", e.seconds},
            {"seconds_if_not_cached", e.seconds + e.seconds_opening},
            {"memory_bytes", e.memory_bytes},
            {"disk_bytes", e.disk_bytes}};
        print(json.dump(2) + "\n");
        return;
    }
    const bool zh = arguments.language() == Language::zh;
    print(fmt::format(
        fmt::runtime(
            zh ? "情景 {}：{} 年，抽样 {}，{} 线程\n预计用时约 {:.0f} 秒（首次生成人口再加约 "
                 "{:.0f} "
                 "秒），内存约 {:.0f} MB，结果约 {:.1f} MB\n未写入任何文件\n"
               : "Scenario {}: {} years, sample {}, {} threads\nAbout {:.0f} s (plus about "
                 "{:.0f} s the first time, for the population), {:.0f} MB of memory, "
                 "{:.1f} MB of results\nNothing was written\n"),
        request.scenario.name, years, request.opening.sample, request.threads, e.seconds,
        e.seconds_opening, e.memory_bytes / megabyte, e.disk_bytes / megabyte));
}

void say_size_of_microdata(const RunRequest& request, const World& world, Language language) {
    if (!request.microdata || request.quiet) return;
    std::fputs(
        fmt::format(
            fmt::runtime(std::string(in(language, "最后一年的个人与家庭数据：压缩前 {:.1f} MB\n",
                                        "Persons and households of the last year: {:.1f} MB before "
                                        "compression\n"))),
            static_cast<double>(output::microdata_bytes(world)) / megabyte)
            .c_str(),
        stderr);
}

void print_outcome(const RunRequest& request, const RunOutcome& outcome,
                   const Arguments& arguments) {
    const std::string hash = output::content_hash(outcome.results);
    if (arguments.has("json")) {
        const nlohmann::ordered_json json = {{"scenario", request.scenario.name},
                                             {"directory", request.directory.string()},
                                             {"files", {"run.h5", "summary.csv", "targets.csv"}},
                                             {"hash", hash},
                                             {"seed", request.draws.seed},
                                             {"replicate", request.draws.replicate},
                                             {"sample", request.opening.sample},
                                             {"first_year", first_year},
                                             {"last_year", request.scenario.last_year},
                                             {"threads", request.threads},
                                             {"population_from_cache", outcome.opened.from_cache},
                                             {"seconds_opening", outcome.opening_seconds},
                                             {"seconds_years", outcome.years_seconds}};
        print(json.dump(2) + "\n");
    } else if (!request.quiet) {
        print(fmt::format(
            fmt::runtime(std::string(in(
                arguments.language(),
                "情景 {}：2019–{} 年完成，期初 {:.1f} 秒，逐年 {:.1f} 秒，校验值 {}\n结果在 {}\n",
                "Scenario {}: 2019-{} done, opening {:.1f} s, years {:.1f} s, hash {}\nResults are "
                "in {}\n"))),
            request.scenario.name, request.scenario.last_year, outcome.opening_seconds,
            outcome.years_seconds, hash, request.directory.string()));
    }
}

void run(const Arguments& arguments) {
    arguments.expect_positional(1, 1, {"情景名称或文件", "a scenario name or file"});
    const Places places = find_places();
    const RunRequest request = request_of(arguments, places);
    const Baseline baseline = read_baseline(places.facts);
    if (arguments.has("dry-run")) return print_estimate(request, arguments);
    if (request.directory.empty())
        throw InputError({"缺少 -o DIR：请指明结果文件夹。",
                          "-o DIR is missing: name the folder "
                          "for the results."});
    check_directory(request.directory, arguments.has("force"));
    set_thread_count(request.threads);
    watch_for_interrupts();
    output::NewFolder folder(request.directory);
    const RunOutcome outcome = simulate_run(request, baseline, places.cache);
    say_size_of_microdata(request, outcome.opened.world, arguments.language());
    write_outcome(folder.path(), request, outcome, baseline);
    stop_if_interrupted();
    folder.commit();
    print_outcome(request, outcome, arguments);
}

}  // namespace

Command run_command() {
    std::vector<OptionText> options{
        {"output,o", "DIR", "结果文件夹，缺少的上级文件夹会建立",
         "folder for the results; missing parents are made"},
        {"seed", "N", "逐年随机种子，默认 1", "seed of the years, default 1"},
        {"replicate", "N", "随机重复编号，默认 0", "number of the replicate, default 0"},
        {"until", "YEAR", "最后一年，默认取自情景（2035）",
         "last year, default of the scenario (2035)"},
        {"threads", "N", "线程数，可多于核数；结果与之无关",
         "threads, may exceed the cores; results do not depend on them"},
        {"microdata", "", "另存最后一年的个人与家庭",
         "also store persons and households of the last year"},
        {"checkpoint", "FILE", "中断时把状态存入此文件", "put the state there when interrupted"},
        {"checkpoint-year", "YEAR", "该年年末也存一次", "and at the end of this year"},
        {"restart", "FILE", "从检查点继续；逐位等于一次算完",
         "go on from a checkpoint, with the bytes of a run that never stopped"},
        {"force", "", "覆盖已有的结果文件夹", "replace an existing folder of results"},
        {"dry-run", "", "只检查输入并估计用时、内存和文件大小",
         "check the input and estimate time, memory and size only"},
        {"quiet,q", "", "不显示进度和小结", "no progress and no summary"},
        {"json", "", "小结以 JSON 输出", "summary as JSON"},
    };
    return {"run",
            "run SCENARIO -o DIR",
            "运行一个情景",
            "run one scenario",
            joined(joined(options, opening_options()), scenario_options()),
            run};
}

}  // namespace changji::app
