#include "model/app/batch/history.hpp"

#include <bit>

#include "model/scenario/bind.hpp"
#include "output/content_hash.hpp"

namespace changji::app {
namespace {

void add(output::ContentHash& hash, double value) {
    hash.add(std::bit_cast<std::uint64_t>(value));
}

/// By item of the plan and district: whether a target has left the state of 2019.
using Awake = std::vector<PerDistrict<bool>>;

void add_opening(output::ContentHash& hash, const Scenario& scenario,
                 const std::vector<Parameter>& parameters) {
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        if (parameters[i].role != Role::coefficient) continue;
        for (const Path& path : scenario.values[i]) {
            for (const Path::Knot& knot : path.knots) {
                hash.add(static_cast<std::uint64_t>(knot.year));
                add(hash, knot.value);
            }
        }
    }
}

void add_targets(output::ContentHash& hash, const Scenario& scenario, int year, Awake& awake) {
    for (std::size_t item = 0; item < awake.size(); ++item) {
        for (std::size_t d = 0; d < district_count; ++d) {
            const double target = scenario.target(item, year, district_at(d));
            add(hash, target);
            if (target != rollout_2019(item, district_at(d))) awake[item][d] = true;
        }
    }
}

/// The item that drives each parameter; their number for those that act directly.
std::vector<std::size_t> driving_items(const std::vector<Parameter>& parameters) {
    std::vector<std::size_t> items;
    for (const Parameter& parameter : parameters) {
        const bool driven = parameter.role == Role::lever || parameter.role == Role::village;
        items.push_back(driven ? plan_item_index(first_clause(parameter)) : plan_items().size());
    }
    return items;
}

}  // namespace

std::vector<std::string> history_of(const Scenario& scenario,
                                    const std::vector<Parameter>& parameters, int last_year) {
    const std::vector<std::size_t> items = driving_items(parameters);
    Awake awake(plan_items().size());
    output::ContentHash hash;
    add_opening(hash, scenario, parameters);
    std::vector<std::string> history{hash.hex()};
    for (int year = first_year + 1; year <= last_year; ++year) {
        add_targets(hash, scenario, year, awake);
        for (std::size_t i = 0; i < parameters.size(); ++i) {
            for (std::size_t d = 0; d < district_count; ++d) {
                if (items[i] == awake.size() || awake[items[i]][d])
                    add(hash, scenario.value(i, year, district_at(d)));
            }
        }
        history.push_back(hash.hex());
    }
    return history;
}

}  // namespace changji::app
