#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "model/base/quantity.hpp"
#include "model/base/random.hpp"

/// Clearing of one market for construction land, §4.6: a uniform-price double auction.
namespace changji::collective_land {

/// What a bid needs and a lot may offer beyond a plain sale.
enum Feature : std::uint8_t { by_units = 1, by_instalments = 2 };

/// Prices are yuan per hectare of state land at the district's centre.
struct Bid {
    double price = 0;
    Key rank = 0;              ///< order among equal prices
    Area wanted;               ///< largest lot of use to the bidder
    std::uint8_t needs = 0;    ///< bits of Feature
    std::uint32_t bidder = 0;  ///< the caller's number
};
struct Ask {
    double price = 0;
    Key rank = 0;
    Area area;
    std::uint8_t offers = 0;
    std::uint32_t lot = 0;  ///< the caller's number
};
struct Trade {
    std::uint32_t lot, bidder;
    std::uint8_t needs = 0;  ///< of the bid
};
struct Clearing {
    double price = 0;           ///< of all trades; 0 without trade
    std::vector<Trade> trades;  ///< lots in ascending order of asks
    std::vector<Bid> unserved;  ///< bids left, best first
};

/// Whether a lot is of use to a bidder.
inline bool fits(const Bid& bid, const Ask& ask) {
    return bid.wanted >= ask.area && (bid.needs & ~ask.offers) == 0;
}

/// Bids descending meet asks ascending, ties by rank; the price is midway between the last pair
/// with bid ≥ ask. Lots are indivisible: in ascending order of asks, each lot asked at the price or
/// less goes to the best bid at the price or more that it fits, or stays unsold.
Clearing clear(std::vector<Bid> bids, std::vector<Ask> asks);

}  // namespace changji::collective_land
