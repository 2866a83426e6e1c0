#include <cmath>
#include <limits>
#include <numeric>

#include <gtest/gtest.h>

#include "output/spread.hpp"

namespace changji::output {
namespace {

TEST(Spread, OneRunHasNone) {
    EXPECT_EQ(spread_kind(1), SpreadKind::none);
    EXPECT_TRUE(std::isnan(spread_of({5}).low90));
}

TEST(Spread, AFewRunsGiveTheirLowestAndHighestAndNoMiddle) {
    EXPECT_EQ(spread_kind(9), SpreadKind::range);
    const Spread spread = spread_of({3, 1, 2});
    EXPECT_EQ(spread.low90, 1);
    EXPECT_EQ(spread.high90, 3);
    EXPECT_TRUE(std::isnan(spread.low50));
}

TEST(Spread, ManyRunsGiveInterpolatedQuantiles) {
    std::vector<double> values(21);
    std::iota(values.rbegin(), values.rend(), 0.0);  // 0 to 20, downwards
    const Spread spread = spread_of(values);
    EXPECT_DOUBLE_EQ(spread.low90, 1);
    EXPECT_DOUBLE_EQ(spread.low50, 5);
    EXPECT_DOUBLE_EQ(spread.high50, 15);
    EXPECT_DOUBLE_EQ(spread.high90, 19);
    values.push_back(21);  // 22 values: the 5 % quantile lies at 1.05
    EXPECT_DOUBLE_EQ(spread_of(values).low90, 1.05);
}

TEST(Spread, AGapLeavesNothingToSay) {
    EXPECT_TRUE(std::isnan(spread_of({1, std::numeric_limits<double>::quiet_NaN(), 3}).high90));
}

}  // namespace
}  // namespace changji::output
