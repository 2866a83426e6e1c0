#pragma once

#include <array>
#include <vector>

#include "model/processes/collective_land.hpp"
#include "model/processes/land_auction.hpp"

/// Which firms want land and what they bid, eq. (24).
namespace changji::collective_land {

/// A firm as the land market sees it.
struct Buyer {
    double land_share;   ///< τ
    double value_added;  ///< of last year, nominal yuan
    double held;         ///< hectares
};

/// Hectares a firm lacks: T* − T_f, T* = τ p Y ÷ (yield × price).
double wanted_hectares(const Buyer& buyer, double price, double land_yield);

/// Bid per hectare of state land at the centre: θ τ p Y ÷ (T_f + lot) ÷ yield. \source eq. (24)
double bid_price(const Buyer& buyer, double lot, const Coefficients& c);

/// Small firms that buy one lot together, in units.
struct Bundle {
    std::vector<std::uint32_t> firms;
    std::vector<Area> wanted;
};

/// Bids of one district and grade; a bidder below `bundle_base` is a firm's row.
struct MarketBids {
    std::vector<Bid> bids;
    std::vector<Bundle> bundles;
};
constexpr std::uint32_t bundle_base = 0x80000000u;

/// What is for sale in a district: number of lots by grade, and their lowest ask.
struct Offered {
    std::array<std::size_t, grade_count> lots{};
    std::array<double, grade_count> lowest{};
};

using AllBids = PerDistrict<std::array<MarketBids, grade_count>>;

/// Bids of all open firms; each bids in one grade of its district, drawn by the lots on offer.
AllBids collect_bids(const World& world, const Settings& settings,
                     const PerDistrict<Offered>& offered, const Draws& draws);

/// Joins small bids, best first, until they want a lot of the given area together.
void join_small(std::vector<Bid> small, std::size_t lots, Area lot, Area unit, MarketBids& market);

}  // namespace changji::collective_land
