#include <algorithm>
#include <cstdio>
#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "model/app/batch/batch_folder.hpp"
#include "model/app/batch/run_batch.hpp"
#include "model/app/command.hpp"
#include "model/app/interrupt.hpp"
#include "model/app/machine.hpp"
#include "model/app/places.hpp"
#include "model/app/result_folder.hpp"
#include "model/baseline/reader.hpp"
#include "model/scenario/ini_text.hpp"
#include "model/scenario/problems.hpp"
#include "model/scenario/settings.hpp"
#include "model/simulation/registers.hpp"
#include "output/content_hash.hpp"
#include "output/run_file.hpp"

namespace changji::app {
namespace {

using Json = nlohmann::ordered_json;

Scenario scenario_from(const std::string& name, const std::string& text, int last_year) {
    Problems problems;
    Scenario scenario = default_scenario(all_parameters());
    scenario.name = name;
    apply_entries(read_ini(text, name, name, problems).entries, all_parameters(), scenario,
                  problems);
    problems.throw_if_any();
    scenario.last_year = last_year;
    return scenario;
}

ParameterDraw draw_from(int number, const Json& values) {
    ParameterDraw draw;
    draw.number = number;
    for (const auto& [key, value] : values.items())
        draw.entries.push_back(make_entry(key, value.get<std::string>(), "draws", "draws"));
    return draw;
}

/// Scenario texts by name: a run file has one, a batch has them all.
std::map<std::string, std::string> scenario_texts(const Json& provenance,
                                                  const output::Results& outline) {
    std::map<std::string, std::string> texts;
    if (provenance.contains("scenarios")) {
        for (const auto& [name, text] : provenance.at("scenarios").items()) texts[name] = text;
    } else {
        texts[outline.runs.front().scenario] = provenance.at("scenario_text");
    }
    return texts;
}

/// The runs that a file carries, to be computed again.
RunSet set_from(const Json& provenance, const output::Results& outline) {
    const Json& run = provenance.at("run");
    RunSet set;
    std::map<std::string, std::size_t> scenarios;
    for (const auto& [name, text] : scenario_texts(provenance, outline)) {
        scenarios[name] = set.scenarios.size();
        set.scenarios.push_back(scenario_from(name, text, outline.years.back()));
    }
    std::map<int, std::size_t> draws{{0, 0}};
    if (provenance.contains("draws")) {
        for (const auto& [number, values] : provenance.at("draws").items()) {
            draws[std::stoi(number)] = set.draws.size();
            set.draws.push_back(draw_from(std::stoi(number), values));
        }
    }
    set.opening.sample = run.at("sample");
    set.opening.population_seed = run.at("population_seed");
    if (run.at("population_basis") == "resident") set.opening.basis = population::Basis::resident;
    for (const output::Series& series : outline.series) set.measures.push_back(series.name);
    for (const output::RunLabel& label : outline.runs)
        set.runs.push_back({scenarios.at(label.scenario), draws.at(label.draw),
                            {run.at("seed"), static_cast<std::uint32_t>(label.replicate)},
                            label.key});
    return set;
}

void warn_of_other_origin(const Json& provenance, const Baseline& baseline, Language language) {
    const Json& software = provenance.at("software");
    const std::string made_by =
        fmt::format("changji {} ({}{})", software.at("version").get<std::string>(),
                    software.at("commit").get<std::string>(), software.at("dirty") ? "+" : "");
    if (made_by != program_text())
        std::fputs(both(language, {"注意：文件由 " + made_by + " 写成，现在是 " + program_text() + "。",
                                   "Note: the file was written by " + made_by + ", this is " +
                                       program_text() + "."})
                       .c_str(),
                   stderr);
    if (provenance.at("run").at("facts_checksum") != fmt::format("{:016x}", baseline.checksum))
        std::fputs(both(language, {"注意：事实数据与写文件时不同。",
                                   "Note: the facts are not those of the file."})
                       .c_str(),
                   stderr);
}

/// Measures whose values differ, by name.
std::vector<std::string> differing(const output::Results& before, const output::Results& now) {
    std::vector<std::string> names;
    for (const output::Series& series : before.series) {
        output::Results a = before, b = now;
        const auto other = [&](const output::Series& s) { return s.name != series.name; };
        std::erase_if(a.series, other);
        std::erase_if(b.series, other);
        if (output::run_hash(a, 0) != output::run_hash(b, 0)) names.push_back(series.name);
    }
    return names;
}

struct Comparison {
    std::size_t same = 0, failed = 0;
    std::vector<std::string> differences;  ///< one text a run
};

Comparison compared(const std::filesystem::path& file, const RunSet& set,
                    const Baseline& baseline, const Places& places) {
    Comparison comparison;
    SetWatcher watcher;
    watcher.stop = interrupt_noted;
    watcher.done = [&](std::size_t run, output::Results&& now, double) {
        const output::Results before = output::read_slice(file, {}, run, 1);
        const auto names = differing(before, now);
        if (names.empty()) {
            ++comparison.same;
            return;
        }
        const output::RunLabel& label = before.runs.front();
        std::string text = fmt::format("{} {} {}:", label.scenario, label.replicate, label.draw);
        for (std::size_t i = 0; i < std::min<std::size_t>(5, names.size()); ++i)
            text += " " + names[i];
        if (names.size() > 5) text += fmt::format(" … ({})", names.size());
        comparison.differences.push_back(text);
    };
    watcher.failed = [&](std::size_t, const Failure& failure) {
        ++comparison.failed;
        comparison.differences.push_back(failure.reason);
    };
    if (!run_set(set, baseline, places.cache, watcher)) throw Interrupted();
    return comparison;
}

void reproduce(const Arguments& arguments) {
    arguments.expect_positional(1, 1, {"结果文件或文件夹", "a result file or folder"});
    const std::filesystem::path file = run_file_of(arguments.positional().front());
    output::Results outline = output::read_outline(file);
    const Json provenance = Json::parse(output::read_provenance(file));
    const Places places = find_places();
    const Baseline baseline = read_baseline(places.facts);
    warn_of_other_origin(provenance, baseline, arguments.language());
    RunSet set = set_from(provenance, outline);
    const auto most = static_cast<std::size_t>(
        arguments.integer("runs", static_cast<std::int64_t>(set.runs.size()), 1, 1000000000));
    set.runs.resize(std::min(set.runs.size(), most));
    set.threads = static_cast<int>(arguments.integer("threads", available_cores(), 1, 1024));
    watch_for_interrupts();
    const Comparison found = compared(file, set, baseline, places);
    if (arguments.has("json")) {
        print(Json{{"runs", set.runs.size()},
                   {"same", found.same},
                   {"differences", found.differences}}
                  .dump(1) +
              "\n");
    } else {
        print(fmt::format(fmt::runtime(std::string(in(arguments.language(),
                                                      "重算 {} 次运行，{} 次逐位相同\n",
                                                      "{} runs computed again, {} of them the same "
                                                      "bit by bit\n"))),
                          set.runs.size(), found.same));
        for (const std::string& text : found.differences) print("  " + text + "\n");
    }
    if (found.same != set.runs.size())
        throw RunsFailed({"结果未能重现。", "The results were not reproduced."}, false);
}

}  // namespace

Command reproduce_command() {
    return {"reproduce",
            "reproduce FILE",
            "按文件自带的信息重算并逐位比较",
            "compute a file's runs again from what it carries and compare bit by bit",
            {{"runs", "N", "只重算前 N 次运行", "the first N runs only"},
             {"threads", "N", "线程数；结果与之无关", "threads; results do not depend on them"},
             {"json", "", "以 JSON 输出", "print JSON"}},
            reproduce};
}

}  // namespace changji::app
