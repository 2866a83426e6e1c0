#include "output/attainment.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "output/csv.hpp"
#include "output/human_number.hpp"

namespace changji::output {
namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

double value_in(const Target& target, const Results& results, const std::string& scenario,
                std::size_t row) {
    if (row == zone_row) return attained(target, results, scenario);
    const Series* series = results.find(target.measure);
    if (series == nullptr) return nothing;
    const auto in = [&](int year) { return mean_value(results, *series, scenario, year, row); };
    switch (target.basis) {
        case Basis::times_2019:
            return in(target.year) / in(first_year);
        case Basis::mean_of_3_years:
            return (in(target.year) + in(target.year - 1) + in(target.year - 2)) / 3;
        default:
            return in(target.year);
    }
}

Met met(const Target& target, double value) {
    if (std::isnan(value)) return Met::undecided;
    return is_met(target, value) ? Met::yes : Met::no;
}

/// A total of the zone says nothing of one district: grain in tonnes is a target of the zone only.
bool suits_districts(const Target& target) {
    return target.basis != Basis::mean_of_3_years;
}

void mark_first_failures(std::vector<Attainment>& list, std::size_t from) {
    for (std::size_t row = 0; row < row_count; ++row) {
        Attainment* first = nullptr;
        for (std::size_t i = from; i < list.size(); ++i) {
            Attainment& a = list[i];
            if (a.row != row || a.met != Met::no) continue;
            if (first == nullptr || a.target->year < first->target->year) first = &a;
        }
        if (first != nullptr) first->first_failure = true;
    }
}

std::string word(Met met, Language language) {
    const bool zh = language == Language::zh;
    if (met == Met::undecided) return zh ? "无法判断" : "undecided";
    if (met == Met::yes) return zh ? "达到" : "met";
    return zh ? "未达到" : "not met";
}

std::string percent(double share) {
    return std::isnan(share) ? "–" : fmt::format("{:+.1f} %", 100 * share);
}

std::string number_of(double value, const Attainment& a, Language language) {
    if (std::isnan(value)) return "–";
    return a.target->basis == Basis::times_2019 ? fmt::format("{:.2f} ×", value)
                                                : human_number(value, a.unit, language);
}

std::string_view key_of(Met met) {
    return met == Met::yes ? "yes" : met == Met::no ? "no" : "undecided";
}

}  // namespace

std::vector<Attainment> attainments(const Results& results, const std::vector<Target>& targets,
                                    const Results* base) {
    const std::string base_scenario = base == nullptr ? "" : scenarios_of(*base).front();
    std::vector<Attainment> list;
    for (const std::string& scenario : scenarios_of(results)) {
        const std::size_t from = list.size();
        for (std::size_t row = 0; row < row_count; ++row) {
            for (const Target& target : targets) {
                if (row != zone_row && !suits_districts(target)) continue;
                const Series* series = results.find(target.measure);
                const double value = value_in(target, results, scenario, row);
                const double over = value / target.threshold - 1;
                const double in_base =
                    base == nullptr ? nothing : value_in(target, *base, base_scenario, row);
                list.push_back({&target, scenario, series == nullptr ? "" : series->unit, row,
                                value, target.rule == Rule::at_least ? over : -over,
                                met(target, value), met(target, in_base), false});
            }
        }
        mark_first_failures(list, from);
    }
    return list;
}

TextTable zone_attainment(const std::vector<Attainment>& list, Language language) {
    const bool zh = language == Language::zh;
    TextTable table;
    table.header = zh ? std::vector<std::string>{"情景", "年份", "目标", "条目", "规划原文指标",
                                                 "本项目假设阈值", "结果", "余量", "判断", "基线"}
                      : std::vector<std::string>{"scenario", "year", "target", "clause",
                                                 "number in the plan", "our threshold", "result",
                                                 "margin", "", "baseline"};
    for (const Attainment& a : list) {
        if (a.row != zone_row) continue;
        const Target& t = *a.target;
        const std::string threshold = (t.rule == Rule::at_least ? "≥ " : "≤ ") +
                                      number_of(t.threshold, a, language);
        table.rows.push_back({a.scenario, std::to_string(t.year), zh ? t.zh : t.en, t.clause,
                              t.in_document ? threshold : "", t.in_document ? "" : threshold,
                              number_of(a.value, a, language), percent(a.margin),
                              word(a.met, language),
                              a.met_in_base == Met::undecided ? "" : word(a.met_in_base, language)});
    }
    return table;
}

TextTable first_failures(const std::vector<Attainment>& list, Language language) {
    const bool zh = language == Language::zh;
    TextTable table;
    table.header = zh ? std::vector<std::string>{"情景", "县区", "达到", "未达到", "首个未达到的目标",
                                                 "年份", "余量"}
                      : std::vector<std::string>{"scenario", "district", "met", "not met",
                                                 "first target missed", "year", "margin"};
    for (std::size_t i = 0; i < list.size();) {
        int counts[3] = {0, 0, 0};
        const Attainment* first = nullptr;
        std::size_t end = i;
        for (; end < list.size() && list[end].row == list[i].row &&
               list[end].scenario == list[i].scenario;
             ++end) {
            ++counts[static_cast<std::size_t>(list[end].met)];
            if (list[end].first_failure) first = &list[end];
        }
        const Name& name = row_name(list[i].row);
        table.rows.push_back({list[i].scenario, std::string(zh ? name.zh : name.en),
                              std::to_string(counts[static_cast<std::size_t>(Met::yes)]),
                              std::to_string(counts[static_cast<std::size_t>(Met::no)]),
                              first == nullptr ? "–" : zh ? first->target->zh : first->target->en,
                              first == nullptr ? "" : std::to_string(first->target->year),
                              first == nullptr ? "" : percent(first->margin)});
        i = end;
    }
    return table;
}

TextTable attainment_columns(const std::vector<Attainment>& list) {
    TextTable table;
    table.header = {"scenario", "district", "target", "year",   "measure", "origin", "threshold",
                    "value",    "margin",   "met",    "met_in_base", "first_failure"};
    for (const Attainment& a : list)
        table.rows.push_back({a.scenario, std::string(row_name(a.row).key), a.target->id,
                              std::to_string(a.target->year), a.target->measure,
                              a.target->in_document ? "document" : "assumption",
                              fmt::format("{}", a.target->threshold), fmt::format("{}", a.value),
                              fmt::format("{}", a.margin), std::string(key_of(a.met)),
                              std::string(key_of(a.met_in_base)), a.first_failure ? "1" : "0"});
    return table;
}

std::string attainment_json(const std::vector<Attainment>& list) {
    using Json = nlohmann::ordered_json;
    const auto number = [](double x) { return std::isfinite(x) ? Json(x) : Json(nullptr); };
    Json rows = Json::array();
    for (const Attainment& a : list)
        rows.push_back({{"scenario", a.scenario},
                        {"district", row_name(a.row).key},
                        {"target", a.target->id},
                        {"year", a.target->year},
                        {"measure", a.target->measure},
                        {"origin", a.target->in_document ? "document" : "assumption"},
                        {"threshold", a.target->threshold},
                        {"value", number(a.value)},
                        {"margin", number(a.margin)},
                        {"met", key_of(a.met)},
                        {"met_in_base", key_of(a.met_in_base)},
                        {"first_failure", a.first_failure}});
    return rows.dump(1) + "\n";
}

}  // namespace changji::output
