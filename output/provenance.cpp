#include "output/provenance.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "model/scenario/resolved_text.hpp"
#include "output/solved_values.hpp"

namespace changji::output {
namespace {

using Json = nlohmann::ordered_json;

/// One value if all districts agree, else an object by district.
Json by_district(const PerDistrict<std::string>& texts) {
    const bool same = std::all_of(texts.begin(), texts.end(),
                                  [&](const std::string& text) { return text == texts[0]; });
    if (same) return texts[0];
    Json all = Json::object();
    for (std::size_t d = 0; d < district_count; ++d)
        all[std::string(district_names[d].key)] = texts[d];
    return all;
}

Json parameters_json(const Provenance& p) {
    Json all = Json::object();
    for (const ResolvedValue& resolved : resolved_values(*p.scenario, *p.parameters))
        all[resolved.key] = {{"unit", resolved.unit},
                             {"value", by_district(resolved.value)},
                             {"origin", by_district(resolved.origin)}};
    return all;
}

Json schedule_json(const Provenance& p) {
    Json steps = Json::array();
    for (const StepText& step : p.schedule)
        steps.push_back({{"key", step.key},
                         {"zh", step.zh},
                         {"en", step.en},
                         {"reads", step.reads},
                         {"writes", step.writes}});
    return steps;
}

Json factors_json(const std::vector<ClosingFactor>& factors) {
    Json all = Json::object();
    for (const ClosingFactor& factor : factors)
        all[factor.name] = {
            {"target", factor.target}, {"before", factor.before}, {"factor", factor.factor()}};
    return all;
}

Json solved_json(const Solved& solved) {
    Json all = Json::object();
    for (const SolvedValue& value : solved_values(solved)) all[value.name] = value.numbers;
    return all;
}

Json ledger_json(const std::vector<YearlyFlows>& flows) {
    Json all = Json::object();
    for (const ItemInfo& item : items()) {
        Json years = Json::object();
        for (const YearlyFlows& year : flows) {
            const Money total = year.total[static_cast<std::size_t>(item.item)];
            if (total.count != 0) years[std::to_string(year.year)] = changji::in_yuan(total);
        }
        all[std::string(item.key)] = {{"zh", item.zh}, {"yuan", years}};
    }
    return all;
}

}  // namespace

std::string provenance_json(const Provenance& p) {
    Json json;
    json["software"] = {{"name", p.program}, {"version", p.version},   {"commit", p.commit},
                        {"dirty", p.dirty},  {"compiler", p.compiler}, {"flags", p.flags}};
    json["run"] = {{"scenario", p.scenario->name},
                   {"last_year", p.scenario->last_year},
                   {"seed", p.seed},
                   {"replicate", p.replicate},
                   {"population_seed", p.population_seed},
                   {"population_basis", p.population_basis},
                   {"sample", p.sample},
                   {"random_numbers", random_numbers_text},
                   {"facts_checksum", fmt::format("{:016x}", p.baseline->checksum)}};
    json["resources"] = {{"threads", p.threads}, {"started", p.started}, {"seconds", p.seconds}};
    json["schedule"] = schedule_json(p);
    json["parameters"] = parameters_json(p);
    json["scenario_text"] = p.scenario_text;
    json["closing_factors"] = factors_json(p.closing_factors);
    json["solved"] = solved_json(*p.solved);
    json["ledger"] = ledger_json(*p.flows);
    json["note"] =
        "Thresholds that the plan does not state are assumptions; values marked assumption in the "
        "register have no published source. Flows of the ledger are those of the agents in "
        "memory: those of a sample are not weighted.";
    return json.dump(1);
}

}  // namespace changji::output
