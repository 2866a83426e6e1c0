#include <cmath>

#include <gtest/gtest.h>

#include "model/processes/farmland.hpp"
#include "model/processes/farmland_members.hpp"
#include "model/processes/farmland_organisations.hpp"
#include "tests/support/farm_world.hpp"

namespace changji::farmland {
namespace {

const Draws draws{1, 0};

TEST(FarmlandMarket, RentIsHalfwayBetweenTheMarginalAskAndBid) {
    std::vector<Ask> asks{{1000, 1, 0, 10}, {2000, 2, 1, 10}, {9000, 3, 2, 10}};
    std::vector<Bid> bids{{5000, 4, 3, 10}, {4000, 5, 4, 5}, {1500, 6, 5, 50}};
    std::vector<Trade> trades;
    const Clearing result = clear(asks, bids, trades);
    EXPECT_TRUE(result.traded);
    EXPECT_DOUBLE_EQ(result.rent, 3000);
    EXPECT_EQ(result.area, 15);
    ASSERT_EQ(trades.size(), 2u);
    EXPECT_EQ(trades[1].area, 5);  // the marginal lot is split
}

TEST(FarmlandMarket, EqualPricesAreServedInOrderOfRank) {
    std::vector<Ask> asks{{1000, 9, 0, 10}, {1000, 2, 1, 10}};
    std::vector<Bid> bids{{3000, 1, 7, 10}};
    std::vector<Trade> trades;
    clear(asks, bids, trades);
    ASSERT_EQ(trades.size(), 1u);
    EXPECT_EQ(trades[0].lessor, 1);
}

TEST(FarmlandMarket, NoTradeWhenEveryAskExceedsEveryBid) {
    std::vector<Ask> asks{{4000, 1, 0, 10}};
    std::vector<Bid> bids{{3999, 2, 1, 10}};
    std::vector<Trade> trades;
    EXPECT_FALSE(clear(asks, bids, trades).traded);
    EXPECT_TRUE(trades.empty());
}

TEST(FarmlandMarket, CertificateLowersTheAskAndAgeRaisesIt) {
    const AskTerms terms{600, 4000, 0.5, 900};
    EXPECT_DOUBLE_EQ(ask_price(2000, true, 40, terms), 2000 + 4000 * 0.5 * 0.5 + 450);
    EXPECT_DOUBLE_EQ(ask_price(2000, false, 40, terms), 2000 + 4000 * 0.5 + 450);
    EXPECT_DOUBLE_EQ(ask_price(2000, false, 70, terms), 2000 + 4000 + 450);
    EXPECT_DOUBLE_EQ(ask_price(-9000, true, 40, terms), 600);
}

TEST(FarmlandMarket, EnvelopeSlopesFallAndSumToTheProfitGained) {
    World world = test::farm_world({9, 1, 7});
    const auto season =
        farm_technology::season_of(world, base_values<farm_technology::Coefficients>(), 1700);
    const farm_technology::Operator farm{13000, 300, 90, 1, 6};
    std::vector<Segment> segments;
    envelope(season, farm, 0.7, 1, {1, true, 64, 40.5}, segments);
    ASSERT_GT(segments.size(), 1u);
    double gained = 0, area = 0;
    for (std::size_t i = 0; i < segments.size(); ++i) {
        if (i > 0) {
            EXPECT_LT(segments[i].slope, segments[i - 1].slope);
        }
        gained += segments[i].slope * in_hectares(Area{segments[i].area});
        area += in_hectares(Area{segments[i].area});
    }
    EXPECT_NEAR(gained,
                farm_technology::profit(season, farm, 0.7 + area) -
                    farm_technology::profit(season, farm, 0.7),
                1e-6);
    EXPECT_LE(area, 40.5);
}

TEST(FarmlandOpening, MeetsRentTransferredShareAndKinShare) {
    World world = test::farm_world({60, 250, 7});
    const auto settings = test::base_settings<Settings>();
    const Opening got =
        open(world, settings, test::base_settings<farm_technology::Settings>(), draws);
    EXPECT_NEAR(got.rent, 3630, 60);
    EXPECT_NEAR(got.transferred_share, 0.40, 0.01);
    EXPECT_GT(world.solved.land_bid_share, 0.4);
    EXPECT_LT(world.solved.land_bid_share, 1);
    double kin = 0, all = 0, members = 0, households = 0;
    for (const Cell& cell : world.cells) {
        for (const std::uint8_t flag : cell.leases.kin) kin += flag;
        all += static_cast<double>(cell.leases.size());
        for (const Row row : cell.households.cooperative) members += row != no_row;
        households += static_cast<double>(cell.households.size());
    }
    EXPECT_NEAR(kin / all, 0.30, 0.02);
    EXPECT_NEAR(members / households, 0.15, 0.01);
}

TEST(Farmland, LessorsWorkOffTheFarmMoreThanLessees) {
    World world = test::farm_world({40, 150, 7});
    open(world, test::base_settings<Settings>(), test::base_settings<farm_technology::Settings>(),
         draws);
    double lessors = 0, lessors_farm = 0, lessees = 0, lessees_farm = 0;
    for (const Cell& cell : world.cells) {
        for (std::size_t p = 0; p < cell.people.size(); ++p) {
            const auto h = static_cast<std::size_t>(cell.people.household[p]);
            const bool farms = cell.people.work[p] == Work::farm;
            if (cell.households.leased_out[h].count > 0) ++lessors, lessors_farm += farms;
            if (cell.households.leased_in[h].count > 0) ++lessees, lessees_farm += farms;
        }
    }
    EXPECT_LT(lessors_farm / lessors, lessees_farm / lessees);
}

TEST(FarmlandOpening, FamilyFarmsAreLargeFarmsWithAFarmerUnder65) {
    World world = test::farm_world({40, 150, 7});
    auto settings = test::base_settings<Settings>();
    for (auto& levers : settings.levers) levers.family_farm_entry = 0.03;
    open(world, settings, test::base_settings<farm_technology::Settings>(), draws);
    std::size_t family_farms = 0, large = 0;
    for (const Cell& cell : world.cells) {
        std::vector<int> farmers(cell.households.size(), 0);
        for (std::size_t p = 0; p < cell.people.size(); ++p) {
            const bool farms = cell.people.work[p] == Work::farm && cell.people.age(
                                   static_cast<Row>(p), first_year) < 65;
            farmers[static_cast<std::size_t>(cell.people.household[p])] += farms;
        }
        for (std::size_t h = 0; h < cell.households.size(); ++h) {
            large += cell.households.operated(static_cast<Row>(h)) >= hectares(3.33);
            if (cell.households.farm_class[h] != FarmClass::family_farm) continue;
            ++family_farms;
            EXPECT_GT(farmers[h], 0);
            EXPECT_GE(cell.households.operated(static_cast<Row>(h)), hectares(3.33));
        }
    }
    // 1 − 0.97^7 = 19 % of those that qualify, most of the large ones
    EXPECT_GT(family_farms, large / 20);
    EXPECT_LT(family_farms, large / 3);
}

TEST(Farmland, LeasesLapseAfterTheirLastYear) {
    World world = test::farm_world({9, 2, 7});
    Cell& cell = world.cells[0];
    table::resize(cell.leases, 2);
    cell.leases.lessor = {0, 0};
    cell.leases.lessee = {1, 1};
    cell.leases.area = {Area{500}, Area{700}};
    cell.leases.last_year = {2020, 2021};
    Scratch scratch;
    lapse(cell, 2021, scratch);
    ASSERT_EQ(cell.leases.size(), 1u);
    EXPECT_EQ(cell.households.leased_out[0].count, 700);
    EXPECT_EQ(cell.households.leased_in[1].count, 700);
}

TEST(Farmland, TheVillageLetsItsReserve) {
    World world = test::farm_world({12, 60, 7});
    const auto settings = test::base_settings<Settings>();
    const auto technology = test::base_settings<farm_technology::Settings>();
    open(world, settings, technology, draws);
    for (Cell& cell : world.cells) {
        cell.reserve += cell.households.contracted[0] - cell.households.leased_out[0];
        cell.households.contracted[0] = cell.households.leased_out[0];
    }
    world.year = 2020;
    transfer(world, settings, technology, draws);
    Area reserve, leased;
    for (const Cell& cell : world.cells) {
        reserve += cell.reserve;
        leased += cell.reserve_leased;
    }
    EXPECT_GT(in_hectares(leased), 0.8 * in_hectares(reserve));
}

TEST(Farmland, CooperativeShareMovesThreePointsAYearAndNeverBack) {
    EXPECT_DOUBLE_EQ(next_cooperative_share(0.15, 0.35, 0.03), 0.18);
    EXPECT_DOUBLE_EQ(next_cooperative_share(0.34, 0.35, 0.03), 0.35);
    EXPECT_DOUBLE_EQ(next_cooperative_share(0.34, 0.15, 0.03), 0.34);
}

TEST(Farmland, RunningRentsDriftGeometricallyAndKinLeasesStayFree) {
    World world = test::farm_world({9, 1, 7});
    Cell& cell = world.cells[0];
    table::resize(cell.leases, 2);
    cell.rent_per_ha = yuan(4000);
    cell.leases.rent_per_ha = {yuan(1000), Money{}};
    drift_rents(cell, 0.5);
    EXPECT_EQ(cell.leases.rent_per_ha[0], yuan(2000));
    EXPECT_EQ(cell.leases.rent_per_ha[1], Money{});
}

TEST(Farmland, CapacityIsSplitExactlyBeforeClearing) {
    World world = test::farm_world({60, 5, 7});
    auto settings = test::base_settings<Settings>();
    for (Levers& levers : settings.levers) levers.cross_village = 0.4;
    const auto technology = test::base_settings<farm_technology::Settings>();
    found_organisations(world, settings.coefficients);
    const auto lots = split_capacity(world, settings, technology, draws, 2020);
    std::vector<double> whole(world.organisations.size()), outside(world.organisations.size());
    for (const OrganisationLot& lot : lots) {
        const auto o = static_cast<std::size_t>(lot.organisation);
        whole[o] += lot.capacity_ha;
        if (static_cast<std::int32_t>(lot.cell) != world.organisations.home_cell[o])
            outside[o] += lot.capacity_ha;
    }
    double sum = 0, away = 0;
    for (std::size_t o = 0; o < whole.size(); ++o) {
        EXPECT_EQ(whole[o], std::floor(in_yuan(world.organisations.cash[o]) / (5200 + 3630)));
        sum += whole[o];
        away += outside[o];
    }
    EXPECT_NEAR(away / sum, 0.4, 0.06);
}

}  // namespace
}  // namespace changji::farmland
