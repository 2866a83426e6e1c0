#include <gtest/gtest.h>

#include "model/world/land.hpp"

namespace changji::land {
namespace {

constexpr Transition reclaim{LandUse::homestead, LandUse::other_cultivated};
constexpr Transition build{LandUse::other_cultivated, LandUse::state_construction};

World one_village() {
    World world;
    world.cells.resize(1);
    world.cells[0].land[index(LandUse::permanent_basic_farmland)] = Area{800};
    world.cells[0].land[index(LandUse::other_cultivated)] = Area{200};
    world.cells[0].land[index(LandUse::facility_and_orchard)] = Area{50};
    world.cells[0].land[index(LandUse::homestead)] = Area{100};
    open(world);
    return world;
}

TEST(Land, PermanentFarmlandAndEcologicalLandNeverChangeUse) {
    for (std::size_t u = 0; u < land_use_count; ++u) {
        const auto use = static_cast<LandUse>(u);
        EXPECT_FALSE(allowed(LandUse::permanent_basic_farmland, use));
        EXPECT_FALSE(allowed(use, LandUse::permanent_basic_farmland));
        EXPECT_FALSE(allowed(LandUse::ecological, use));
        EXPECT_FALSE(allowed(use, LandUse::ecological));
        EXPECT_FALSE(allowed(use, use));
    }
}

TEST(Land, BuildingOnFieldsNeedsCreditEarnedBefore) {
    World world = one_village();
    Cell& cell = world.cells[0];
    DistrictState& district = world.districts[cell.district];
    EXPECT_EQ(convert(cell, district, build, Area{30}, 1), Verdict::no_cultivated_credit);
    EXPECT_EQ(convert(cell, district, reclaim, Area{40}, 1), Verdict::done);
    EXPECT_EQ(district.cultivated_credit, Area{40});
    EXPECT_EQ(district.construction_quota, Area{40});
    EXPECT_EQ(convert(cell, district, build, Area{30}, 1), Verdict::done);
    EXPECT_EQ(district.cultivated_credit, Area{10});
    EXPECT_EQ(district.construction_quota, Area{10});
    EXPECT_EQ(cell.land[index(LandUse::state_construction)], Area{30});
}

TEST(Land, TheRedLineStopsWhatCreditWouldAllow) {
    World world = one_village();
    Cell& cell = world.cells[0];
    DistrictState& district = world.districts[cell.district];
    district.cultivated_credit = district.construction_quota = Area{100};
    EXPECT_EQ(convert(cell, district, build, Area{20}, 1), Verdict::below_red_line);
    EXPECT_EQ(convert(cell, district, build, Area{20}, 0.98), Verdict::done);
}

TEST(Land, FieldsTakenForFacilitiesCountForTheLineAndEarnNoCreditBack) {
    World world = one_village();
    Cell& cell = world.cells[0];
    DistrictState& district = world.districts[cell.district];
    const Transition out{LandUse::other_cultivated, LandUse::facility_and_orchard};
    EXPECT_EQ(convert(cell, district, out, Area{60}, 1), Verdict::done);
    EXPECT_EQ(convert(cell, district, {out.to, out.from}, Area{60}, 1), Verdict::done);
    EXPECT_EQ(district.cultivated_credit, Area{});
    EXPECT_EQ(district.cultivated_now, district.cultivated_2019);
}

TEST(Land, OtherLandBroughtUnderCropsEarnsNoConstructionQuota) {
    World world = one_village();
    world.cells[0].land[index(LandUse::other)] = Area{70};
    DistrictState& district = world.districts[0];
    EXPECT_EQ(
        convert(world.cells[0], district, {LandUse::other, LandUse::other_cultivated}, Area{70}, 1),
        Verdict::done);
    EXPECT_EQ(district.construction_quota, Area{});
    EXPECT_EQ(district.cultivated_credit, Area{70});
    EXPECT_EQ(convert(world.cells[0], district, reclaim, Area{101}, 1), Verdict::not_enough_land);
}

TEST(Land, TheLineMovesLinearlyTo2035) {
    const Levers levers{1, 1.02, 89400};
    EXPECT_DOUBLE_EQ(red_line(2019, levers), 1);
    EXPECT_DOUBLE_EQ(red_line(2027, levers), 1.01);
    EXPECT_DOUBLE_EQ(red_line(2050, levers), 1.02);
    EXPECT_DOUBLE_EQ(red_line(2030, {0, 1, 89400}), 0);
}

}  // namespace
}  // namespace changji::land
