#include "model/base/parallel.hpp"
#include "model/processes/farmland.hpp"
#include "model/processes/farmland_members.hpp"
#include "model/processes/farmland_organisations.hpp"
#include "model/processes/farmland_village.hpp"
#include "model/scenario/plan_items.hpp"
#include "model/zone/decision.hpp"

namespace changji::farmland {

namespace {

constexpr std::size_t trial_villages = 80;  // enough for shares to within half a point
constexpr int most_trials = 14;
constexpr Area family_farm_2019 = hectares(3.33);  // 50 mu, assumption
constexpr int family_farms_since = 2013;  // first named in the central No. 1 document of that year

struct Case {
    const Settings& settings;
    const farm_technology::Settings& technology;
    Draws draws;
};

struct Levels {
    double bid_share, attachment;
};

/// Every farm as it was without any lease: own land, own machines.
void reset(World& world, const Case& given) {
    const Coefficients& c = given.settings.coefficients;
    parallel_for(world.cells.size(), [&](std::size_t i) {
        Cell& cell = world.cells[i];
        if (!cell.is_village()) return;
        table::resize(cell.leases, 0);
        cell.rent_per_ha = yuan(c.rent_2019);
        const double cap = given.technology.levers[cell.district].nongrain_max;
        const double grain = farm_technology::grain_share(cell, cap);
        Households& households = cell.households;
        for (std::size_t h = 0; h < households.size(); ++h) {
            const double ha = in_hectares(households.contracted[h]);
            households.machinery_ha[h] = static_cast<float>(c.machinery_2019 * grain * ha);
            households.farm_class[h] = ha > 0 ? FarmClass::small : FarmClass::none;
        }
    });
    Organisations& o = world.organisations;
    for (std::size_t i = 0; i < o.size(); ++i) {
        const double cost = given.technology.coefficients.cost + c.rent_2019;
        o.machinery_ha[i] = static_cast<float>(in_yuan(o.cash[i]) / cost);
    }
}

void choose_members(World& world, const Case& given) {
    const auto cooperatives = cooperatives_by_cell(world);
    for (DistrictState& state : world.districts)
        state.cooperative_share = given.settings.coefficients.cooperative_share_2019;
    parallel_for(world.cells.size(), [&](std::size_t i) {
        Cell& cell = world.cells[i];
        if (!cell.is_village()) return;
        std::fill(cell.households.cooperative.begin(), cell.households.cooperative.end(), no_row);
        join_cooperative(cell, cooperatives[i], world.districts[cell.district].cooperative_share,
                         given.draws);
    });
}

/// Family farms of 2019: of the farms of 50 mu or more, worked by somebody under 65 with machines
/// for most of it, those that became one by the hazard of T5.6 in the years since the class exists.
void name_family_farms(Cell& cell, double hazard, const farm_technology::Staff& staff,
                       const Draws& draws) {
    Households& households = cell.households;
    double not_yet = 1;
    for (int year = family_farms_since; year <= first_year; ++year) not_yet *= 1 - hazard;
    for (std::size_t h = 0; h < households.size(); ++h) {
        const Area operated = households.operated(static_cast<Row>(h));
        const bool equipped = households.machinery_ha[h] > 0.5 * in_hectares(operated);
        if (operated < family_farm_2019 || !equipped || staff.farmers[h] == 0) continue;
        const double u = draws.uniform(households.key[h], first_year, draw_family_farm);
        if (u < 1 - not_yet) households.farm_class[h] = FarmClass::family_farm;
    }
}

void one_round(World& world, const Market& market, const Case& given) {
    const auto lots =
        split_capacity(world, given.settings, given.technology, given.draws, market.year);
    PerThread<Scratch> scratches;
    parallel_for(world.cells.size(), [&](std::size_t c) {
        Cell& cell = world.cells[c];
        if (!cell.is_village()) return;
        Scratch& scratch = scratches.mine();
        const Levers& levers = given.settings.levers[cell.district];
        lapse(cell, market.year, scratch);
        farm_technology::survey(cell, market.season, scratch.staff);
        choose_custody(cell, levers.custody_share, scratch.staff, given.draws);
        trade(cell, market, world.organisations, lots_of(lots, c), scratch);
        drift_rents(cell, given.settings.coefficients.rent_drift);
        const double cap = given.technology.levers[cell.district].nongrain_max;
        settle_farms(cell, farm_technology::grain_share(cell, cap), Money{}, nullptr);
    });
    settle_organisations(world);
}

/// Sums over villages, weighted to the full population.
struct Measures {
    double rent_paid = 0, paid_area = 0, leased = 0, contracted = 0, organisations = 0;
};

Measures measure(const World& world) {
    Measures m;
    for (const Cell& cell : world.cells) {
        if (!cell.is_village()) continue;
        const double w = world.weight[index(cell.district)][index(cell.stratum)];
        for (std::size_t k = 0; k < cell.leases.size(); ++k) {
            const double area = in_hectares(cell.leases.area[k]) * w;
            m.leased += area;
            if (is_organisation(cell.leases.lessee[k])) m.organisations += area;
            if (cell.leases.rent_per_ha[k].count == 0) continue;
            m.paid_area += area;
            m.rent_paid += area * in_yuan(cell.leases.rent_per_ha[k]);
        }
        m.contracted += in_hectares(cell.reserve) * w;
        for (const Area area : cell.households.contracted) m.contracted += in_hectares(area) * w;
    }
    return m;
}

Opening hold_rounds(World& world, const Case& given, Levels levels) {
    reset(world, given);
    const auto season = farm_technology::season_of(world, given.technology.coefficients,
                                                   world.zone.corn_price_mean);
    const int rounds = static_cast<int>(given.settings.coefficients.opening_rounds);
    for (int round = 1; round <= rounds; ++round) {
        const Market market{season,         given.settings,          given.technology,
                            given.draws,    levels.bid_share,        levels.attachment,
                            Books::opening, plan_item_index("T1.8"), first_year - rounds + round};
        one_round(world, market, given);
    }
    const Measures m = measure(world);
    Opening result;
    result.rent = m.paid_area > 0 ? m.rent_paid / m.paid_area : 0;
    result.transferred_share = m.contracted > 0 ? m.leased / m.contracted : 0;
    result.organisation_share = m.leased > 0 ? m.organisations / m.leased : 0;
    return result;
}

/// A world of every n-th village: markets stay whole, districts keep their parts.
World sample_of(const World& world, const Coefficients& c) {
    World sample;
    sample.zone = world.zone;
    sample.districts = world.districts;
    sample.minutes = world.minutes;
    sample.weight = world.weight;
    std::size_t villages = 0;
    for (const Cell& cell : world.cells) villages += cell.is_village();
    const std::size_t step = std::max<std::size_t>(1, villages / trial_villages);
    std::size_t seen = 0;
    for (const Cell& cell : world.cells)
        if (cell.is_village() && seen++ % step == 0) sample.cells.push_back(cell);
    found_organisations(sample, c);
    return sample;
}

/// Rent follows the bid share nearly in proportion, the transferred share falls with attachment
/// (prototype: 4 points per 1,000 yuan); each trial corrects both.
Levels solve(const World& world, const Case& given, int& trials) {
    const Coefficients& c = given.settings.coefficients;
    World sample = sample_of(world, c);
    choose_members(sample, given);
    Levels levels{c.bid_share, c.attachment};
    for (trials = 1; trials <= most_trials; ++trials) {
        const Opening got = hold_rounds(sample, given, levels);
        const double rent_miss = got.rent > 0 ? got.rent / c.rent_2019 : 0.5;
        const double share_miss = got.transferred_share - c.transferred_2019;
        const bool close =
            rent_miss > 0.995 && rent_miss < 1.005 && share_miss > -0.003 && share_miss < 0.003;
        if (close) break;
        levels.bid_share = std::clamp(levels.bid_share / rent_miss, 0.2, 1.5);
        levels.attachment = std::clamp(levels.attachment + 18000 * share_miss, -4000.0, 20000.0);
    }
    return levels;
}

}  // namespace

Opening open(World& world, const Settings& settings, const farm_technology::Settings& technology,
             const Draws& draws) {
    const Case given{settings, technology, draws};
    int trials = 0;
    const Levels levels = solve(world, given, trials);
    world.solved.land_bid_share = levels.bid_share;
    world.solved.land_attachment = levels.attachment;
    found_organisations(world, settings.coefficients);
    choose_members(world, given);
    Opening result = hold_rounds(world, given, levels);
    result.trials = trials;
    const auto season =
        farm_technology::season_of(world, technology.coefficients, world.zone.corn_price_mean);
    PerThread<farm_technology::Staff> staff;
    parallel_for(world.cells.size(), [&](std::size_t i) {
        if (!world.cells[i].is_village()) return;
        farm_technology::survey(world.cells[i], season, staff.mine());
        const Levers& levers = settings.levers[world.cells[i].district];
        name_family_farms(world.cells[i], levers.family_farm_entry, staff.mine(), draws);
    });
    return result;
}

}  // namespace changji::farmland
