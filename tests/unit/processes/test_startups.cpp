#include <cmath>

#include <gtest/gtest.h>

#include "model/processes/startups.hpp"
#include "tests/support/small_cell.hpp"

namespace changji::startups {
namespace {

Settings settings_at(double hazard, double returnees = 1) {
    Settings settings = test::base_settings<Settings>();
    for (Levers& levers : settings.levers) levers = {hazard, returnees};
    return settings;
}

World village(const std::vector<test::PersonSpec>& persons) {
    std::vector<test::Family> families;
    for (const test::PersonSpec& person : persons) families.push_back({person});
    World world = test::world_of({test::small_cell(Stratum::rural, families)});
    world.solved.entry_rate.fill(1);
    for (Money& cash : world.cells[0].households.cash) cash = yuan(30000);
    return world;
}

std::int64_t firms_in(const World& world) {
    std::int64_t sum = 0;
    for (const DistrictState& district : world.districts)
        for (const std::int64_t firms : district.startup_firms) sum += firms;
    return sum;
}

TEST(Startups, OnlyResidentAdultsWithoutABusinessStart) {
    World world = village({{15, Work::pupil, home_place},
                           {30, Work::away, rest_of_nation},
                           {30, Work::retired, home_place},
                           {65, Work::farm, home_place},
                           {30, Work::self_employed, home_place},
                           {30, Work::wage, town_of(District::yongji)},
                           {30, Work::farm, home_place}});
    People& people = world.cells[0].people;
    people.employer[5] = 3;
    start(world, settings_at(1), Draws{});
    EXPECT_EQ(world.events[0].startups, 2);
    for (const std::size_t p : {std::size_t{5}, std::size_t{6}}) {
        EXPECT_EQ(people.work[p], Work::self_employed);
        EXPECT_EQ(people.employer[p], no_row);
    }
    EXPECT_EQ(people.work[3], Work::farm);
}

TEST(Startups, CapitalIsPaidAndWhoLacksItAsksABank) {
    World world = village({{30, Work::farm, home_place}, {30, Work::farm, home_place}});
    Cell& cell = world.cells[0];
    cell.households.cash = {yuan(30000), yuan(9999)};
    start(world, settings_at(1), Draws{});
    EXPECT_EQ(world.events[0].startups, 1);
    EXPECT_EQ(cell.households.cash[0], yuan(20000));
    EXPECT_EQ(world.ledger.total(Item::startup_capital), yuan(10000));
    ASSERT_EQ(cell.wishes.size(), 1u);
    EXPECT_EQ(cell.wishes.person[0], cell.people.key[1]);
    EXPECT_EQ(cell.wishes.capital[0], yuan(10000));
    // In spring a bank lends; the business starts whatever the hazard of the new year.
    cell.wishes.granted[0] = 1;
    cell.households.cash[1] += yuan(1);
    ++world.year;
    start(world, settings_at(0), Draws{});
    EXPECT_EQ(cell.people.work[1], Work::self_employed);
    EXPECT_EQ(cell.households.cash[1], Money{});
}

TEST(Startups, OneInTenOpensAFirm) {
    World world = village(std::vector<test::PersonSpec>(5000, {40, Work::farm, home_place}));
    start(world, settings_at(1), Draws{});
    // 500 expected, standard error 21; 4.4 of them: once in 100,000 seeds
    EXPECT_NEAR(static_cast<double>(firms_in(world)), 500, 4.4 * std::sqrt(5000 * 0.09));
    for (const std::int64_t firms : world.districts[District::jiutai].startup_firms)
        EXPECT_GT(firms, 30);
}

TEST(Startups, ReturneesStartMoreWhereTheyAreSupported) {
    World plain = village(std::vector<test::PersonSpec>(20000, {40, Work::farm, home_place}));
    for (std::uint8_t& traits : plain.cells[0].people.traits) traits = returnee;
    World supported = plain;
    start(plain, settings_at(0.01, 1), Draws{});
    start(supported, settings_at(0.01, 2), Draws{});
    EXPECT_GT(supported.events[0].startups, plain.events[0].startups * 3 / 2);
    for (std::size_t p = 0; p < 20000; ++p) {  // the same persons and more
        if (plain.cells[0].people.work[p] != Work::self_employed) continue;
        EXPECT_EQ(supported.cells[0].people.work[p], Work::self_employed);
    }
}

TEST(Startups, HazardZeroStartsNobody) {
    World world = village(std::vector<test::PersonSpec>(500, {40, Work::farm, home_place}));
    start(world, settings_at(0), Draws{});
    EXPECT_EQ(world.events[0].startups, 0);
    EXPECT_EQ(firms_in(world), 0);
}

TEST(Startups, FirmsOf2019AreThoseOfTheBurnInYear) {
    World world = village(std::vector<test::PersonSpec>(5000, {40, Work::farm, home_place}));
    World burn_in = world;
    start(burn_in, settings_at(0.5), Draws{});
    take_firms(world, burn_in);
    EXPECT_EQ(world.districts[District::jiutai].startup_firms_2019,
              static_cast<double>(firms_in(burn_in)));
    EXPECT_EQ(firms_in(world), firms_in(burn_in));
}

}  // namespace
}  // namespace changji::startups
