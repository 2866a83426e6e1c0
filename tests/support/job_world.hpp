#pragma once

#include <cstdint>
#include <vector>

#include "model/base/math.hpp"
#include "model/processes/firm_demography.hpp"
#include "model/processes/firms.hpp"
#include "model/processes/firms_opening.hpp"
#include "model/processes/job_market.hpp"
#include "model/processes/production.hpp"
#include "model/processes/wages.hpp"
#include "model/world/world.hpp"

/// A small world with a labour force and nothing else: people who work, search or stay at home.
namespace changji::job_test {

template <class Settings>
Settings base_settings() {
    Settings settings;
    settings.coefficients = base_values<decltype(settings.coefficients)>();
    if constexpr (requires { settings.levers[0]; }) {
        using Levers = std::remove_cvref_t<decltype(settings.levers[0])>;
        for (auto& levers : settings.levers) levers = base_values<Levers>();
    }
    return settings;
}

/// Everything the year of the labour market reads.
struct JobSettings {
    wages::Settings wages = base_settings<wages::Settings>();
    firms::Settings firms = base_settings<firms::Settings>();
    firm_demography::Settings demography = base_settings<firm_demography::Settings>();
    job_market::Settings jobs = base_settings<job_market::Settings>();
    production::Settings production = base_settings<production::Settings>();
    firms::Effects effects;
    double inflation = 0.02;
    double turnover = 0.03;  ///< share of employees who retire and of the young who start a search

    firms::OpeningSettings opening() const {
        return {base_values<firms::OpeningCoefficients>(), firms, demography, jobs};
    }
};

inline double unit(Key key, std::uint32_t what) {
    const Key mixed = derived_key(key, what, 0x74657374u);
    return open_unit(static_cast<std::uint32_t>(mixed >> 32), static_cast<std::uint32_t>(mixed));
}

inline void add_person(Cell& cell, Key key) {
    People& people = cell.people;
    table::resize(people, people.size() + 1);
    const std::size_t p = people.size() - 1;
    people.key[p] = key;
    people.birth_year[p] =
        static_cast<std::int16_t>(first_year - 18 - static_cast<int>(unit(key, 1) * 42));
    people.household[p] = static_cast<Row>(p / 3);
    people.partner[p] = people.employer[p] = no_row;
    const double skill = unit(key, 2);
    people.skill[p] = skill < 0.45 ? Skill::low : skill < 0.8 ? Skill::middle : Skill::high;
    people.education[p] = static_cast<Education>(2 + static_cast<int>(unit(key, 3) * 4));
    people.hukou[p] = cell.is_village() ? Hukou::rural : Hukou::urban;
    people.hukou_district[p] = people.work_district[p] = cell.district;
    people.ability[p] = static_cast<float>(0.35 * math::normal_quantile(unit(key, 4)));
    const double work = unit(key, 5), wage = cell.is_village() ? 0.30 : 0.62;
    people.work[p] = work < wage ? Work::wage : work < wage + 0.04 ? Work::unemployed : Work::home;
    people.months_unemployed[p] = people.work[p] == Work::unemployed ? 6 : 0;
}

/// `cells` villages and as many neighbourhoods per district, each of `persons` adults.
inline World bare_job_world(std::size_t cells, std::size_t persons) {
    World world;
    for (std::size_t d = 0; d < district_count; ++d) {
        for (std::size_t s = 0; s < stratum_count; ++s) {
            world.weight[d][s] = 1.0;
            for (std::size_t c = 0; c < cells; ++c) {
                Cell cell;
                cell.district = district_at(d);
                cell.stratum = s == 0 ? Stratum::rural : Stratum::urban;
                cell.key = derived_key(d * 2 + s, static_cast<std::uint32_t>(c), 7);
                for (std::size_t p = 0; p < persons; ++p) {
                    add_person(cell, derived_key(cell.key, static_cast<std::uint32_t>(p), 8));
                }
                world.cells.push_back(std::move(cell));
            }
        }
    }
    world.events.resize(world.cells.size());
    return world;
}

/// Value added of firms such that employer cost is near 30 % of it, split over sectors.
inline firms::FirmTargets firm_targets(const World& world) {
    constexpr std::array<double, sector_count> shares{0.12, 0.30, 0.10, 0.16, 0.05, 0.20, 0.07};
    firms::FirmTargets targets;
    targets.tax_full = 0.1095;
    targets.tax_local = 0.0376;
    for (const Cell& cell : world.cells) {
        double pay = 0;
        for (const Money wage : cell.people.wage) pay += in_yuan(wage);
        for (std::size_t s = 0; s < sector_count; ++s) {
            targets.value_added[cell.district][s] += 1.35 * pay / 0.3 * shares[s];
        }
    }
    return targets;
}

inline World job_world(std::size_t cells, std::size_t persons, const JobSettings& settings,
                       const Draws& draws = {}) {
    World world = bare_job_world(cells, persons);
    wages::solve_levels(world, settings.wages, {});
    firms::open(world, firm_targets(world), settings.opening(), draws);
    wages::pay(world, settings.wages);
    production::produce(world, settings.production, settings.firms, settings.effects,
                        settings.wages.coefficients.growth);
    for (DistrictState& district : world.districts) {
        for (const std::size_t s : {index(Sector::trade), index(Sector::services)}) {
            district.demand0[s] = district.demand[s] = district.output0[s];
        }
    }
    return world;
}

/// Retirement and entry, in place of demography: ages stay as they are.
inline void turn_over(World& world, double rate) {
    for (Cell& cell : world.cells) {
        People& people = cell.people;
        for (std::size_t p = 0; p < people.size(); ++p) {
            ++people.birth_year[p];
            const double u = unit(people.key[p], static_cast<std::uint32_t>(world.year));
            if (people.work[p] == Work::wage && u < rate) {
                people.work[p] = Work::home;
            } else if (people.work[p] == Work::home && u < rate * 0.46 / 0.50) {
                people.work[p] = Work::unemployed;
                people.months_unemployed[p] = 0;
            }
        }
    }
}

/// The labour and firm part of one year, in the order of the schedule.
inline void live_a_year(World& world, const JobSettings& settings, const Draws& draws) {
    const double growth = settings.wages.coefficients.growth;
    ++world.year;
    world.ledger = Ledger{};
    world.events.assign(world.cells.size(), CellEvents{});
    for (DistrictState& district : world.districts) district.budget = Budget{};
    world.zone.nominal_growth = math::log((1.0 + growth) * (1.0 + settings.inflation));
    world.zone.cpi *= 1.0 + settings.inflation;
    turn_over(world, settings.turnover);
    wages::adjust(world, settings.wages);
    firm_demography::renew(world, settings.demography, settings.firms, draws, growth);
    firms::plan(world, settings.firms, settings.effects, draws);
    job_market::separate(world, settings.jobs, draws);
    job_market::match(world, settings.jobs, draws);
    wages::pay(world, settings.wages);
    production::produce(world, settings.production, settings.firms, settings.effects, growth);
    for (DistrictState& district : world.districts) {
        for (const std::size_t s : {index(Sector::trade), index(Sector::services)}) {
            district.demand[s] *= 1.0 + growth;
        }
    }
}

}  // namespace changji::job_test
