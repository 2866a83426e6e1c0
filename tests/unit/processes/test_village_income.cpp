#include <gtest/gtest.h>

#include "model/processes/village_income.hpp"
#include "tests/support/farm_world.hpp"

namespace changji {
namespace {

World countryside() {
    World world = test::farm_world({9, 30, 3});
    for (Cell& cell : world.cells) {
        cell.land[index(LandUse::ecological)] = hectares(200);
        for (std::uint8_t& rights : cell.households.rights) rights = contract_right;
    }
    for (DistrictState& state : world.districts) state.budget.reform = yuan(1e6);
    return world;
}

village_income::Settings settings_with(double eco, double equity) {
    village_income::Settings settings;
    settings.coefficients = base_values<village_income::Coefficients>();
    for (auto& levers : settings.levers) levers = {eco, 0.6, equity};
    return settings;
}

Money sum(const World& world, Column<Money> Households::*part) {
    Money total;
    for (const Cell& cell : world.cells)
        for (const Money amount : cell.households.*part) total += amount;
    return total;
}

TEST(VillageIncome, EcologicalPaymentsGoFromTheDistrictToVillageAndMembers) {
    World world = countryside();
    village_income::step(world, settings_with(150, 0));
    const Money paid = world.ledger.total(Item::eco_payment);
    EXPECT_EQ(paid, yuan(9 * 200 * 150));
    EXPECT_EQ(sum(world, &Households::transfer), yuan(9 * 200 * 150 * 0.6));
    Money village, district;
    for (const Cell& cell : world.cells) village += cell.collective_cash;
    for (const DistrictState& state : world.districts) district += state.cash;
    EXPECT_EQ(village, paid - sum(world, &Households::transfer));
    EXPECT_EQ(district, Money{} - paid);
}

TEST(VillageIncome, GrantsBecomeEquityAndPayDividendsLater) {
    World world = countryside();
    village_income::step(world, settings_with(0, 0.3));
    EXPECT_EQ(sum(world, &Households::property), Money{});
    Money equity;
    for (const Cell& cell : world.cells) equity += cell.village_equity;
    EXPECT_NEAR(in_yuan(equity), 9 * 0.3e6, 1);
    village_income::step(world, settings_with(0, 0.3));
    EXPECT_NEAR(in_yuan(sum(world, &Households::property)), 0.05 * 9 * 0.3e6, 1);
    EXPECT_EQ(sum(world, &Households::property), world.ledger.total(Item::equity_dividend));
}

TEST(VillageIncome, NothingWithoutReform) {
    World world = countryside();
    village_income::step(world, settings_with(0, 0));
    EXPECT_EQ(world.ledger.total(Item::eco_payment), Money{});
    EXPECT_EQ(sum(world, &Households::cash), sum(countryside(), &Households::cash));
}

}  // namespace
}  // namespace changji
