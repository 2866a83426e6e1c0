#include <numeric>

#include <gtest/gtest.h>

#include "model/baseline/apportion.hpp"

namespace changji {
namespace {

TEST(Apportion, GivesExactlyTheTotal) {
    for (const std::int64_t total : {0, 1, 7, 1000, 999'983}) {
        const auto parts = apportion({0.1, 3.7, 2.2, 1e-9, 0.0, 12.5}, total);
        EXPECT_EQ(std::accumulate(parts.begin(), parts.end(), std::int64_t{0}), total);
    }
}

TEST(Apportion, GivesTheRemainderToTheLargestFractions) {
    EXPECT_EQ(apportion({1, 1, 2}, 3), (std::vector<std::int64_t>{1, 1, 1}));
    EXPECT_EQ(apportion({5, 3, 2}, 9), (std::vector<std::int64_t>{4, 3, 2}));
}

TEST(Apportion, SharesEquallyWithoutWeights) {
    EXPECT_EQ(apportion({0, 0, 0}, 4), (std::vector<std::int64_t>{2, 1, 1}));
}

TEST(Apportion, IgnoresNegativeWeights) {
    EXPECT_EQ(apportion({-5, 1}, 4), (std::vector<std::int64_t>{0, 4}));
}

}  // namespace
}  // namespace changji
