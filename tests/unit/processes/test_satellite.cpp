#include <cmath>

#include <gtest/gtest.h>

#include "model/processes/satellite.hpp"
#include "tests/support/farm_world.hpp"

namespace changji::satellite {
namespace {

Settings base() {
    return {base_values<Coefficients>()};
}

TEST(Satellite, OpeningSpreadsTheHouseholdShareOverResidentsAtHome) {
    World world = test::farm_world({18, 40, 7});
    world.solved.satellite_household_share = 0.5;
    open(world, base());
    double total = 0;
    std::vector<std::int32_t> heads;
    const double per_head =
        world.cells[0].satellite / static_cast<double>(heads_at_home(world.cells[0], heads));
    for (const Cell& cell : world.cells) {
        total += cell.satellite;
        EXPECT_NEAR(cell.satellite, per_head * static_cast<double>(heads_at_home(cell, heads)), 1);
    }
    EXPECT_NEAR(total, 8e9 * 100 * 0.5, 1);
}

TEST(Satellite, TheTotalGrowsByRealGrowthAndPricesWhateverTheHeadCount) {
    World world = test::farm_world({18, 40, 7});
    world.solved.satellite_household_share = 0.5;
    open(world, base());
    world.year = 2024;
    world.zone.cpi = 1.1;
    for (Cell& cell : world.cells) cell.people.place[0] = rest_of_nation;
    step(world, base(), 0.45);
    const double paid = in_yuan(world.ledger.total(Item::satellite_income));
    EXPECT_NEAR(paid, 4e9 * std::pow(1.015, 5) * 1.1, 1);
    double value_added = 0;
    for (const DistrictState& state : world.districts)
        value_added += in_yuan(state.agriculture_value_added);
    EXPECT_NEAR(value_added, 8e9 * std::pow(1.015, 5) * 1.1, 1);
}

TEST(Satellite, PaysNetSpecialtyValuePerHeadToThoseAtHomeExactly) {
    World world = test::farm_world({9, 30, 7});
    for (CellEvents& events : world.events) events.specialty_value = Money{1234567};
    step(world, base(), 0.45);
    for (const Cell& cell : world.cells) {
        Money sum;
        std::vector<std::int32_t> heads;
        const auto all = heads_at_home(cell, heads);
        for (std::size_t h = 0; h < heads.size(); ++h) {
            sum += cell.households.business[h];
            EXPECT_NEAR(static_cast<double>(cell.households.business[h].count),
                        679011.85 * heads[h] / static_cast<double>(all), 1);
        }
        EXPECT_EQ(sum.count, 679012);
    }
}

}  // namespace
}  // namespace changji::satellite
