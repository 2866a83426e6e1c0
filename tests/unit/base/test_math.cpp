#include <cmath>
#include <cstdint>
#include <cstdio>
#include <limits>

#include <gtest/gtest.h>
#include <mpfr.h>

#include "model/base/math.hpp"
#include "model/base/random.hpp"

namespace changji {
namespace {

/// One real of 160 bits: the oracle for double precision.
class Real {
  public:
    Real() { mpfr_init2(value_, 160); }
    explicit Real(double x) : Real() { mpfr_set_d(value_, x, MPFR_RNDN); }
    ~Real() { mpfr_clear(value_); }
    Real(const Real&) = delete;
    Real& operator=(const Real&) = delete;
    mpfr_ptr get() { return value_; }

  private:
    mpfr_t value_;
};

/// |computed − exact| in units of the last place of the exact value.
double error_in_ulp(double computed, mpfr_ptr exact) {
    const double nearest = std::fabs(mpfr_get_d(exact, MPFR_RNDN));
    const double unit = std::nextafter(nearest, std::numeric_limits<double>::infinity()) - nearest;
    Real difference;
    mpfr_sub(difference.get(), Real(computed).get(), exact, MPFR_RNDN);
    return std::fabs(mpfr_get_d(difference.get(), MPFR_RNDN)) / unit;
}

/// Uniform in (low, high), the same in every run.
double point(int i, double low, double high) {
    return low + (high - low) * Draws{20191231}.uniform(static_cast<Key>(i), 2019, 1);
}

template <class Function>
double worst_error(int points, const Function& error_at) {
    double worst = 0;
    for (int i = 0; i < points; ++i) worst = std::fmax(worst, error_at(i));
    return worst;
}

double error_of_exp(double x) {
    Real exact;
    mpfr_exp(exact.get(), Real(x).get(), MPFR_RNDN);
    return error_in_ulp(math::exp(x), exact.get());
}

double error_of_log(double x) {
    Real exact;
    mpfr_log(exact.get(), Real(x).get(), MPFR_RNDN);
    return error_in_ulp(math::log(x), exact.get());
}

constexpr int points = 40000;
constexpr int quantile_points = 8000;  // the oracle is slow

TEST(Exp, IsWithinOneUlpOfTheExactValue) {
    const double whole =
        worst_error(points, [](int i) { return error_of_exp(point(i, -708, 709)); });
    const double usual = worst_error(points, [](int i) { return error_of_exp(point(i, -3, 3)); });
    const double tiny = worst_error(
        points, [](int i) { return error_of_exp(std::ldexp(point(i, -1, 1), -(i % 60))); });
    std::printf("exp: at most %.3f ulp on (-708, 709), %.3f on (-3, 3), %.3f near 0\n", whole,
                usual, tiny);
    EXPECT_LE(whole, 1.0);
    EXPECT_LE(usual, 1.0);
    EXPECT_LE(tiny, 1.0);
}

TEST(Exp, IsExactAtZeroAndHeldAtTheEndsOfItsRange) {
    EXPECT_EQ(math::exp(0.0), 1.0);
    EXPECT_EQ(math::exp(1e9), math::exp(709.0));
    EXPECT_EQ(math::exp(-1e9), math::exp(-708.0));
    EXPECT_GT(math::exp(-708.0), 0.0);
    EXPECT_TRUE(std::isfinite(math::exp(709.0)));
}

TEST(Exp, NeverFallsOverNeighbouringSteps) {
    double before = 0;
    for (int i = -20000; i <= 20000; ++i) {
        const double value = math::exp(i * 0x1p-10);
        ASSERT_GT(value, before) << "at " << i;
        before = value;
    }
}

TEST(Log, IsWithinOneUlpOfTheExactValue) {
    const double whole = worst_error(
        points, [](int i) { return error_of_log(std::ldexp(point(i, 1, 2), i % 2000 - 1000)); });
    const double shares = worst_error(points, [](int i) { return error_of_log(point(i, 0, 1)); });
    const double near_one = worst_error(
        points, [](int i) { return error_of_log(1.0 + std::ldexp(point(i, -0.5, 1), -(i % 52))); });
    std::printf("log: at most %.3f ulp on 2^±1000, %.3f on (0, 1), %.3f near 1\n", whole, shares,
                near_one);
    EXPECT_LE(whole, 1.0);
    EXPECT_LE(shares, 1.0);
    EXPECT_LE(near_one, 1.0);
}

TEST(Log, IsExactAtOne) {
    EXPECT_EQ(math::log(1.0), 0.0);
}

TEST(Log, UndoesExp) {
    for (int i = -600; i <= 600; ++i) {
        EXPECT_NEAR(math::log(math::exp(i * 1.0)), i, 1e-15 * std::abs(i) + 2e-16);
    }
}

TEST(Power, AgreesWithIntegerPowers) {
    double product = 1;
    for (int i = 1; i <= 16; ++i) {
        product *= 1.05;
        EXPECT_NEAR(math::power(1.05, i), product, 1e-15 * i * product);
    }
    EXPECT_NEAR(math::power(2.0, 10.0), 1024.0, 1e-11);
    EXPECT_EQ(math::power(7.0, 0.0), 1.0);
}

TEST(Logistic, IsAHalfAtZeroAndSymmetric) {
    EXPECT_EQ(math::logistic(0.0), 0.5);
    for (double x = 0.25; x < 30; x += 0.25) {
        EXPECT_NEAR(math::logistic(x) + math::logistic(-x), 1.0, 1e-15);
    }
    EXPECT_GT(math::logistic(-800.0), 0.0);
    EXPECT_LE(math::logistic(800.0), 1.0);
}

/// Relative error of the quantile z of p, from the exact distribution: the error of z is
/// (Φ(z) − p) ÷ φ(z).
double error_of_quantile(double p) {
    const double z = math::normal_quantile(p);
    Real share(-z);
    mpfr_div(
        share.get(), share.get(),
        [] {
            static Real root(2.0);
            mpfr_sqrt_ui(root.get(), 2, MPFR_RNDN);
            return root.get();
        }(),
        MPFR_RNDN);
    mpfr_erfc(share.get(), share.get(), MPFR_RNDN);
    mpfr_div_ui(share.get(), share.get(), 2, MPFR_RNDN);
    mpfr_sub(share.get(), share.get(), Real(p).get(), MPFR_RNDN);
    const double density = 0.3989422804014327 * std::exp(-0.5 * z * z);
    const double scale = std::fmax(std::fabs(z), 1e-300);
    return std::fabs(mpfr_get_d(share.get(), MPFR_RNDN)) / density / scale;
}

TEST(NormalQuantile, InvertsTheNormalDistribution) {
    const double body =
        worst_error(quantile_points, [](int i) { return error_of_quantile(point(i, 1e-12, 1)); });
    const double tail = worst_error(
        points, [](int i) { return error_of_quantile(std::ldexp(point(i, 0.5, 1), -(i % 53))); });
    std::printf("normal quantile: relative error at most %.2e, in the lower tail %.2e\n", body,
                tail);
    EXPECT_LT(body, 2e-15);
    EXPECT_LT(tail, 2e-15);
}

TEST(NormalQuantile, IsZeroAtOneHalfAndOdd) {
    EXPECT_EQ(math::normal_quantile(0.5), 0.0);
    for (int i = 1; i < 512; ++i) {
        const double p = i / 1024.0;
        EXPECT_EQ(math::normal_quantile(p), -math::normal_quantile(1.0 - p));
    }
}

TEST(NormalQuantile, KnowsTheTabulatedDeviates) {
    EXPECT_NEAR(math::normal_quantile(0.975), 1.959963984540054, 1e-15);
    EXPECT_NEAR(math::normal_quantile(0.025), -1.959963984540054, 1e-15);
    EXPECT_NEAR(math::normal_quantile(1e-10), -6.361340902404056, 1e-14);
}

}  // namespace
}  // namespace changji
