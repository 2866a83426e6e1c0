#pragma once

#include "model/scenario/parameter.hpp"
#include "model/world/world.hpp"

/// Skill training of rural-hukou adults, §4.2: one lasting wage premium per person, paid for by
/// the district.
namespace changji::training {

struct Coefficients {
    double cost;

    static constexpr auto parameters() {
        using C = Coefficients;
        return std::array{
            Bound<C>{&C::cost, {"lab.train_cost", "CNY/person", 2000, 2000, 500, 8000, Role::coefficient, "", "6", "人均培训成本", "cost of training a person", "assumption"}},
        };
    }
};
static_assert(all_described<Coefficients>);

struct Levers {
    double share, upskill;

    static constexpr auto parameters() {
        using L = Levers;
        return std::array{
            Bound<L>{&L::share, {"t5.train_share", "share/y", 0.02, 0.06, 0, 0.2, Role::lever, "T5.2", "4.2", "年培训比例", "share of untrained adults trained in a year", "assumption"}},
            Bound<L>{&L::upskill, {"z5.upskill", "share/y", 0, 0.01, 0, 0.05, Role::lever, "Z5b", "4.2", "基层人才学历提升", "yearly share of farm operators and village business people who gain a level of schooling", "design assumption"}},
        };
    }
};
static_assert(all_described<Levers>);

struct Settings {
    Coefficients coefficients;
    PerDistrict<Levers> levers;
};

/// Raises the schooling of some who farm or run a business at home in a village, up to college.
/// Trains residents of rural hukou aged 16–59 who are not in school. The district pays now.
void train(World& world, const Settings& settings, const Draws& draws);

}  // namespace changji::training
