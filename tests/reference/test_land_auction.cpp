#include <gtest/gtest.h>

#include "model/processes/land_auction.hpp"
#include "tests/support/farm_world.hpp"

/// The land auction against a slow, obvious twin on many random books.
namespace changji::collective_land {
namespace {

struct Book {
    std::vector<Bid> bids;
    std::vector<Ask> asks;
};

/// Few prices, areas and features, so that ties and misfits are common.
Book random_book(std::uint32_t seed) {
    const Draws draws{seed, 0};
    const auto pick = [&](std::uint32_t what, std::uint32_t i, double most) {
        return static_cast<int>(draws.uniform(i, 0, draw_synthesis, what) * most);
    };
    Book book;
    const int bids = pick(1, 0, 14), asks = pick(2, 0, 12);
    for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(bids); ++i) {
        Bid bid;
        bid.price = 1 + pick(3, i, 8);
        bid.rank = derived_key(seed, i, 1);
        bid.wanted = {100 * (1 + pick(4, i, 5))};
        bid.needs = static_cast<std::uint8_t>(pick(5, i, 8) % 4);
        bid.bidder = i;
        book.bids.push_back(bid);
    }
    for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(asks); ++i) {
        Ask ask;
        ask.price = 1 + pick(6, i, 8);
        ask.rank = derived_key(seed, i, 2);
        ask.area = {100 * (1 + pick(7, i, 5))};
        ask.offers = static_cast<std::uint8_t>(pick(8, i, 4));
        ask.lot = i;
        book.asks.push_back(ask);
    }
    return book;
}

/// The best of a list by a relation, removed from it.
template <class T, class Better>
T take_best(std::vector<T>& list, const Better& better) {
    std::size_t best = 0;
    for (std::size_t i = 1; i < list.size(); ++i)
        if (better(list[i], list[best])) best = i;
    const T found = list[best];
    list.erase(list.begin() + static_cast<std::ptrdiff_t>(best));
    return found;
}

bool better_bid(const Bid& a, const Bid& b) {
    return a.price > b.price || (a.price == b.price && a.rank < b.rank);
}
bool better_ask(const Ask& a, const Ask& b) {
    return a.price < b.price || (a.price == b.price && a.rank < b.rank);
}

/// Pairs the best of both sides until they disagree, then serves lots one by one.
Clearing slow_clear(const Book& book) {
    Clearing result;
    double price = 0;
    bool crossed = false;
    {
        std::vector<Bid> bids = book.bids;
        std::vector<Ask> asks = book.asks;
        while (!bids.empty() && !asks.empty()) {
            const Bid bid = take_best(bids, better_bid);
            const Ask ask = take_best(asks, better_ask);
            if (bid.price < ask.price) break;
            price = (bid.price + ask.price) / 2;
            crossed = true;
        }
    }
    std::vector<Bid> left = book.bids;
    std::vector<Ask> asks = book.asks;
    while (crossed && !asks.empty()) {
        const Ask ask = take_best(asks, better_ask);
        if (ask.price > price) continue;
        std::ptrdiff_t winner = -1;
        for (std::size_t i = 0; i < left.size(); ++i) {
            if (left[i].price < price || left[i].wanted < ask.area) continue;
            if ((left[i].needs & by_units) && !(ask.offers & by_units)) continue;
            if ((left[i].needs & by_instalments) && !(ask.offers & by_instalments)) continue;
            if (winner < 0 || better_bid(left[i], left[static_cast<std::size_t>(winner)]))
                winner = static_cast<std::ptrdiff_t>(i);
        }
        if (winner < 0) continue;
        const Bid& bid = left[static_cast<std::size_t>(winner)];
        result.trades.push_back({ask.lot, bid.bidder, bid.needs});
        left.erase(left.begin() + winner);
    }
    if (!result.trades.empty()) result.price = price;
    while (!left.empty()) result.unserved.push_back(take_best(left, better_bid));
    return result;
}

TEST(LandAuction, EqualsItsSlowTwinOnRandomBooks) {
    std::size_t traded = 0;
    for (std::uint32_t seed = 1; seed <= 20000; ++seed) {
        const Book book = random_book(seed);
        const Clearing fast = clear(book.bids, book.asks), slow = slow_clear(book);
        ASSERT_EQ(fast.price, slow.price) << seed;
        ASSERT_EQ(fast.trades.size(), slow.trades.size()) << seed;
        for (std::size_t t = 0; t < fast.trades.size(); ++t) {
            ASSERT_EQ(fast.trades[t].lot, slow.trades[t].lot) << seed;
            ASSERT_EQ(fast.trades[t].bidder, slow.trades[t].bidder) << seed;
            ASSERT_EQ(fast.trades[t].needs, slow.trades[t].needs) << seed;
        }
        ASSERT_EQ(fast.unserved.size(), slow.unserved.size()) << seed;
        for (std::size_t b = 0; b < fast.unserved.size(); ++b)
            ASSERT_EQ(fast.unserved[b].bidder, slow.unserved[b].bidder) << seed;
        traded += fast.trades.size();
    }
    EXPECT_GT(traded, 20000u);
}

TEST(LandAuction, NobodyTradesAgainstTheirPrice) {
    for (std::uint32_t seed = 1; seed <= 5000; ++seed) {
        const Book book = random_book(seed);
        const Clearing clearing = clear(book.bids, book.asks);
        for (const Trade& trade : clearing.trades) {
            ASSERT_GE(book.bids[trade.bidder].price, clearing.price) << seed;
            ASSERT_LE(book.asks[trade.lot].price, clearing.price) << seed;
            ASSERT_TRUE(fits(book.bids[trade.bidder], book.asks[trade.lot])) << seed;
        }
    }
}

TEST(LandAuction, TheOrderOfTheBookDoesNotMatter) {
    for (std::uint32_t seed = 1; seed <= 2000; ++seed) {
        Book book = random_book(seed);
        const Clearing one = clear(book.bids, book.asks);
        std::reverse(book.bids.begin(), book.bids.end());
        std::reverse(book.asks.begin(), book.asks.end());
        const Clearing other = clear(book.bids, book.asks);
        ASSERT_EQ(one.price, other.price) << seed;
        ASSERT_EQ(one.trades.size(), other.trades.size()) << seed;
        for (std::size_t t = 0; t < one.trades.size(); ++t) {
            ASSERT_EQ(one.trades[t].lot, other.trades[t].lot) << seed;
            ASSERT_EQ(one.trades[t].bidder, other.trades[t].bidder) << seed;
        }
    }
}

}  // namespace
}  // namespace changji::collective_land
