#include <gtest/gtest.h>

#include "model/processes/land_policy.hpp"
#include "tests/support/farm_world.hpp"

namespace changji::land_policy {
namespace {

/// Villages with every use of land, money in the land funds, GDP by district.
World land_world() {
    World world = test::farm_world({18, 2, 3});
    world.year = 2020;
    for (Cell& cell : world.cells) {
        cell.land[index(LandUse::homestead)] = hectares(50);
        cell.land[index(LandUse::collective_commercial)] = hectares(2);
        cell.land[index(LandUse::other)] = hectares(30);
        cell.land[index(LandUse::state_construction)] = hectares(10);
        cell.minutes_to_centre = 10;
    }
    land::open(world);
    for (std::size_t d = 0; d < district_count; ++d) {
        world.districts[d].gdp = yuan(1e9 * static_cast<double>(1 + d));
        world.districts[d].cash = world.districts[d].land_fund = yuan(5e7);
    }
    return world;
}

Settings settings_with(double Levers::*lever, double value) {
    Settings settings = test::base_settings<Settings>();
    for (auto& land : settings.land) land = base_values<land::Levers>();
    for (Levers& levers : settings.levers) levers.*lever = value;
    return settings;
}

TEST(LandPolicy, NewQuotaFollowsGdpAndRaisesTheCeiling) {
    World world = land_world();
    const Settings settings = settings_with(&Levers::new_quota, 90);
    const Area before = land::ceiling(world.districts[8], settings.land[0]);
    step(world, settings);
    Area sum;
    for (const DistrictState& state : world.districts) sum += state.construction_quota;
    EXPECT_NEAR(in_hectares(sum), 90, 0.001);
    EXPECT_EQ(world.districts[8].construction_quota, hectares(18));
    EXPECT_EQ(land::ceiling(world.districts[8], settings.land[0]), before + hectares(18));
    EXPECT_EQ(land::usable_quota(world.districts[8], settings.land[0]), hectares(18));
}

TEST(LandPolicy, ALowerCeilingClosesTheQuota) {
    World world = land_world();
    Settings settings = settings_with(&Levers::new_quota, 9);
    for (auto& land : settings.land) land.ceiling = 80000;
    step(world, settings);
    EXPECT_GT(world.districts[8].construction_quota.count, 0);
    EXPECT_EQ(land::usable_quota(world.districts[8], settings.land[0]).count, 0);
}

TEST(LandPolicy, ConsolidationEarnsCreditAndNoQuotaAndWaitsForMoney) {
    World world = land_world();
    const Settings settings = settings_with(&Levers::consolidation, 90);
    world.districts[3].cash = world.districts[3].land_fund = Money{};
    step(world, settings);
    EXPECT_NEAR(in_hectares(world.districts[0].cultivated_credit), 10, 0.001);
    EXPECT_EQ(world.districts[0].construction_quota.count, 0);
    EXPECT_EQ(world.districts[0].cash, yuan(5e7 - 10 * 3e5));
    EXPECT_EQ(world.districts[3].cultivated_credit.count, 0);
}

TEST(LandPolicy, ReturnedHomesteadsEarnQuotaOfWhichAShareIsSold) {
    World world = land_world();
    world.cells[0].returned_homestead = hectares(4);
    Settings settings = settings_with(&Levers::consolidation, 90);
    for (Levers& levers : settings.levers) levers.quota_sold = 0.25;
    const District d = world.cells[0].district;
    step(world, settings);
    EXPECT_EQ(world.cells[0].returned_homestead.count, 0);
    EXPECT_EQ(world.cells[0].land[index(LandUse::homestead)], hectares(46));
    EXPECT_EQ(world.districts[d].construction_quota, hectares(3));
    EXPECT_EQ(world.districts[d].land_record.quota_sold, hectares(1));
    EXPECT_EQ(world.ledger.total(Item::quota_sale), yuan(3e6));
}

TEST(LandPolicy, RedevelopmentStopsWhereTheLandFundIsShort) {
    World world = land_world();
    for (Cell& cell : world.cells)
        if (cell.is_village()) cell.returned_homestead = hectares(5);
    world.districts[0].land_fund = Money{};
    const Settings settings = settings_with(&Levers::redevelopment, 0.1);
    step(world, settings);
    EXPECT_EQ(world.districts[0].land_record.redeveloped.count, 0);
    EXPECT_EQ(world.districts[1].land_record.redeveloped, hectares(2 * 0.1 * 5));
    EXPECT_GE(world.districts[1].land_fund.count, 0);
    EXPECT_GT(world.ledger.total(Item::redevelopment_compensation).count, 0);
}

}  // namespace
}  // namespace changji::land_policy
