#include <array>
#include <set>

#include <Random123/philox.h>
#include <gtest/gtest.h>

#include "model/base/random.hpp"

namespace changji {
namespace {

using Words = std::array<std::uint32_t, 4>;

/// \source Random123 1.14, tests/kat_vectors, philox4x32 10
TEST(Philox, GivesThePublishedKnownAnswers) {
    EXPECT_EQ(philox({0, 0, 0, 0}, {0, 0}),
              (Words{0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u}));
    constexpr std::uint32_t all = 0xffffffffu;
    EXPECT_EQ(philox({all, all, all, all}, {all, all}),
              (Words{0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu}));
    EXPECT_EQ(
        philox({0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u}, {0xa4093822u, 0x299f31d0u}),
        (Words{0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u}));
}

TEST(Philox, AgreesWithTheRandom123Library) {
    r123::Philox4x32 oracle;
    Words counter{1, 2, 3, 4};
    std::array<std::uint32_t, 2> key{5, 6};
    for (int i = 0; i < 10000; ++i) {
        const auto expected =
            oracle({{counter[0], counter[1], counter[2], counter[3]}}, {{key[0], key[1]}});
        const Words words = philox(counter, key);
        for (std::size_t w = 0; w < 4; ++w) ASSERT_EQ(words[w], expected[w]) << "call " << i;
        counter = words;  // wander through the whole counter and key space
        key = {words[1] ^ words[2], words[3]};
    }
}

TEST(OpenUnit, NeverReachesItsEnds) {
    EXPECT_GT(open_unit(0, 0), 0.0);
    EXPECT_EQ(open_unit(0, 0), 0x1p-53);
    EXPECT_LT(open_unit(0xffffffffu, 0xffffffffu), 1.0);
    EXPECT_EQ(open_unit(0xffffffffu, 0xffffffffu), 1.0 - 0x1p-53);
}

TEST(OpenUnit, KeepsTheOrderOfItsBits) {
    EXPECT_LT(open_unit(0, 0x0fffu), open_unit(0, 0x1000u));
    EXPECT_LT(open_unit(5, 0xffffffffu), open_unit(6, 0));
    EXPECT_EQ(open_unit(0x80000000u, 0), 0.5 + 0x1p-53);
}

TEST(Draws, DependOnEveryPartOfTheirAddress) {
    const Draws draws{1, 0};
    const double one = draws.uniform(7, 2020, 3, 4);
    EXPECT_EQ(one, draws.uniform(7, 2020, 3, 4));
    EXPECT_NE(one, draws.uniform(8, 2020, 3, 4));
    EXPECT_NE(one, draws.uniform(7 + (Key{1} << 32), 2020, 3, 4));
    EXPECT_NE(one, draws.uniform(7, 2021, 3, 4));
    EXPECT_NE(one, draws.uniform(7, 2020, 4, 4));
    EXPECT_NE(one, draws.uniform(7, 2020, 3, 5));
    EXPECT_NE(one, (Draws{2, 0}.uniform(7, 2020, 3, 4)));
    EXPECT_NE(one, (Draws{1, 1}.uniform(7, 2020, 3, 4)));
}

TEST(Draws, FirstOfAPairIsTheUniformOfTheSameAddress) {
    const Draws draws{11, 3};
    EXPECT_EQ(draws.pair(5, 2030, 9).first, draws.uniform(5, 2030, 9));
    EXPECT_NE(draws.pair(5, 2030, 9).first, draws.pair(5, 2030, 9).second);
}

TEST(DerivedKey, DiffersByParentOrderAndKind) {
    std::set<Key> keys;
    for (Key parent = 0; parent < 100; ++parent) {
        for (std::uint32_t order = 2019; order < 2036; ++order) {
            for (std::uint32_t kind = 1; kind <= 4; ++kind) {
                keys.insert(derived_key(parent, order, kind));
            }
        }
    }
    EXPECT_EQ(keys.size(), 100u * 17u * 4u);
    EXPECT_EQ(derived_key(42, 2020, 1), derived_key(42, 2020, 1));
}

}  // namespace
}  // namespace changji
