#include <gtest/gtest.h>

#include "model/processes/public_works.hpp"
#include "tests/support/small_cell.hpp"

namespace changji::public_works {
namespace {

const Coefficients coefficients = base_values<Coefficients>();

Means means(double money) {
    Means m;
    m.money = money;
    m.cost = 100;
    return m;
}

TEST(PublicWorks, VillagesWearWithoutMoney) {
    const Works works = improve({{0.5, 0, false}}, means(0), coefficients);
    EXPECT_DOUBLE_EQ(works.beauty[0], 0.98 * 0.5);
    EXPECT_EQ(works.spent, 0);
}

TEST(PublicWorks, TheBeautifulAreKeptUpFirstThenTheOthersOneByOne) {
    const std::vector<Site> sites{{0.5, 0.5, false}, {0.85, 0.85, false}, {0.3, 0.3, false}};
    const Works little = improve(sites, means(1.7), coefficients);  // upkeep of the second: 1.7
    EXPECT_NEAR(little.beauty[1], 0.85, 1e-12);
    EXPECT_DOUBLE_EQ(little.beauty[2], 0.98 * 0.3);
    const Works more = improve(sites, means(21.7), coefficients);
    EXPECT_NEAR(more.beauty[2], 0.98 * 0.3 + 0.20, 1e-12);  // the plainest first
    EXPECT_DOUBLE_EQ(more.beauty[0], 0.98 * 0.5);
    const Works all = improve(sites, means(1e6), coefficients);
    for (const double beauty : all.beauty) EXPECT_NEAR(beauty, 0.9, 1e-12);
    EXPECT_NEAR(all.spent, 100 * (2.7 - 0.98 * 1.65), 1e-9);
}

TEST(PublicWorks, PrivateMoneyAddsItsShareWhereThereIsBusiness) {
    Means m = means(10);
    m.private_share = 0.5;
    const Works with = improve({{0.5, 0, true}}, m, coefficients);
    const Works without = improve({{0.5, 0, false}}, m, coefficients);
    EXPECT_NEAR(with.beauty[0] - without.beauty[0], 0.05, 1e-12);
    EXPECT_DOUBLE_EQ(with.privately, 5);
    EXPECT_EQ(without.privately, 0);
}

struct Villages {
    World world;
    Settings settings = test::base_settings<Settings>();
    Villages() {
        std::vector<Cell> cells;
        for (std::size_t v = 0; v < 200; ++v)
            cells.push_back(test::small_cell(Stratum::rural, {}, 1.0, 1000 + 7 * v));
        world = test::world_of(std::move(cells));
        open(world, settings);
        world.districts[District::jiutai].budget.reform = yuan(1e9);
        world.year = 2020;
    }
    double share(std::uint8_t Cell::*what) const {
        double sum = 0;
        for (const Cell& cell : world.cells) sum += cell.*what;
        return sum / static_cast<double>(world.cells.size());
    }
};

TEST(PublicWorks, TheOrderDecidesWhoIsFinishedFirstAndWhatIsBegunIsFinished) {
    const auto mean_of_first = [](double order) {
        Villages villages;
        for (Levers& l : villages.settings.levers) l.order = order, l.budget = 2e7;
        const World before = villages.world;
        for (int year = 0; year < 4; ++year) step(villages.world, villages.settings);
        double sum = 0, finished = 0, begun = 0;
        for (std::size_t v = 0; v < before.cells.size(); ++v) {
            const double now = static_cast<double>(villages.world.cells[v].beauty);
            const double then = static_cast<double>(before.cells[v].beauty);
            if (now <= then) continue;  // wears only
            sum += then;
            ++begun;
            finished += now > 0.89;
        }
        EXPECT_GE(finished, begun - 1);
        return sum / begun;
    };
    EXPECT_LT(mean_of_first(0), 0.1);
    EXPECT_GT(mean_of_first(1), 0.5);
    EXPECT_GT(mean_of_first(2), 0.1);
}

TEST(PublicWorks, OpensAtTheMeanStateAndTheCoverOf2019) {
    const Villages villages;
    double sum = 0;
    for (const Cell& cell : villages.world.cells) sum += static_cast<double>(cell.beauty);
    EXPECT_NEAR(sum / 200, 0.25, 0.05);  // sd of Beta(1, 3) 0.19, of the mean 0.014
    EXPECT_NEAR(villages.share(&Cell::has_water), 0.7, 0.1);
    EXPECT_LT(villages.share(&Cell::beautiful), 0.05);
}

TEST(PublicWorks, MoneyThatIsSpentLeavesTheDistrictToTheFen) {
    Villages villages;
    for (Levers& l : villages.settings.levers) l.water = 1;
    step(villages.world, villages.settings);
    const DistrictState& state = villages.world.districts[District::jiutai];
    EXPECT_EQ(state.cash, villages.world.ledger.net(Holder::district, District::jiutai));
    EXPECT_EQ(Money{} - state.cash, state.village_works + state.water_works);
    EXPECT_EQ(state.village_works, yuan(1.5e8));  // all villages of the zone are in Jiutai
    EXPECT_GT(state.water_works.count, 0);
    EXPECT_NEAR(state.water_cover, 0.75, 1e-12);  // at most a step a year
}

TEST(PublicWorks, WhatTheDistrictCannotPayWaits) {
    Villages villages;
    villages.world.districts[District::jiutai].budget.reform = yuan(1e6);
    step(villages.world, villages.settings);
    EXPECT_EQ(villages.world.districts[District::jiutai].village_works, yuan(1e6));
}

}  // namespace
}  // namespace changji::public_works
