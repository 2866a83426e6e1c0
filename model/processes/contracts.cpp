#include "model/processes/contracts.hpp"

#include <algorithm>
#include <cmath>

#include "model/base/parallel.hpp"
#include "model/processes/harvest_shares.hpp"
#include "model/zone/decision.hpp"

namespace changji::contracts {
namespace {

constexpr Sector buyer = Sector::agrifood;

/// What the food firms of a district could buy on contract in a year, in memory units, yuan.
double purchases(const World& world, std::size_t d, const Settings& settings) {
    const double output = in_yuan(world.districts[d].value_added[index(buyer)]) /
                          settings.coefficients.output_share;
    // firms stand for the urban sample, deliveries for the rural one
    const auto& weight = world.weight[d];
    const double scale = weight[0] > 0 ? weight[index(Stratum::urban)] / weight[0] : 1.0;
    return settings.levers[d].output_cap * output * scale;
}

/// The largest farms of a village; ties go by key.
void offer_in_village(Cell& cell, double share) {
    Households& households = cell.households;
    std::vector<Row> farms;
    for (std::size_t h = 0; h < households.size(); ++h) {
        households.traits[h] = static_cast<std::uint8_t>(households.traits[h] & ~on_contract);
        if (households.operated(static_cast<Row>(h)).count > 0) farms.push_back(static_cast<Row>(h));
    }
    const double u = fixed_trait(cell.key, draw_contract);
    const auto count = std::min(
        farms.size(),
        static_cast<std::size_t>(std::floor(share * static_cast<double>(farms.size()) + u)));
    if (count == 0) return;
    const auto larger = [&](Row a, Row b) {
        const Area left = households.operated(a), right = households.operated(b);
        if (left != right) return left > right;
        return households.key[static_cast<std::size_t>(a)] <
               households.key[static_cast<std::size_t>(b)];
    };
    std::nth_element(farms.begin(), farms.begin() + static_cast<std::ptrdiff_t>(count) - 1,
                     farms.end(), larger);
    for (std::size_t i = 0; i < count; ++i)
        households.traits[static_cast<std::size_t>(farms[i])] |= on_contract;
}

struct Buyers {
    std::vector<std::size_t> rows;
    std::vector<std::int32_t> weight;  ///< jobs, at least one
    std::vector<Key> keys;
    Money profit;                      ///< of last year, losses left out
};

PerDistrict<Buyers> find_buyers(const World& world) {
    PerDistrict<Buyers> buyers;
    const Firms& firms = world.firms;
    for (std::size_t f = 0; f < firms.size(); ++f) {
        if (!firms.open[f] || firms.sector[f] != buyer) continue;
        Buyers& b = buyers[firms.district[f]];
        b.rows.push_back(f);
        b.weight.push_back(std::max(1, firms.jobs[f]));
        b.keys.push_back(firms.key[f]);
        if (firms.profit[f].count > 0) b.profit += firms.profit[f];
    }
    return buyers;
}

/// Takes an amount from the food firms of a district by jobs.
void charge(World& world, const Buyers& buyers, District d, Item item, Money amount) {
    if (amount.count == 0) return;
    world.ledger.post(item, d, d, amount);
    std::vector<Money> parts(buyers.rows.size());
    const Money size{amount.count < 0 ? -amount.count : amount.count};
    harvest::apportion(size, buyers.weight, buyers.keys, parts);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (amount.count < 0) {
            world.firms.cash[buyers.rows[i]] += parts[i];
        } else {
            world.firms.cash[buyers.rows[i]] -= parts[i];
        }
    }
}

/// Splits a village's dividend over its contract farms by operated area.
Money pay_dividend(Cell& cell, Money total) {
    Households& households = cell.households;
    std::vector<std::int32_t> area(households.size(), 0);
    bool any = false;
    for (std::size_t h = 0; h < households.size(); ++h) {
        if (!(households.traits[h] & on_contract)) continue;
        const std::int64_t ares = households.operated(static_cast<Row>(h)).count / 100;
        area[h] = static_cast<std::int32_t>(std::clamp<std::int64_t>(ares, 1, 1 << 20));
        any = true;
    }
    if (!any || total.count <= 0) return Money{};
    std::vector<Money> parts(households.size());
    harvest::apportion(total, area, households.key, parts);
    for (std::size_t h = 0; h < households.size(); ++h) {
        households.property[h] += parts[h];
        households.cash[h] += parts[h];
    }
    return total;
}

/// Dividend per yuan delivered: the lever's share of profit per yuan of output.
double dividend_rate(const World& world, std::size_t d, Money profit, const Settings& settings) {
    const double output = in_yuan(world.districts[d].value_added[index(buyer)]) /
                          settings.coefficients.output_share;
    return output > 0 ? settings.levers[d].dividend * in_yuan(profit) / output : 0.0;
}

}  // namespace

double offered_share(double wanted, double used_before, double delivered_before, double cap) {
    if (delivered_before <= 0 || used_before <= 0) return wanted;
    return std::min(wanted, used_before * cap / delivered_before);
}

void offer(World& world, const Settings& settings) {
    PerDistrict<double> share;
    for (std::size_t d = 0; d < district_count; ++d) {
        DistrictState& state = world.districts[d];
        share[d] = offered_share(settings.levers[d].share, state.contract_share,
                                 in_yuan(state.contract_deliveries), purchases(world, d, settings));
        state.contract_share = share[d];
    }
    parallel_for(world.cells.size(), [&](std::size_t i) {
        Cell& cell = world.cells[i];
        if (cell.is_village()) offer_in_village(cell, share[index(cell.district)]);
    });
}

void settle(World& world, const Settings& settings) {
    const PerDistrict<Buyers> buyers = find_buyers(world);
    PerDistrict<Money> premium, dividend, delivered;
    for (std::size_t i = 0; i < world.cells.size(); ++i) {
        Cell& cell = world.cells[i];
        if (!cell.is_village()) continue;
        const CellEvents& events = world.events[i];
        const std::size_t d = index(cell.district);
        premium[d] += events.contract_premium;
        delivered[d] += events.contract_deliveries;
        const double rate = dividend_rate(world, d, buyers[d].profit, settings);
        if (rate > 0 && !buyers[d].rows.empty())
            dividend[d] += pay_dividend(cell, scaled(events.contract_deliveries, rate));
    }
    for (std::size_t d = 0; d < district_count; ++d) {
        const District district = district_at(d);
        world.districts[d].contract_deliveries = delivered[d];
        if (buyers[d].rows.empty()) {
            world.ledger.receive(Item::contract_premium_outside, district, premium[d]);
            continue;
        }
        charge(world, buyers[d], district, Item::contract_premium, premium[d]);
        charge(world, buyers[d], district, Item::contract_dividend, dividend[d]);
    }
}

}  // namespace changji::contracts
