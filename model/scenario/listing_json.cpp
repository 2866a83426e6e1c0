#include <nlohmann/json.hpp>

#include "model/scenario/register_text.hpp"
#include "model/scenario/resolved_text.hpp"

namespace changji {
namespace {

using Json = nlohmann::ordered_json;

std::string text_of(const Json& json) {
    return json.dump(2) + "\n";
}

}  // namespace

std::string register_json(const std::vector<Parameter>& parameters) {
    Json list = Json::array();
    for (const Parameter& p : parameters)
        list.push_back({{"key", p.key},
                        {"unit", p.unit},
                        {"base", p.base},
                        {"reform", p.reform},
                        {"low", p.low},
                        {"high", p.high},
                        {"role", role_key(p.role)},
                        {"clause", p.clause},
                        {"equation", p.equation},
                        {"zh", p.zh},
                        {"en", p.en},
                        {"source", p.source}});
    return text_of(list);
}

std::string show_json(const Scenario& scenario, const std::vector<Parameter>& parameters) {
    Json values = Json::array();
    for (const ResolvedValue& resolved : resolved_values(scenario, parameters)) {
        Json districts = Json::object();
        for (std::size_t d = 0; d < district_count; ++d)
            districts[std::string(district_names[d].key)] = {{"value", resolved.value[d]},
                                                             {"origin", resolved.origin[d]}};
        values.push_back(
            {{"key", resolved.key}, {"unit", resolved.unit}, {"districts", districts}});
    }
    return text_of({{"name", scenario.name}, {"values", values}});
}

std::string diff_json(const Scenario& first, const Scenario& second,
                      const std::vector<Parameter>& parameters) {
    Json found = Json::array();
    for (const Difference& d : differences(first, second, parameters))
        found.push_back({{"key", d.key},
                         {"district", d.district},
                         {"unit", d.unit},
                         {"first", d.first},
                         {"second", d.second}});
    return text_of({{"first", first.name}, {"second", second.name}, {"differences", found}});
}

}  // namespace changji
