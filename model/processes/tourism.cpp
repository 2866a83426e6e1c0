#include "model/processes/tourism.hpp"

#include <algorithm>

#include "model/base/math.hpp"
#include "model/base/parallel.hpp"
#include "model/processes/harvest_shares.hpp"

namespace changji::tourism {
namespace {

double village_weight(const World& world, std::size_t d) {
    return world.weight[d][index(Stratum::rural)];
}

/// What sites add to the attraction of their village: those there in 2019, and new ones.
struct Sites {
    std::vector<double> old, fresh;  ///< by cell
};

/// A site without a village of its own lies in the district's village nearest to the centre.
std::size_t village_of(const World& world, std::size_t p,
                       const PerDistrict<std::size_t>& nearest) {
    const std::int32_t cell = world.projects.cell[p];
    return cell >= 0 ? static_cast<std::size_t>(cell) : nearest[world.projects.district[p]];
}

PerDistrict<std::size_t> nearest_villages(const World& world) {
    PerDistrict<std::size_t> nearest{};
    for (std::size_t& i : nearest) i = world.cells.size();
    for (std::size_t i = 0; i < world.cells.size(); ++i) {
        const Cell& cell = world.cells[i];
        if (!cell.is_village()) continue;
        std::size_t& best = nearest[cell.district];
        if (best == world.cells.size() ||
            cell.minutes_to_centre < world.cells[best].minutes_to_centre)
            best = i;
    }
    return nearest;
}

Sites sites_of(const World& world, const Settings& settings) {
    Sites sites{std::vector<double>(world.cells.size()), std::vector<double>(world.cells.size())};
    const auto nearest = nearest_villages(world);
    const Projects& projects = world.projects;
    for (std::size_t p = 0; p < projects.size(); ++p) {
        const bool town = projects.kind[p] == ProjectKind::town &&
                          projects.sector[p] == index(Sector::tourism);
        if (projects.kind[p] != ProjectKind::site && !town) continue;
        if (!projects.at_work(p, world.year)) continue;
        const std::size_t i = village_of(world, p, nearest);
        if (i >= world.cells.size()) continue;
        const std::size_t d = index(projects.district[p]);
        const Levers& l = settings.levers[d];
        // a sample holds some villages only: each stands for as many, so its sites count less
        const double attraction =
            settings.coefficients.site_attraction * (1.0 + l.grade_gain) / village_weight(world, d);
        if (projects.start[p] <= first_year) {
            sites.old[i] += attraction;
        } else {
            sites.fresh[i] += attraction * l.sites;
        }
    }
    return sites;
}

bool has_expo(const Projects& projects, std::size_t d) {
    for (std::size_t p = 0; p < projects.size(); ++p)
        if (projects.kind[p] == ProjectKind::expo && index(projects.district[p]) == d) return true;
    return false;
}

double nearness(const Cell& cell, const Settings& settings) {
    const Levers& l = settings.levers[cell.district];
    const double faster = 1.0 + settings.coefficients.weekend_share * l.bus_time;
    return math::exp(settings.coefficients.decay * faster *
                     static_cast<double>(cell.minutes_to_centre));
}

struct Scratch {
    std::vector<std::int32_t> heads;
    std::vector<Money> parts;
};

/// Pays the residents at home in equal parts; a village without any earns nothing.
Money pay_village(Cell& cell, Money total, Scratch& scratch) {
    Households& households = cell.households;
    scratch.heads.assign(households.size(), 0);
    std::int64_t heads = 0;
    for (std::size_t p = 0; p < cell.people.size(); ++p) {
        const bool home = cell.people.place[p] == home_place;
        scratch.heads[static_cast<std::size_t>(cell.people.household[p])] += home;
        heads += home;
    }
    if (heads == 0 || total.count <= 0) return Money{};
    scratch.parts.resize(households.size());
    harvest::apportion(total, scratch.heads, households.key, scratch.parts);
    for (std::size_t h = 0; h < households.size(); ++h) {
        households.business[h] += scratch.parts[h];
        households.cash[h] += scratch.parts[h];
    }
    return total;
}

}  // namespace

double attraction_of(const Cell& cell) {
    double all = 0;
    for (const Area area : cell.land) all += static_cast<double>(area.count);
    const auto green = static_cast<double>(cell.land[index(LandUse::ecological)].count);
    return 0.5 + (all > 0 ? green / all : 0.0);
}

PerDistrict<double> pull(const World& world, const Settings& settings) {
    const Coefficients& c = settings.coefficients;
    PerDistrict<double> sum{};
    for (std::size_t d = 0; d < district_count; ++d) {
        for (std::size_t o = 0; o < district_count; ++o) {
            sum[d] += world.totals[o][index(Stratum::urban)].residents *
                      math::exp(c.decay * world.minutes[o][d]);
        }
        const double from_changchun = world.minutes[index(District::jingyue)][d] + c.core_minutes;
        const double from_jilin = world.minutes[index(District::chuanying)][d] + c.core_minutes;
        sum[d] += c.core_changchun * math::exp(c.decay * from_changchun) +
                  c.core_jilin * math::exp(c.decay * from_jilin);
        if (has_expo(world.projects, d)) sum[d] *= settings.levers[d].expo_visits;
    }
    return sum;
}

void open(World& world, const Settings& settings) {
    const PerDistrict<double> pulls = pull(world, settings);
    const Sites sites = sites_of(world, settings);
    double all = 0;
    for (std::size_t i = 0; i < world.cells.size(); ++i) {
        Cell& cell = world.cells[i];
        if (!cell.is_village()) continue;
        cell.attraction = static_cast<float>(attraction_of(cell));
        cell.visits = pulls[cell.district] * nearness(cell, settings) *
                      (static_cast<double>(cell.attraction) + sites.old[i]);
        all += village_weight(world, index(cell.district)) * cell.visits;
    }
    world.solved.visits_scale = all > 0 ? settings.coefficients.visits_2019 / all : 0.0;
    for (Cell& cell : world.cells) {
        cell.visits *= world.solved.visits_scale;
        cell.visit_capacity = settings.coefficients.capacity_2019 * cell.visits;
    }
}

void step(World& world, const Settings& settings) {
    const Coefficients& c = settings.coefficients;
    const PerDistrict<double> pulls = pull(world, settings);
    const Sites sites = sites_of(world, settings);
    const double scale = world.solved.visits_scale;
    const double earned = c.spend * world.zone.cpi * c.household_share;
    std::vector<Money> paid(world.cells.size());
    PerThread<Scratch> scratches;
    parallel_for(world.cells.size(), [&](std::size_t i) {
        Cell& cell = world.cells[i];
        if (!cell.is_village()) return;
        if (world.year > first_year)
            cell.visit_capacity *= 1.0 + settings.levers[cell.district].capacity_growth;
        const double flow = scale * pulls[cell.district] * nearness(cell, settings);
        const double wanted = flow * (static_cast<double>(cell.attraction) + sites.old[i]);
        // new sites bring their own capacity
        cell.visits = std::min(wanted, cell.visit_capacity) + flow * sites.fresh[i];
        paid[i] = pay_village(cell, yuan(cell.visits * earned), scratches.mine());
    });
    PerDistrict<double> visits{}, value{};
    for (std::size_t i = 0; i < world.cells.size(); ++i) {
        const Cell& cell = world.cells[i];
        if (!cell.is_village()) continue;
        const double weight = village_weight(world, index(cell.district));
        visits[cell.district] += weight * cell.visits;
        value[cell.district] += weight * static_cast<double>(paid[i].count);
        world.ledger.receive(Item::tourism_income, cell.district, paid[i]);
    }
    for (std::size_t d = 0; d < district_count; ++d) {
        DistrictState& state = world.districts[d];
        state.visits = visits[d];
        if (world.year == first_year) state.visits_2019 = visits[d];
        state.tourism_value_added = Money{round_half_away(value[d])};
    }
}

}  // namespace changji::tourism
