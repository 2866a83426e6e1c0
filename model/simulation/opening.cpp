#include "model/simulation/opening.hpp"

#include "model/base/check.hpp"
#include "model/base/math.hpp"
#include "model/base/parallel.hpp"
#include "model/processes/life_course.hpp"
#include "model/processes/national_accounts.hpp"
#include "model/processes/stocktaking.hpp"
#include "model/simulation/residuals.hpp"
#include "model/simulation/schedule.hpp"
#include "model/simulation/settings.hpp"
#include "model/world/land.hpp"
#include "model/zone/decision.hpp"

namespace changji {
namespace {

constexpr double union_share_2019 = 0.89;  // of women 30–39, prototype
constexpr double cash_over_income = 0.6, cash_sd = 0.8;  // init.cash_income, lognormal; assumption
constexpr double wage_part_urban = 0.58, wage_part_rural = 0.27;  // of income, assumption
constexpr double smallest_sector = 0.2;  // of its value added stays with firms

struct Opener {
    const Baseline& baseline;
    World& world;
    ModelSettings settings;
    weather_and_prices::Forcing forcing;
    Draws draws;
    std::vector<OpeningLine>& lines;

    void report(const char* name, const char* unit, double aim, double reached) {
        lines.push_back({name, unit, aim, reached});
    }

    void open_people_and_prices() {
        weather_and_prices::open(world, settings.weather_and_prices, forcing);
        world.solved.union_multiplier = demography::solve_union_multiplier(
            union_share_2019, settings.demography.coefficients);
        report("union share of women 30-39", "share", union_share_2019,
               demography::union_share_30_39(world.solved.union_multiplier,
                                             settings.demography.coefficients));
        const auto& services = settings.public_finance.coefficients;
        for (DistrictState& state : world.districts) {
            state.service[index(Stratum::urban)] = services.urban_2019;
            state.service[index(Stratum::rural)] = services.rural_2019;
        }
        parallel_for(world.cells.size(), [&](std::size_t i) {
            life_course::retire(world.cells[i], world.year, draws);
        });
        wages::solve_levels(world, settings.wages,
                            {wage_part_urban * baseline.urban_income,
                             wage_part_rural * baseline.rural_income});
    }

    void open_farms() {
        const harvest::Targets targets{baseline.grain_t, baseline.agricultural_value};
        farmland::Opening farms;
        double rescaled = 1;
        // Yields that meet the grain total depend on who plants, and who leases depends on yields.
        for (int pass = 0; pass < 2; ++pass) {
            farms = farmland::open(world, settings.farmland, settings.farm_technology, draws);
            rescaled = harvest::open(world, settings.farm_technology, targets);
        }
        report("yield scale after the last leasing", "×", 1, rescaled);
        report("transferred share", "share", settings.farmland.coefficients.transferred_2019,
               farms.transferred_share);
        report("rent", "CNY/ha", settings.farmland.coefficients.rent_2019, farms.rent);
        satellite::open(world, settings.satellite);
        land::open(world);
        collective_land::open(world, settings.collective_land);
    }

    /// The state of villages, before anybody leases a house in them.
    void open_villages() { public_works::open(world, settings.public_works); }

    void open_rights() {
        const rights::Opening opening = rights::open(world, settings.rights);
        report("idle and leased houses", "share", settings.rights.coefficients.idle_2019,
               opening.idle_share);
    }

    /// What the farms and households earn in 2019, before or after residuals are known.
    void account_for_households() {
        accounts::open_year(world);
        harvest::Settings even = settings.harvest;
        even.coefficients.plot_sd = 0;  // 2019 is the year that the plan's totals describe
        contracts::offer(world, settings.contracts);
        harvest::gather(world, even, settings.farm_technology,
                        settings.satellite.coefficients.growth, draws);
        satellite::step(world, settings.satellite,
                        settings.harvest.coefficients.specialty_cost_share);
        tourism::step(world, settings.tourism);
    }

    /// Visitors come from the towns, whose residents a first account counts.
    void open_countryside_trade() {
        accounts::open_year(world);
        accounts::settle(world, settings.accounts);
        tourism::open(world, settings.tourism);
        commerce::open(world, settings.commerce, draws);
    }

    void set_outside_pay() {
        for (std::size_t k = 0; k < skill_count; ++k) {
            double sum = 0;
            for (const DistrictState& state : world.districts) sum += state.expected_wage[k];
            world.solved.outside_pay[k] = sum / static_cast<double>(district_count);
        }
    }

    /// Value added of firms by district and sector: the published structure, less what the
    /// self-employed make in trade and services, scaled so that GDP is met exactly.
    firms::FirmTargets firm_targets() const {
        firms::FirmTargets targets;
        double agriculture = 0, own_account = 0, firms = 0;
        for (std::size_t d = 0; d < district_count; ++d) {
            double own = 0;
            for (const Totals& totals : world.totals[d]) own += totals.own_business / 100.0;
            agriculture += in_yuan(world.districts[d].agriculture_value_added);
            const double tourism = in_yuan(world.districts[d].tourism_value_added);
            own_account += own + tourism;
            for (std::size_t s = 0; s < sector_count; ++s) {
                const auto sector = static_cast<Sector>(s);
                const bool shared = sector == Sector::trade || sector == Sector::services;
                const double published = baseline.districts[d].value_added[s];
                const double left = published - (shared ? own / 2 : 0.0) -
                                    (sector == Sector::tourism ? tourism : 0.0);
                const double floor = smallest_sector * published;
                targets.value_added[d][s] = left > floor ? left : floor;
                firms += targets.value_added[d][s];
            }
        }
        const double wanted = baseline.gdp - agriculture - own_account;
        for (std::size_t d = 0; d < district_count; ++d) {
            const double weight = world.weight[d][index(Stratum::urban)];
            for (double& value : targets.value_added[d]) value *= wanted / firms / weight;
        }
        targets.tax_full = baseline.fiscal_full / wanted;
        targets.tax_local = baseline.fiscal_local / wanted;
        targets.wage_growth = settings.wages.coefficients.growth;
        return targets;
    }

    void open_firms() {
        const firms::OpeningSettings opening{settings.firms_opening, settings.firms,
                                             settings.firm_demography, settings.job_market};
        firms::open(world, firm_targets(), opening, draws);
    }

    /// Firms have moved expected pay a little: the residuals are trimmed to the incomes wanted.
    void trim_residuals() {
        account_for_households();
        wages::pay(world, settings.wages);
        accounts::settle(world, settings.accounts);
        changji::trim_residuals(world, baseline, lines);
    }

    void close_2019() {
        account_for_households();
        wages::pay(world, settings.wages);
        production::produce(world, settings.production, settings.firms, firms::Effects{},
                            settings.wages.coefficients.growth);
        accounts::settle(world, settings.accounts);
        stocktaking::count(world);
        public_finance::open(world, settings.public_finance);
        national_accounts::close(world);
        national_accounts::set_reference(world);
        stocktaking::learn(world, 1.0);
        for (std::size_t d = 0; d < district_count; ++d) {
            world.urban_residents_before[d] =
                static_cast<double>(world.tallies[d][index(Stratum::urban)].residents);
        }
    }

    /// Opening cash: a lognormal share of a year's income of the members who live in the zone, at
    /// the published mean per head. Needed before the farmland market, which asks for working
    /// capital; set again when the accounts of 2019 have been closed.
    void endow_households() {
        parallel_for(world.cells.size(), [&](std::size_t i) {
            Cell& cell = world.cells[i];
            for (std::size_t k = 0; k < cell.households.size(); ++k) {
                const double z =
                    math::normal_quantile(fixed_trait(cell.households.key[k], draw_opening_cash));
                const double share =
                    cash_over_income * math::exp(cash_sd * z - 0.5 * cash_sd * cash_sd);
                cell.households.cash[k] = yuan(share * mean_income(cell, k));
            }
        });
    }

    double mean_income(const Cell& cell, std::size_t h) const {
        double income = 0;
        const auto begin = static_cast<std::size_t>(cell.households.first_member[h]);
        const std::size_t end = begin + static_cast<std::size_t>(cell.households.members[h]);
        for (std::size_t p = begin; p < end; ++p) {
            const Place place = cell.people.place[p];
            if (outside_zone(place)) continue;
            income += residence_stratum(cell, place) == Stratum::rural ? baseline.rural_income
                                                                       : baseline.urban_income;
        }
        return income;
    }

    void open_insurance() {
        const double reached = insurance::open(world, settings.insurance, settings.farm_technology);
        report("farm households insured", "share", settings.insurance.levers[0].uptake, reached);
    }

    migration::Flows open_choices() {
        return migration::solve_constants(world, settings.migration);
    }

    void report_choices(const migration::Flows& flows) {
        const auto& c = settings.migration.coefficients;
        report("village adults to towns", "1/y", c.flow_move, flows.move);
        report("village adults leaving the zone", "1/y", c.flow_leave, flows.leave_rural);
        report("urban adults to the countryside, if open", "1/y", c.flow_country,
               flows.move_country);
        report("urban adults leaving the zone", "1/y", c.flow_leave_urban, flows.leave_urban);
        report("adults away coming back", "1/y", c.flow_return, flows.come_back);
    }
};

/// A year that runs up to the end of a process and is thrown away.
World trial_year(const World& world, std::string_view last, const Opener& opener,
                 const Scenario& scenario) {
    World trial = world;
    ++trial.year;
    Year year{scenario, opener.forcing, opener.draws,
              bind_settings(scenario, trial.year, trial.districts)};
    for (const Process& process : processes()) {
        process.run(trial, year);
        if (process.info.key == last) break;
    }
    return trial;
}

/// Share of jobs left between two matchings: separations, closures, retirement, quits and moves.
double jobs_left_in_a_year(const World& world, const Opener& opener, const Scenario& scenario) {
    const World trial = trial_year(world, "startups", opener, scenario);
    double before = 0, after = 0;
    for (const std::int32_t jobs : world.firms.jobs) before += jobs;
    for (const Cell& cell : trial.cells) {
        for (const Work work : cell.people.work) after += work == Work::wage;
    }
    return before > 0 ? 1.0 - after / before : 0.0;
}

/// Vacancies that replace the jobs left, and the tightness at which wages follow their trend
/// (recipe step 6).
void balance_job_market(World& world, Opener& opener, const Scenario& scenario) {
    auto& jobs = opener.settings.job_market;
    jobs.coefficients.outflow_2019 = jobs_left_in_a_year(world, opener, scenario);
    opener.report("jobs left in a year", "share", 0.17, jobs.coefficients.outflow_2019);
    job_market::solve_start(world, jobs);
}

struct Replace {
    template <class Field>
    void operator()(Field& to, const Field& from) const {
        to = from;
    }
};

/// The flows of 2019 and the state of its job markets are those of a burn-in year that is thrown
/// away (section 5.3).
void take_flows_of_burn_in(World& world, const Opener& opener, const Scenario& scenario) {
    const World trial = trial_year(world, "stocktaking", opener, scenario);
    job_market::take_markets(world, trial);
    startups::take_firms(world, trial);
    Replace replace;
    for (std::size_t d = 0; d < district_count; ++d) {
        world.districts[d].entries = trial.districts[d].entries;
        world.districts[d].exits = trial.districts[d].exits;
        for (std::size_t s = 0; s < stratum_count; ++s) {
            Tally::zip_events(world.tallies[d][s], trial.tallies[d][s], replace);
            Totals::zip_events(world.totals[d][s], trial.totals[d][s], replace);
        }
    }
}

}  // namespace

weather_and_prices::Forcing forcing_of(const Baseline& baseline) {
    return {baseline.cpi_growth, baseline.corn_price};
}

Opened open_world(const Baseline& baseline, World synthetic, const Scenario& scenario,
                  std::uint32_t population_seed) {
    Opened opened;
    opened.world = std::move(synthetic);
    opened.factors = baseline.factors;
    World& world = opened.world;
    world.year = first_year;
    world.events.assign(world.cells.size(), {});
    rollout::open(world);
    Opener opener{baseline, world, bind_settings(scenario, first_year, world.districts),
                  forcing_of(baseline), Draws{population_seed, 0}, opened.lines};
    projects::open(world, baseline);
    opener.open_people_and_prices();
    opener.endow_households();
    opener.open_farms();
    opener.open_villages();
    opener.open_rights();
    opener.open_countryside_trade();
    const Organisations organisations = world.organisations;
    opener.account_for_households();
    accounts::settle(world, opener.settings.accounts);
    world.organisations = organisations;  // 2019 is harvested again once residuals are known
    solve_residuals(world, baseline, opener.settings, opened.lines);
    satellite::open(world, opener.settings.satellite);
    opener.open_firms();
    opener.set_outside_pay();
    const Organisations opening_organisations = world.organisations;
    opener.trim_residuals();
    world.organisations = opening_organisations;
    opener.close_2019();
    opener.endow_households();
    opener.open_choices();
    opener.open_insurance();
    balance_job_market(world, opener, scenario);
    take_flows_of_burn_in(world, opener, scenario);
    evaluation::open(world);
    opener.report_choices(opener.open_choices());  // again, now that chances of a job are known
    return opened;
}

}  // namespace changji
