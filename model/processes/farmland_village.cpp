#include "model/processes/farmland_village.hpp"

#include <algorithm>

#include "model/zone/decision.hpp"

namespace changji::farmland {

namespace {

std::size_t at(Row row) {
    return static_cast<std::size_t>(row);
}

bool in_force(const Cell& cell, std::size_t k, int year) {
    const Row lessor = cell.leases.lessor[k], lessee = cell.leases.lessee[k];
    const auto households = static_cast<Row>(cell.households.size());
    const bool lessor_lives = lessor == reserve_lessor || (lessor >= 0 && lessor < households);
    const bool lessee_lives = is_organisation(lessee) || (lessee >= 0 && lessee < households);
    return cell.leases.last_year[k] >= year && lessor_lives && lessee_lives && lessor != lessee;
}

void add_sides(Cell& cell, Row lessor, Row lessee, Area area) {
    if (lessor == reserve_lessor) {
        cell.reserve_leased += area;
    } else {
        cell.households.leased_out[at(lessor)] += area;
    }
    if (!is_organisation(lessee)) cell.households.leased_in[at(lessee)] += area;
}

}  // namespace

void lapse(Cell& cell, int year, Scratch& scratch) {
    Leases& leases = cell.leases;
    scratch.kept.clear();
    for (std::size_t k = 0; k < leases.size(); ++k)
        if (in_force(cell, k, year)) scratch.kept.push_back(static_cast<Row>(k));
    if (scratch.kept.size() != leases.size()) table::take_rows(leases, scratch.kept, scratch.spare);
    Households& households = cell.households;
    std::fill(households.leased_out.begin(), households.leased_out.end(), Area{});
    std::fill(households.leased_in.begin(), households.leased_in.end(), Area{});
    cell.reserve_leased = Area{};
    for (std::size_t k = 0; k < leases.size(); ++k)
        add_sides(cell, leases.lessor[k], leases.lessee[k], leases.area[k]);
}

double transaction_cost(const Cell& cell, const Market& market) {
    const Levers& levers = market.settings.levers[cell.district];
    const bool exchange = village_draw(cell, market.exchange_item) < levers.exchange_coverage;
    return levers.transaction_cost * market.season.cpi * (exchange ? cost_on_exchange : 1);
}

namespace {

/// What all agents of the village share this year.
struct Village {
    double grain = 1;             ///< grain share of land
    double transaction_cost = 0;  ///< yuan/ha
    double expected_rent = 0;     ///< last year's, yuan/ha
    double block_cost = 1;        ///< working capital per hectare, yuan
    AskTerms asks;
};

Village village_of(const Cell& cell, const Market& market) {
    const Coefficients& c = market.settings.coefficients;
    const double cpi = market.season.cpi;
    Village v;
    v.grain =
        farm_technology::grain_share(cell, market.technology.levers[cell.district].nongrain_max);
    v.transaction_cost = transaction_cost(cell, market);
    v.expected_rent = in_yuan(cell.rent_per_ha);
    v.block_cost = v.grain * cpi * market.technology.coefficients.cost + v.expected_rent;
    v.asks = {c.ask_floor * cpi, market.attachment * cpi, c.certificate_effect, v.transaction_cost};
    return v;
}

Blocks household_blocks(const Cell& cell, std::size_t h, const Village& v, const Market& market) {
    const Coefficients& c = market.settings.coefficients;
    const bool family_farm = cell.households.farm_class[h] == FarmClass::family_farm;
    Blocks blocks;
    blocks.first_ha = family_farm ? 2 : 1;
    blocks.limit = static_cast<int>(c.most_blocks);
    const double credit = c.credit_line * market.season.cpi * (family_farm ? 2 : 1);
    const double operated = in_hectares(cell.households.operated(static_cast<Row>(h)));
    blocks.capacity_ha = (in_yuan(cell.households.cash[h]) + credit) / v.block_cost - operated;
    return blocks;
}

/// Whether a farm gains more as lessee than as lessor at last year's rent; where neither gains,
/// the side that misses the rent by less counts.
bool rather_buys(std::span<const Bid> bids, double rent, double ask, double offered_ha) {
    if (bids.empty()) return false;
    double gain = 0;
    for (const Bid& bid : bids)
        gain += std::max(0.0, bid.price - rent) * in_hectares(Area{bid.area});
    const double sale = (rent - ask) * offered_ha;
    if (gain <= 0 && sale <= 0) return bids.front().price - rent > rent - ask;
    return gain > sale;
}

void add_bids(const std::vector<Segment>& segments, double share, double deduction, Bid bid,
              std::vector<Bid>& bids) {
    for (const Segment& segment : segments) {
        bid.price = share * segment.slope - deduction;
        if (bid.price <= 0) break;
        bid.area = segment.area;
        bids.push_back(bid);
    }
}

/// Puts household h on the side of the market where it gains more at last year's rent: nobody
/// both leases in and out.
void join(const Cell& cell, std::size_t h, const Village& v, const Market& market, Scratch& s) {
    const Households& households = cell.households;
    const Area idle = households.contracted[h] - households.leased_out[h];
    const bool may_sell = idle.count > 0 && households.leased_in[h].count == 0;
    const bool may_buy = s.staff.farmers[h] > 0 && households.leased_out[h].count == 0;
    if (!may_sell && !may_buy) return;
    const Key rank = market_rank(households.key[h], market.year);
    const auto row = static_cast<Row>(h);
    const double operated = in_hectares(households.operated(row));
    const auto farm = farm_technology::household_operator(
        cell, h, market.season, market.technology.levers[cell.district], s.staff);
    const std::size_t first_bid = s.bids.size();
    if (may_buy) {
        envelope(market.season, farm, operated, v.grain, household_blocks(cell, h, v, market),
                 s.segments);
        add_bids(s.segments, market.bid_share, v.transaction_cost / 2, {0, rank, row, 0}, s.bids);
    }
    if (!may_sell) return;
    const double profit = farm_technology::profit(market.season, farm, v.grain * operated);
    const double price = ask_price(profit / operated, households.traits[h] & land_certified,
                                   s.staff.eldest[h], v.asks);
    const std::span<const Bid> own_bids = std::span(s.bids).subspan(first_bid);
    if (rather_buys(own_bids, v.expected_rent, price, in_hectares(idle))) return;
    s.bids.resize(first_bid);
    s.asks.push_back({price, rank, row, idle.count});
}

void add_organisations(const Cell& cell, const Village& v, const Market& market,
                       const Organisations& organisations, std::span<const OrganisationLot> lots,
                       Scratch& s) {
    const Coefficients& c = market.settings.coefficients;
    // a premium of the district counts like a better yield
    const double premium = market.season.price_in(cell.district) / market.season.price;
    const double yield =
        cell.base_yield * market.season.technology[cell.district] * premium;
    for (const OrganisationLot& lot : lots) {
        const auto farm = farm_technology::organisation_operator(
            organisations, lot.organisation, yield, market.season,
            market.technology.levers[cell.district]);
        const Blocks blocks{1, true, static_cast<int>(c.most_blocks), lot.capacity_ha};
        const auto i = at(lot.organisation);
        envelope(market.season, farm, in_hectares(organisations.operated[i]), v.grain, blocks,
                 s.segments);
        const double deduction =
            v.transaction_cost / 2 + c.distance_cost * market.season.cpi * lot.minutes;
        const Key rank = market_rank(organisations.key[i], market.year);
        add_bids(s.segments, market.bid_share, deduction,
                 {0, rank, organisation_lessee(lot.organisation), 0}, s.bids);
    }
}

/// Bids below every ask and asks above every bid cannot trade; without them the heaps are small.
void prune(Scratch& s) {
    double lowest = 1e300, highest = 0;
    for (const Ask& ask : s.asks) lowest = std::min(lowest, ask.price);
    for (const Bid& bid : s.bids) highest = std::max(highest, bid.price);
    std::erase_if(s.asks, [&](const Ask& ask) { return ask.price > highest; });
    std::erase_if(s.bids, [&](const Bid& bid) { return bid.price < lowest; });
}

void pay_transaction(Cell& cell, const Trade& trade, Money half, Scratch& s) {
    Households& households = cell.households;
    Ledger& ledger = *s.ledger;
    if (trade.lessor != reserve_lessor) {
        households.cash[at(trade.lessor)] -= half;
        households.property[at(trade.lessor)] -= half;
        ledger.pay_out(Item::land_transaction_cost, cell.district, half);
    }
    if (!is_organisation(trade.lessee)) {
        households.cash[at(trade.lessee)] -= half;
        households.business[at(trade.lessee)] -= half;
        ledger.pay_out(Item::land_transaction_cost, cell.district, half);
    } else {
        s.organisation_costs.push_back({organisation_of(trade.lessee), half});
    }
}

std::int16_t last_harvest(const Cell& cell, Row lessor, const Market& market) {
    const Coefficients& c = market.settings.coefficients;
    const Key key = lessor == reserve_lessor ? cell.key : cell.households.key[at(lessor)];
    const double u = market.draws.uniform(key, market.year, draw_lease_term);
    const double span = c.longest_lease - c.shortest_lease + 1;
    const int term = static_cast<int>(c.shortest_lease + static_cast<int>(u * span));
    return static_cast<std::int16_t>(market.year + term - 1);
}

/// Chance that a lease between households is lent to kin, so that kin leases are the wanted share
/// of all contracts, organisations' included.
double kin_chance(const std::vector<Trade>& trades, double share) {
    const auto families = std::count_if(trades.begin(), trades.end(), [](const Trade& t) {
        return !is_organisation(t.lessee) && t.lessor != reserve_lessor;
    });
    if (families == 0) return 0;
    return std::min(1.0,
                    share * static_cast<double>(trades.size()) / static_cast<double>(families));
}

bool is_kin(const Cell& cell, const Trade& trade, double chance, const Market& market) {
    if (is_organisation(trade.lessee) || trade.lessor == reserve_lessor) return false;
    const Key key = derived_key(cell.households.key[at(trade.lessor)], 0,
                                static_cast<std::uint32_t>(cell.households.key[at(trade.lessee)]));
    return market.draws.uniform(key, market.year, draw_kin_lease) < chance;
}

void record(Cell& cell, const Village& v, const Market& market, Scratch& s) {
    const bool opening = market.books == Books::opening;
    const double chance =
        opening ? kin_chance(s.trades, market.settings.coefficients.kin_share) : 0;
    for (const Trade& trade : s.trades) {
        const bool kin = opening && is_kin(cell, trade, chance, market);
        Leases& leases = cell.leases;
        leases.lessor.push_back(trade.lessor);
        leases.lessee.push_back(trade.lessee);
        leases.area.push_back(Area{trade.area});
        leases.rent_per_ha.push_back(kin ? Money{} : cell.rent_per_ha);
        leases.last_year.push_back(last_harvest(cell, trade.lessor, market));
        leases.kin.push_back(kin ? 1 : 0);
        leases.disputed_in.push_back(0);
        add_sides(cell, trade.lessor, trade.lessee, Area{trade.area});
        if (opening) continue;
        const Money half = yuan(0.5 * v.transaction_cost * in_hectares(Area{trade.area}));
        pay_transaction(cell, trade, half, s);
    }
}

}  // namespace

Outcome trade(Cell& cell, const Market& market, const Organisations& organisations,
              std::span<const OrganisationLot> lots, Scratch& s) {
    const Village v = village_of(cell, market);
    s.asks.clear();
    s.bids.clear();
    s.organisation_costs.clear();
    for (std::size_t h = 0; h < cell.households.size(); ++h) join(cell, h, v, market, s);
    add_organisations(cell, v, market, organisations, lots, s);
    const Area idle = cell.reserve - cell.reserve_leased;
    if (idle.count > 0)
        s.asks.push_back(
            {v.asks.floor, market_rank(cell.key, market.year), reserve_lessor, idle.count});
    prune(s);
    const Clearing clearing = clear(s.asks, s.bids, s.trades);
    if (clearing.traded) cell.rent_per_ha = yuan(clearing.rent);
    record(cell, v, market, s);
    return {clearing, Area{clearing.area}, s.organisation_costs};
}

void drift_rents(Cell& cell, double exponent) {
    const double market_rent = static_cast<double>(cell.rent_per_ha.count);
    if (market_rent <= 0) return;
    Money before, after;  // leases of one year pay the same and follow each other
    for (Money& rent : cell.leases.rent_per_ha) {
        if (rent.count <= 0 || rent == cell.rent_per_ha) continue;
        if (rent != before) {
            const double now = static_cast<double>(rent.count);
            before = rent;
            after.count = round_half_away(now * math::power(market_rent / now, exponent));
        }
        rent = after;
    }
}

std::vector<OrganisationArea> organisation_areas(const Leases& leases) {
    std::vector<OrganisationArea> areas;
    for (std::size_t k = 0; k < leases.size(); ++k) {
        if (!is_organisation(leases.lessee[k])) continue;
        const Row row = organisation_of(leases.lessee[k]);
        auto found = std::find_if(areas.begin(), areas.end(),
                                  [&](const auto& a) { return a.organisation == row; });
        if (found == areas.end()) found = areas.insert(areas.end(), {row, Area{}});
        found->area += leases.area[k];
    }
    return areas;
}

void settle_farms(Cell& cell, double grain) {
    Households& households = cell.households;
    std::int64_t farms = 0, area = 0;
    for (std::size_t h = 0; h < households.size(); ++h) {
        const std::int64_t operated = households.operated(static_cast<Row>(h)).count;
        FarmClass& kind = households.farm_class[h];
        const double ha = in_hectares(Area{operated});
        if (operated <= 0) {
            kind = FarmClass::none;
        } else if (kind == FarmClass::none || ha < 1) {
            kind = FarmClass::small;
        }
        const double next = farm_technology::machinery_next(households.machinery_ha[h], grain * ha);
        households.machinery_ha[h] = static_cast<float>(next);
        farms += operated > 0;
        area += operated;
    }
    if (farms > 0) cell.farm_size = in_hectares(Area{area}) / static_cast<double>(farms);
}

}  // namespace changji::farmland
