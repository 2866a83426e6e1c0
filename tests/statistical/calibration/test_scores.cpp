#include <cmath>

#include <gtest/gtest.h>

#include "calibration/random_stream.hpp"
#include "calibration/scores.hpp"

namespace changji::calibration {
namespace {

TEST(Scores, WilsonIntervalIsThatOfTheLiterature) {
    // Newcombe 1998, Statistics in Medicine 17, table I: 81 of 263
    const ShareInterval interval = wilson(81, 263);
    EXPECT_NEAR(interval.low, 0.2553, 5e-5);
    EXPECT_NEAR(interval.high, 0.3662, 5e-5);
    EXPECT_EQ(wilson(0, 20).low, 0);
    EXPECT_GT(wilson(0, 20).high, 0.1);
}

TEST(Scores, CrpsOfANormalIsItsClosedForm) {
    // Gneiting and Raftery 2007: 2φ(0) − 1/√π at the centre
    const Mixture normal{{3.0}, {2.0}, {1.0}};
    EXPECT_NEAR(crps(normal, 3.0), 2 * (2 * normal_density(0) - 1 / std::sqrt(M_PI)), 1e-12);
}

TEST(Scores, CrpsOfAPointIsTheAbsoluteError) {
    EXPECT_DOUBLE_EQ(crps({{3.0}, {0.0}, {1.0}}, 5.5), 2.5);
}

TEST(Scores, CrpsOfAMixtureIsTheIntegralOfItsDefinition) {
    const Mixture mixture{{0, 1, 4}, {1, 0.5, 2}, {0.2, 0.5, 0.3}};
    const double value = 1.7, step = 1e-3;
    double integral = 0;
    for (double x = -15 + step / 2; x < 20; x += step) {
        const double gap = mixture.distribution(x) - (x >= value ? 1 : 0);
        integral += gap * gap * step;
    }
    EXPECT_NEAR(crps(mixture, value), integral, 2e-3);
}

TEST(Scores, QuantileInvertsTheDistribution) {
    const Mixture mixture{{0, 1, 4}, {1, 0.5, 2}, {0.2, 0.5, 0.3}};
    for (const double p : {0.05, 0.25, 0.5, 0.95})
        EXPECT_NEAR(mixture.distribution(mixture.quantile(p)), p, 1e-9);
}

TEST(Scores, PitOfTheRightForecastIsUniform) {
    RandomStream random(1, 1);
    const Mixture normal{{0.0}, {1.0}, {1.0}};
    int below = 0;
    for (int i = 0; i < 4000; ++i) below += normal.distribution(random.normal()) < 0.25;
    EXPECT_NEAR(below / 4000.0, 0.25, 0.03);  // 4.4 standard deviations
}

TEST(Scores, WeightedQuantileFollowsTheWeights) {
    EXPECT_DOUBLE_EQ(weighted_quantile({3, 1, 2}, {1, 1, 1}, 0.5), 2);
    EXPECT_GT(weighted_quantile({1, 2, 3}, {1, 1, 8}, 0.5), 2.4);
}

}  // namespace
}  // namespace changji::calibration
