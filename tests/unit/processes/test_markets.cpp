#include <gtest/gtest.h>

#include "model/processes/markets.hpp"
#include "model/world/land.hpp"
#include "tests/support/farm_world.hpp"

namespace changji {
namespace {

markets::Settings base() {
    markets::Settings settings;
    settings.coefficients = base_values<markets::Coefficients>();
    for (auto& levers : settings.levers) levers = base_values<markets::Levers>();
    for (double& most : settings.nongrain_max) most = 0.35;
    return settings;
}

World countryside() {
    World world = test::farm_world({18, 20, 6});
    land::open(world);
    return world;
}

World after(const markets::Settings& settings, int years = 1) {
    World world = countryside();
    for (int i = 0; i < years; ++i) {
        ++world.year;
        markets::step(world, settings);
    }
    return world;
}

template <class Set>
World with(const Set& set, int years = 1) {
    auto settings = base();
    for (auto& levers : settings.levers) set(levers);
    return after(settings, years);
}

TEST(Markets, ChangeNothingWithoutReform) {
    const World world = after(base(), 3);
    for (const DistrictState& state : world.districts) {
        EXPECT_EQ(state.grain_premium, 1.0);
        EXPECT_EQ(state.price_floor, 0.0);
        EXPECT_EQ(state.specialty_factor, 1.0);
        EXPECT_EQ(state.satellite_factor, 1.0);
    }
    for (const Cell& cell : world.cells) EXPECT_EQ(cell.facility_crops.count, 0);
}

TEST(Markets, PremiumsReachTheirDistricts) {
    const World anchored = with([](auto& l) { l.grain_premium = 0.03; });
    EXPECT_NEAR(anchored.districts[District::jiutai].grain_premium, 1.03045, 1e-4);
    EXPECT_EQ(anchored.districts[District::fengman].grain_premium, 1.0);
    const World auction = with([](auto& l) { l.auction_spread = 0.015; });
    EXPECT_DOUBLE_EQ(auction.districts[District::jingyue].grain_premium, 1.015);
}

TEST(Markets, TheFloorStandsOnTheMeanOfTheYearsBefore) {
    const World world = with([](auto& l) { l.storage_floor = 0.9; });
    EXPECT_DOUBLE_EQ(world.districts[0].price_floor, 0.9 * 1700);
}

TEST(Markets, OrganicGainIsTheNetOfPremiumAndYield) {
    const auto c = base_values<markets::Coefficients>();
    auto l = base_values<markets::Levers>();
    l.organic_share = 1;
    EXPECT_NEAR(markets::organic_factor(l, c), 0.9 * 1.161834, 1e-5);
    l.organic_premium = 0;
    EXPECT_NEAR(markets::organic_factor(l, c), 0.9, 1e-12);  // without a premium it does not pay
}

TEST(Markets, ColdStoresCutLossesTheMoreTheLongerTheyAreBuilt) {
    const auto build = [](int years) {
        return with([](auto& l) { l.cold_stores = 1e8; }, years).districts[0].specialty_factor;
    };
    EXPECT_GT(build(1), 1.0);
    EXPECT_GT(build(5), build(1));
    EXPECT_GT(with([](auto& l) { l.cold_loss = 0.08; }).districts[0].specialty_factor, 1.04);
}

TEST(Markets, TheBeltTurnsFieldsToFacilitiesWithinItsBounds) {
    const World world = with([](auto& l) { l.specialty_belt = 30; }, 8);
    double built = 0;
    for (std::size_t i = 0; i < world.cells.size(); ++i) {
        const Cell& cell = world.cells[i];
        built += in_hectares(cell.facility_crops);
        EXPECT_LE(cell.specialty_share, 0.35 + 1e-9);
        if (cell.facility_crops.count > 0) {
            EXPECT_TRUE(cell.district == District::food_zone || cell.district == District::changyi ||
                        cell.district == District::yongji);
            EXPECT_EQ(cell.land[index(LandUse::facility_and_orchard)], cell.facility_crops);
        }
    }
    EXPECT_GT(built, 1);
    EXPECT_LE(built, 30 + 1e-6);
}

}  // namespace
}  // namespace changji
