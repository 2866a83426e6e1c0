#include "model/processes/land_auction.hpp"

#include <algorithm>

namespace changji::collective_land {

Clearing clear(std::vector<Bid> bids, std::vector<Ask> asks) {
    std::sort(bids.begin(), bids.end(), [](const Bid& a, const Bid& b) {
        return a.price != b.price ? a.price > b.price : a.rank < b.rank;
    });
    std::sort(asks.begin(), asks.end(), [](const Ask& a, const Ask& b) {
        return a.price != b.price ? a.price < b.price : a.rank < b.rank;
    });
    Clearing result;
    const std::size_t most = std::min(bids.size(), asks.size());
    std::size_t pairs = 0;
    while (pairs < most && bids[pairs].price >= asks[pairs].price) ++pairs;
    if (pairs > 0) {
        const double price = 0.5 * (bids[pairs - 1].price + asks[pairs - 1].price);
        std::size_t willing = pairs;
        while (willing < bids.size() && bids[willing].price >= price) ++willing;
        std::vector<std::uint8_t> served(bids.size(), 0);
        std::size_t first = 0;  // bids before it are all served
        for (const Ask& ask : asks) {
            if (ask.price > price) break;
            while (first < willing && served[first]) ++first;
            std::size_t b = first;
            while (b < willing && (served[b] || !fits(bids[b], ask))) ++b;
            if (b == willing) continue;
            served[b] = 1;
            result.trades.push_back({ask.lot, bids[b].bidder, bids[b].needs});
        }
        if (!result.trades.empty()) result.price = price;
        std::size_t kept = 0;
        for (std::size_t b = 0; b < bids.size(); ++b) {
            if (!served[b]) bids[kept++] = bids[b];
        }
        bids.resize(kept);
    }
    result.unserved = std::move(bids);
    return result;
}

}  // namespace changji::collective_land
