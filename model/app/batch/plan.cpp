#include "model/app/batch/plan.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <optional>

#include "model/app/run.hpp"
#include "model/base/quantity.hpp"
#include "model/scenario/file_text.hpp"
#include "model/scenario/reader.hpp"
#include "model/scenario/suggestion.hpp"
#include "model/scenario/text_scan.hpp"
#include "model/scenario/value_text.hpp"
#include "model/simulation/registers.hpp"
#include "output/measures.hpp"

namespace changji::app {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 9> plan_keys{
    "scenarios", "replicates", "seed", "sample", "until", "draws", "measures", "base", "threads"};

struct Line {
    std::string value, where;
};
using Lines = std::map<std::string, Line, std::less<>>;

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words(1);
    for (const char c : text) {
        if (c == ' ' || c == '\t' || c == ',') {
            if (!words.back().empty()) words.emplace_back();
        } else {
            words.back() += c;
        }
    }
    if (words.back().empty()) words.pop_back();
    return words;
}

std::string key_list() {
    std::string list;
    for (const std::string_view key : plan_keys) list += (list.empty() ? "" : " ") + std::string(key);
    return list;
}

void take_line(std::string_view line, const std::string& where, Lines& lines, Problems& problems) {
    const std::size_t equals = line.find('=');
    const std::string key(trimmed(line.substr(0, equals)));
    if (line.front() == '[' || equals == std::string_view::npos || key.empty()) {
        problems.add(where, {"不是“键 = 值”：" + quoted_input(line) + "；计划文件没有节，可用的键：" +
                                 key_list(),
                             "no `key = value` in " + quoted_input(line) +
                                 "; a plan has no sections, its keys are: " + key_list()});
        return;
    }
    const std::string value(trimmed(line.substr(equals + 1)));
    if (std::find(plan_keys.begin(), plan_keys.end(), key) == plan_keys.end()) {
        const Bilingual near = suggestion(key, {plan_keys.begin(), plan_keys.end()});
        problems.add(where, {"未知的键 " + quoted_input(key) + near.zh + "（可用：" + key_list() + "）",
                             "unknown key " + quoted_input(key) + near.en + " (known: " +
                                 key_list() + ")"});
    } else if (value.empty()) {
        problems.add(where, {key + " 没有值", key + " has no value"});
    } else if (const auto [place, fresh] = lines.emplace(key, Line{value, where}); !fresh) {
        problems.add(where, {"重复的键 " + key + "；已在 " + place->second.where + " 给出",
                             "repeated key " + key + "; it is given at " + place->second.where});
    }
}

Lines read_lines(const fs::path& file, Problems& problems) {
    Lines lines;
    const auto text = file_text(file, problems);
    if (!text) return lines;
    const auto all = lines_of(*text);
    for (std::size_t i = 0; i < all.size(); ++i) {
        const std::string_view line = trimmed(all[i].substr(0, all[i].find('#')));
        if (!line.empty() && line.front() != ';')
            take_line(line, position(file.string(), i + 1), lines, problems);
    }
    return lines;
}

struct Range {
    double low, high;
    bool whole;
};

double read_value(const Lines& lines, std::string_view key, double otherwise, const Range& range,
                  Problems& problems) {
    const auto found = lines.find(key);
    if (found == lines.end()) return otherwise;
    const auto value = read_number(found->second.value);
    const bool whole = value && *value == static_cast<double>(round_half_away(*value));
    if (value && *value >= range.low && *value <= range.high && (whole || !range.whole))
        return *value;
    const std::string limits = "[" + number_text(range.low) + ", " + number_text(range.high) + "]";
    problems.add(found->second.where,
                 {std::string(key) + "：" + quoted_input(found->second.value) + " 应为 " + limits +
                      (range.whole ? " 内的整数" : " 内的数"),
                  std::string(key) + ": " + quoted_input(found->second.value) + " is not a " +
                      (range.whole ? "whole number" : "number") + " in " + limits});
    return otherwise;
}

/// A path as written, relative to the plan.
std::string beside(const fs::path& plan, const std::string& name) {
    const fs::path path(name);
    return path.is_absolute() ? name : (plan.parent_path() / path).string();
}

/// What read_scenario is asked for: files stand beside the plan, plain names are shipped.
std::string scenario_named(const std::string& name, const fs::path& plan) {
    std::error_code error;
    const bool path_like = name.find('/') != std::string::npos || name.ends_with(".ini");
    return path_like && fs::exists(beside(plan, name), error) ? beside(plan, name) : name;
}

void read_scenarios(const Line& line, const fs::path& file, const Places& places, BatchPlan& plan,
                    Problems& problems) {
    std::map<std::string, std::string> seen;
    for (const std::string& name : words_of(line.value)) {
        try {
            plan.scenarios.push_back(read_scenario(
                {scenario_named(name, file), {places.scenarios}, {}, ""}, all_parameters()));
        } catch (const InputError& error) {
            problems.add(line.where, error.message());
            continue;
        }
        const std::string& stem = plan.scenarios.back().name;
        if (!seen.emplace(stem, name).second)
            problems.add(line.where,
                         {"情景 " + quoted_input(stem) + " 出现两次；结果靠名称区分，请改名或删去",
                          "scenario " + quoted_input(stem) +
                              " is named twice; results are told apart by name, rename or remove"});
    }
}

void check_measures(const Lines& lines, BatchPlan& plan, Problems& problems) {
    const auto line = lines.find("measures");
    if (line == lines.end()) return;
    std::vector<std::string> known;
    for (const output::Measure& measure : output::measures()) known.emplace_back(measure.name);
    plan.measures = words_of(line->second.value);
    for (const std::string& name : plan.measures)
        if (std::find(known.begin(), known.end(), name) == known.end()) {
            const Bilingual near = suggestion(name, known);
            problems.add(line->second.where,
                         {"没有指标 " + quoted_input(name) + near.zh + "（changji measures 列出全部）",
                          "no measure " + quoted_input(name) + near.en +
                              " (changji measures lists them)"});
        }
}

void choose_base(const Lines& lines, BatchPlan& plan, Problems& problems) {
    const auto known = [&](const std::string& name) {
        return std::any_of(plan.scenarios.begin(), plan.scenarios.end(),
                           [&](const Scenario& scenario) { return scenario.name == name; });
    };
    if (const auto line = lines.find("base"); line != lines.end()) {
        plan.base = line->second.value;
        if (!known(plan.base))
            problems.add(line->second.where, {"base：" + quoted_input(plan.base) + " 不在 scenarios 中",
                                              "base: " + quoted_input(plan.base) +
                                                  " is none of the scenarios"});
    } else if (!plan.scenarios.empty()) {
        plan.base = known("baseline") ? "baseline" : plan.scenarios.front().name;
    }
}

/// All runs of a batch end in the same year, or their results could not stand in one table.
void set_last_year(const Lines& lines, BatchPlan& plan, Problems& problems) {
    const bool given = lines.find("until") != lines.end();
    const double until =
        read_value(lines, "until", first_year, {first_year, last_settable_year, true}, problems);
    for (Scenario& scenario : plan.scenarios) {
        if (given) scenario.last_year = static_cast<int>(until);
        if (scenario.last_year == plan.last_year()) continue;
        problems.add(lines.find("scenarios")->second.where,
                     {"情景的结束年份不同；请加一行 until = 年份",
                      "the scenarios end in different years; add a line until = YEAR"});
        return;
    }
}

void read_draws(const Lines& lines, const fs::path& file, BatchPlan& plan, Problems& problems) {
    plan.draws.assign(1, {});
    const auto line = lines.find("draws");
    if (line == lines.end()) return;
    plan.draws_file = beside(file, line->second.value);
    std::error_code error;
    if (fs::is_regular_file(plan.draws_file, error)) {
        plan.draws = read_parameter_draws(plan.draws_file, problems);
        return;
    }
    problems.add(line->second.where, {"draws：没有文件 " + quoted_input(line->second.value),
                                      "draws: no file " + quoted_input(line->second.value)});
}

}  // namespace

BatchPlan read_plan(const fs::path& file, const Places& places) {
    Problems problems;
    BatchPlan plan;
    const Lines lines = read_lines(file, problems);
    if (const auto line = lines.find("scenarios"); line != lines.end()) {
        read_scenarios(line->second, file, places, plan, problems);
    } else if (!lines.empty() || problems.empty()) {
        problems.add(file.string(), {"缺少 scenarios = 情景名称",
                                     "the line scenarios = NAMES is missing"});
    }
    const auto number = [&](std::string_view key, double otherwise, const Range& range) {
        return read_value(lines, key, otherwise, range, problems);
    };
    plan.replicates = static_cast<int>(number("replicates", 1, {1, 1e6, true}));
    plan.seed = static_cast<std::uint32_t>(number("seed", 1, {0, 4294967295.0, true}));
    plan.sample = number("sample", 1, {smallest_sample, 1, false});
    plan.threads = static_cast<int>(number("threads", 0, {1, 1024, true}));
    set_last_year(lines, plan, problems);
    check_measures(lines, plan, problems);
    choose_base(lines, plan, problems);
    read_draws(lines, file, plan, problems);
    problems.throw_if_any();
    return plan;
}

std::string plan_text(const BatchPlan& plan) {
    std::string names, measures;
    for (const Scenario& scenario : plan.scenarios) names += " scenarios/" + scenario.name + ".ini";
    for (const std::string& measure : plan.measures) measures += " " + measure;
    std::string text = "scenarios =" + names + "\nbase = " + plan.base +
                       "\nreplicates = " + std::to_string(plan.replicates) +
                       "\nseed = " + std::to_string(plan.seed) +
                       "\nsample = " + number_text(plan.sample) +
                       "\nuntil = " + std::to_string(plan.last_year()) + "\n";
    if (!plan.draws_file.empty()) text += "draws = draws.csv\n";
    if (!measures.empty()) text += "measures =" + measures + "\n";
    if (plan.threads > 0) text += "threads = " + std::to_string(plan.threads) + "\n";
    return text;
}

}  // namespace changji::app
