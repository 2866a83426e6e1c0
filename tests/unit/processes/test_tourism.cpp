#include <cmath>

#include <gtest/gtest.h>

#include "model/processes/tourism.hpp"
#include "tests/support/farm_world.hpp"

namespace changji {
namespace {

tourism::Settings base() {
    tourism::Settings settings;
    settings.coefficients = base_values<tourism::Coefficients>();
    for (auto& levers : settings.levers) levers = base_values<tourism::Levers>();
    return settings;
}

World countryside() {
    World world = test::farm_world({18, 20, 5});
    for (auto& totals : world.totals) totals[index(Stratum::urban)].residents = 100000;
    return world;
}

double visits(const World& world) {
    double sum = 0;
    for (const Cell& cell : world.cells) sum += cell.visits;
    return sum;
}

void add_site(World& world, std::int32_t cell, int start) {
    Projects& p = world.projects;
    table::resize(p, p.size() + 1);
    p.kind.back() = ProjectKind::site;
    p.district.back() = world.cells[static_cast<std::size_t>(cell)].district;
    p.cell.back() = cell;
    p.sector.back() = index(Sector::tourism);
    p.start.back() = static_cast<std::int16_t>(start);
}

World after_a_year(World world, const tourism::Settings& settings) {
    ++world.year;
    tourism::step(world, settings);
    return world;
}

TEST(Tourism, MakesTheVisitsOf2019) {
    World world = countryside();
    tourism::open(world, base());
    EXPECT_NEAR(visits(world), 1e7, 1);
    tourism::step(world, base());
    EXPECT_NEAR(visits(world), 1e7, 1);
}

TEST(Tourism, VisitsDecayWithDistanceAndGrowWithGreenLand) {
    World world = countryside();
    world.cells[0].minutes_to_centre = 10;
    world.cells[1].minutes_to_centre = 60;
    world.cells[1].district = world.cells[0].district;
    tourism::open(world, base());
    EXPECT_NEAR(world.cells[1].visits / world.cells[0].visits, std::exp(-0.025 * 50), 1e-6);
    world.cells[1].land[index(LandUse::ecological)] = hectares(1000);
    EXPECT_GT(tourism::attraction_of(world.cells[1]), tourism::attraction_of(world.cells[0]));
}

TEST(Tourism, PaysTheVillagersToTheFen) {
    World world = countryside();
    tourism::open(world, base());
    world.ledger = {};
    Money before;
    for (const Cell& cell : world.cells)
        for (const Money cash : cell.households.cash) before += cash;
    tourism::step(world, base());
    Money after;
    for (const Cell& cell : world.cells)
        for (const Money cash : cell.households.cash) after += cash;
    EXPECT_EQ(after - before, world.ledger.total(Item::tourism_income));
    EXPECT_NEAR(in_yuan(after - before), 1e7 * 120 * 0.45, 1e3);
}

TEST(Tourism, StaysUnderTheCapacityThatGrowsByTheLever) {
    World world = countryside();
    tourism::open(world, base());
    for (auto& totals : world.totals) totals[index(Stratum::urban)].residents *= 10;
    auto settings = base();
    const double slow = visits(after_a_year(world, settings));
    EXPECT_LE(slow, 1e7 * 1.2 * 1.02 * (1 + 1e-9));
    for (auto& levers : settings.levers) levers.capacity_growth = 0.2;
    EXPECT_GT(visits(after_a_year(world, settings)), slow);
}

TEST(Tourism, SitesBusesGradesAndExhibitionsDrawVisitors) {
    World world = countryside();
    add_site(world, 3, 2010);
    add_site(world, 5, 2020);
    tourism::open(world, base());
    const double plain = visits(after_a_year(world, base()));
    const auto with = [&](double tourism::Levers::*lever, double value) {
        auto settings = base();
        for (auto& levers : settings.levers) levers.*lever = value;
        return visits(after_a_year(world, settings));
    };
    EXPECT_GT(with(&tourism::Levers::sites, 1), plain);
    EXPECT_GT(with(&tourism::Levers::grade_gain, 0.1), plain);
    EXPECT_GT(with(&tourism::Levers::bus_time, -0.15), plain);
    EXPECT_EQ(with(&tourism::Levers::expo_visits, 1.3), plain);  // no ground anywhere
    add_site(world, 1, 2010);
    world.projects.kind.back() = ProjectKind::expo;
    EXPECT_GT(with(&tourism::Levers::expo_visits, 1.15), plain);
}

}  // namespace
}  // namespace changji
