#include "model/base/math.hpp"
#include "model/base/parallel.hpp"
#include "model/baseline/apportion.hpp"
#include "model/processes/rights.hpp"
#include "model/zone/decision.hpp"

/// Rights and houses at the end of 2019.
namespace changji::rights {
namespace {

constexpr double homestead_sd = 0.4;  // of log homestead area, assumption

/// Every family household of a village holds its rights; homestead areas follow fixed traits and
/// add up to the village's homestead land.
void grant_rights(Cell& cell, double certified) {
    Households& households = cell.households;
    std::vector<std::size_t> families;
    std::vector<double> weights;
    for (std::size_t h = 0; h < households.size(); ++h) {
        if (households.contracted[h].count > 0) households.rights[h] = contract_right;
        if (households.kind[h] != HouseholdKind::family) continue;
        const Key key = households.key[h];
        unsigned held = households.rights[h] | unsigned{qualification | house_use | member_share};
        if (fixed_trait(key, draw_house_certificate) < certified) held |= house_certified;
        households.rights[h] = static_cast<std::uint8_t>(held);
        households.house[h] = House::occupied;
        households.shares[h] = 1;
        families.push_back(h);
        weights.push_back(
            math::exp(homestead_sd * math::normal_quantile(fixed_trait(key, draw_homestead))));
    }
    const std::int64_t land = cell.land[index(LandUse::homestead)].count;
    const auto parts = apportion(weights, land);
    for (std::size_t i = 0; i < parts.size(); ++i) households.homestead[families[i]] = {parts[i]};
    cell.returned_homestead = families.empty() ? Area{land} : Area{};
}

struct Count {
    double houses = 0, empty = 0, townspeople = 0;
};

Count count(const World& world) {
    std::vector<Count> by_cell(world.cells.size());
    parallel_for(world.cells.size(), [&](std::size_t i) {
        const Cell& cell = world.cells[i];
        for (const Place place : cell.people.place)
            by_cell[i].townspeople +=
                !outside_zone(place) && residence_stratum(cell, place) == Stratum::urban;
        for (std::size_t h = 0; h < cell.households.size(); ++h) {
            if (cell.households.house[h] == House::none) continue;
            by_cell[i].houses += 1;
            by_cell[i].empty += left_empty(cell, h);
        }
    });
    Count sum;
    for (std::size_t i = 0; i < by_cell.size(); ++i) {
        const Cell& cell = world.cells[i];
        const double w = world.weight[index(cell.district)][index(cell.stratum)];
        sum.houses += w * by_cell[i].houses;
        sum.empty += w * by_cell[i].empty;
        sum.townspeople += w * by_cell[i].townspeople;
    }
    return sum;
}

/// Leases of 2019 are as old as chance wants them; nothing is paid before 2020.
void stagger_leases(Cell& cell, int term) {
    Households& households = cell.households;
    for (std::size_t h = 0; h < households.size(); ++h) {
        if (households.house[h] != House::leased) continue;
        const double u = fixed_trait(households.key[h], draw_house_term);
        households.house_lease_last_year[h] =
            static_cast<std::int16_t>(first_year + static_cast<int>(u * term));
    }
}

}  // namespace

Opening open(World& world, const Settings& settings) {
    const Items items = items_of_plan();
    for (std::size_t d = 0; d < district_count; ++d)
        world.districts[d].house_certified = settings.levers[d].certified;
    parallel_for(world.cells.size(), [&](std::size_t i) {
        Cell& cell = world.cells[i];
        if (!cell.is_village()) return;
        cell.on_exchange = village_draw(cell, items.exchange) < settings.exchange[cell.district];
        grant_rights(cell, settings.levers[cell.district].certified);
    });
    const Count counted = count(world);
    const double idle = settings.coefficients.idle_2019 * counted.houses;
    world.solved.house_kept_share = counted.empty > idle ? 1 - idle / counted.empty : 0;
    parallel_for(world.cells.size(), [&](std::size_t i) {
        Cell& cell = world.cells[i];
        if (!cell.is_village()) return;
        let_houses(cell, world, settings, counted.townspeople);
        stagger_leases(cell, static_cast<int>(settings.levers[cell.district].lease_term));
    });
    Opening opening;
    double empty = 0;
    for (const Cell& cell : world.cells) {
        const double w = world.weight[index(cell.district)][index(cell.stratum)];
        for (const House house : cell.households.house) {
            empty += w * (house == House::idle || house == House::leased);
            opening.leased += w * (house == House::leased);
        }
    }
    opening.idle_share = counted.houses > 0 ? empty / counted.houses : 0;
    return opening;
}

}  // namespace changji::rights
