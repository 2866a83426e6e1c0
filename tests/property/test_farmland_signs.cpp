#include <gtest/gtest.h>

#include "tests/support/farm_year.hpp"

/// The signs of the farmland market's responses.
namespace changji {
namespace {

using test::opened;
using test::Rules;

struct Market {
    double rent = 0, share = 0;
};

/// Rent and transferred share after some years in a fixed world of 2019.
Market market_with(const World& start, const Rules& rules, int years = 6) {
    World world = start;
    for (int y = 0; y < years; ++y) {
        ++world.year;
        farmland::transfer(world, rules.market, rules.technology, rules.draws);
    }
    double paid = 0, area = 0, leased = 0, contracted = 0;
    for (const Cell& cell : world.cells) {
        for (std::size_t k = 0; k < cell.leases.size(); ++k) {
            const double ha = in_hectares(cell.leases.area[k]);
            leased += ha;
            if (cell.leases.rent_per_ha[k].count == 0) continue;
            area += ha;
            paid += ha * in_yuan(cell.leases.rent_per_ha[k]);
        }
        for (const Area land : cell.households.contracted) contracted += in_hectares(land);
    }
    return {paid / area, leased / contracted};
}

TEST(FarmlandSigns, ADearerTransactionLowersTheTransferredShare) {
    const World start = opened({36, 80, 9});
    Rules cheap, dear;
    for (auto& levers : cheap.market.levers) levers.transaction_cost = 450;
    for (auto& levers : dear.market.levers) levers.transaction_cost = 1800;
    const double base = market_with(start, {}).share;
    EXPECT_GT(market_with(start, cheap).share, base + 0.01);
    EXPECT_LT(market_with(start, dear).share, base - 0.01);
}

TEST(FarmlandSigns, PartOfAnOperatorSubsidyPassesIntoTheRent) {
    const World start = opened({36, 80, 10});
    Rules more;
    for (auto& levers : more.technology.levers) levers.operator_subsidy += 750;
    const double pass = (market_with(start, more).rent - market_with(start, {}).rent) / 750;
    EXPECT_GT(pass, 0.1);
    EXPECT_LT(pass, 1);
}

TEST(FarmlandSigns, ABetterCornPriceRaisesTheRent) {
    const World start = opened({36, 80, 11});
    World dear = start;
    dear.zone.corn_price_mean = 2300;
    EXPECT_GT(market_with(dear, {}).rent, 1.2 * market_with(start, {}).rent);
}

TEST(FarmlandSigns, CertificatesAndOffFarmWagesRaiseTheTransferredShare) {
    World start = opened({36, 80, 12});
    World bare = start;
    for (Cell& cell : bare.cells)
        for (std::uint8_t& traits : cell.households.traits)
            traits = static_cast<std::uint8_t>(traits & ~land_certified);
    World busy = start;
    busy.zone.wage_index = 160.0 / 140;
    const double base = market_with(start, {}).share;
    EXPECT_LT(market_with(bare, {}).share, base - 0.02);
    EXPECT_GT(market_with(busy, {}).share, base);
}

TEST(FarmlandSigns, MoreMoneyMakesTheLargestFarmLarger) {
    const World start = opened({36, 80, 13});
    const auto largest = [&](double more) {
        World world = start;
        Rules rules;
        for (Cell& cell : world.cells)
            for (Money& cash : cell.households.cash) cash += yuan(more);
        for (int y = 0; y < 4; ++y) {
            ++world.year;
            farmland::transfer(world, rules.market, rules.technology, rules.draws);
        }
        double ha = 0;
        for (const Cell& cell : world.cells)
            for (std::size_t h = 0; h < cell.households.size(); ++h)
                ha = std::max(ha, in_hectares(cell.households.operated(static_cast<Row>(h))));
        return ha;
    };
    EXPECT_GT(largest(100000), largest(0));
}

}  // namespace
}  // namespace changji
