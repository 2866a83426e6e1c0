#include <algorithm>
#include <cmath>
#include <cstdio>
#include <vector>

#include <gtest/gtest.h>

#include "model/base/block.hpp"

namespace changji::block {
namespace {

std::vector<Key> agents(std::size_t count) {
    std::vector<Key> keys;
    for (std::size_t i = 0; i < count; ++i) keys.push_back(derived_key(i, 2019, 7));
    return keys;
}

TEST(Block, DrawsWhatEachAgentDrawsAlone) {
    for (const std::size_t count : {std::size_t{1}, std::size_t{7}, size}) {
        const auto keys = agents(count);
        const Draws draws{3, 4};
        Words words{};
        draw(draws, keys.data(), count, 2027, 11, 2, words);
        for (std::size_t i = 0; i < count; ++i) {
            const auto alone = draws.bits(keys[i], 2027, 11, 2);
            for (std::size_t w = 0; w < 4; ++w) ASSERT_EQ(words.word[w][i], alone[w]);
        }
    }
}

TEST(Block, ShortUnitsLieStrictlyBetweenZeroAndOne) {
    EXPECT_EQ(short_unit(0), 0x1p-33);
    EXPECT_EQ(short_unit(0xffffffffu), 1.0 - 0x1p-33);
    EXPECT_EQ(short_unit(0x80000000u), 0.5 + 0x1p-33);
}

TEST(Block, ManyGumbelsAreThoseOfEachWord) {
    std::vector<std::uint32_t> words;
    for (std::uint32_t i = 0; i < size; ++i) words.push_back(i * 16777619u);
    std::vector<double> many(size);
    short_gumbel(words.data(), size, many.data());
    for (std::size_t i = 0; i < size; ++i) {
        EXPECT_EQ(many[i], short_gumbel(words[i]));
        EXPECT_EQ(many[i], -math::log(-math::log(short_unit(words[i]))));
    }
}

double short_normal_of(std::uint32_t word) {
    double deviate = 0;
    short_normal(&word, 1, &deviate);
    return deviate;
}

TEST(Block, ShortNormalsAgreeWithTheQuantile) {
    double worst = 0;
    for (std::uint32_t i = 0; i < 400000; ++i) {
        const std::uint32_t word = i * 10737u;  // from end to end
        const double exact = math::normal_quantile(short_unit(word));
        worst = std::max(worst, std::fabs(short_normal_of(word) - exact) / std::fabs(exact));
    }
    std::printf("short normal: relative error at most %.2e\n", worst);
    EXPECT_LT(worst, 1.2e-9);
}

TEST(Block, ShortNormalsOfTheTailsAreTheQuantileItself) {
    for (const std::uint32_t word : {0u, 1u, 100000000u, 4194967295u, 0xffffffffu}) {
        EXPECT_EQ(short_normal_of(word), math::normal_quantile(short_unit(word)));
    }
    EXPECT_EQ(short_normal_of(0), -short_normal_of(0xffffffffu));
    EXPECT_LT(std::fabs(short_normal_of(0)), 6.5);
}

TEST(Block, ShortNormalsRiseWithTheirWord) {
    const auto edge = static_cast<std::uint32_t>((0.5 - normal_centre) * 0x1p32);
    for (std::uint32_t word = edge - 1000; word < edge + 1000; ++word) {
        ASSERT_LT(short_normal_of(word), short_normal_of(word + 1)) << word;
    }
}

TEST(Block, LanesAreVisitedOnce) {
    Lanes<int> visits{};
    for_lanes(visits.size(), [&](std::size_t i) { ++visits[i]; });
    for (const int count : visits) EXPECT_EQ(count, 1);
}

}  // namespace
}  // namespace changji::block
