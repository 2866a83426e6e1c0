#include <cmath>

#include <gtest/gtest.h>

#include "model/processes/production.hpp"
#include "tests/support/job_world.hpp"

namespace changji {
namespace {

const auto coefficients = base_values<production::Coefficients>();
constexpr production::Rates rates{1.35, 0.11, 0.04, 1.0};

TEST(Production, PriceFollowsDemandOverSupplyWithinTheBand) {
    EXPECT_NEAR(production::relative_price(1.21, 1.0, coefficients), 1.1, 1e-12);
    EXPECT_EQ(production::relative_price(100, 1, coefficients), 2.0);
    EXPECT_EQ(production::relative_price(1, 100, coefficients), 0.5);
    EXPECT_EQ(production::relative_price(0, 1, coefficients), 1.0);
}

TEST(Production, AccountAddsUpToTheFen) {
    const production::Account account =
        production::settle(yuan(50), yuan(1200), yuan(300), yuan(200), rates);
    EXPECT_EQ(account.contributions, yuan(105));
    EXPECT_EQ(account.tax_local + account.tax_shared, yuan(132));
    EXPECT_EQ(account.investment, yuan(200));
    EXPECT_EQ(yuan(50) + account.change(), yuan(100));  // one month of value added stays
}

TEST(Production, ShortOfCashCutsInvestmentFirstThenOverdraws) {
    const production::Account cut =
        production::settle(Money{}, yuan(1200), yuan(700), yuan(400), rates);
    EXPECT_EQ(cut.investment, yuan(1200 - 945 - 132));
    EXPECT_EQ(cut.paid_out, Money{});
    const production::Account overdrawn =
        production::settle(Money{}, yuan(100), yuan(100), yuan(50), rates);
    EXPECT_EQ(overdrawn.investment, Money{});
    EXPECT_EQ(overdrawn.change(), yuan(100 - 135 - 11));
}

TEST(Production, DemandAboveSupplyRaisesLocalPrices) {
    const job_test::JobSettings settings;
    World world = job_test::job_world(2, 400, settings);
    world.districts[0].demand[index(Sector::services)] *= 1.5;
    job_test::live_a_year(world, settings, {});
    EXPECT_GT(world.districts[0].relative_price[index(Sector::services)], 1.1);
    EXPECT_EQ(world.districts[0].relative_price[index(Sector::manufacturing)], 1.0);
}

}  // namespace
}  // namespace changji
