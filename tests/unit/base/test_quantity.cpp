#include <gtest/gtest.h>

#include "model/base/quantity.hpp"

namespace changji {
namespace {

TEST(Quantity, HalvesRoundAwayFromZero) {
    EXPECT_EQ(round_half_away(0.5), 1);
    EXPECT_EQ(round_half_away(-0.5), -1);
    EXPECT_EQ(round_half_away(2.5), 3);
    EXPECT_EQ(round_half_away(-2.5), -3);
    EXPECT_EQ(round_half_away(2.4999), 2);
    EXPECT_EQ(round_half_away(-2.4999), -2);
    EXPECT_EQ(round_half_away(0.0), 0);
}

TEST(Quantity, YuanAreCountedInFen) {
    EXPECT_EQ(yuan(15107.0).count, 1510700);
    EXPECT_EQ(yuan(0.125).count, 13);
    EXPECT_EQ(yuan(-0.125).count, -13);
    EXPECT_DOUBLE_EQ(in_yuan(yuan(15107.25)), 15107.25);
}

TEST(Quantity, HectaresAreCountedInSquareMetres) {
    EXPECT_EQ(hectares(1.0).count, 10000);
    EXPECT_EQ(hectares(1.0 / 15.0).count, 667);
    EXPECT_DOUBLE_EQ(in_hectares(hectares(89400.0)), 89400.0);
}

TEST(Quantity, AShareIsRoundedOnce) {
    EXPECT_EQ(scaled(Money{5}, 0.5).count, 3);
    EXPECT_EQ(scaled(Money{-5}, 0.5).count, -3);
    EXPECT_EQ(scaled(Area{10000}, 0.33333).count, 3333);
}

TEST(Quantity, AddsSubtractsAndComparesExactly) {
    Money cash = Money{7} + Money{5} - Money{2};
    cash += Money{1};
    cash -= Money{4};
    EXPECT_EQ(cash, Money{7});
    EXPECT_LT(-cash, Money{});
}

template <class A, class B>
constexpr bool addable = requires(A a, B b) {
    a + b;
};

TEST(Quantity, MoneyAndLandDoNotMix) {
    EXPECT_TRUE((addable<Money, Money>));
    EXPECT_FALSE((addable<Money, Area>));
}

}  // namespace
}  // namespace changji
