#include "model/processes/land_demand.hpp"

#include <algorithm>

#include "model/zone/decision.hpp"

namespace changji::collective_land {
namespace {

constexpr std::size_t small_bids_per_lot = 64;  // more than units in a usual lot

bool before(const Bid& a, const Bid& b) {
    return a.price != b.price ? a.price > b.price : a.rank < b.rank;
}

std::size_t pick_grade(const Offered& offered, double u) {
    std::size_t all = 0;
    for (const std::size_t lots : offered.lots) all += lots;
    auto left = static_cast<std::size_t>(u * static_cast<double>(all));
    std::size_t g = 0;
    while (g + 1 < grade_count && left >= offered.lots[g]) left -= offered.lots[g++];
    return g;
}

struct SmallBids {
    PerDistrict<std::array<std::vector<Bid>, grade_count>> of;
};

void bid_of(const World& world, std::size_t f, const Settings& settings, const Offered& offered,
            const Draws& draws, std::array<MarketBids, grade_count>& markets,
            std::array<std::vector<Bid>, grade_count>& small) {
    const Firms& firms = world.firms;
    const Coefficients& c = settings.coefficients;
    const Levers& l = settings.levers[firms.district[f]];
    const Buyer buyer{world.solved.land_share[index(firms.sector[f])],
                      in_yuan(firms.value_added[f]), in_hectares(firms.land[f])};
    const auto& prices = world.districts[firms.district[f]].land_price;
    const double cheapest = *std::min_element(prices.begin(), prices.end());
    if (wanted_hectares(buyer, cheapest, c.land_yield) < c.unit) return;
    const auto [u, wish] = draws.pair(firms.key[f], world.year, draw_land_grade);
    const std::size_t g = pick_grade(offered, u);
    const double wanted = wanted_hectares(buyer, prices[g], c.land_yield);
    const bool alone = wanted > l.min_lot;
    if (!alone && (wanted < c.unit || l.unit_split <= 0)) return;
    // Who wants less than a lot buys one unit a year and values that, not all it ever wants:
    // priced at the whole want a bid is θ times last year's price and never wins.
    const double lot = alone ? std::min(wanted, std::max(c.lot, l.min_lot)) : c.unit;
    Bid bid;
    bid.price = (1 + l.bid_shock) * bid_price(buyer, lot, c);
    if (bid.price < offered.lowest[g]) return;
    bid.rank = derived_key(firms.key[f], static_cast<std::uint32_t>(world.year), draw_land_rank);
    bid.wanted = hectares(alone ? wanted : c.unit);
    bid.bidder = static_cast<std::uint32_t>(f);
    // Banks lend part of the price, so that the owners' money goes further.
    const double own = in_yuan(firms.cash[f]) + c.finance_years * buyer.value_added;
    const double means = own / (1 - settings.loan_share[firms.district[f]]);
    if (bid.price * lot > means) {
        if (wish >= l.modes) return;
        bid.needs = by_instalments;
    }
    if (alone) {
        markets[g].bids.push_back(bid);
    } else if (bid.needs == 0) {
        small[g].push_back(bid);
    }
}

}  // namespace

double wanted_hectares(const Buyer& buyer, double price, double land_yield) {
    if (price <= 0) return 0;
    return buyer.land_share * buyer.value_added / (land_yield * price) - buyer.held;
}

double bid_price(const Buyer& buyer, double lot, const Coefficients& c) {
    return c.theta * buyer.land_share * buyer.value_added / (buyer.held + lot) / c.land_yield;
}

void join_small(std::vector<Bid> small, std::size_t lots, Area lot, Area unit, MarketBids& market) {
    if (lots == 0 || small.empty()) return;
    const std::size_t enough = small_bids_per_lot * lots;
    if (small.size() > enough) {
        const auto middle = small.begin() + static_cast<std::ptrdiff_t>(enough);
        std::nth_element(small.begin(), middle, small.end(), before);
        small.resize(enough);
    }
    std::sort(small.begin(), small.end(), before);
    Bundle bundle;
    Bid joint;
    for (const Bid& bid : small) {
        const Area units{bid.wanted.count / unit.count * unit.count};
        bundle.firms.push_back(bid.bidder);
        bundle.wanted.push_back(units);
        joint.wanted += units;
        if (joint.wanted < lot) continue;
        joint.price = bid.price;
        joint.rank = bid.rank;
        joint.needs = by_units;
        joint.bidder = bundle_base + static_cast<std::uint32_t>(market.bundles.size());
        market.bids.push_back(joint);
        market.bundles.push_back(std::move(bundle));
        bundle = {};
        joint = {};
    }
}

AllBids collect_bids(const World& world, const Settings& settings,
                     const PerDistrict<Offered>& offered, const Draws& draws) {
    AllBids all;
    SmallBids small;
    PerDistrict<bool> any;
    for (std::size_t d = 0; d < district_count; ++d) {
        for (const std::size_t lots : offered[d].lots) any[d] = any[d] || lots > 0;
    }
    const Firms& firms = world.firms;
    for (std::size_t f = 0; f < firms.size(); ++f) {
        const District d = firms.district[f];
        if (!any[d] || !firms.open[f] || firms.value_added[f].count <= 0) continue;
        if (world.solved.land_share[index(firms.sector[f])] <= 0) continue;
        bid_of(world, f, settings, offered[d], draws, all[d], small.of[d]);
    }
    const Coefficients& c = settings.coefficients;
    for (std::size_t d = 0; d < district_count; ++d) {
        for (std::size_t g = 0; g < grade_count; ++g) {
            join_small(std::move(small.of[d][g]), offered[d].lots[g],
                       hectares(std::max(c.lot, settings.levers[d].min_lot)), hectares(c.unit),
                       all[d][g]);
        }
    }
    return all;
}

}  // namespace changji::collective_land
