#include "model/processes/farmland_market.hpp"

#include <algorithm>

namespace changji::farmland {

namespace {

// Heaps: only the lots that trade are ever put in order.
bool asks_later(const Ask& a, const Ask& b) {
    return a.price != b.price ? a.price > b.price : a.rank > b.rank;
}
bool bids_later(const Bid& a, const Bid& b) {
    return a.price != b.price ? a.price < b.price : a.rank > b.rank;
}

}  // namespace

Clearing clear(std::vector<Ask>& asks, std::vector<Bid>& bids, std::vector<Trade>& trades) {
    trades.clear();
    std::make_heap(asks.begin(), asks.end(), asks_later);
    std::make_heap(bids.begin(), bids.end(), bids_later);
    Clearing result;
    while (!asks.empty() && !bids.empty() && bids.front().price >= asks.front().price) {
        Ask& ask = asks.front();
        Bid& bid = bids.front();
        const std::int64_t area = std::min(ask.area, bid.area);
        trades.push_back({ask.lessor, bid.lessee, area});
        result = {true, 0.5 * (ask.price + bid.price), result.area + area};
        ask.area -= area;
        bid.area -= area;
        const bool ask_done = ask.area == 0, bid_done = bid.area == 0;
        if (ask_done) {
            std::pop_heap(asks.begin(), asks.end(), asks_later);
            asks.pop_back();
        }
        if (bid_done) {
            std::pop_heap(bids.begin(), bids.end(), bids_later);
            bids.pop_back();
        }
    }
    return result;
}

namespace {

struct Point {
    double ha, profit;
};

double slope(const Point& a, const Point& b) {
    return (b.profit - a.profit) / (b.ha - a.ha);
}

}  // namespace

void envelope(const farm_technology::Season& season, const farm_technology::Operator& farm,
              double operated, double grain, const Blocks& blocks, std::vector<Segment>& segments) {
    segments.clear();
    constexpr int most = 256;  // the upper bound of land.max_blocks
    std::array<Point, most + 1> hull;
    std::size_t size = 0;
    hull[size++] = {0, farm_technology::profit(season, farm, grain * operated)};
    double added = 0, block = blocks.first_ha;
    for (int n = 1; n <= std::min(blocks.limit, most); ++n) {
        if (added + block > blocks.capacity_ha) break;
        added += block;
        const Point next{added, farm_technology::profit(season, farm, grain * (operated + added))};
        while (size >= 2 && slope(hull[size - 2], hull[size - 1]) <= slope(hull[size - 1], next))
            --size;
        hull[size++] = next;
        if (blocks.doubling && n % 16 == 0) block *= 2;
    }
    for (std::size_t i = 1; i < size; ++i)
        segments.push_back(
            {slope(hull[i - 1], hull[i]), hectares(hull[i].ha - hull[i - 1].ha).count});
}

double ask_price(double profit_per_ha, bool certified, int age, const AskTerms& terms) {
    const double insecurity = certified ? 1 - terms.certificate_effect : 1;
    const double tie = age > 60 ? 1 : 0.5;
    return std::max(terms.floor, profit_per_ha + terms.attachment * insecurity * tie +
                                     terms.transaction_cost / 2);
}

}  // namespace changji::farmland
