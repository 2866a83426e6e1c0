#include "model/scenario/scenario.hpp"

#include <algorithm>

#include "model/base/check.hpp"

namespace changji {
namespace {

PerDistrict<std::string> all_default() {
    PerDistrict<std::string> origins;
    for (std::string& origin : origins) origin = "default";
    return origins;
}

Path constant(double value) {
    return {{{first_year, value}}};
}

}  // namespace

double Path::at(int year) const {
    ensure(!knots.empty(), "a path has at least one knot");
    if (year <= knots.front().year) return knots.front().value;
    if (year >= knots.back().year) return knots.back().value;
    const auto next = std::upper_bound(knots.begin(), knots.end(), year,
                                       [](int y, const Knot& knot) { return y < knot.year; });
    const Knot& before = *(next - 1);
    if (before.year == year) return before.value;
    const double share = static_cast<double>(year - before.year) / (next->year - before.year);
    return before.value + share * (next->value - before.value);
}

double Scenario::target(std::size_t item, int year, District d) const {
    const Rollout& plan = rollout[item][d];
    return year < plan.start_year ? rollout_2019(item, d) : plan.target.at(year);
}

Scenario default_scenario(const std::vector<Parameter>& parameters) {
    Scenario scenario;
    scenario.name = "baseline";
    for (const Parameter& parameter : parameters) {
        const bool reform = parameter.role == Role::lever || parameter.role == Role::village;
        PerDistrict<Path> values;
        for (Path& path : values) path = constant(reform ? parameter.reform : parameter.base);
        scenario.values.push_back(values);
    }
    for (std::size_t item = 0; item < plan_items().size(); ++item) {
        PerDistrict<Scenario::Rollout> rollout;
        for (std::size_t d = 0; d < district_count; ++d)
            rollout[d].target = constant(rollout_2019(item, district_at(d)));
        scenario.rollout.push_back(rollout);
    }
    scenario.origins.values.assign(parameters.size(), all_default());
    scenario.origins.rollout_target.assign(plan_items().size(), all_default());
    scenario.origins.start_year.assign(plan_items().size(), all_default());
    return scenario;
}

}  // namespace changji
