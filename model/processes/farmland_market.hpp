#pragma once

#include <cstdint>
#include <vector>

#include "model/processes/farm_technology.hpp"

/// The yearly rental market of one village: asks, bids and the uniform rent, equations (15)–(17).
namespace changji::farmland {

/// Land on offer at a price or more.
struct Ask {
    double price = 0;  ///< yuan/ha/y
    Key rank = 0;      ///< order among equal prices
    Row lessor = no_row;
    std::int64_t area = 0;  ///< m²
};
/// Land wanted at a price or less.
struct Bid {
    double price = 0;
    Key rank = 0;
    Row lessee = no_row;
    std::int64_t area = 0;
};
struct Trade {
    Row lessor = no_row, lessee = no_row;
    std::int64_t area = 0;
};
struct Clearing {
    bool traded = false;
    double rent = 0;  ///< half marginal ask + half marginal bid
    std::int64_t area = 0;
};

/// Asks ascending, bids descending, trade while bid ≥ ask; equal prices in order of rank; the
/// marginal lot is split. `trades` receives the matches. Destroys both lists.
Clearing clear(std::vector<Ask>& asks, std::vector<Bid>& bids, std::vector<Trade>& trades);

/// Order among equal prices: a fresh shuffle each year, so that no agent is always first.
constexpr Key market_rank(Key agent, int year) {
    Key x = agent + 0x9E3779B97F4A7C15ULL * static_cast<Key>(year);
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBULL;
    return x ^ (x >> 31);
}

/// Blocks a bidder may ask for, in order.
struct Blocks {
    double first_ha = 1;     ///< size of a block
    bool doubling = false;   ///< cooperatives and enterprises double it every 16 blocks
    int limit = 64;          ///< most blocks
    double capacity_ha = 0;  ///< working capital, in hectares
};
/// A run of blocks with one slope of the upper concave envelope of profit.
struct Segment {
    double slope = 0;       ///< yuan per operated hectare
    std::int64_t area = 0;  ///< m²
};
/// The descending slopes of the upper concave envelope of profit over added blocks. Raw marginal
/// profit may rise with size, so that a second block would outbid the first.
/// \param operated hectares already farmed \param grain grain share of land
void envelope(const farm_technology::Season& season, const farm_technology::Operator& farm,
              double operated, double grain, const Blocks& blocks, std::vector<Segment>& segments);

/// What the owner loses by letting, with attachment and half the transaction cost, eq. (15).
struct AskTerms {
    double floor = 0, attachment = 0, certificate_effect = 0, transaction_cost = 0;
};
double ask_price(double profit_per_ha, bool certified, int age, const AskTerms& terms);

}  // namespace changji::farmland
