#pragma once

#include "model/scenario/parameter.hpp"
#include "model/world/world.hpp"

/// Rural tourism, eq. (35): visits of townspeople to villages by distance and attraction, under a
/// capacity; part of what they spend is village business income, the rest calls for tourism firms.
namespace changji::tourism {

struct Coefficients {
    double visits_2019, decay, spend, household_share, capacity_2019, weekend_share;
    double site_attraction, core_changchun, core_jilin, core_minutes;

    // clang-format off
    static constexpr auto parameters() {
        using C = Coefficients;
        using enum Role;
        return std::array{
            Bound<C>{&C::visits_2019, {"tour.visits0", "visits/y", 1e7, 1e7, 2e6, 4e7, coefficient, "", "35", "2019年乡村旅游人次", "visits to villages in 2019", "assumption"}},
            Bound<C>{&C::decay, {"tour.distance_decay", "1/min", -0.025, -0.025, -0.05, -0.01, coefficient, "", "35", "旅游的距离衰减", "distance decay of visits", "assumption"}},
            Bound<C>{&C::spend, {"tour.spend", "CNY/visit", 120, 120, 60, 300, coefficient, "", "35", "每人次消费", "spending per visit, 2019 prices", "assumption"}},
            Bound<C>{&C::household_share, {"tour.household_share", "share", 0.45, 0.45, 0.2, 0.7, coefficient, "", "35", "其中农户所得", "share of it that accrues to village households", "assumption"}},
            Bound<C>{&C::capacity_2019, {"tour.capacity0", "×", 1.2, 1.2, 1, 2, coefficient, "", "35", "2019年接待能力倍数", "capacity of a village in 2019 over its visits", "assumption"}},
            Bound<C>{&C::weekend_share, {"tour.weekend_share", "share", 0.5, 0.5, 0.2, 0.9, coefficient, "", "35", "周末出游比重", "share of visits made on weekends", "assumption"}},
            Bound<C>{&C::site_attraction, {"tour.site", "1", 1, 1, 0.2, 5, coefficient, "", "35", "旅游点吸引力", "attraction of a site, a plain village without ecological land being 0.5", "assumption"}},
            Bound<C>{&C::core_changchun, {"tour.core_changchun", "persons", 3e6, 3e6, 1e6, 5e6, coefficient, "", "35", "长春主城客源人口", "townspeople of Changchun outside the zone", "assumption"}},
            Bound<C>{&C::core_jilin, {"tour.core_jilin", "persons", 6e5, 6e5, 2e5, 1.2e6, coefficient, "", "35", "吉林市主城客源人口", "townspeople of Jilin city outside the zone", "assumption"}},
            Bound<C>{&C::core_minutes, {"tour.core_minutes", "min", 20, 20, 5, 60, coefficient, "", "35", "主城到试验区的路程", "minutes from the city cores to Jingyue and Chuanying", "assumption"}},
        };
    }
    // clang-format on
};
static_assert(all_described<Coefficients>);

struct Levers {
    double capacity_growth, grade_gain, sites, bus_time, expo_visits;

    // clang-format off
    static constexpr auto parameters() {
        using L = Levers;
        using enum Role;
        return std::array{
            Bound<L>{&L::capacity_growth, {"p4.capacity_growth", "share/y", 0.02, 0.08, 0, 0.4, lever, "P4a", "35", "接待能力年增长", "growth of visit capacity", "design assumption"}},
            Bound<L>{&L::grade_gain, {"p4.grade_gain", "share", 0, 0.1, 0, 0.3, lever, "P4d", "35", "旅游点星级提升", "rise of the attraction of listed sites", "design assumption"}},
            Bound<L>{&L::sites, {"site.eff", "share", 0, 1, 0, 1, lever, "P4c", "35", "新旅游点建成比例", "part of the listed sites of 2020 and later that is built", "design assumption"}},
            Bound<L>{&L::bus_time, {"p4.bus_time", "share of time", 0, -0.15, -0.5, 0, lever, "P4b", "35", "周末公交缩短路程", "change of travel time to villages on weekends", "design assumption"}},
            Bound<L>{&L::expo_visits, {"p7.expo_visits", "×", 1, 1.3, 0.5, 3, lever, "P7a", "35", "会展带动游客倍数", "visits to districts with an exhibition ground", "design assumption"}},
        };
    }
    // clang-format on
};
static_assert(all_described<Levers>);

struct Settings {
    Coefficients coefficients;
    PerDistrict<Levers> levers;
};

/// Attraction of a village by its land, fixed at the opening: 0.5 and the share of ecological land.
double attraction_of(const Cell& cell);

/// Pull of a district before villages differ: townspeople by minutes, in persons.
PerDistrict<double> pull(const World& world, const Settings& settings);

/// 2019: attractions, the scale G that gives the visits of 2019, and the villages' capacities.
void open(World& world, const Settings& settings);

/// One year of visits: pays village households per head at home, writes Cell::visits,
/// DistrictState::visits and tourism_value_added. After the satellite.
void step(World& world, const Settings& settings);

}  // namespace changji::tourism
