#include <cmath>

#include <gtest/gtest.h>

#include "model/processes/farm_technology.hpp"
#include "tests/support/farm_world.hpp"

namespace changji::farm_technology {
namespace {

Season season_2019() {
    return season_of(test::farm_world({9, 1, 7}), base_values<Coefficients>(), 1700);
}

TEST(FarmTechnology, CostPerHectareFallsTo50MuAndIsFlatBeyond) {
    const auto c = base_values<Coefficients>();
    EXPECT_DOUBLE_EQ(cost_per_ha(c, 0), 5200 * 1.22);
    EXPECT_DOUBLE_EQ(cost_per_ha(c, 3.33), 5200);
    EXPECT_DOUBLE_EQ(cost_per_ha(c, 100), 5200);
}

TEST(FarmTechnology, LabourDaysFollowThePowerLaw) {
    const auto c = base_values<Coefficients>();
    const LabourTable table(c);
    EXPECT_DOUBLE_EQ(table.days(0), 0);
    EXPECT_NEAR(table.days(1), 52, 1e-9);
    for (const double ha : {0.3, 0.97, 2.51, 10.3, 31.99, 32.01, 77.7, 900.5})
        EXPECT_NEAR(table.days(ha), 52 * std::pow(ha, 0.58), 0.01) << ha;
    EXPECT_NEAR(table.days(0.1), 52 * 0.1 * std::pow(0.25, -0.42), 1e-9);
}

TEST(FarmTechnology, OffFarmChanceFallsWithAgeAlongTheGivenPoints) {
    const auto c = base_values<Coefficients>();
    EXPECT_DOUBLE_EQ(off_farm_chance(16, c), 0.90);
    EXPECT_DOUBLE_EQ(off_farm_chance(45, c), 0.65);
    EXPECT_DOUBLE_EQ(off_farm_chance(50, c), 0.50);
    EXPECT_DOUBLE_EQ(off_farm_chance(80, c), 0.05);
}

TEST(FarmTechnology, OffFarmChanceMovesWithTheJobMarket) {
    World world = test::farm_world({9, 1, 7});
    world.districts[0].job_chance0 = {0.9, 0.9, 0.9};
    world.districts[0].job_chance = {0.45, 0.9, 0.9};
    const Season season = season_of(world, base_values<Coefficients>(), 1700);
    const double usual = season.chance[1][45][index(Skill::low)];
    EXPECT_NEAR(season.chance[0][45][index(Skill::low)], usual / 2, 1e-12);
    EXPECT_NEAR(season.chance[0][45][index(Skill::middle)],
                season.chance[1][45][index(Skill::middle)], 1e-12);
}

TEST(FarmTechnology, FamilyDaysAreUsedBeforeHiredOnes) {
    const Season season = season_2019();
    const Operator alone{10000, 0, 60, 1, 100};
    const Operator family{10000, 1000, 60, 1, 100};
    EXPECT_NEAR(profit(season, family, 1) - profit(season, alone, 1), 52 * (140 - 60), 1e-6);
}

TEST(FarmTechnology, LandBeyondMachineryCosts900PerHectare) {
    const Season season = season_2019();
    const Operator small{10000, 0, 60, 1, 4}, large{10000, 0, 60, 1, 6};
    EXPECT_NEAR(profit(season, large, 6) - profit(season, small, 6), 2 * 900, 1e-9);
}

TEST(FarmTechnology, SurveyCountsOwnDaysOfThoseAtHome) {
    World world = test::farm_world({9, 0, 7});
    Cell& cell = world.cells[0];
    test::add_household(cell, 11, 1, 0);
    test::add_person(cell, 1, {40, Work::farm, home_place});
    test::add_person(cell, 2, {42, Work::wage, home_place});
    test::add_person(cell, 3, {70, Work::retired, home_place});
    test::add_person(cell, 4, {85, Work::retired, home_place});
    test::add_person(cell, 5, {30, Work::away, rest_of_nation});
    Staff staff;
    survey(cell, season_of(world, base_values<Coefficients>(), 1700), staff);
    EXPECT_DOUBLE_EQ(staff.own_days[0], 230 + 60 + 120);
    cell.people.work[2] = Work::farm;  // at 70 still an elder's days, and no bidder
    survey(cell, season_of(world, base_values<Coefficients>(), 1700), staff);
    EXPECT_DOUBLE_EQ(staff.own_days[0], 230 + 60 + 120);
    EXPECT_EQ(staff.eldest[0], 85);
    EXPECT_EQ(staff.farmers[0], 1);
}

TEST(FarmTechnology, CustodyCostsAFeeAndSavesWork) {
    World world = test::farm_world({9, 0, 7});
    Cell& cell = world.cells[0];
    test::add_household(cell, 11, 1, 0);
    const auto settings = test::base_settings<Settings>();
    const Season season = season_of(world, settings.coefficients, 1700);
    Staff staff;
    survey(cell, season, staff);
    const Operator before = household_operator(cell, 0, season, settings.levers[0], staff);
    cell.households.traits[0] |= uses_custody;
    const Operator after = household_operator(cell, 0, season, settings.levers[0], staff);
    EXPECT_NEAR(before.value - after.value, 1800, 1e-9);
    EXPECT_NEAR(after.labour, 0.6, 1e-12);
}

TEST(FarmTechnology, MachineryFollowsHalfWayUpAndATenthDown) {
    EXPECT_DOUBLE_EQ(machinery_next(2, 5), 4);
    EXPECT_DOUBLE_EQ(machinery_next(12, 5), 11.4);
    EXPECT_DOUBLE_EQ(machinery_next(6, 5), 6);
}

}  // namespace
}  // namespace changji::farm_technology
