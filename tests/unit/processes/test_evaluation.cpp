#include <cmath>

#include <gtest/gtest.h>

#include "model/processes/evaluation.hpp"

namespace changji::evaluation {
namespace {

PerDistrict<double> one_to_nine() {
    PerDistrict<double> values;
    for (std::size_t d = 0; d < district_count; ++d) values[d] = static_cast<double>(d + 1);
    return values;
}

TEST(Evaluation, PercentilesCountTiesHalfAndLeaveOutWhatIsMissing) {
    PerDistrict<double> values = one_to_nine();
    EXPECT_DOUBLE_EQ(percentiles(values)[0], 0.5 / 9);
    EXPECT_DOUBLE_EQ(percentiles(values)[8], 8.5 / 9);
    values[1] = 1;
    EXPECT_DOUBLE_EQ(percentiles(values)[0], 1.0 / 9);
    values[8] = std::nan("");
    EXPECT_TRUE(std::isnan(percentiles(values)[8]));
    EXPECT_DOUBLE_EQ(percentiles(values)[7], 7.5 / 8);
}

TEST(Evaluation, AScoreIsHalfLevelHalfImprovement) {
    PerDistrict<Levels> before{}, now{};
    Levels weights{};
    weights[0] = 3;
    for (std::size_t d = 0; d < district_count; ++d) {
        before[d][0] = static_cast<double>(d);             // the last district is ahead …
        now[d][0] = before[d][0] + 0.1 * static_cast<double>(district_count - d);  // … the first gains
    }
    const auto score = scores(now, before, weights);
    for (const double s : score) EXPECT_DOUBLE_EQ(s, 0.5);
    now[4][0] = std::nan("");
    EXPECT_EQ(scores(now, before, weights)[4], 0);  // nothing to compare
}

TEST(Evaluation, RanksFollowScoresAndRewardsFallByRankToTheWholePool) {
    const auto rank = ranks(one_to_nine());
    EXPECT_EQ(rank[8], 1);
    EXPECT_EQ(rank[0], 9);
    const auto reward = rewards(rank, 1e8, 0.25);
    double sum = 0;
    for (const double r : reward) sum += r;
    EXPECT_NEAR(sum, 1e8, 1e-3);
    EXPECT_NEAR(reward[8] / reward[7], std::exp(0.25), 1e-12);
    for (const double r : rewards(rank, 9, 0)) EXPECT_DOUBLE_EQ(r, 1);
}

struct Zone {
    World world;
    Settings settings;
    Zone() {
        for (auto& levers : settings.levers) levers = base_values<Levers>();
        for (std::size_t d = 0; d < district_count; ++d) {
            world.districts[d].rollout.assign(2, 0.1 * static_cast<double>(d));
            world.districts[d].service = {0.5, 0.7};
        }
        open(world);
        world.year = 2020;
        for (std::size_t d = 0; d < district_count; ++d)  // the last improves most as well
            world.districts[d].rollout.assign(2, 0.11 * static_cast<double>(d));
    }
    const Evaluation& of(std::size_t d) const { return world.districts[d].evaluation; }
};

TEST(Evaluation, WithoutErrorTheBestIsFirstForCertain) {
    Zone zone;
    for (auto& levers : zone.settings.levers) levers.noise = 0;
    evaluate(zone.world, zone.settings, Draws{});
    EXPECT_EQ(zone.of(8).rank, 1);
    EXPECT_EQ(zone.of(8).first_chance, 1);
    EXPECT_EQ(zone.of(0).mean_rank, 9);
}

TEST(Evaluation, ErrorMakesRanksUncertainAndAThirdPartyLessSo) {
    Zone noisy, checked;
    for (auto& levers : noisy.settings.levers) levers.noise = 0.3;
    for (auto& levers : checked.settings.levers) levers.noise = 0.3, levers.third_party = 1;
    evaluate(noisy.world, noisy.settings, Draws{});
    evaluate(checked.world, checked.settings, Draws{});
    EXPECT_LT(noisy.of(8).first_chance, 1);
    EXPECT_GT(checked.of(8).first_chance, noisy.of(8).first_chance);
    double first = 0, ranks = 0;
    for (std::size_t d = 0; d < district_count; ++d) {
        first += noisy.of(d).first_chance;
        ranks += noisy.of(d).mean_rank;
    }
    EXPECT_NEAR(first, 1, 1e-12);
    EXPECT_NEAR(ranks, 45, 1e-9);
}

TEST(Evaluation, OffGivesNoScoreAndNoAward) {
    Zone zone;
    for (auto& levers : zone.settings.levers) levers.on = 0, levers.pool = 1e8;
    evaluate(zone.world, zone.settings, Draws{});
    EXPECT_EQ(zone.of(8).rank, 0);
    EXPECT_EQ(zone.of(8).award, 0);
}

}  // namespace
}  // namespace changji::evaluation
