#include <cmath>

#include <gtest/gtest.h>

#include "calibration/attribution.hpp"
#include "calibration/decisions.hpp"
#include "calibration/gaussian_process.hpp"
#include "calibration/sensitivity.hpp"
#include "model/scenario/plan_items.hpp"

namespace changji::calibration {
namespace {

/// Known indices lie in the interval, give or take what 200 bootstraps leave open.
void expect_index(const Estimate& estimate, double known, double error) {
    EXPECT_NEAR(estimate.value, known, error);
    EXPECT_LE(estimate.low - error / 2, known);
    EXPECT_GE(estimate.high + error / 2, known);
}

TEST(Sobol, IndicesOfIshigamiAreTheAnalyticOnes) {
    // Ishigami and Homma 1990 with a = 7, b = 0.1
    RandomStream random(1, 1);
    const SobolIndices s = sobol_indices(ishigami, 3, 4096, random);
    const double pi = 3.14159265358979323846, p4 = std::pow(pi, 4);
    const double v1 = 0.5 * std::pow(1 + 0.1 * p4 / 5, 2), v2 = 49.0 / 8;
    const double v13 = 0.01 * p4 * p4 * (1.0 / 18 - 1.0 / 50), v = v1 + v2 + v13;
    EXPECT_NEAR(s.variance, v, 0.05 * v);
    expect_index(s.first[0], v1 / v, 0.02);
    expect_index(s.first[1], v2 / v, 0.02);
    expect_index(s.first[2], 0, 0.02);
    expect_index(s.total[0], (v1 + v13) / v, 0.02);
    expect_index(s.total[1], v2 / v, 0.02);
    expect_index(s.total[2], v13 / v, 0.02);
}

TEST(Sobol, IndicesOfTheGFunctionAreTheAnalyticOnes) {
    const std::vector<double> a{0, 1, 4.5, 9};
    RandomStream random(1, 2);
    const SobolIndices s = sobol_indices(
        [&](const std::vector<double>& x) { return g_function(x, a); }, a.size(), 4096, random);
    double product = 1;
    std::vector<double> part;
    for (const double one : a) {
        part.push_back(1.0 / 3 / std::pow(1 + one, 2));
        product *= 1 + part.back();
    }
    for (std::size_t i = 0; i < a.size(); ++i) {
        expect_index(s.first[i], part[i] / (product - 1), 0.02);
        expect_index(s.total[i], part[i] * product / (1 + part[i]) / (product - 1), 0.02);
    }
}

TEST(Sobol, IndicesOfAnEmulatorAreThoseOfItsFunction) {
    const std::vector<double> a{0.5, 2};
    RandomStream random(1, 3);
    const Points inputs = spread_hypercube(120, 2, random);
    std::vector<double> outputs;
    for (const auto& x : inputs) outputs.push_back(g_function(x, a));
    const GaussianProcess emulator(inputs, outputs);
    const SobolIndices s = sobol_indices(
        [&](const std::vector<double>& x) { return emulator.predict(x).mean; }, 2, 512, random, 50);
    const double p0 = 1.0 / 3 / 2.25, p1 = 1.0 / 3 / 9, v = (1 + p0) * (1 + p1) - 1;
    EXPECT_NEAR(s.first[0].value, p0 / v, 0.05);
    EXPECT_NEAR(s.total[1].value, p1 * (1 + p0) / v, 0.05);
}

TEST(Morris, EffectsOfALinearFunctionAreItsSlopes) {
    RandomStream random(1, 4);
    const MorrisDesign design = morris_design(10, 3, random);
    std::vector<double> values;
    for (const auto& x : design.points) values.push_back(5 * x[0] - 2 * x[1]);
    const auto effects = morris_effects(design, values);
    EXPECT_NEAR(effects[0].mean, 5, 1e-9);
    EXPECT_NEAR(effects[1].mean, -2, 1e-9);
    EXPECT_NEAR(effects[1].mean_absolute, 2, 1e-9);
    EXPECT_NEAR(effects[2].mean_absolute, 0, 1e-9);
    EXPECT_NEAR(effects[0].deviation, 0, 1e-9);
    for (const auto& point : design.points)
        for (const double x : point) EXPECT_TRUE(x >= 0 && x <= 1);
}

TEST(VarianceSplit, TellsParametersFromSeeds) {
    RandomStream random(1, 5);
    std::vector<std::vector<double>> groups(400);
    for (auto& group : groups) {
        const double centre = 2 * random.normal();
        for (int i = 0; i < 5; ++i) group.push_back(centre + random.normal());
    }
    const VarianceSplit split = variance_split(groups);
    EXPECT_NEAR(split.between, 4, 0.9);
    EXPECT_NEAR(split.within, 1, 0.12);
}

TEST(Shapley, OfAGloveGameIsKnown) {
    // One left glove, two right gloves: a pair is worth 1.
    std::vector<double> value(8);
    for (Coalition s = 0; s < 8; ++s) value[s] = (s & 1U) != 0 && (s & 6U) != 0 ? 1 : 0;
    RandomStream random(1, 6);
    const Attribution result = attribute({value}, 3, random, 10);
    EXPECT_NEAR(result.shapley[0].value, 4.0 / 6, 1e-12);
    EXPECT_NEAR(result.shapley[1].value, 1.0 / 6, 1e-12);
    EXPECT_NEAR(result.shapley[2].value, 1.0 / 6, 1e-12);
    EXPECT_NEAR(result.total.value, 1, 1e-12);
    EXPECT_GT(result.interaction[1][0].value, 0);  // complements
    EXPECT_LT(result.interaction[2][1].value, 0);  // substitutes
}

TEST(Shapley, IntervalsCoverTheTruthOfNoisyReplicates) {
    RandomStream random(1, 7);
    int held = 0;
    for (int trial = 0; trial < 60; ++trial) {
        std::vector<std::vector<double>> values(12, std::vector<double>(4));
        for (auto& value : values) {
            const double first = 1 + random.normal(), both = 0.5 + random.normal();
            value = {0, first, 2, first + 2 + both};
        }
        const Estimate phi = attribute(values, 2, random, 200).shapley[0];
        held += phi.low <= 1.25 && 1.25 <= phi.high;
    }
    EXPECT_GE(held, 48);  // 95 % nominal, the bootstrap of 12 is a little narrow
}

TEST(Packages, ShareOutThePlanWithoutOverlap) {
    std::vector<int> count(plan_items().size());
    for (const Package& package : packages())
        for (const std::size_t item : items_of(package)) ++count[item];
    for (std::size_t i = 0; i < count.size(); ++i) {
        const std::string_view id = plan_items()[i].id;
        const bool reform = !plan_items()[i].safeguard && id.substr(0, 2) != "1.";
        EXPECT_EQ(count[i], reform ? 1 : 0) << id;
    }
}

TEST(Decisions, RegretIsTheLossAgainstTheBestOfEachState) {
    const auto r = regrets({{1, 5, 3}, {2, 2, 3}});
    EXPECT_DOUBLE_EQ(r[0].largest, 1);
    EXPECT_DOUBLE_EQ(r[1].largest, 3);
    EXPECT_DOUBLE_EQ(r[1].mean, 1);
}

TEST(Decisions, ParetoSetHoldsWhatNothingBeats) {
    const auto best = pareto_set({{1, 1}, {2, 0}, {0, 0}, {1, 1}});
    EXPECT_EQ(best, (std::vector<bool>{true, true, false, true}));
}

TEST(Decisions, PrimFindsTheCornerWhereATargetFails) {
    RandomStream random(1, 8);
    const Points points = latin_hypercube(600, 5, random);
    std::vector<bool> events;
    for (const auto& x : points) events.push_back(x[1] > 0.6 && x[3] < 0.4);
    const Box box = prim(points, events);
    ASSERT_EQ(box.bounds.size(), 2U);
    EXPECT_EQ(box.bounds[0].input, 1U);
    EXPECT_NEAR(box.bounds[0].low, 0.6, 0.06);
    EXPECT_EQ(box.bounds[1].input, 3U);
    EXPECT_NEAR(box.bounds[1].high, 0.4, 0.06);
    EXPECT_GT(box.density, 0.9);
    EXPECT_GT(box.coverage, 0.6);
}

}  // namespace
}  // namespace changji::calibration
