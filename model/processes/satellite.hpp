#pragma once

#include "model/scenario/parameter.hpp"
#include "model/world/world.hpp"

/// Agriculture outside grain: livestock with deer, forestry, fishery, and specialty crops' net
/// value, by village; section 4.9 around equation (37).
namespace changji::satellite {

struct Coefficients {
    double value_2019, household_share, growth;

    // clang-format off
    static constexpr auto parameters() {
        using C = Coefficients;
        using enum Role;
        return std::array{
            Bound<C>{&C::value_2019, {"sat.va0", "CNY 2019", 8e9, 8e9, 4e9, 1.5e10, coefficient, "", "37", "2019年畜牧林渔增加值", "value added of livestock, forestry and fishery in 2019", "assumption"}},
            Bound<C>{&C::household_share, {"sat.household_share", "share", 0.6, 0.6, 0.3, 0.9, coefficient, "", "37", "其中农户份额(起始值)", "households' share of it, start value of the solution", "assumption"}},
            Bound<C>{&C::growth, {"sat.growth", "1/y real", 0.015, 0.015, 0, 0.03, coefficient, "", "37", "实际增长率", "real growth of the total, specialty crops included, whatever the head count", "prototype"}},
        };
    }
    // clang-format on
};
static_assert(all_described<Coefficients>);

struct Settings {
    Coefficients coefficients;
};

/// Members of each household at home; returns their number.
std::int64_t heads_at_home(const Cell& cell, std::vector<std::int32_t>& heads);

/// Spreads the household share of 2019 over villages by residents at home. Call again after
/// Solved::satellite_household_share changes.
void open(World& world, const Settings& settings);

/// Real and nominal growth since 2019.
double growth_since_2019(const World& world, const Coefficients& c);

/// Pays each village's household satellite and net specialty value to its residents at home, per
/// head; writes DistrictState::agriculture_value_added (crops and the whole satellite, weighted to
/// the full population). After harvest::gather.
void step(World& world, const Settings& settings, double specialty_cost_share);

}  // namespace changji::satellite
