#include <gtest/gtest.h>

#include "model/processes/adoption.hpp"
#include "tests/support/farm_world.hpp"

namespace changji::adoption {
namespace {

TEST(Adoption, HazardRisesWithPeersSchoolingSizeAndOutreach) {
    const auto c = base_values<Coefficients>();
    const auto levers = base_values<Levers>();
    const double base = hazard(0, false, 0, levers, 0, c);
    EXPECT_DOUBLE_EQ(base, 0.005);
    EXPECT_NEAR(hazard(0.5, false, 0, levers, 0, c), base + 0.03, 1e-12);
    EXPECT_NEAR(hazard(0, true, 0, levers, 0, c), base + 0.005, 1e-12);
    EXPECT_NEAR(hazard(0, false, 4, levers, 0, c), base + 0.003 * 1.6094379124341003, 1e-12);
    Levers reached = levers;
    reached.outreach = 0.05;
    EXPECT_NEAR(hazard(0, false, 0, reached, 0.01, c), 0.015 * 1.05, 1e-12);
}

TEST(Adoption, AboutAFifthOfFarmsAdoptBy2035WithoutReform) {
    World world = test::farm_world({40, 100, 7});
    const auto settings = test::base_settings<Settings>();
    const auto technology = test::base_settings<farm_technology::Settings>();
    for (world.year = 2020; world.year <= 2035; ++world.year)
        step(world, settings, technology, Draws{1, 0});
    double share = 0;
    for (const Cell& cell : world.cells) share += cell.smart_share / 40;
    EXPECT_NEAR(share, 0.20, 0.06);
    EXPECT_NEAR(world.zone.technology, 16 * 0.008, 1e-12);
}

}  // namespace
}  // namespace changji::adoption
