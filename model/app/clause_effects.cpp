#include "model/app/clause_effects.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "model/app/progress.hpp"
#include "model/scenario/plan_items.hpp"
#include "model/scenario/reader.hpp"
#include "model/simulation/registers.hpp"
#include "output/human_number.hpp"
#include "output/measures.hpp"

namespace changji::app {
namespace {

const output::Measure& measure_named(const std::string& name) {
    return *std::find_if(output::measures().begin(), output::measures().end(),
                         [&](const output::Measure& m) { return m.name == name; });
}

const Parameter& parameter_named(const std::string& key) {
    return *std::find_if(all_parameters().begin(), all_parameters().end(),
                         [&](const Parameter& p) { return p.key == key; });
}

Scenario scenario_with(const std::string& name, const std::vector<std::string>& settings,
                       const Places& places) {
    return read_scenario({name, {places.scenarios}, settings, ""}, all_parameters());
}

/// Every measure of any clause once; runs are read for all of them.
std::vector<Reading> readings_of(const std::vector<Clause>& clauses) {
    std::vector<Reading> readings;
    for (const Clause& clause : clauses)
        for (const std::string& name : coverage_of(clause).measures)
            if (std::none_of(readings.begin(), readings.end(),
                             [&](const Reading& r) { return r.measure == name; }))
                readings.push_back({name});
    return readings;
}

nlohmann::ordered_json number_or_null(double value) {
    return std::isfinite(value) ? nlohmann::ordered_json(value) : nlohmann::ordered_json(nullptr);
}

}  // namespace

std::vector<std::string> switch_settings(const Clause& clause, Switch way) {
    const std::size_t item = plan_item_index(clause.id);
    std::vector<std::string> settings;
    const auto safeguards = [&] {
        for (const std::string& key : coverage_of(clause).built)
            if (parameter_named(key).role == Role::safeguard)
                settings.push_back(key + (way == Switch::on ? "=2020:base 2021:reform" : "=base"));
    };
    if (plan_items()[item].safeguard) {
        safeguards();
        return settings;
    }
    if (coverage_of(clause).built.empty()) return settings;
    if (way == Switch::off) return {"roll." + clause.id + ".t0=9999"};
    return {"roll." + clause.id + ".target=1", "roll." + clause.id + ".t0=2021"};
}

std::vector<ClauseEffect> clause_effects(Laboratory& laboratory, const std::string& scenario,
                                         const std::vector<Clause>& clauses, Switch way,
                                         const Places& places) {
    Progress progress(Progress::Voice::normal);
    const std::vector<Reading> readings = readings_of(clauses);
    const auto without = laboratory.run(scenario_with(scenario, {}, places), readings);
    std::vector<ClauseEffect> effects;
    for (const Clause& clause : clauses) {
        const auto settings = switch_settings(clause, way);
        if (settings.empty()) continue;
        progress.show(clause.id);
        const auto with = laboratory.run(scenario_with(scenario, settings, places), readings);
        for (const std::string& name : coverage_of(clause).measures) {
            const auto at = static_cast<std::size_t>(
                std::find_if(readings.begin(), readings.end(),
                             [&](const Reading& r) { return r.measure == name; }) -
                readings.begin());
            effects.push_back({clause.id, name, paired_change(without[at], with[at])});
        }
    }
    return effects;
}

TextTable effect_table(const std::vector<ClauseEffect>& effects,
                       const std::vector<Clause>& clauses, Language language) {
    const bool zh = language == Language::zh;
    TextTable table;
    table.header = zh ? std::vector<std::string>{"条目", "内容", "指标", "K", "单位", "之前",
                                                 "变化", "标准误", "t"}
                      : std::vector<std::string>{"clause", "content", "measure", "K",   "unit",
                                                 "before", "change",  "s.e.",    "t"};
    for (const ClauseEffect& e : effects) {
        const auto clause = std::find_if(clauses.begin(), clauses.end(),
                                         [&](const Clause& c) { return c.id == e.clause; });
        const output::Measure& m = measure_named(e.measure);
        const std::string unit(m.unit);
        const auto number = [&](double x) { return output::human_number(x, unit, language); };
        table.rows.push_back({e.clause, zh ? clause->zh : clause->en,
                              std::string(zh ? m.zh : m.en), std::string(m.code),
                              output::human_unit(unit, language), number(e.change.without),
                              number(e.change.change), number(e.change.standard_error),
                              fmt::format("{:.1f}", e.change.t())});
    }
    return table;
}

TextTable effect_columns(const std::vector<ClauseEffect>& effects) {
    TextTable table;
    table.header = {"clause", "measure", "without", "change", "standard_error", "pairs"};
    for (const ClauseEffect& e : effects)
        table.rows.push_back({e.clause, e.measure, fmt::format("{}", e.change.without),
                              fmt::format("{}", e.change.change),
                              fmt::format("{}", e.change.standard_error),
                              fmt::format("{}", e.change.pairs)});
    return table;
}

std::string effect_json(const std::vector<ClauseEffect>& effects) {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const ClauseEffect& e : effects)
        list.push_back({{"clause", e.clause},
                        {"measure", e.measure},
                        {"without", number_or_null(e.change.without)},
                        {"change", number_or_null(e.change.change)},
                        {"standard_error", number_or_null(e.change.standard_error)},
                        {"pairs", e.change.pairs}});
    return list.dump(1) + "\n";
}

}  // namespace changji::app
