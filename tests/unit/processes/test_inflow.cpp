#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "model/processes/migration.hpp"
#include "tests/support/small_cell.hpp"

namespace changji::migration {
namespace {

World town_and_village(std::size_t families) {
    const test::Family family{{40, Work::wage, home_place},
                              {38, Work::retired, home_place},
                              {12, Work::pupil, home_place}};
    Cell town = test::small_cell(Stratum::urban, std::vector<test::Family>(families, family), 1);
    for (Row p = 0; p < static_cast<Row>(3 * families); p += 3) test::marry(town, p, p + 1);
    for (std::uint8_t& bits : town.people.traits) bits = trained | cohort_2019;
    World world = test::world_of(
        {town,
         test::small_cell(Stratum::rural, std::vector<test::Family>(families, family), 1, 500000)});
    world.year = 2020;
    for (DistrictState& state : world.districts) {
        state.job_chance = {0.9, 0.93, 0.95};
        state.expected_wage = {38000, 46000, 62000};
        state.service = {0.5, 0.7};
    }
    return world;
}

const Settings settings = test::base_settings<Settings>();

TEST(Inflow, TheStatedShareOfUrbanResidentsArrivesInTownsOnly) {
    World world = town_and_village(2000);
    receive_inflow(world, settings, Draws{});
    // equal districts: .4 % of 6,000, whole families of three
    EXPECT_NEAR(static_cast<double>(world.events[0].arrived), 24, 3);
    EXPECT_EQ(world.events[1].arrived, 0);
    EXPECT_EQ(world.cells[0].people.size(),
              6000 + static_cast<std::size_t>(world.events[0].arrived));
}

TEST(Inflow, ArrivalsAreFreshOutsidersWithoutLandAndBringCash) {
    World world = town_and_village(2000);
    receive_inflow(world, settings, Draws{});
    const Cell& cell = world.cells[0];
    Money cash;
    for (std::size_t h = 2000; h < cell.households.size(); ++h) {
        EXPECT_EQ(cell.households.contracted[h], Area{});
        cash += cell.households.cash[h];
        const auto first = cell.households.first_member[h];
        for (Row p = first; p < first + cell.households.members[h]; ++p) {
            const auto i = static_cast<std::size_t>(p);
            EXPECT_EQ(cell.people.household[i], static_cast<Row>(h));
            EXPECT_EQ(cell.people.hukou[i], Hukou::outside);
            EXPECT_EQ(cell.people.traits[i], trained);  // not of the 2019 cohort
            EXPECT_EQ(cell.people.employer[i], no_row);
            EXPECT_NE(cell.people.work[i], Work::wage);
            const Row partner = cell.people.partner[i];
            if (partner >= 0) {
                EXPECT_EQ(cell.people.partner[static_cast<std::size_t>(partner)], p);
            }
        }
    }
    EXPECT_EQ(world.ledger.total(Item::cash_arriving), cash);
    std::vector<Key> keys(cell.people.key);
    std::sort(keys.begin(), keys.end());
    EXPECT_EQ(std::adjacent_find(keys.begin(), keys.end()), keys.end());
}

TEST(Inflow, BetterPaidDistrictsDrawMoreButNeverMoreThanTwice) {
    const auto arrived = [](double pay) {
        World world = town_and_village(8000);
        world.districts[District::jiutai].expected_wage[1] = pay;
        receive_inflow(world, settings, Draws{});
        return world.events[0].arrived;
    };
    EXPECT_GT(arrived(80000), arrived(46000));
    EXPECT_LE(arrived(1e9), 2 * arrived(46000) + 6);
}

TEST(Inflow, TheTalentLeverMultipliesAThird) {
    World plain = town_and_village(8000), more = plain;
    Settings open = settings;
    for (Levers& levers : open.levers) levers.inflow = 2.5;  // 1 + 1.5/3 = 1.5 times
    receive_inflow(plain, settings, Draws{});
    receive_inflow(more, open, Draws{});
    EXPECT_NEAR(static_cast<double>(more.events[0].arrived),
                1.5 * static_cast<double>(plain.events[0].arrived), 5);
}

}  // namespace
}  // namespace changji::migration
