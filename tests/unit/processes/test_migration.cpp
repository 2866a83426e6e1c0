#include <cmath>

#include <gtest/gtest.h>

#include "model/processes/migration.hpp"
#include "model/processes/migration_balance.hpp"
#include "tests/support/small_cell.hpp"

namespace changji::migration {
namespace {

World village(const std::vector<test::PersonSpec>& persons, std::size_t copies = 1) {
    std::vector<test::Family> families;
    for (std::size_t i = 0; i < copies; ++i)
        for (const test::PersonSpec& person : persons) families.push_back({person});
    World world = test::world_of({test::small_cell(Stratum::rural, families)});
    world.year = first_year;
    for (DistrictState& state : world.districts) {
        state.job_chance = {0.9, 0.93, 0.95};
        state.expected_wage = {38000, 46000, 62000};
        state.service = {0.5, 0.7};
    }
    Cell& cell = world.cells[0];
    for (std::uint8_t& months : cell.people.months_unemployed) months = 6;
    cell.farm_income_per_worker = cell.income_per_head = 15000;
    cell.farm_size = 1;
    return world;
}

Settings settings_at(double review) {
    Settings settings = test::base_settings<Settings>();
    settings.coefficients.review = review;
    return settings;
}

TEST(Migration, WhoDoesNotReconsiderKeepsPlaceAndWork) {
    World world = village({{30, Work::farm, home_place},
                           {40, Work::wage, town_of(District::jiutai)},
                           {35, Work::unemployed, home_place},
                           {50, Work::away, rest_of_nation}},
                          200);
    for (std::uint8_t& months : world.cells[0].people.months_unemployed) months = 18;
    const std::uint64_t before = table::hash(world.cells[0].people);
    choose(world, settings_at(0), Draws{});
    EXPECT_EQ(table::hash(world.cells[0].people), before);
}

TEST(Migration, JobLosersAndThoseWhoBeginToSearchChooseAtOnce) {
    for (const std::uint8_t searched : {std::uint8_t{0}, months_first_year}) {
        World world = village({{30, Work::unemployed, home_place}}, 500);
        for (std::uint8_t& months : world.cells[0].people.months_unemployed) months = searched;
        const std::uint64_t before = table::hash(world.cells[0].people);
        choose(world, settings_at(0), Draws{});
        EXPECT_NE(table::hash(world.cells[0].people), before);
    }
}

TEST(Migration, ChildrenPupilsAndTheRetiredDoNotChoose) {
    World world = village({{10, Work::pupil, home_place},
                           {15, Work::home, home_place},
                           {17, Work::pupil, home_place},
                           {65, Work::farm, home_place},
                           {62, Work::retired, home_place}},
                          200);
    const std::uint64_t before = table::hash(world.cells[0].people);
    choose(world, settings_at(1), Draws{});
    EXPECT_EQ(table::hash(world.cells[0].people), before);
}

TEST(Migration, PlaceWorkAndEventsAgreeAfterMoves) {
    World world = village({{30, Work::wage, home_place}, {45, Work::away, rest_of_province}}, 3000);
    People& people = world.cells[0].people;
    for (std::size_t p = 0; p < people.size(); ++p)
        if (people.work[p] == Work::wage) people.employer[p] = 4;
    choose(world, settings_at(1), Draws{});
    std::int64_t left = 0, returned = 0, in_towns = 0, back = 0;
    for (std::size_t p = 0; p < people.size(); ++p) {
        const bool outside = outside_zone(people.place[p]);
        EXPECT_EQ(people.work[p] == Work::away, outside);
        if (people.work[p] != Work::wage) {
            EXPECT_EQ(people.employer[p], no_row);
        }
        left += outside && p % 2 == 0;
        returned += !outside && p % 2 == 1;
        back += (people.traits[p] & returnee) != 0;
        in_towns += !outside && people.place[p] != home_place;
        if (people.place[p] != home_place && !outside) {
            EXPECT_EQ(people.years_in_place[p], 0);
        }
    }
    const CellEvents& events = world.events[0];
    EXPECT_EQ(events.left_zone, left);
    EXPECT_EQ(events.returned, returned);
    EXPECT_EQ(back, returned);
    EXPECT_EQ(events.moved_to_town, in_towns);
    EXPECT_GT(left * returned * in_towns, 0);
}

TEST(Migration, ExpectedFlowsMeetTheirPriorsOnceConstantsAreSolved) {
    World world = village({{30, Work::farm, home_place},
                           {45, Work::farm, home_place},
                           {25, Work::wage, home_place},
                           {55, Work::home, home_place},
                           {35, Work::self_employed, home_place},
                           {40, Work::away, rest_of_nation}},
                          400);
    Cell town =
        test::small_cell(Stratum::urban,
                         std::vector<test::Family>(1200, {{35, Work::wage, home_place},
                                                          {50, Work::home, home_place},
                                                          {28, Work::self_employed, home_place}}),
                         0, 900000);
    world = test::world_of({world.cells[0], town});
    for (DistrictState& state : world.districts) {
        state.job_chance = {0.9, 0.93, 0.95};
        state.expected_wage = {38000, 46000, 62000};
        state.service = {0.5, 0.7};
    }
    const Settings settings = test::base_settings<Settings>();
    solve_constants(world, settings);
    const Flows flows = expected_flows(world, settings);
    EXPECT_NEAR(flows.move, 0.020, 0.020 * 0.02);
    EXPECT_NEAR(flows.leave_rural, 0.016, 0.016 * 0.02);
    EXPECT_NEAR(flows.leave_urban, 0.015, 0.015 * 0.02);
    EXPECT_NEAR(flows.come_back, 0.05, 0.05 * 0.02);
    EXPECT_EQ(flows.move_country, 0);  // closed
    Settings open = settings;
    for (Levers& levers : open.levers) levers.reverse = 1;
    EXPECT_NEAR(expected_flows(world, open).move_country, 0.001, 0.001 * 0.02);
}

/// A year of one stratum by hand: reviews, lost jobs, retirement and start-ups, school leavers.
TEST(MigrationBalance, AStockChosenAtItsShareKeepsItsShareOfAdults) {
    Settings settings = settings_at(0.2);
    for (double& hazard : settings.startups) hazard = 0.004;
    Stocks stocks;
    stocks.adults = 1000, stocks.wage = 300, stocks.retiring = 30, stocks.entrants = 20;
    const double away = 0.036, joining = 5;
    const Balance balance(stocks, settings, away, joining);
    const double stock = 210, retiring = 6, lost = 30, direct = 5;
    const double chosen = balance.share(stock, retiring, lost, direct) * balance.choosers;
    const double left = 0.2 * stock + 0.8 * lost + retiring + 0.004 * stock;
    const double adults = 1000 + 20 + joining - 30 - away * 1000;
    EXPECT_NEAR((stock - left + chosen + direct) / adults, stock / 1000, 1e-12);
}

TEST(MigrationBalance, JobLosersAndSchoolLeaversChooseBesidesReviews) {
    Stocks stocks;
    stocks.adults = 1000, stocks.wage = 500, stocks.entrants = 10;
    EXPECT_NEAR(choosers_per_adult(stocks, 0.2), 0.2 + 0.8 * (0.13 * 500 + 10) / 1000, 1e-12);
}

TEST(Migration, HousePricesFollowResidentsAndStockWithinHalfAndTwice) {
    World world = village({{30, Work::farm, home_place}});
    PerDistrict<double> before;
    for (std::size_t d = 0; d < district_count; ++d) {
        before[d] = 1000;
        world.tallies[d][index(Stratum::urban)].residents = 1000;
    }
    world.tallies[1][index(Stratum::urban)].residents = 1100;
    world.tallies[2][index(Stratum::urban)].residents = 1000000;
    world.tallies[3][index(Stratum::urban)].residents = 0;
    const Settings settings = test::base_settings<Settings>();
    move_house_prices(world, settings, before);
    const double standing = std::exp(-0.2 * std::log(1.005));
    EXPECT_NEAR(world.districts[0].house_price, standing, 1e-12);
    EXPECT_NEAR(world.districts[1].house_price, standing * std::exp(0.3 * std::log(1.1)), 1e-12);
    EXPECT_EQ(world.districts[2].house_price, 2.0);
    EXPECT_EQ(world.districts[3].house_price, 1.0);  // nobody there: the last value
}

}  // namespace
}  // namespace changji::migration
