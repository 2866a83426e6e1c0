#include "model/app/batch/batch_provenance.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "build_info.hpp"
#include "model/app/batch/batch_folder.hpp"
#include "model/app/progress.hpp"
#include "output/provenance.hpp"

namespace changji::app {

using Json = nlohmann::ordered_json;

std::string batch_provenance(const BatchPlan& plan, const Baseline& baseline, int threads) {
    Json json;
    json["software"] = {{"name", "changji"},
                        {"version", build_info::version},
                        {"commit", build_info::commit},
                        {"dirty", build_info::dirty},
                        {"compiler", build_info::compiler},
                        {"flags", build_info::flags}};
    json["run"] = {{"last_year", plan.last_year()},
                   {"seed", plan.seed},
                   {"population_seed", 1},
                   {"population_basis", "registered"},
                   {"sample", plan.sample},
                   {"random_numbers", output::random_numbers_text},
                   {"facts_checksum", fmt::format("{:016x}", baseline.checksum)}};
    json["resources"] = {{"threads", threads}, {"started", utc_time()}};
    json["batch"] = {{"plan", plan_text(plan)}, {"base", plan.base}};
    for (const Scenario& scenario : plan.scenarios)
        json["scenarios"][scenario.name] = scenario_text(scenario);
    json["draws"] = Json::object();
    for (const ParameterDraw& draw : plan.draws) {
        Json values = Json::object();
        for (const Entry& entry : draw.entries)
            values[entry.key + (entry.district.empty() ? "" : "@" + entry.district)] =
                entry.knots.front().value;
        if (!values.empty() && plan.draws.size() <= 1000)
            json["draws"][std::to_string(draw.number)] = values;
    }
    return json.dump();
}

}  // namespace changji::app
