#include "model/base/math.hpp"
#include "model/base/parallel.hpp"
#include "model/processes/migration.hpp"
#include "model/world/regroup.hpp"
#include "model/zone/decision.hpp"

/// Households from outside the zone: copies of households of the neighbourhood they come to, as
/// in SILO (household cloning). Which household is copied is addressed by cell, year and slot.
namespace changji::migration {
namespace {

constexpr std::uint32_t kind_arrival = 5;
constexpr std::int32_t largest_arriving = 5;  // members; larger households are not copied

double attraction(const DistrictState& state, const Coefficients& c) {
    const double beta = -c.distance / c.income_distance;
    const double pay =
        state.expected_wage[index(Skill::middle)] * state.job_chance[index(Skill::middle)];
    return beta * math::log(pay > 1000.0 ? pay : 1000.0) +
           c.services * state.service[index(Stratum::urban)] -
           c.house_price * math::log(state.house_price);
}

/// Arriving persons per urban resident: pool · min(2, e^{U_d − Ū}).
PerDistrict<double> arrival_rates(const World& world, const Coefficients& c) {
    PerDistrict<double> rates;
    double sum = 0;
    for (const DistrictState& state : world.districts) sum += attraction(state, c);
    const double mean = sum / static_cast<double>(district_count);
    for (std::size_t d = 0; d < district_count; ++d) {
        const double pull = math::exp(attraction(world.districts[d], c) - mean);
        rates[d] = c.pool * (pull < 2.0 ? pull : 2.0);
    }
    return rates;
}

void make_newcomer(People& people, std::size_t p, District d, Key arrival, std::uint32_t member) {
    people.key[p] = derived_key(arrival, member, kind_arrival);
    people.hukou[p] = Hukou::outside;
    people.place[p] = home_place;
    people.years_in_place[p] = 0;
    people.employer[p] = no_row;
    people.months_unemployed[p] = 0;
    people.wage[p] = Money{};
    people.traits[p] &= static_cast<std::uint8_t>(trained | employee_pension);
    const Work work = people.work[p];
    if (work == Work::wage || work == Work::farm || work == Work::away) {
        people.work[p] = Work::unemployed;
    }
    people.work_district[p] = d;
}

/// Appends a copy of household h to its own cell; needs no regrouping.
void copy_household(Cell& cell, CellEvents& events, Row h, Key arrival, Ledger& ledger) {
    Households& households = cell.households;
    const auto source = static_cast<std::size_t>(h);
    const Row first = households.first_member[source];
    const std::int32_t members = households.members[source];
    const Row household = add_household(households, arrival);
    const auto target = static_cast<std::size_t>(household);
    const auto begin = static_cast<Row>(cell.people.size());
    households.first_member[target] = begin;
    households.members[target] = members;
    households.ability[target] = households.ability[source];
    households.attachment[target] = households.attachment[source];
    households.cash[target] = households.cash[source];
    ledger.receive(Item::cash_arriving, cell.district, households.cash[target]);
    for (std::int32_t m = 0; m < members; ++m) {
        table::append_row(cell.people, cell.people, first + m);
        const std::size_t p = cell.people.size() - 1;
        cell.people.household[p] = household;
        Row& partner = cell.people.partner[p];
        partner = partner >= first && partner < first + members ? partner + begin - first : no_row;
        make_newcomer(cell.people, p, cell.district, arrival, static_cast<std::uint32_t>(m));
    }
    events.arrived += members;
}

void arrive_in_cell(Cell& cell, CellEvents& events, double persons, int year, const Draws& draws,
                    Ledger& ledger) {
    const std::size_t residents = cell.households.size();
    if (residents == 0) return;
    const double wanted = persons + draws.uniform(cell.key, year, draw_inflow);
    for (std::uint32_t slot = 0; slot < 100000 && static_cast<double>(events.arrived) + 1 <= wanted;
         ++slot) {
        const double u = draws.uniform(cell.key, year, draw_inflow_template, slot);
        const auto h = static_cast<Row>(u * static_cast<double>(residents));
        const auto i = static_cast<std::size_t>(h);
        const Row first = cell.households.first_member[i];
        const bool lives_here = cell.people.place[static_cast<std::size_t>(first)] == home_place;
        if (cell.households.members[i] > largest_arriving || !lives_here) continue;
        const Key arrival = derived_key(cell.key, (static_cast<std::uint32_t>(year) << 16) | slot,
                                        kind_arrival);
        copy_household(cell, events, h, arrival, ledger);
    }
}

}  // namespace

void receive_inflow(World& world, const Settings& settings, const Draws& draws) {
    const PerDistrict<double> rates = arrival_rates(world, settings.coefficients);
    PerThread<Ledger> ledgers;
    parallel_for(world.cells.size(), [&](std::size_t i) {
        Cell& cell = world.cells[i];
        if (cell.is_village()) return;
        // A third of arrivals are graduates, whom z5.inflow multiplies (assumption).
        const double multiplier = 1.0 + (settings.levers[cell.district].inflow - 1.0) / 3.0;
        const double persons =
            rates[cell.district] * multiplier * static_cast<double>(cell.people.size());
        arrive_in_cell(cell, world.events[i], persons, world.year, draws, ledgers.mine());
    });
    world.ledger += ledgers.total();
}

}  // namespace changji::migration
