#include <algorithm>

#include <gtest/gtest.h>

#include "model/processes/farmland_market.hpp"

namespace changji::farmland {
namespace {

/// The market as one would explain it: everything cut into single square metres, both lists
/// sorted, matched from the top.
struct Plain {
    std::vector<Trade> trades;
    Clearing clearing;
};

struct Unit {
    double price;
    Key rank;
    Row agent;
};

Plain clear_plainly(const std::vector<Ask>& asks, const std::vector<Bid>& bids) {
    std::vector<Unit> offers, wants;
    for (const Ask& ask : asks)
        offers.insert(offers.end(), static_cast<std::size_t>(ask.area),
                      {ask.price, ask.rank, ask.lessor});
    for (const Bid& bid : bids)
        wants.insert(wants.end(), static_cast<std::size_t>(bid.area),
                     {bid.price, bid.rank, bid.lessee});
    std::sort(offers.begin(), offers.end(), [](const Unit& a, const Unit& b) {
        return std::pair(a.price, a.rank) < std::pair(b.price, b.rank);
    });
    std::sort(wants.begin(), wants.end(), [](const Unit& a, const Unit& b) {
        return std::pair(-a.price, a.rank) < std::pair(-b.price, b.rank);
    });
    Plain plain;
    for (std::size_t i = 0; i < std::min(offers.size(), wants.size()); ++i) {
        if (wants[i].price < offers[i].price) break;
        const Trade trade{offers[i].agent, wants[i].agent, 1};
        if (!plain.trades.empty() && plain.trades.back().lessor == trade.lessor &&
            plain.trades.back().lessee == trade.lessee) {
            ++plain.trades.back().area;
        } else {
            plain.trades.push_back(trade);
        }
        const double rent = 0.5 * (offers[i].price + wants[i].price);
        plain.clearing = {true, rent, plain.clearing.area + 1};
    }
    return plain;
}

class Village {
  public:
    explicit Village(Key key) : key_(key) {}
    double uniform() { return Draws{3, 0}.uniform(key_, 0, 1, ++count_); }

    void fill(std::vector<Ask>& asks, std::vector<Bid>& bids) {
        const int sellers = static_cast<int>(uniform() * 20);
        const int buyers = static_cast<int>(uniform() * 20);
        for (Row i = 0; i < sellers; ++i)
            asks.push_back({price(), market_rank(key_ + static_cast<Key>(i), 2020), i, area()});
        for (Row i = 0; i < buyers; ++i) {
            const Row row = 100 + i;
            double falling = price();
            const Key rank = market_rank(key_ + static_cast<Key>(row), 2020);
            for (int block = 0; block < 3; ++block, falling -= 200)
                bids.push_back({falling, rank, row, area()});
        }
    }

  private:
    double price() { return 500.0 * static_cast<int>(uniform() * 12); }  // many ties
    std::int64_t area() { return 1 + static_cast<std::int64_t>(uniform() * 40); }
    Key key_;
    std::uint32_t count_ = 0;
};

std::vector<Trade> joined(std::vector<Trade> trades) {
    std::vector<Trade> result;
    for (const Trade& trade : trades) {
        if (!result.empty() && result.back().lessor == trade.lessor &&
            result.back().lessee == trade.lessee) {
            result.back().area += trade.area;
        } else {
            result.push_back(trade);
        }
    }
    return result;
}

TEST(FarmlandMarketReference, HeapsClearLikeSortedSquareMetres) {
    for (Key key = 1; key <= 300; ++key) {
        std::vector<Ask> asks;
        std::vector<Bid> bids;
        Village(key).fill(asks, bids);
        const Plain plain = clear_plainly(asks, bids);
        std::vector<Trade> trades;
        const Clearing clearing = clear(asks, bids, trades);
        ASSERT_EQ(clearing.traded, plain.clearing.traded) << key;
        ASSERT_EQ(clearing.area, plain.clearing.area) << key;
        ASSERT_DOUBLE_EQ(clearing.rent, plain.clearing.rent) << key;
        const std::vector<Trade> fast = joined(trades);
        ASSERT_EQ(fast.size(), plain.trades.size()) << key;
        for (std::size_t i = 0; i < fast.size(); ++i) {
            EXPECT_EQ(fast[i].lessor, plain.trades[i].lessor);
            EXPECT_EQ(fast[i].lessee, plain.trades[i].lessee);
            EXPECT_EQ(fast[i].area, plain.trades[i].area);
        }
    }
}

/// The envelope by definition: from each point the steepest line to any later point.
std::vector<Segment> envelope_plainly(const std::vector<double>& ha,
                                      const std::vector<double>& profit) {
    std::vector<Segment> segments;
    for (std::size_t i = 0; i + 1 < ha.size();) {
        std::size_t best = i + 1;
        double steepest = -1e300;
        for (std::size_t j = i + 1; j < ha.size(); ++j) {
            const double slope = (profit[j] - profit[i]) / (ha[j] - ha[i]);
            if (slope >= steepest) {
                steepest = slope;
                best = j;
            }
        }
        segments.push_back({steepest, hectares(ha[best] - ha[i]).count});
        i = best;
    }
    return segments;
}

TEST(FarmlandMarketReference, EnvelopeIsTheSteepestPathOverTheProfitCurve) {
    World world;
    world.zone.corn_price_mean = 1700;
    const auto season =
        farm_technology::season_of(world, base_values<farm_technology::Coefficients>(), 1700);
    for (Key key = 1; key <= 200; ++key) {
        const auto [u, v] = Draws{5, 0}.pair(key, 0, 1);
        const auto [w, x] = Draws{5, 0}.pair(key, 0, 2);
        const farm_technology::Operator farm{11000 + 3000 * u, 600 * v, 140 * w, 1, 12 * x};
        const double operated = 3 * v;
        std::vector<double> ha{0}, profit{farm_technology::profit(season, farm, operated)};
        for (int n = 1; n <= 64 && n <= 80 * u; ++n) {
            ha.push_back(n);
            profit.push_back(farm_technology::profit(season, farm, operated + n));
        }
        std::vector<Segment> segments;
        envelope(season, farm, operated, 1, {1, false, 64, 80 * u}, segments);
        const auto plain = envelope_plainly(ha, profit);
        ASSERT_EQ(segments.size(), plain.size()) << key;
        for (std::size_t i = 0; i < plain.size(); ++i) {
            EXPECT_NEAR(segments[i].slope, plain[i].slope, 1e-9);
            EXPECT_EQ(segments[i].area, plain[i].area);
        }
    }
}

}  // namespace
}  // namespace changji::farmland
