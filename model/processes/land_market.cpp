#include <algorithm>

#include "model/base/math.hpp"
#include "model/processes/collective_land.hpp"
#include "model/processes/land_auction.hpp"
#include "model/processes/land_books.hpp"
#include "model/processes/land_demand.hpp"
#include "model/processes/land_supply.hpp"
#include "model/zone/decision.hpp"

namespace changji::collective_land {
namespace {

/// State land a district could put up: where and how much.
struct StateLot {
    std::size_t cell;
    Area area;
};

/// What one district sells this year: asks by grade, and holders who want to sell.
struct DistrictMarket {
    std::array<std::vector<Ask>, grade_count> asks;
    std::array<std::vector<std::size_t>, grade_count> resale;
    std::vector<StateLot> state;
};
constexpr std::uint32_t state_base = 0x80000000u;

/// The year of the land market of all districts.
class Auctions {
  public:
    Auctions(World& world, const Settings& settings, const Draws& draws)
        : world_(world), settings_(settings), draws_(draws), books_(world, settings, draws) {}

    void run() {
        close_terms();
        books_.collect_annual_payments();
        reuse_stock(world_, settings_);
        let_directly(offer_lots(world_, settings_, draws_));
        list_asks();
        list_state_land();
        const AllBids bids = collect_bids(world_, settings_, offered(), draws_);
        for (std::size_t d = 0; d < district_count; ++d) {
            for (std::size_t g = 0; g < grade_count; ++g) clear_market(d, g, bids[d][g]);
        }
        books_.pay_members();
    }

  private:
    const Coefficients& c() const { return settings_.coefficients; }
    const Cell& site(std::size_t p) const {
        return world_.cells[static_cast<std::size_t>(world_.parcels.site[p])];
    }
    double factor_of(std::size_t p) const {
        const bool state = world_.parcels.mode[p] == LandMode::state;
        const Cell& cell = site(p);
        return site_factor(cell, c()) *
               (state ? 1.0 : tenure_factor(settings_.levers[cell.district]));
    }

    /// Ended terms and closed holders: owned lots may be resold where lots are traded.
    void close_terms() {
        const Parcels& parcels = world_.parcels;
        for (std::size_t p = 0; p < parcels.size(); ++p) {
            if (!parcels.in_force[p]) continue;
            const Levers& l = settings_.levers[site(p).district];
            const bool owned =
                parcels.mode[p] == LandMode::transfer || parcels.mode[p] == LandMode::state;
            const bool open = world_.firms.open[static_cast<std::size_t>(parcels.holder[p])] != 0;
            if (parcels.end_year[p] < world_.year || (!open && !(owned && l.turnover > 0))) {
                books_.revert(p);
                continue;
            }
            if (!owned) continue;
            const double u = draws_.uniform(parcels.key[p], world_.year, draw_land_resale);
            if (!open || u < l.turnover)
                markets_[site(p).district].resale[parcels.grade[p]].push_back(p);
        }
    }

    void list_asks() {
        const Parcels& parcels = world_.parcels;
        for (std::size_t p = 0; p < parcels.size(); ++p) {
            if (parcels.year_entered[p] != 0 || parcels.year_ready[p] > world_.year) continue;
            const Cell& origin = world_.cells[static_cast<std::size_t>(parcels.origin[p])];
            const Levers& l = settings_.levers[origin.district];
            const std::size_t g = parcels.grade[p];
            const double factor = factor_of(p);
            double reserve =
                entry_cost(c(), world_.zone.cpi, parcels.offsite[p] != 0) * (1 + c().margin);
            if (village_draw(origin, village_items().benchmark) < l.benchmark) {
                const double usual = world_.districts[origin.district].land_price[g] * factor;
                reserve = std::max(reserve, c().reserve_share * usual);
            }
            const double u = draws_.uniform(parcels.key[p], world_.year, draw_land_reserve);
            reserve *= math::exp(l.appraisal_sd * math::normal_quantile(u));
            Ask ask{reserve / factor, rank_of(parcels.key[p]), parcels.area[p], 0,
                    static_cast<std::uint32_t>(p)};
            if (village_draw(origin, village_items().units) < l.unit_split) ask.offers |= by_units;
            if (village_draw(origin, village_items().modes) < l.modes) ask.offers |= by_instalments;
            markets_[origin.district].asks[g].push_back(ask);
        }
    }

    Key rank_of(Key key) const {
        return derived_key(key, static_cast<std::uint32_t>(world_.year), draw_land_rank);
    }

    /// Redeveloped land first, then crop land within quota and credit, around the grades 1 and 2.
    void list_state_land() {
        const auto hosts = hosts_of(world_);
        const Area lot = hectares(c().lot);
        for (std::size_t d = 0; d < district_count; ++d) {
            if (hosts[d].empty() || lot.count <= 0) continue;
            for (const std::size_t i : hosts[d]) {
                for (Area left = world_.cells[i].state_for_sale; left >= lot; left -= lot)
                    add_state_lot(d, i, lot);
            }
            const DistrictState& state = world_.districts[d];
            Area left =
                std::min(land::usable_quota(state, settings_.land[d]), state.cultivated_credit);
            for (std::size_t k = 0; left >= lot; ++k, left -= lot)
                add_state_lot(d, hosts[d][k % hosts[d].size()], lot);
        }
    }

    void add_state_lot(std::size_t d, std::size_t i, Area area) {
        DistrictMarket& market = markets_[d];
        const Cell& cell = world_.cells[i];
        const std::size_t g = grade_of(cell);
        const double factor = site_factor(cell, c());
        const double usual = world_.districts[d].land_price[g] * factor;
        const double reserve = std::max(entry_cost(c(), world_.zone.cpi, false) * (1 + c().margin),
                                        c().reserve_share * usual);
        const auto number = static_cast<std::uint32_t>(market.state.size());
        const Key key = derived_key(cell.key, number, draw_land_reserve);
        market.asks[g].push_back({reserve / factor, rank_of(key), area, 0, state_base + number});
        market.state.push_back({i, area});
    }

    PerDistrict<Offered> offered() const {
        PerDistrict<Offered> all;
        for (std::size_t d = 0; d < district_count; ++d) {
            for (std::size_t g = 0; g < grade_count; ++g) {
                const auto& asks = markets_[d].asks[g];
                const bool resale = !markets_[d].resale[g].empty();
                all[d].lots[g] = asks.size() + markets_[d].resale[g].size();
                double lowest = resale ? 0.0 : 1e300;
                for (const Ask& ask : asks) lowest = std::min(lowest, ask.price);
                all[d].lowest[g] = lowest;
            }
        }
        return all;
    }

    void clear_market(std::size_t d, std::size_t g, const MarketBids& market) {
        Clearing clearing = clear(market.bids, markets_[d].asks[g]);
        double& price = world_.districts[d].land_price[g];
        if (!clearing.trades.empty()) price = clearing.price;
        for (const Trade& trade : clearing.trades) settle(d, trade, clearing.price, market);
        for (const std::size_t p : markets_[d].resale[g]) resell(p, price, clearing.unserved);
    }

    void settle(std::size_t d, const Trade& trade, double price, const MarketBids& market) {
        if (trade.lot >= state_base) {
            const StateLot& lot = markets_[d].state[trade.lot - state_base];
            const double paid = price * site_factor(world_.cells[lot.cell], c());
            books_.sell_state_land(lot.cell, lot.area, trade.bidder, paid);
            return;
        }
        const std::size_t p = trade.lot;
        const double paid = price * factor_of(p);
        if (!books_.take_up(p)) return;
        if (trade.bidder >= bundle_base) {
            divide(p, market.bundles[trade.bidder - bundle_base], paid);
            return;
        }
        const bool instalments = (trade.needs & by_instalments) != 0;
        books_.enter(p, trade.bidder, paid, books_.mode_of(p, paid, instalments));
    }

    /// Small firms share a lot in units; the last takes what is left.
    void divide(std::size_t p, const Bundle& bundle, double price) {
        Parcels& parcels = world_.parcels;
        Area left = parcels.area[p];
        for (std::size_t k = 0; k < bundle.firms.size() && left.count > 0; ++k) {
            const bool last = k + 1 == bundle.firms.size();
            const Area part = last ? left : std::min(left, bundle.wanted[k]);
            std::size_t row = p;
            if (k > 0) {
                table::append_row(parcels, parcels, static_cast<Row>(p));
                row = parcels.size() - 1;
                parcels.key[row] =
                    derived_key(parcels.key[p], static_cast<std::uint32_t>(k), draw_land_rank);
            }
            parcels.area[row] = part;
            parcels.units[row] = static_cast<std::int32_t>(in_hectares(part) / c().unit + 0.5);
            left -= part;
            books_.enter(row, bundle.firms[k], price, LandMode::transfer);
        }
    }

    void resell(std::size_t p, double price, std::vector<Bid>& bids) {
        const Parcels& parcels = world_.parcels;
        const Levers& l = settings_.levers[site(p).district];
        const double u = draws_.uniform(parcels.key[p], world_.year, draw_land_resale_price);
        const double noise = math::exp(c().resale_sd * math::normal_quantile(u));
        const double asked =
            price * noise * (1 - std::max(0.0, c().resale_discount - l.split_liquidity));
        const auto buyer = std::find_if(bids.begin(), bids.end(), [&](const Bid& bid) {
            return bid.needs == 0 && bid.price >= asked && bid.wanted >= parcels.area[p] &&
                   static_cast<Row>(bid.bidder) != parcels.holder[p];
        });
        if (buyer != bids.end()) {
            books_.resell(p, buyer->bidder, asked * factor_of(p));
            bids.erase(buyer);
        } else if (!world_.firms.open[static_cast<std::size_t>(parcels.holder[p])]) {
            books_.revert(p);
        }
    }

    /// Lots let without auction, at the reserve, to rural industry that wants the land.
    void let_directly(const std::vector<std::size_t>& rows) {
        if (rows.empty()) return;
        PerDistrict<std::vector<std::size_t>> candidates;
        const Firms& firms = world_.firms;
        for (std::size_t f = 0; f < firms.size(); ++f) {
            const bool rural =
                firms.sector[f] == Sector::agrifood || firms.sector[f] == Sector::tourism;
            if (rural && firms.open[f] && firms.value_added[f].count > 0)
                candidates[firms.district[f]].push_back(f);
        }
        for (const std::size_t p : rows) let_to_one_of(p, candidates[site(p).district]);
    }

    void let_to_one_of(std::size_t p, const std::vector<std::size_t>& firms) {
        const double price = entry_cost(c(), world_.zone.cpi, false) * (1 + c().margin);
        const double u = draws_.uniform(world_.parcels.key[p], world_.year, draw_land_direct, 1);
        const auto first = static_cast<std::size_t>(u * static_cast<double>(firms.size()));
        for (std::size_t k = 0; k < firms.size(); ++k) {
            const std::size_t f = firms[(first + k) % firms.size()];
            const Buyer buyer{world_.solved.land_share[index(world_.firms.sector[f])],
                              in_yuan(world_.firms.value_added[f]),
                              in_hectares(world_.firms.land[f])};
            const Area area = world_.parcels.area[p];
            if (wanted_hectares(buyer, price / factor_of(p), c().land_yield) < in_hectares(area))
                continue;
            if (!books_.take_up(p)) return;
            world_.districts[site(p).district].land_record.direct += area;
            books_.enter(p, f, price, LandMode::lease);
            return;
        }
    }

    World& world_;
    const Settings& settings_;
    const Draws& draws_;
    Books books_;
    PerDistrict<DistrictMarket> markets_;
};

}  // namespace

void enter_market(World& world, const Settings& settings, const Draws& draws) {
    Auctions(world, settings, draws).run();
}

}  // namespace changji::collective_land
