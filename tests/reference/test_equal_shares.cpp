#include <algorithm>
#include <numeric>
#include <vector>

#include <gtest/gtest.h>

#include "model/processes/harvest_shares.hpp"
#include "model/world/household_draws.hpp"

namespace changji {
namespace {

/// Slow twin of harvest::apportion: every household's remainder, all of them sorted.
std::vector<Money> slow_shares(std::int64_t total, const std::vector<std::int32_t>& heads,
                               const std::vector<Key>& keys) {
    const std::int64_t all = std::accumulate(heads.begin(), heads.end(), std::int64_t{0});
    std::vector<Money> parts(heads.size());
    std::vector<std::size_t> order;
    std::int64_t left = total;
    for (std::size_t i = 0; i < heads.size(); ++i) {
        parts[i].count = total * heads[i] / all;
        left -= parts[i].count;
        if (heads[i] > 0) order.push_back(i);
    }
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        const std::int64_t x = total * heads[a] % all, y = total * heads[b] % all;
        return x != y ? x > y : keys[a] < keys[b];
    });
    for (std::int64_t k = 0; k < left; ++k) ++parts[order[static_cast<std::size_t>(k)]].count;
    return parts;
}

TEST(EqualShares, EqualTheSlowTwin) {
    const Draws draws{5};
    for (int round = 0; round < 300; ++round) {
        const auto drawn = [&](std::uint32_t i, std::uint32_t of) {
            return draws.bits(static_cast<Key>(round), 2020, 1, i)[0] % of;
        };
        std::vector<std::int32_t> heads(1 + drawn(0, 30));
        std::vector<Key> keys(heads.size());
        for (std::uint32_t i = 0; i < heads.size(); ++i) {
            heads[i] = static_cast<std::int32_t>(drawn(2 + i, 7));
            keys[i] = derived_key(static_cast<Key>(round), i, 9);
        }
        heads.back() = 1 + round % 12;
        const std::int64_t total = drawn(1, 100000);
        std::vector<Money> parts(heads.size());
        harvest::apportion(Money{total}, heads, keys, parts);
        EXPECT_EQ(parts, slow_shares(total, heads, keys)) << round;
    }
}

TEST(HouseholdDraws, AreThoseOfEachHouseholdInOrder) {
    Households households;
    table::resize(households, 700);
    for (std::size_t h = 0; h < households.size(); ++h) {
        households.key[h] = derived_key(4, static_cast<std::uint32_t>(h), 2);
    }
    const Draws draws{8, 2};
    std::vector<std::size_t> seen;
    for_each_draw(
        households, draws, 2021, 17, [](std::size_t h) { return h % 3 != 1; },
        [&](std::size_t h, double u) {
            seen.push_back(h);
            EXPECT_EQ(u, draws.uniform(households.key[h], 2021, 17));
        });
    std::vector<std::size_t> expected;
    for (std::size_t h = 0; h < 700; ++h)
        if (h % 3 != 1) expected.push_back(h);
    EXPECT_EQ(seen, expected);
}

}  // namespace
}  // namespace changji
