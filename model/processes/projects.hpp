#pragma once

#include "model/baseline/baseline.hpp"
#include "model/scenario/parameter.hpp"
#include "model/world/world.hpp"

/// Records of the plan at work: parks rise in grade, new towns are named, foreign parks, central
/// kitchens and the anchor's shares ask for firms. Rows T4.5, P2, J1, P9c, Z4a.
namespace changji::projects {

struct Coefficients {
    double town_ha;

    // clang-format off
    static constexpr auto parameters() {
        using C = Coefficients;
        return std::array{
            Bound<C>{&C::town_ha, {"town.built_ha", "ha", 30, 30, 5, 100, Role::coefficient, "", "33", "新建小镇产业用地", "built land of a new town", "assumption"}},
        };
    }
    // clang-format on
};
static_assert(all_described<Coefficients>);

struct Levers {
    double park_up, new_towns, town_score, foreign_entry, kitchen_entry, town_service;

    // clang-format off
    static constexpr auto parameters() {
        using L = Levers;
        using enum Role;
        return std::array{
            Bound<L>{&L::park_up, {"z4.park_up", "grade/y", 0, 0.1, 0, 1, lever, "Z4a", "33", "现代农业产业园升级率", "yearly chance that a park rises by a grade, at most three", "design assumption"}},
            Bound<L>{&L::new_towns, {"p2.new_towns", "towns/3 y", 0, 1, 0, 3, lever, "P2a", "4.9", "三年新建特色小镇数", "new towns in three years, zone", "design assumption"}},
            Bound<L>{&L::town_score, {"p2.theta", "share", 0.6, 0.6, 0, 1, lever, "P2a", "4.9", "小镇创建得分门槛", "least score of a township: mean percentile of access, sector density and services", "design assumption"}},
            Bound<L>{&L::foreign_entry, {"j1.fdi_entry", "firms/y", 0, 6, 0, 30, lever, "J1.3", "34", "区中园年进入外资企业", "foreign firms that enter the foreign parks in a year, zone", "design assumption"}},
            Bound<L>{&L::kitchen_entry, {"p9.kitchen_entry", "firms/y", 0, 2, 0, 10, lever, "P9c", "34", "中央厨房等新业态年进入数", "central kitchens and the like that open in a district and year, agri-food", "design assumption"}},
            Bound<L>{&L::town_service, {"t4.town_service", "CNY/town·y", 0, 3e6, 0, 3e7, lever, "T4.4", "38", "小城镇公共服务投入", "yearly spending on the services of a town, out of the reform line", "design assumption"}},
        };
    }
    // clang-format on
};
static_assert(all_described<Levers>);

struct Settings {
    Coefficients coefficients;
    PerDistrict<Levers> levers;
};

/// Fills World::projects and World::roads from the records: named ones in the order of the file,
/// then one possible town for every township without a named one.
void open(World& world, const Baseline& baseline);

/// Score of each possible town in [0, 1]: mean percentile among them of access to the district's
/// centre, jobs of food and tourism firms per resident, and rural services; no value for others.
std::vector<double> town_scores(const World& world);

/// One year: grades, new towns, and DistrictState::entries_added, foreign_entries and
/// town_services.
void step(World& world, const Settings& settings, const Draws& draws);

}  // namespace changji::projects
