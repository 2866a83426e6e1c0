#include "model/processes/satellite.hpp"

#include "model/base/math.hpp"
#include "model/base/parallel.hpp"
#include "model/processes/harvest_shares.hpp"

namespace changji::satellite {

std::int64_t heads_at_home(const Cell& cell, std::vector<std::int32_t>& heads) {
    heads.assign(cell.households.size(), 0);
    std::int64_t total = 0;
    for (std::size_t p = 0; p < cell.people.size(); ++p) {
        const bool at_home = cell.people.place[p] == home_place;
        heads[static_cast<std::size_t>(cell.people.household[p])] += at_home;
        total += at_home;
    }
    return total;
}

namespace {

double weight_of(const World& world, const Cell& cell) {
    return world.weight[index(cell.district)][index(cell.stratum)];
}

}  // namespace

void open(World& world, const Settings& settings) {
    std::vector<double> heads(world.cells.size());
    parallel_for(world.cells.size(), [&](std::size_t c) {
        std::vector<std::int32_t> by_household;
        const Cell& cell = world.cells[c];
        if (cell.is_village()) heads[c] = static_cast<double>(heads_at_home(cell, by_household));
    });
    double total = 0;
    for (std::size_t c = 0; c < heads.size(); ++c)
        total += heads[c] * weight_of(world, world.cells[c]);
    const double fen =
        settings.coefficients.value_2019 * 100 * world.solved.satellite_household_share;
    for (std::size_t c = 0; c < heads.size(); ++c)
        world.cells[c].satellite = total > 0 ? fen * heads[c] / total : 0;
}

double growth_since_2019(const World& world, const Coefficients& c) {
    return math::power(1 + c.growth, world.year - first_year) * world.zone.cpi;
}

namespace {

struct Scratch {
    std::vector<std::int32_t> heads;
    std::vector<Money> parts;
};

/// Pays one village; returns what was paid. A village without residents earns nothing.
Money pay_village(Cell& cell, Money total, Scratch& scratch) {
    Households& households = cell.households;
    if (heads_at_home(cell, scratch.heads) == 0) return Money{};
    scratch.parts.resize(households.size());
    harvest::apportion(total, scratch.heads, households.key, scratch.parts);
    for (std::size_t h = 0; h < households.size(); ++h) {
        households.business[h] += scratch.parts[h];
        households.cash[h] += scratch.parts[h];
    }
    return total;
}

}  // namespace

void step(World& world, const Settings& settings, double specialty_cost_share) {
    const double growth = growth_since_2019(world, settings.coefficients);
    std::vector<Money> paid(world.cells.size());
    PerThread<Scratch> scratches;
    const World& seen = world;
    parallel_for(world.cells.size(), [&](std::size_t c) {
        Cell& cell = world.cells[c];
        if (!cell.is_village()) return;
        const Money specialty = scaled(world.events[c].specialty_value, 1 - specialty_cost_share);
        const double factor = seen.districts[cell.district].satellite_factor;
        const Money livestock{round_half_away(cell.satellite * growth * factor)};
        paid[c] = pay_village(cell, livestock + specialty, scratches.mine());
    });
    const double share = world.solved.satellite_household_share;
    PerDistrict<double> value_added{};
    for (std::size_t c = 0; c < world.cells.size(); ++c) {
        const Cell& cell = world.cells[c];
        if (!cell.is_village()) continue;
        world.ledger.receive(Item::satellite_income, cell.district, paid[c]);
        const double factor = world.districts[cell.district].satellite_factor;
        const double whole = share > 0 ? cell.satellite * growth * factor / share : 0;
        const auto crops = static_cast<double>(world.events[c].crop_value_added.count);
        value_added[cell.district] += weight_of(world, cell) * (crops + whole);
    }
    for (std::size_t d = 0; d < district_count; ++d)
        world.districts[d].agriculture_value_added = Money{round_half_away(value_added[d])};
}

}  // namespace changji::satellite
