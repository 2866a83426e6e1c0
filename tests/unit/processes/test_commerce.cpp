#include <gtest/gtest.h>

#include "model/processes/commerce.hpp"
#include "tests/support/farm_world.hpp"

namespace changji {
namespace {

const Draws draws{3, 0};

commerce::Settings settings_with(double adoption, double logistics) {
    commerce::Settings settings;
    settings.coefficients = base_values<commerce::Coefficients>();
    for (auto& levers : settings.levers) levers = {adoption, logistics, 0.01};
    return settings;
}

std::int64_t online(const World& world) {
    std::int64_t count = 0;
    for (const Cell& cell : world.cells)
        for (const std::uint8_t traits : cell.households.traits)
            count += (traits & sells_online) != 0;
    return count;
}

TEST(Commerce, NeedsLogistics) {
    World world = test::farm_world({20, 60, 1});
    commerce::open(world, settings_with(0.1, 0), draws);
    EXPECT_EQ(online(world), 0);
    commerce::open(world, settings_with(0.1, 1), draws);
    EXPECT_NEAR(static_cast<double>(online(world)), 120, 40);
}

TEST(Commerce, RisesByAFewPointsAYearAndOnlyAddsHouseholds) {
    World world = test::farm_world({20, 60, 2});
    commerce::open(world, settings_with(0.1, 1), draws);
    std::int64_t before = online(world);
    for (int i = 0; i < 4; ++i) {
        const World earlier = world;
        ++world.year;
        commerce::step(world, settings_with(0.5, 1), draws);
        EXPECT_NEAR(world.districts[0].online_share, 0.1 + 0.05 * (i + 1), 1e-12);
        EXPECT_GT(online(world), before);
        before = online(world);
        for (std::size_t c = 0; c < world.cells.size(); ++c)
            for (std::size_t h = 0; h < world.cells[c].households.size(); ++h)
                if (earlier.cells[c].households.traits[h] & sells_online) {
                    EXPECT_TRUE(world.cells[c].households.traits[h] & sells_online);
                }
    }
}

}  // namespace
}  // namespace changji
