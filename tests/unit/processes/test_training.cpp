#include <cmath>

#include <gtest/gtest.h>

#include "model/processes/training.hpp"
#include "tests/support/small_cell.hpp"

namespace changji::training {
namespace {

Settings settings_at(double share) {
    Settings settings = test::base_settings<Settings>();
    for (Levers& levers : settings.levers) levers.share = share;
    return settings;
}

World village(const std::vector<test::PersonSpec>& persons) {
    std::vector<test::Family> families;
    for (const test::PersonSpec& person : persons) families.push_back({person});
    return test::world_of({test::small_cell(Stratum::rural, families)});
}

TEST(Training, OnlyUntrainedResidentAdultsOfRuralHukouAreTrained) {
    World world = village({{15, Work::farm, home_place},
                           {16, Work::farm, home_place},
                           {59, Work::wage, town_of(District::yongji)},
                           {60, Work::farm, home_place},
                           {30, Work::away, rest_of_nation},
                           {17, Work::pupil, home_place},
                           {40, Work::farm, home_place},
                           {40, Work::farm, home_place}});
    People& people = world.cells[0].people;
    people.hukou[6] = Hukou::urban;
    people.traits[7] = trained;
    train(world, settings_at(1.0), Draws{});
    const std::vector<int> expected{0, 1, 1, 0, 0, 0, 0, 1};
    for (std::size_t p = 0; p < expected.size(); ++p)
        EXPECT_EQ(people.traits[p] & trained, expected[p]) << p;
    EXPECT_EQ(world.events[0].trained, 2);
}

TEST(Training, TheDistrictPays2000YuanAHeadToTheFen) {
    World world = village(std::vector<test::PersonSpec>(300));
    world.zone.cpi = 1.0203;
    train(world, settings_at(0.3), Draws{});
    const std::int64_t heads = world.events[0].trained;
    const Money cost{heads * yuan(2000 * 1.0203).count};
    EXPECT_EQ(world.ledger.total(Item::training_cost), cost);
    EXPECT_EQ(world.districts[District::jiutai].cash, -cost);
    EXPECT_EQ(world.ledger.net(Holder::district, District::jiutai), -cost);
    // 90 expected, standard error 7.9; 4.4 of them: once in 100,000 seeds
    EXPECT_NEAR(static_cast<double>(heads), 90, 4.4 * std::sqrt(300 * 0.3 * 0.7));
}

TEST(Training, AHigherShareOnlyAddsPersons) {
    World little = village(std::vector<test::PersonSpec>(2000)), much = little;
    train(little, settings_at(0.02), Draws{});
    train(much, settings_at(0.06), Draws{});
    EXPECT_GT(much.events[0].trained, little.events[0].trained);
    for (std::size_t p = 0; p < 2000; ++p)
        EXPECT_GE(much.cells[0].people.traits[p] & trained,
                  little.cells[0].people.traits[p] & trained);
}

TEST(Training, ShareZeroTrainsNobody) {
    World world = village(std::vector<test::PersonSpec>(500));
    train(world, settings_at(0), Draws{});
    EXPECT_EQ(world.events[0].trained, 0);
    EXPECT_EQ(world.ledger.total(Item::training_cost), Money{});
}

}  // namespace
}  // namespace changji::training
