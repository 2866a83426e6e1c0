#include "output/target_table.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "model/baseline/csv.hpp"
#include "model/scenario/text_table.hpp"
#include "output/csv.hpp"
#include "output/human_number.hpp"
#include "output/measures.hpp"

namespace changji::output {
namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

/// What the first table shows; every other measure stands in targets.csv and summary.csv.
constexpr std::array main_measures{"rural_income",
                                   "urban_income",
                                   "income_ratio",
                                   "cohort_income_ratio",
                                   "gini",
                                   "residents",
                                   "urban_share",
                                   "hukou_urban_share",
                                   "settlements",
                                   "elderly_share_rural",
                                   "elderly_share_urban",
                                   "transferred_share",
                                   "rent_yuan_per_mu",
                                   "large_farm_share",
                                   "grain_t",
                                   "cultivated_ha",
                                   "construction_ha",
                                   "gdp_yuan",
                                   "firms",
                                   "employees",
                                   "urban_unemployment_rate",
                                   "service_ratio",
                                   "rollout_mean"};

/// One word of a closed list; notes a problem if it is none of them.
template <class Value, std::size_t size>
Value word(const CsvRow& row, std::size_t field, const std::array<std::string_view, size>& words,
           FactProblems& problems) {
    const auto at = std::find(words.begin(), words.end(), row.fields[field]);
    if (at != words.end()) return static_cast<Value>(at - words.begin());
    problems.add(row.place, {"“" + row.fields[field] + "”不是允许的取值",
                             "'" + row.fields[field] + "' is not one of the words allowed here"});
    return {};
}

Target target_of(const CsvRow& row, FactProblems& problems) {
    constexpr std::array<std::string_view, 3> scopes{"zone", "lowest district", "highest district"};
    constexpr std::array<std::string_view, 2> rules{"at_least", "at_most"};
    constexpr std::array<std::string_view, 3> bases{"value", "times 2019", "mean of 3 years"};
    constexpr std::array<std::string_view, 2> origins{"assumption", "document"};
    Target target;
    target.id = row.fields[0];
    target.measure = row.fields[1];
    target.scope = word<Scope>(row, 2, scopes, problems);
    target.year = static_cast<int>(read_number(row, 3, "year", problems));
    target.rule = word<Rule>(row, 4, rules, problems);
    target.threshold = read_number(row, 5, "threshold", problems);
    target.basis = word<Basis>(row, 6, bases, problems);
    target.in_document = word<int>(row, 7, origins, problems) == 1;
    target.clause = row.fields[8];
    target.zh = row.fields[9];
    target.en = row.fields[10];
    return target;
}

double scoped_value(const Target& target, const Results& results, const Series& series,
                    const std::string& scenario, int year) {
    if (target.scope == Scope::zone) return mean_value(results, series, scenario, year, zone_row);
    double found = nothing;
    for (std::size_t row = 0; row < district_count; ++row) {
        const double value = mean_value(results, series, scenario, year, row);
        const bool better = target.scope == Scope::lowest_district ? value < found : value > found;
        if (std::isnan(found) || better) found = value;
    }
    return found;
}

std::string threshold_text(const Target& target, const std::string& unit, Language language) {
    const std::string sign = target.rule == Rule::at_least ? "≥ " : "≤ ";
    const bool zh = language == Language::zh;
    if (target.basis == Basis::times_2019)
        return sign + fmt::format("{:.2f}", target.threshold) + (zh ? " × 2019年" : " × 2019");
    const std::string number = human_number(target.threshold, unit, language);
    if (target.basis == Basis::mean_of_3_years)
        return sign + number + (zh ? "（三年平均）" : " (3-year mean)");
    return sign + number;
}

TextTable figures(const Results& results, const std::string& scenario, Language language) {
    const bool zh = language == Language::zh;
    TextTable table;
    table.header = {zh ? "试验区指标" : "zone", "K", zh ? "单位" : "unit"};
    for (const int year : target_years(results)) table.header.push_back(std::to_string(year));
    for (const char* name : main_measures) {
        const Series* series = results.find(name);
        if (series == nullptr) continue;
        std::vector<std::string> row{zh ? series->long_name_zh : series->long_name, series->code,
                                     human_unit(series->unit, language)};
        for (const int year : target_years(results))
            row.push_back(human_number(mean_value(results, *series, scenario, year, zone_row),
                                       series->unit, language));
        table.rows.push_back(std::move(row));
    }
    return table;
}

std::string verdict(const Target& target, double value, Language language) {
    const bool zh = language == Language::zh;
    if (std::isnan(value)) return zh ? "无法判断" : "undecided";
    if (is_met(target, value)) return zh ? "达到" : "met";
    return zh ? "未达到" : "not met";
}

std::vector<std::string> target_row(const Target& target, const Series& series, double value,
                                    Language language) {
    const bool zh = language == Language::zh;
    const std::string threshold = threshold_text(target, series.unit, language);
    const std::string result = target.basis == Basis::times_2019 && !std::isnan(value)
                                   ? fmt::format("{:.2f}", value)
                                   : human_number(value, series.unit, language);
    return {std::to_string(target.year),
            zh ? target.zh : target.en,
            target.clause,
            human_unit(series.unit, language),
            target.in_document ? threshold : "",
            target.in_document ? "" : threshold,
            result,
            verdict(target, value, language)};
}

std::string target_lines(const Results& results, const std::vector<Target>& targets,
                         const std::string& scenario, Language language) {
    const bool zh = language == Language::zh;
    TextTable table;
    table.header =
        zh ? std::vector<std::string>{"年份",         "目标",           "条目",     "单位",
                                      "规划原文指标", "本项目假设阈值", "模拟结果", "判断"}
           : std::vector<std::string>{
                 "year",          "target", "item", "unit", "number in the plan",
                 "our threshold", "result", ""};
    std::string without;
    for (const Target& target : targets) {
        const Series* series = results.find(target.measure);
        if (series == nullptr) {
            without += (without.empty() ? "" : (zh ? "、" : ", ")) + (zh ? target.zh : target.en) +
                       " " + std::to_string(target.year);
            continue;
        }
        if (results.year_index(target.year) == results.years.size()) continue;
        table.rows.push_back(
            target_row(target, *series, attained(target, results, scenario), language));
    }
    std::string text = table.rows.empty() ? "" : "\n" + aligned_text(table);
    if (!without.empty())
        text +=
            (zh ? "本结果中没有对应指标的目标：" : "Targets without a measure in these results: ") +
            without + "\n";
    return text;
}

}  // namespace

std::vector<Target> read_targets(const std::filesystem::path& file) {
    FactProblems problems;
    std::string text;
    std::vector<Target> targets;
    for (const CsvRow& row : read_csv(file,
                                      {"id", "measure", "scope", "year", "rule", "threshold",
                                       "basis", "origin", "clause", "zh", "en"},
                                      problems, text))
        targets.push_back(target_of(row, problems));
    problems.throw_if_any();
    return targets;
}

double attained(const Target& target, const Results& results, const std::string& scenario) {
    const Series* series = results.find(target.measure);
    if (series == nullptr) return nothing;
    const auto in = [&](int year) {
        return scoped_value(target, results, *series, scenario, year);
    };
    switch (target.basis) {
        case Basis::times_2019:
            return in(target.year) / in(first_year);
        case Basis::mean_of_3_years:
            return (in(target.year) + in(target.year - 1) + in(target.year - 2)) / 3;
        default:
            return in(target.year);
    }
}

bool is_met(const Target& target, double attained_value) {
    // A hair of slack: sums of weighted cells of a sample are not exact.
    const double slack = 1e-9 * target.threshold;
    return target.rule == Rule::at_least ? attained_value >= target.threshold - slack
                                         : attained_value <= target.threshold + slack;
}

std::string target_table(const Results& results, const std::vector<Target>& targets,
                         Language language) {
    const bool zh = language == Language::zh;
    std::string text;
    for (const std::string& scenario : scenarios_of(results)) {
        const auto runs =
            std::count_if(results.runs.begin(), results.runs.end(),
                          [&](const RunLabel& run) { return run.scenario == scenario; });
        text += (text.empty() ? "" : "\n") +
                fmt::format(
                    fmt::runtime(zh ? "情景 {}（{} 次运行的均值，金额为当年价）\n"
                                    : "Scenario {} (mean of {} runs, money in current prices)\n"),
                    scenario, runs) +
                aligned_text(figures(results, scenario, language)) +
                target_lines(results, targets, scenario, language);
    }
    return text;
}

}  // namespace changji::output
