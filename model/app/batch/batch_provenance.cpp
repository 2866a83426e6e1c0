#include "model/app/batch/batch_provenance.hpp"

#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "build_info.hpp"
#include "model/app/batch/batch_folder.hpp"
#include "model/app/progress.hpp"
#include "output/provenance.hpp"
#include "output/run_file.hpp"

namespace changji::app {

using Json = nlohmann::ordered_json;

BatchProvenance batch_provenance(const BatchPlan& plan, const Baseline& baseline, int threads) {
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
    BatchProvenance provenance{json.dump(), {}};
    for (const ParameterDraw& draw : plan.draws) {
        if (draw.entries.empty()) continue;
        Json values = Json::object();
        for (const Entry& entry : draw.entries)
            values[entry.key + (entry.district.empty() ? "" : "@" + entry.district)] =
                entry.knots.front().value;
        provenance.draws[draw.number] = values.dump();
    }
    return provenance;
}

std::string merged_provenance(const std::vector<std::filesystem::path>& files) {
    Json all = Json::parse(output::read_provenance(files.front()));
    std::set<std::string> known;
    Json runs = Json::array();
    for (const std::filesystem::path& file : files) {
        const Json one = Json::parse(output::read_provenance(file));
        for (const Json& run : one.at("runs"))
            if (known.insert(run.at("key")).second) runs.push_back(run);
        for (const auto& [number, values] : one.at("draws").items()) all["draws"][number] = values;
    }
    all["runs"] = runs;
    return all.dump();
}

}  // namespace changji::app
