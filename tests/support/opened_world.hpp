#pragma once

#include <map>
#include <string>

#include "model/population/synthesis.hpp"
#include "model/scenario/reader.hpp"
#include "model/simulation/opening.hpp"
#include "model/simulation/registers.hpp"
#include "model/simulation/simulation.hpp"
#include "tests/support/published_facts.hpp"

/// Sampled worlds opened from the shipped facts, each made once per program: seconds, not minutes.
namespace changji::test {

/// One village or neighbourhood in a hundred, at the end of 2019.
inline const Opened& opened_sample(std::uint32_t population_seed = 1) {
    static std::map<std::uint32_t, Opened> opened;
    const auto found = opened.find(population_seed);
    if (found != opened.end()) return found->second;
    const Baseline& facts = published_facts();
    population::SynthesisOptions options;
    options.sample = 0.01;
    options.seed = population_seed;
    return opened
        .emplace(population_seed, open_world(facts, population::synthesise(facts, options),
                                             default_scenario(all_parameters()), population_seed))
        .first->second;
}

inline Scenario shipped_scenario(const std::string& name) {
    ScenarioRequest request;
    request.scenario = name;
    request.folders = {"scenarios"};
    return read_scenario(request, all_parameters());
}

/// The opened sample after some years of a scenario. Every year is audited on the way.
inline World after_years(World world, const Scenario& scenario, int years, const Draws& draws) {
    for (int i = 0; i < years; ++i) advance(world, scenario, forcing_of(published_facts()), draws);
    return world;
}

inline std::uint64_t mixed(std::uint64_t hash, std::uint64_t value) {
    return derived_key(hash ^ value, static_cast<std::uint32_t>(value >> 32), 0x68617368u);
}
inline std::uint64_t mixed(std::uint64_t hash, double value) {
    return mixed(hash, __builtin_bit_cast(std::uint64_t, value));
}

/// Of all tables and land of one cell.
inline std::uint64_t hash_of(const Cell& cell) {
    std::uint64_t hash = table::hash(cell.people, cell.key);
    hash = table::hash(cell.households, hash);
    hash = table::hash(cell.leases, hash);
    for (const Area area : cell.land) hash = mixed(hash, static_cast<std::uint64_t>(area.count));
    hash = mixed(hash, static_cast<std::uint64_t>(cell.reserve.count));
    hash = mixed(hash, static_cast<std::uint64_t>(cell.reserve_leased.count));
    hash = mixed(hash, static_cast<std::uint64_t>(cell.collective_cash.count));
    hash = table::hash(cell.exits, hash);
    hash = mixed(hash, static_cast<std::uint64_t>(cell.returned_homestead.count));
    hash = mixed(hash, cell.farm_income_per_worker);
    return mixed(hash, cell.income_per_head);
}

inline std::uint64_t hash_of(const DistrictState& state, std::uint64_t hash) {
    for (std::size_t k = 0; k < skill_count; ++k) {
        hash = mixed(hash, state.log_wage[k]);
        hash = mixed(hash, state.job_chance[k]);
        hash = mixed(hash, state.expected_wage[k]);
    }
    for (const double price : state.relative_price) hash = mixed(hash, price);
    for (const double service : state.service) hash = mixed(hash, service);
    for (const double rollout : state.rollout) hash = mixed(hash, rollout);
    hash = mixed(hash, state.house_price);
    for (const Money amount : {state.gdp, state.cash, state.debt, state.insurer.equity})
        hash = mixed(hash, static_cast<std::uint64_t>(amount.count));
    return hash;
}

/// Of all tables, the state of districts and the ledger.
inline std::uint64_t hash_of(const World& world) {
    std::uint64_t hash = static_cast<std::uint64_t>(world.year);
    for (const Cell& cell : world.cells) hash = mixed(hash, hash_of(cell));
    hash = table::hash(world.firms, hash);
    hash = table::hash(world.organisations, hash);
    hash = table::hash(world.parcels, hash);
    for (const DistrictState& state : world.districts) hash = hash_of(state, hash);
    for (const auto& item : world.ledger.flow)
        for (const auto& payer : item)
            for (const Money amount : payer)
                hash = mixed(hash, static_cast<std::uint64_t>(amount.count));
    for (const auto& district : world.totals)
        for (const Totals& totals : district) {
            hash = mixed(hash, totals.residents);
            hash = mixed(hash, totals.wage + totals.business);
            hash = mixed(hash, totals.property + totals.transfer);
        }
    return mixed(hash, world.zone.corn_price);
}

}  // namespace changji::test
