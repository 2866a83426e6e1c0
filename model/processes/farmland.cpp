#include "model/processes/farmland.hpp"

#include "model/base/parallel.hpp"
#include "model/processes/farmland_members.hpp"
#include "model/processes/farmland_organisations.hpp"
#include "model/processes/farmland_village.hpp"
#include "model/scenario/plan_items.hpp"

namespace changji::farmland {

namespace {

constexpr double cooperative_step = 0.03;  // of farm households a year at most

void advance_cooperative_shares(World& world, const Settings& settings) {
    for (std::size_t d = 0; d < district_count; ++d) {
        double& share = world.districts[d].cooperative_share;
        share =
            next_cooperative_share(share, settings.levers[d].cooperative_share, cooperative_step);
    }
}

/// The first year fixes the labour market that off-farm chances are compared with.
void keep_job_chances(World& world) {
    for (DistrictState& state : world.districts)
        for (std::size_t s = 0; s < skill_count; ++s)
            if (state.job_chance0[s] <= 0) state.job_chance0[s] = state.job_chance[s];
}

void pay_organisation_costs(World& world, const std::vector<Outcome>& outcomes) {
    Organisations& o = world.organisations;
    for (const Outcome& outcome : outcomes) {
        for (const auto& [row, amount] : outcome.costs) {
            const auto i = static_cast<std::size_t>(row);
            o.cash[i] -= amount;
            const Cell& home = world.cells[static_cast<std::size_t>(o.home_cell[i])];
            world.ledger.pay_out(Item::organisation_transaction_cost, home.district, amount);
        }
    }
}

/// The districts pay the grants that the cells posted.
void pay_grants(World& world, const Ledger& posted) {
    const auto& grants = posted.flow[static_cast<std::size_t>(Item::machinery_grant)];
    for (std::size_t d = 0; d < district_count; ++d)
        for (const Money amount : grants[d]) world.districts[d].cash -= amount;
}

void one_village(World& world, std::size_t c, const Market& market, Row cooperative,
                 std::span<const OrganisationLot> lots, Scratch& scratch, Outcome& outcome) {
    Cell& cell = world.cells[c];
    const Levers& levers = market.settings.levers[cell.district];
    lapse(cell, world.year, scratch);
    join_cooperative(cell, cooperative, world.districts[cell.district].cooperative_share,
                     market.draws);
    found_family_farms(cell, market.settings, market.season.cpi, world.year, market.draws,
                       *scratch.ledger);
    farm_technology::survey(cell, market.season, scratch.staff);
    choose_custody(cell, levers.custody_share, scratch.staff, market.draws);
    outcome = trade(cell, market, world.organisations, lots, scratch);
    drift_rents(cell, market.settings.coefficients.rent_drift);
    const double cap = market.technology.levers[cell.district].nongrain_max;
    const double price = market.settings.coefficients.machinery_price * market.season.cpi;
    settle_farms(cell, farm_technology::grain_share(cell, cap), yuan(price), scratch.ledger);
    world.events[c].newly_leased = outcome.newly_leased;
}

}  // namespace

void transfer(World& world, const Settings& settings, const farm_technology::Settings& technology,
              const Draws& draws) {
    advance_cooperative_shares(world, settings);
    keep_job_chances(world);
    const auto season =
        farm_technology::season_of(world, technology.coefficients, world.zone.corn_price_mean);
    const Market market{season,
                        settings,
                        technology,
                        draws,
                        world.solved.land_bid_share,
                        world.solved.land_attachment,
                        Books::running,
                        plan_item_index("T1.8"),
                        world.year};
    const auto lots = split_capacity(world, settings, technology, draws, world.year);
    const auto cooperatives = cooperatives_by_cell(world);
    std::vector<Outcome> outcomes(world.cells.size());
    PerThread<Scratch> scratches;
    PerThread<Ledger> ledgers;
    parallel_for(world.cells.size(), [&](std::size_t c) {
        if (!world.cells[c].is_village()) return;
        Scratch& scratch = scratches.mine();
        scratch.ledger = &ledgers.mine();
        one_village(world, c, market, cooperatives[c], lots_of(lots, c), scratch, outcomes[c]);
    });
    const Ledger posted = ledgers.total();
    pay_grants(world, posted);
    world.ledger += posted;
    pay_organisation_costs(world, outcomes);
    settle_organisations(world);
}

}  // namespace changji::farmland
