#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <vector>

#include <gtest/gtest.h>

#include "model/base/math.hpp"
#include "model/base/random.hpp"

// Each test takes fixed seeds, so it gives the same answer in every run. Were the seeds drawn anew,
// a sound generator would exceed the bound `z_bound` of one statistic with probability 2.7e-6
// (two-sided, normal); all tests here together look at fewer than 200 statistics, so the chance of
// any false alarm would be below 5.4e-4.
namespace changji {
namespace {

constexpr double z_bound = 4.69;

/// A chi-square statistic as a standard normal deviate. \source Wilson and Hilferty 1931
double deviate_of_chi_square(double chi_square, double freedom) {
    const double part = 2.0 / (9.0 * freedom);
    return (std::cbrt(chi_square / freedom) - (1.0 - part)) / std::sqrt(part);
}

/// Counts in equally likely classes against their expectation, as a normal deviate.
double deviate_of_counts(const std::vector<std::int64_t>& counts) {
    double total = 0, chi_square = 0;
    for (const auto count : counts) total += static_cast<double>(count);
    const double expected = total / static_cast<double>(counts.size());
    for (const auto count : counts) {
        const double gap = static_cast<double>(count) - expected;
        chi_square += gap * gap / expected;
    }
    return deviate_of_chi_square(chi_square, static_cast<double>(counts.size()) - 1.0);
}

constexpr int sample = 1 << 18;

/// Uniformity of u(i) in 1024 classes.
template <class Uniform>
double uniformity(const Uniform& u) {
    std::vector<std::int64_t> counts(1024);
    for (int i = 0; i < sample; ++i) ++counts[static_cast<std::size_t>(u(i) * 1024.0)];
    return deviate_of_counts(counts);
}

/// Joint uniformity of two draws in 32 × 32 classes: sees any dependence, not only correlation.
template <class First, class Second>
double joint_uniformity(const First& a, const Second& b) {
    std::vector<std::int64_t> counts(1024);
    for (int i = 0; i < sample; ++i) {
        const auto row = static_cast<std::size_t>(a(i) * 32.0);
        ++counts[row * 32 + static_cast<std::size_t>(b(i) * 32.0)];
    }
    return deviate_of_counts(counts);
}

/// Correlation × √n of two draws: standard normal under independence.
template <class First, class Second>
double correlation(const First& a, const Second& b) {
    double sum = 0;
    for (int i = 0; i < sample; ++i) sum += (a(i) - 0.5) * (b(i) - 0.5);
    return 12.0 * sum / std::sqrt(static_cast<double>(sample));
}

Key key_of(int i) {
    return static_cast<Key>(i);
}

TEST(DrawsStatistics, AreUniformAcrossAgentsInEveryYear) {
    const Draws draws{1};
    for (int year = 2019; year <= 2035; ++year) {
        const double z = uniformity([&](int i) { return draws.uniform(key_of(i), year, 101); });
        EXPECT_LT(std::fabs(z), z_bound) << year;
    }
}

TEST(DrawsStatistics, AreUniformAcrossDecisionsYearsAndIndices) {
    const Draws draws{7, 3};
    const auto by_decision = [&](int i) {
        return draws.uniform(42, 2020 + i / 65536, static_cast<std::uint32_t>(i % 65536));
    };
    const auto by_index = [&](int i) {
        return draws.uniform(42, 2025, 3, static_cast<std::uint32_t>(i));
    };
    const auto by_seed = [&](int i) {
        return Draws{static_cast<std::uint32_t>(i)}.uniform(42, 2025, 3);
    };
    const auto by_replicate = [&](int i) {
        return Draws{1, static_cast<std::uint32_t>(i)}.uniform(42, 2025, 3);
    };
    EXPECT_LT(std::fabs(uniformity(by_decision)), z_bound);
    EXPECT_LT(std::fabs(uniformity(by_index)), z_bound);
    EXPECT_LT(std::fabs(uniformity(by_seed)), z_bound);
    EXPECT_LT(std::fabs(uniformity(by_replicate)), z_bound);
}

TEST(DrawsStatistics, AreUniformInTheirLowBitsToo) {
    const Draws draws{1};
    const auto low_bits = [&](int i) {
        const double u = draws.uniform(key_of(i), 2024, 5) * 0x1p32;
        return u - std::floor(u);
    };
    EXPECT_LT(std::fabs(uniformity(low_bits)), z_bound);
}

/// Every neighbour of an address must be independent of it.
template <class Neighbour>
void expect_independent(const char* name, const Neighbour& neighbour) {
    const Draws draws{1};
    const auto here = [&](int i) { return draws.uniform(key_of(i), 2024, 5); };
    const double joint = joint_uniformity(here, neighbour), linear = correlation(here, neighbour);
    std::printf("%-22s joint z = %5.2f, correlation z = %5.2f\n", name, joint, linear);
    EXPECT_LT(std::fabs(joint), z_bound) << name;
    EXPECT_LT(std::fabs(linear), z_bound) << name;
}

TEST(DrawsStatistics, AreIndependentOfTheirNeighbours) {
    const Draws draws{1};
    expect_independent("next agent", [&](int i) { return draws.uniform(key_of(i + 1), 2024, 5); });
    expect_independent("agent of high word",
                       [&](int i) { return draws.uniform(key_of(i) + (Key{1} << 32), 2024, 5); });
    expect_independent("next year", [&](int i) { return draws.uniform(key_of(i), 2025, 5); });
    expect_independent("next decision", [&](int i) { return draws.uniform(key_of(i), 2024, 6); });
    expect_independent("next index", [&](int i) { return draws.uniform(key_of(i), 2024, 5, 1); });
    expect_independent("second of the pair",
                       [&](int i) { return draws.pair(key_of(i), 2024, 5).second; });
    expect_independent("next seed", [&](int i) { return Draws{2}.uniform(key_of(i), 2024, 5); });
    expect_independent("next replicate", [&](int i) {
        return Draws{1, 1}.uniform(key_of(i), 2024, 5);
    });
    expect_independent("child's key", [&](int i) {
        return draws.uniform(derived_key(key_of(i), 2024, 2), 2024, 5);
    });
}

TEST(DrawsStatistics, ShowNoSerialPatternThroughAnAgentsYears) {
    const Draws draws{1};
    // runs of rises in the 17 draws of each agent's life: (2·16 − 1)/3 turning points expected
    double turns = 0;
    for (int i = 0; i < sample; ++i) {
        double before = draws.uniform(key_of(i), 2019, 1), here = draws.uniform(key_of(i), 2020, 1);
        for (int year = 2021; year <= 2035; ++year) {
            const double next = draws.uniform(key_of(i), year, 1);
            turns += (here > before) != (next > here);
            before = here;
            here = next;
        }
    }
    const double expected = 2.0 / 3.0 * 15, variance = (16.0 * 17 - 29) / 90;
    const double z = (turns - expected * sample) / std::sqrt(variance * sample);
    EXPECT_LT(std::fabs(z), z_bound);
}

TEST(DrawsStatistics, DerivedKeysAreUniformInBothHalves) {
    const auto high = [](int i) {
        return static_cast<double>(derived_key(key_of(i), 2024, 2) >> 32) * 0x1p-32;
    };
    const auto low = [](int i) {
        return static_cast<double>(derived_key(key_of(i), 2024, 2) & 0xffffffffu) * 0x1p-32;
    };
    EXPECT_LT(std::fabs(uniformity(high)), z_bound);
    EXPECT_LT(std::fabs(uniformity(low)), z_bound);
    EXPECT_LT(std::fabs(joint_uniformity(high, low)), z_bound);
}

TEST(DrawsStatistics, QuantilesOfDrawsAreStandardNormal) {
    const Draws draws{1};
    double sum = 0, squares = 0, cubes = 0, fourths = 0;
    for (int i = 0; i < sample; ++i) {
        const double z = math::normal_quantile(draws.uniform(key_of(i), 2024, 5));
        sum += z;
        squares += z * z;
        cubes += z * z * z;
        fourths += z * z * z * z;
    }
    const double n = sample;  // moments 0, 1, 0, 3 with variances 1, 2, 15, 96
    EXPECT_LT(std::fabs(sum / n) * std::sqrt(n), z_bound);
    EXPECT_LT(std::fabs(squares / n - 1.0) * std::sqrt(n / 2.0), z_bound);
    EXPECT_LT(std::fabs(cubes / n) * std::sqrt(n / 15.0), z_bound);
    EXPECT_LT(std::fabs(fourths / n - 3.0) * std::sqrt(n / 96.0), z_bound);
}

TEST(DrawsStatistics, TheTestOfUniformitySeesASmallBias) {
    const Draws draws{1};
    const auto narrowed = [&](int i) { return 0.998 * draws.uniform(key_of(i), 2024, 5); };
    EXPECT_GT(uniformity(narrowed), z_bound);
}

TEST(DrawsStatistics, TheTestOfIndependenceSeesAWeakLink) {
    const Draws draws{1};
    const auto here = [&](int i) { return draws.uniform(key_of(i), 2024, 5); };
    const auto linked = [&](int i) {
        return draws.uniform(key_of(i % 50 == 0 ? i : i + 1), 2024, 5);
    };
    EXPECT_GT(joint_uniformity(here, linked), z_bound);
}

}  // namespace
}  // namespace changji
