#include "model/app/batch/plan.hpp"
#include "model/scenario/resolved_text.hpp"
#include "model/scenario/value_text.hpp"
#include "model/simulation/registers.hpp"
#include "output/content_hash.hpp"

namespace changji::app {
namespace {

std::string hash_of(const Scenario& scenario) {
    output::ContentHash hash;
    hash.add(scenario.name);
    for (const ResolvedValue& value : resolved_values(scenario, all_parameters())) {
        hash.add(value.key);
        for (const std::string& text : value.value) hash.add(text);
    }
    return hash.hex();
}

std::string hash_of(const ParameterDraw& draw) {
    output::ContentHash hash;
    for (const Entry& entry : draw.entries) {
        hash.add(entry.key);
        hash.add(entry.district);
        for (const Entry::Knot& knot : entry.knots) hash.add(knot.year + ":" + knot.value);
    }
    return hash.hex();
}

template <class Item>
std::vector<std::string> hashes_of(const std::vector<Item>& items) {
    std::vector<std::string> hashes;
    for (const Item& item : items) hashes.push_back(hash_of(item));
    return hashes;
}

}  // namespace

std::vector<PlannedRun> expanded(const BatchPlan& plan) {
    const auto scenarios = hashes_of(plan.scenarios), draws = hashes_of(plan.draws);
    std::string common = std::to_string(plan.seed) + " " + number_text(plan.sample);
    for (const std::string& measure : plan.measures) common += " " + measure;
    std::vector<PlannedRun> runs;
    for (int replicate = 0; replicate < plan.replicates; ++replicate) {
        for (std::size_t draw = 0; draw < plan.draws.size(); ++draw) {
            for (std::size_t scenario = 0; scenario < plan.scenarios.size(); ++scenario) {
                output::ContentHash hash;
                hash.add(common);
                hash.add(scenarios[scenario]);
                hash.add(draws[draw]);
                hash.add(static_cast<std::uint64_t>(plan.draws[draw].number));
                hash.add(static_cast<std::uint64_t>(replicate));
                runs.push_back({scenario, draw, replicate, hash.hex().substr(0, 16)});
            }
        }
    }
    return runs;
}

}  // namespace changji::app
