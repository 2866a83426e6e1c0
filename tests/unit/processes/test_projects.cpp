#include <gtest/gtest.h>

#include "model/processes/firm_anchor.hpp"
#include "model/processes/projects.hpp"
#include "tests/support/job_world.hpp"
#include "tests/support/published_facts.hpp"

namespace changji {
namespace {

const Draws draws{7, 0};

/// Every place of the register as an empty cell.
World register_world() {
    World world;
    const auto& places = test::published_facts().places;
    for (std::size_t i = 0; i < places.size(); ++i) {
        Cell cell;
        cell.register_row = static_cast<std::int32_t>(i);
        cell.district = places[i].district;
        cell.stratum = places[i].stratum;
        cell.minutes_to_centre = static_cast<float>(10 + i % 50);
        world.cells.push_back(cell);
    }
    for (auto& weight : world.weight) weight = {1.0, 1.0};
    projects::open(world, test::published_facts());
    return world;
}

projects::Settings reformed() {
    projects::Settings settings;
    settings.coefficients = base_values<projects::Coefficients>();
    for (auto& levers : settings.levers) {
        levers = base_values<projects::Levers>();
        levers.park_up = 1, levers.new_towns = 1, levers.foreign_entry = 6, levers.kitchen_entry = 2;
    }
    return settings;
}

std::int64_t towns_at_work(const World& world) {
    std::int64_t count = 0;
    for (std::size_t p = 0; p < world.projects.size(); ++p)
        count += world.projects.kind[p] == ProjectKind::town &&
                 world.projects.at_work(p, world.year);
    return count;
}

TEST(Projects, ListTheNineTownsAndATownForEveryOtherTownship) {
    World world = register_world();
    EXPECT_EQ(towns_at_work(world), 9);
    std::size_t possible = 0;
    for (std::size_t p = 0; p < world.projects.size(); ++p)
        possible += world.projects.kind[p] == ProjectKind::town && world.projects.start[p] == 0;
    EXPECT_EQ(possible, 58u);
    EXPECT_EQ(world.roads.size(), 4u);
}

TEST(Projects, NameTheBestTownshipEveryThirdYear) {
    World world = register_world();
    const auto settings = reformed();
    std::vector<std::int64_t> towns;
    for (world.year = 2020; world.year <= 2030; ++world.year) {
        const auto scores = projects::town_scores(world);
        projects::step(world, settings, draws);
        for (std::size_t p = 0; p < world.projects.size(); ++p) {
            if (world.projects.start[p] == world.year && world.projects.record[p] == no_row) {
                EXPECT_GE(scores[p], 0.6);
            }
        }
        towns.push_back(towns_at_work(world));
    }
    EXPECT_EQ(towns.front(), 9);
    EXPECT_EQ(towns.back(), 13);  // 2021, 2024, 2027, 2030
}

TEST(Projects, NoTownBelowTheThreshold) {
    World world = register_world();
    auto settings = reformed();
    for (auto& levers : settings.levers) levers.town_score = 1;
    for (world.year = 2020; world.year <= 2030; ++world.year)
        projects::step(world, settings, draws);
    EXPECT_EQ(towns_at_work(world), 9);
}

TEST(Projects, ParksRiseThreeGradesAtMost) {
    World world = register_world();
    for (world.year = 2020; world.year <= 2030; ++world.year)
        projects::step(world, reformed(), draws);
    for (std::size_t p = 0; p < world.projects.size(); ++p)
        EXPECT_EQ(world.projects.grade[p], world.projects.kind[p] == ProjectKind::park ? 3 : 0);
}

TEST(Projects, ForeignFirmsGoToTheFoodZoneOnceItsParksOpen) {
    World world = register_world();
    world.year = 2021;
    projects::step(world, reformed(), draws);
    EXPECT_EQ(world.districts[District::food_zone].foreign_entries, 0.0);
    world.year = 2022;
    projects::step(world, reformed(), draws);
    EXPECT_EQ(world.districts[District::food_zone].foreign_entries, 6.0);
    EXPECT_EQ(world.districts[District::jiutai].foreign_entries, 0.0);
    EXPECT_EQ(world.districts[District::jiutai].entries_added[index(Sector::agrifood)], 2.0);
}

TEST(Projects, RoadsSaveMinutesBothWaysOnceOpen) {
    const World world = register_world();
    EXPECT_EQ(minutes_saved(world.roads, 2022)[0][2], 0.0);
    const auto saved = minutes_saved(world.roads, 2024);
    EXPECT_EQ(saved[District::jiutai][District::changchun_new_area], 6.0);
    EXPECT_EQ(saved[District::changchun_new_area][District::jiutai], 6.0);
    EXPECT_EQ(saved[District::jiutai][District::shuangyang], 20.0);
    EXPECT_EQ(saved[District::yongji][District::fengman], 0.0);
}

TEST(FirmAnchor, WantsItsCapitalAndJobsAtTodaysPrices) {
    const auto c = base_values<firms::Coefficients>();
    const firms::Technology t{0.28, 0.51, 0.06};
    const auto scale = firm_anchor::scale_of(t, 4e8, 0.1, 1.1, 1.05, 70000, c);
    EXPECT_GT(scale.jobs, 100);
    const firms::Inputs inputs{4e8, scale.jobs, scale.jobs / c.jobs_per_hectare};
    EXPECT_NEAR(firms::wanted_jobs(t, scale.level + 0.1, inputs, 1.1, 70000), scale.jobs, 1e-6);
    const double real = firms::output(t, scale.level + 0.1, inputs);
    EXPECT_NEAR(firms::wanted_capital(t, real * 1.05, c), 4e8, 1);
}

}  // namespace
}  // namespace changji
