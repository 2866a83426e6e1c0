#include <gtest/gtest.h>

#include "model/processes/collective_land.hpp"
#include "model/processes/land_books.hpp"
#include "model/processes/land_demand.hpp"
#include "model/processes/land_revenue.hpp"
#include "model/processes/land_supply.hpp"
#include "tests/support/farm_world.hpp"
#include "tests/support/settled_village.hpp"

namespace changji::collective_land {
namespace {

const Coefficients c = base_values<Coefficients>();
Levers levers() { return base_values<Levers>(); }

TEST(LandSupply, TheNegativeListClosesBlankVillagesOnly) {
    Levers l = levers();
    int blank = 0, villages = 0;
    for (Key key = 1; key <= 2000; ++key, ++villages) {
        Cell cell;
        cell.key = derived_key(key, 0, 0);
        l.negative_list = 0.5;
        const double half = open_share(cell, 0.8, l, c);
        l.negative_list = 1;
        const double none = open_share(cell, 0.8, l, c);
        EXPECT_TRUE((half == 0.8 && none == 0.8) || (half == 0.4 && none == 0)) << key;
        blank += none == 0;
    }
    EXPECT_NEAR(static_cast<double>(blank) / villages, c.blank_share, 0.05);
}

TEST(LandSupply, GradesFollowMinutesToTheCentre) {
    Cell cell;
    for (const auto& [minutes, grade] :
         {std::pair{10.f, 0u}, {15.f, 0u}, {16.f, 1u}, {30.f, 1u}, {31.f, 2u}}) {
        cell.minutes_to_centre = minutes;
        EXPECT_EQ(grade_of(cell), grade);
    }
}

TEST(LandSupply, ALotIsOfferedOnlyIfItsExpectedNetPriceCoversCostAndMargin) {
    Levers l = levers();
    const double cost = entry_cost(c, 1, false);
    EXPECT_DOUBLE_EQ(cost, 0.9e6);
    EXPECT_FALSE(worth_offering(cost, cost, c.margin, l));
    EXPECT_TRUE(worth_offering(2 * cost, cost, c.margin, l));
    const double price = 1.19 * cost;
    l.levy = 0.2;
    EXPECT_TRUE(worth_offering(price, cost, c.margin, l));
    l.levy = 0.5;
    EXPECT_FALSE(worth_offering(price, cost, c.margin, l));
    EXPECT_DOUBLE_EQ(entry_cost(c, 2, true), 2 * 1.35e6);
}

TEST(LandSupply, LotsAreNeverBelowTheSmallestAndLeaveNoScraps) {
    for (int i = 1; i < 200; ++i) {
        const double u = i / 200.0;
        const Area available = hectares(0.02 * i);
        const Area lot = lot_area(available, 0.67, 0.5, u);
        if (available < hectares(0.67)) {
            EXPECT_EQ(lot.count, 0);
        } else {
            EXPECT_GE(lot, hectares(0.67));
            EXPECT_TRUE(lot == available || available - lot >= hectares(0.67));
        }
    }
}

TEST(LandSupply, TheFractionOfTheDelayIsAChance) {
    EXPECT_EQ(ready_year(2020, 0.5, 0.4), 2021);
    EXPECT_EQ(ready_year(2020, 0.5, 0.6), 2020);
    EXPECT_EQ(ready_year(2020, 2, 0.0001), 2022);
}

TEST(LandDemand, TheBidIsTheCapitalisedShareOfTheLandResidual) {
    // The figure of the model description: 150,000 yuan a job and 40 jobs per hectare.
    const Buyer buyer{0.06, 6e6, 1};
    EXPECT_NEAR(bid_price(buyer, 0, c), 0.7 * 0.06 * 6e6 / 0.08, 1);
    EXPECT_LT(bid_price(buyer, 0.5, c), bid_price(buyer, 0, c));
    Levers l = levers();
    Cell cell;
    cell.minutes_to_centre = 30;
    EXPECT_NEAR(bid_price(buyer, 0, c) * site_factor(cell, c) * tenure_factor(l), 1.6e6, 0.05e6);
    l.tenure_discount = 0.05, l.mixed = 0.08;
    EXPECT_NEAR(bid_price(buyer, 0, c) * site_factor(cell, c) * tenure_factor(l), 2.4e6, 0.05e6);
}

TEST(LandDemand, ADearerPriceLowersTheWantedArea) {
    const Buyer buyer{0.06, 6e6, 1};
    EXPECT_NEAR(wanted_hectares(buyer, 2.25e6, 0.08), 1, 1e-9);
    EXPECT_LT(wanted_hectares(buyer, 4.5e6, 0.08), 1e-9);
    EXPECT_EQ(wanted_hectares(buyer, 0, 0.08), 0);
}

TEST(LandDemand, SmallBidsJoinBestFirstUntilTheyFillALot) {
    std::vector<Bid> small(5);
    for (std::uint32_t i = 0; i < 5; ++i) {
        small[i].price = 10 + i;
        small[i].rank = i;
        small[i].wanted = {2050};
        small[i].bidder = i;
    }
    MarketBids market;
    join_small(small, 3, {4000}, {200}, market);
    ASSERT_EQ(market.bundles.size(), 2u);
    EXPECT_EQ(market.bundles[0].firms, (std::vector<std::uint32_t>{4, 3}));
    EXPECT_EQ(market.bundles[0].wanted[0].count, 2000);
    EXPECT_EQ(market.bids[0].price, 13);
    EXPECT_EQ(market.bids[0].wanted.count, 4000);
    EXPECT_EQ(market.bids[0].needs, by_units);
    EXPECT_EQ(market.bids[1].bidder, bundle_base + 1);
}

/// Sixty firms alike that want 0.06 ha each at 3 M yuan/ha, and a lot of 0.67 ha at least.
World small_firms() {
    World world;
    world.solved.land_share.fill(0.06);
    for (DistrictState& district : world.districts) district.land_price.fill(3e6);
    table::resize(world.firms, 60);
    for (std::size_t f = 0; f < 60; ++f) {
        world.firms.key[f] = derived_key(f, 1, 1);
        world.firms.district[f] = District::jiutai;
        world.firms.open[f] = 1;
        world.firms.land[f] = hectares(0.06);
        world.firms.value_added[f] = yuan(0.12 * c.land_yield * 3e6 / 0.06);
    }
    return world;
}

TEST(LandDemand, SmallFirmsValueTheUnitTheyBuy) {
    const World world = small_firms();
    Settings settings{};
    settings.coefficients = c;
    for (auto& l : settings.levers.values) l = levers();
    PerDistrict<Offered> offered;
    offered[District::jiutai].lots = {1, 0, 0};
    EXPECT_TRUE(collect_bids(world, settings, offered, {})[District::jiutai][0].bids.empty());
    for (auto& l : settings.levers.values) l.unit_split = 1;
    const AllBids all = collect_bids(world, settings, offered, {});
    const MarketBids& market = all[District::jiutai][0];
    ASSERT_EQ(market.bids.size(), 1u);  // 0.67 ha are 34 units
    EXPECT_EQ(market.bundles[0].firms.size(), 34u);
    // θ p (T* ÷ (T + one unit)): above θ p, what the whole want is worth on average.
    EXPECT_NEAR(market.bids[0].price, c.theta * 3e6 * 0.12 / 0.08, 10);
    EXPECT_EQ(market.bids[0].needs, by_units);
}

TEST(LandPayouts, DividendsGoByShares) {
    test::SettledVillage village(3);
    Households& h = village.households();
    h.shares = {1, 0, 2};
    village.cell().collective_shares = 1;  // given back: its part stays with the village
    village.cell().collective_cash = village.cell().land_fund = yuan(4000);
    Settings settings{};
    settings.coefficients = c;
    const auto cash = h.cash;
    Books(village.world, settings, Draws{}).pay_members();
    const Money each{yuan(4000 * c.fund_payout).count / 4};
    EXPECT_EQ(village.cell().share_dividend, each);
    EXPECT_EQ(h.cash[0] - cash[0], each);
    EXPECT_EQ(h.cash[1], cash[1]);
    EXPECT_EQ(h.cash[2] - cash[2], each + each);
    EXPECT_EQ(h.property[2], each + each);
    EXPECT_EQ(village.cell().collective_cash, yuan(4000) - each - each - each);
    EXPECT_EQ(village.world.ledger.total(Item::collective_dividend), each + each + each);
}

TEST(LandRevenue, EveryFenOfAPaymentFindsItsPlace) {
    const Draws draws{5, 0};
    for (Key i = 1; i <= 20000; ++i) {
        const auto [a, b] = draws.pair(i, 0, draw_synthesis);
        const auto [s, t] = draws.pair(i, 0, draw_synthesis, 1);
        const Terms terms{a, b * 0.5, 0.3 * a * b, 0.5 * s, 0.5 * t};
        const Money payment{static_cast<std::int64_t>(i * i * 37 % 100000007)};
        const Shares shares = split(payment, terms);
        ASSERT_EQ(shares.cost + shares.levy + shares.leak + shares.town + shares.village +
                      shares.members,
                  payment);
        for (const Money part : {shares.cost, shares.levy, shares.leak, shares.town,
                                 shares.village, shares.members})
            ASSERT_GE(part.count, 0) << i;
    }
}

TEST(LandRevenue, PartsOfANetFollowTheThreeShares) {
    const Shares shares = split(yuan(1e6), {0.4, 0.1, 0.01, 0.183, 0.494});
    EXPECT_EQ(shares.cost, yuan(4e5));
    EXPECT_EQ(shares.levy, yuan(1e5));
    EXPECT_EQ(shares.leak, yuan(5000));
    EXPECT_EQ(shares.town, yuan(0.183 * 495000));
    EXPECT_EQ(shares.members, yuan(0.494 * 495000));
    EXPECT_EQ(shares.village, yuan(495000) - shares.town - shares.members);
}

TEST(LandRevenue, TheLevyFallsOnAppreciationAlone) {
    EXPECT_EQ(levy_share(1e6, 1.2e6, 0.25), 0);
    EXPECT_DOUBLE_EQ(levy_share(2e6, 1e6, 0.25), 0.125);
}

TEST(LandRevenue, TransferIsTheCommonestModeAndRiskLowersEquity) {
    ModeValues values{40, 0.08, 0.06, 1.2, 0};
    const auto safe = mode_values(values);
    EXPECT_NEAR(safe[index(LandMode::lease)], 0.06 * 11.925, 0.001);
    EXPECT_GT(safe[index(LandMode::transfer)], safe[index(LandMode::equity)]);
    std::array<int, collective_mode_count> count{};
    for (int i = 0; i < 1000; ++i) ++count[index(choose_mode(safe, 4, (i + 0.5) / 1000))];
    EXPECT_GT(count[0], count[2]);
    EXPECT_GT(count[2], count[1]);
    EXPECT_GT(count[1], 100);
    values.risk = 0.2;
    EXPECT_LT(mode_values(values)[index(LandMode::equity)], safe[index(LandMode::equity)]);
}

}  // namespace
}  // namespace changji::collective_land
