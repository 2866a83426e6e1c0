#include <algorithm>

#include "model/base/math.hpp"
#include "model/processes/rights.hpp"
#include "model/zone/decision.hpp"

/// Idle houses and the demand of townspeople for them, equation (22).
namespace changji::rights {
namespace {

constexpr double demand_distance = 0.02;  // per minute to the centre, (22)

/// Leases that ran out end; a house that fell empty is idle unless kin look after it.
void renew_states(Cell& cell, int year, double kept) {
    Households& households = cell.households;
    for (std::size_t h = 0; h < households.size(); ++h) {
        House& house = households.house[h];
        if (house == House::none || house == House::returned) continue;
        if (house == House::leased) {
            if (households.house_lease_last_year[h] >= year) continue;
            house = House::idle;
            households.house_lease_last_year[h] = 0;
        }
        const bool idle =
            left_empty(cell, h) && fixed_trait(households.key[h], draw_house_kept) >= kept;
        house = idle ? House::idle : House::occupied;
    }
}

struct Empty {
    Key rank;
    Row household;
};

/// The first `count` idle houses in the order of rank.
std::vector<Empty> first_idle(const Cell& cell, std::size_t count, int year) {
    std::vector<Empty> idle;
    for (std::size_t h = 0; h < cell.households.size(); ++h) {
        if (cell.households.house[h] != House::idle) continue;
        const Key rank =
            derived_key(cell.households.key[h], static_cast<std::uint32_t>(year), draw_house_lease);
        idle.push_back({rank, static_cast<Row>(h)});
    }
    const std::size_t taken = std::min(count, idle.size());
    std::partial_sort(idle.begin(), idle.begin() + static_cast<std::ptrdiff_t>(taken), idle.end(),
                      [](const Empty& a, const Empty& b) { return a.rank < b.rank; });
    idle.resize(taken);
    return idle;
}

void pay_for_lease(Cell& cell, std::size_t h, Money cost, Ledger& ledger) {
    cell.households.cash[h] -= cost;
    cell.households.property[h] -= cost;
    ledger.pay_out(Item::house_transaction_cost, cell.district, cost);
}

void pay_rents(Cell& cell, Ledger& ledger) {
    Households& households = cell.households;
    for (std::size_t h = 0; h < households.size(); ++h) {
        if (households.house[h] != House::leased) continue;
        households.cash[h] += cell.house_rent;
        households.property[h] += cell.house_rent;
        ledger.receive(Item::house_rent, cell.district, cell.house_rent);
    }
}

}  // namespace

double house_demand(const Cell& cell, double townspeople, const Levers& levers,
                    const Coefficients& c) {
    const double size = townspeople > 0 ? math::power(townspeople, 0.5) : 0.0;
    return levers.lease_demand * c.lease_demand * size *
           math::exp(-demand_distance * static_cast<double>(cell.minutes_to_centre)) *
           (1 + static_cast<double>(cell.beauty)) * (1 - levers.legal_risk);
}

double offered_rent(double demand, double empty_houses, const Coefficients& c) {
    const double pressure = empty_houses > demand ? demand / empty_houses : demand > 0 ? 1.0 : 0.0;
    return c.lowest_rent + (c.highest_rent - c.lowest_rent) * pressure;
}

bool accepts(double rent, const Levers& levers, const Coefficients& c) {
    return rent > levers.house_cost / levers.lease_term + levers.legal_risk * c.lowest_rent;
}

bool left_empty(const Cell& cell, std::size_t h) {
    const People& people = cell.people;
    const auto begin = static_cast<std::size_t>(cell.households.first_member[h]);
    const std::size_t end = begin + static_cast<std::size_t>(cell.households.members[h]);
    for (std::size_t p = begin; p < end; ++p)
        if (people.place[p] == home_place || people.years_in_place[p] < 1) return false;
    return true;
}

double townspeople_of(const World& world) {
    double sum = 0;
    for (const auto& district : world.totals) sum += district[index(Stratum::urban)].residents;
    return sum;
}

std::vector<Row> let_houses(Cell& cell, const World& world, const Settings& settings,
                            double townspeople) {
    const Coefficients& c = settings.coefficients;
    const Levers& l = settings.levers[cell.district];
    renew_states(cell, world.year, world.solved.house_kept_share);
    double idle = 0, leased = 0;
    for (const House house : cell.households.house) {
        idle += house == House::idle;
        leased += house == House::leased;
    }
    const double demand = house_demand(cell, townspeople, l, c);
    const double rent = offered_rent(demand, idle + leased, c);
    cell.house_rent = yuan(rent * world.zone.cpi);
    const double wanted = static_cast<double>(
        static_cast<std::int64_t>(demand + fixed_trait(cell.key, draw_house_demand)));
    std::vector<Row> let;
    if (wanted <= leased || idle <= 0 || !accepts(rent, l, c)) return let;
    const int last_year = world.year + static_cast<int>(l.lease_term) - 1;
    for (const Empty& house : first_idle(cell, static_cast<std::size_t>(wanted - leased), world.year)) {
        const auto h = static_cast<std::size_t>(house.household);
        cell.households.house[h] = House::leased;
        cell.households.house_lease_last_year[h] = static_cast<std::int16_t>(last_year);
        let.push_back(house.household);
    }
    return let;
}

void use_houses(Cell& cell, CellEvents& events, const World& world, const Settings& settings,
                Ledger& ledger, double townspeople) {
    const double cost = settings.levers[cell.district].house_cost * world.zone.cpi *
                        (cell.on_exchange ? cost_on_exchange : 1.0);
    for (const Row row : let_houses(cell, world, settings, townspeople)) {
        const auto h = static_cast<std::size_t>(row);
        pay_for_lease(cell, h, yuan(cost), ledger);
        ++events.houses_let;
        if (cell.on_exchange) events.exchange_area += cell.households.homestead[h];
    }
    pay_rents(cell, ledger);
}

}  // namespace changji::rights
