#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

#include "model/base/check.hpp"
#include "model/scenario/parameter.hpp"
#include "model/scenario/scenario.hpp"

/// From the register and a scenario to the plain structs that the processes read.
namespace changji {

/// Appends the parameters of a struct to the register and gives the index of the first.
template <class Values>
std::size_t append_parameters(std::vector<Parameter>& parameters) {
    const std::size_t first = parameters.size();
    for (const auto& bound : Values::parameters()) parameters.push_back(bound.parameter);
    return first;
}

/// The plan item whose rollout drives a lever: the first one listed.
inline std::string_view first_clause(const Parameter& parameter) {
    return parameter.clause.substr(0, parameter.clause.find(' '));
}

/// Eq. (0): x_base + min(ρ, ρ₀)(x_def − x_base) + (ρ − ρ₀)⁺(x_ref − x_base), x_def the register's
/// reform value. Without progress beyond 2019 the reform value x_ref changes no bit, and rounding
/// never leaves the range of the three values.
inline double effective_value(const Parameter& parameter, double x_ref, RolloutShare share) {
    const double base = parameter.base, usual = parameter.reform;
    const double pilot = base + std::min(share.now, share.pilot) * (usual - base);
    if (!(share.now > share.pilot)) return pilot;
    if (share.now >= 1 && (share.pilot == 0 || x_ref == usual)) return x_ref;  // to the last bit
    const double value = pilot + (share.now - share.pilot) * (x_ref - base);
    const double low = std::min({base, usual, x_ref}), high = std::max({base, usual, x_ref});
    return std::clamp(value, low, high);
}

/// The value that acts on a district: levers and coverage shares through the rollout of their
/// plan item, all others as scheduled. `rollout` is the district's ρ by plan item.
inline double effective_value(const Parameter& parameter, double x_ref, District district,
                              const std::vector<double>& rollout) {
    if (parameter.role != Role::lever && parameter.role != Role::village) return x_ref;
    const std::size_t item = plan_item_index(first_clause(parameter));
    ensure(item < rollout.size(), "a lever names an item of the plan and every item has a rollout");
    return effective_value(parameter, x_ref,
                           rollout_share(parameter.key, item, district, rollout[item]));
}

/// The levers of one process in one district and year; `first_parameter` is what
/// append_parameters gave for this struct. (Plain `bind` would also find std::bind.)
template <class Values>
Values bind_levers(const Scenario& scenario, std::size_t first_parameter, int year,
                   District district, const std::vector<double>& rollout) {
    Values values{};
    std::size_t parameter = first_parameter;
    for (const auto& bound : Values::parameters()) {
        const double x_ref = scenario.value(parameter++, year, district);
        values.*(bound.member) = effective_value(bound.parameter, x_ref, district, rollout);
    }
    return values;
}

/// Coefficients, which are the same in all districts and know no rollout.
template <class Values>
Values bind_coefficients(const Scenario& scenario, std::size_t first_parameter, int year) {
    Values values{};
    std::size_t parameter = first_parameter;
    for (const auto& bound : Values::parameters()) {
        ensure(bound.parameter.role == Role::coefficient, "only coefficients are bound zone-wide");
        values.*(bound.member) = scenario.value(parameter++, year, District::jiutai);
    }
    return values;
}

}  // namespace changji
