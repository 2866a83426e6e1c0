#include "model/processes/firms_opening.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "model/base/check.hpp"
#include "model/base/math.hpp"
#include "model/zone/decision.hpp"

namespace changji::firms {

namespace {

struct Employee {
    std::uint64_t rank;
    Key key;
    std::int32_t cell;
    Row person;
};
using EmployeeLists = std::array<std::vector<Employee>, district_count>;

/// Wage workers by district of work, in hashed order.
EmployeeLists list_employees(const World& world, const Draws& draws) {
    EmployeeLists lists;
    for (std::size_t c = 0; c < world.cells.size(); ++c) {
        const People& people = world.cells[c].people;
        for (std::size_t p = 0; p < people.size(); ++p) {
            if (people.work[p] != Work::wage) continue;
            const auto words = draws.bits(people.key[p], first_year, draw_job_rank);
            lists[index(people.work_district[p])].push_back(
                {(std::uint64_t{words[0]} << 32) | words[1], people.key[p],
                 static_cast<std::int32_t>(c), static_cast<Row>(p)});
        }
    }
    parallel_for(district_count, [&](std::size_t d) {
        std::sort(lists[d].begin(), lists[d].end(), [](const Employee& a, const Employee& b) {
            return a.rank != b.rank ? a.rank < b.rank : a.key < b.key;
        });
    });
    return lists;
}

/// Shares of skills among the jobs of a district: what its firms will go on asking for.
void set_skill_mix(World& world, const EmployeeLists& employees) {
    for (std::size_t d = 0; d < district_count; ++d) {
        std::array<std::int64_t, skill_count> count{};
        for (const Employee& employee : employees[d]) {
            const People& people = world.cells[static_cast<std::size_t>(employee.cell)].people;
            ++count[index(people.skill[static_cast<std::size_t>(employee.person)])];
        }
        const double all = std::max(1.0, static_cast<double>(employees[d].size()));
        for (std::size_t s = 0; s < skill_count; ++s) {
            world.districts[d].skill_mix[s] = static_cast<double>(count[s]) / all;
        }
    }
}

std::vector<std::int64_t> jobs_by_sector(std::int64_t jobs,
                                         const std::array<double, sector_count>& value_added) {
    std::vector<double> weights(sector_count);
    for (std::size_t s = 0; s < sector_count; ++s) {
        weights[s] = value_added[s] * labour_intensity[s];
    }
    if (jobs > 0 && std::accumulate(weights.begin(), weights.end(), 0.0) <= 0) {
        throw InputError({"某区有就业人员，但其企业增加值目标为零。",
                          "People work in a district whose firms have no value added in the "
                          "targets."});
    }
    return apportion(jobs, weights);
}

/// Years since foundation: geometric at the exit rate, 30 at most.
int age_2019(double u, double exit_rate) {
    return static_cast<int>(std::min(30.0, -math::log(u) / exit_rate));
}

void append_firm(World& world, std::size_t d, std::size_t s, Key key, std::int64_t jobs) {
    Firms& firms = world.firms;
    table::resize(firms, firms.size() + 1);
    const std::size_t f = firms.size() - 1;
    firms.key[f] = key;
    firms.district[f] = district_at(d);
    firms.sector[f] = static_cast<Sector>(s);
    firms.open[f] = 1;
    firms.jobs[f] = firms.sought[f] = static_cast<std::int32_t>(jobs);
}

void make_firms(World& world, const EmployeeLists& employees, const FirmTargets& targets,
                const OpeningCoefficients& c) {
    for (std::size_t d = 0; d < district_count; ++d) {
        const auto jobs =
            jobs_by_sector(static_cast<std::int64_t>(employees[d].size()), targets.value_added[d]);
        for (std::size_t s = 0; s < sector_count; ++s) {
            if (jobs[s] == 0) continue;
            const Key list = firm_demography::list_key(d, s);
            const auto count = static_cast<std::size_t>(
                std::max(1.0, static_cast<double>(jobs[s]) / c.size_mean + 0.5));
            const auto sizes = firm_sizes(jobs[s], count, list, c);
            for (std::size_t slot = 0; slot < sizes.size(); ++slot) {
                append_firm(world, d, s,
                            derived_key(list, first_year, static_cast<std::uint32_t>(slot)),
                            sizes[slot]);
            }
        }
    }
}

/// Joins the employees of a district, in hashed order, to its firms' jobs in hashed order; adds
/// pay to wage bills.
void assign_employers(World& world, const EmployeeLists& employees, const Draws& draws) {
    struct Job {
        std::uint64_t rank;
        Row firm;
    };
    Firms& firms = world.firms;
    std::array<std::vector<Job>, district_count> jobs;
    for (std::size_t f = 0; f < firms.size(); ++f) {
        for (std::int32_t i = 0; i < firms.jobs[f]; ++i) {
            const auto words = draws.bits(firms.key[f], first_year, draw_vacancy_rank,
                                          static_cast<std::uint32_t>(i));
            jobs[index(firms.district[f])].push_back(
                {(std::uint64_t{words[0]} << 32) | words[1], static_cast<Row>(f)});
        }
    }
    parallel_for(district_count, [&](std::size_t d) {
        std::sort(jobs[d].begin(), jobs[d].end(), [](const Job& a, const Job& b) {
            return a.rank != b.rank ? a.rank < b.rank : a.firm < b.firm;
        });
        for (std::size_t i = 0; i < jobs[d].size(); ++i) {
            const Employee& employee = employees[d][i];
            People& people = world.cells[static_cast<std::size_t>(employee.cell)].people;
            const auto p = static_cast<std::size_t>(employee.person);
            people.employer[p] = jobs[d][i].firm;
            firms.wage_bill[static_cast<std::size_t>(jobs[d][i].firm)] += people.wage[p];
        }
    });
}

/// Firms of the full population that one firm of a district in memory stands for.
double firm_weight(const World& world, std::size_t d) {
    const double weight = world.weight[d][index(Stratum::urban)];
    return weight > 0 ? weight : 1.0;
}

/// Employer cost of a sector's jobs at the districts' mean pay, full population, yuan a year.
std::array<double, sector_count> labour_cost(const World& world, const Coefficients& c) {
    std::array<double, sector_count> cost{};
    const Firms& firms = world.firms;
    for (std::size_t f = 0; f < firms.size(); ++f) {
        const std::size_t d = index(firms.district[f]);
        cost[index(firms.sector[f])] +=
            firm_weight(world, d) * firms.jobs[f] * job_cost(world.districts[d], c.employer_cost);
    }
    return cost;
}

std::array<double, sector_count> sector_totals(const World& world,
                                               const BySector<double>& value_added) {
    std::array<double, sector_count> total{};
    for (std::size_t d = 0; d < district_count; ++d) {
        for (std::size_t s = 0; s < sector_count; ++s) {
            total[s] += firm_weight(world, d) * value_added[d][s];
        }
    }
    return total;
}

void solve_technology(World& world, const std::array<double, sector_count>& cost,
                      const std::array<double, sector_count>& value_added,
                      const OpeningSettings& settings, double wage_growth) {
    const Coefficients& c = settings.firms.coefficients;
    Solved& solved = world.solved;
    for (std::size_t s = 0; s < sector_count; ++s) {
        const double share = value_added[s] > 0 ? cost[s] / value_added[s] : labour_intensity[s];
        solved.labour_share[s] = std::clamp(share, settings.coefficients.labour_share_low,
                                            settings.coefficients.labour_share_high);
        solved.land_share[s] = land_share(static_cast<Sector>(s), c);
        solved.capital_share[s] = c.returns - solved.labour_share[s] - solved.land_share[s];
        solved.trend[s] = c.trend_share * (1.0 - solved.capital_share[s]) * wage_growth;
    }
}

/// One firm's technology level and stocks for a value added in the year 2019.
void open_books(World& world, std::size_t f, double value_added, const OpeningSettings& settings,
                const FirmTargets& targets, const Draws& draws) {
    const Coefficients& c = settings.firms.coefficients;
    Firms& firms = world.firms;
    const Technology t = technology(world.solved, firms.sector[f]);
    const double growth = targets.wage_growth;
    const double capital = wanted_capital(t, value_added, c) / (1.0 + growth / c.capital_speed);
    const double hectares = firms.jobs[f] / settings.firms.coefficients.jobs_per_hectare;
    const auto [u, v] = draws.pair(firms.key[f], first_year, draw_firm_tfp);
    firms.productivity[f] = std::sqrt(stationary_variance(c)) * math::normal_quantile(u);
    firms.level[f] =
        math::log(value_added) -
        math::log(output(t, 0.0, {capital, static_cast<double>(firms.jobs[f]), hectares}));
    firms.founded[f] = static_cast<std::int16_t>(
        first_year - age_2019(v, settings.demography.coefficients.exit_rate));
    firms.capital[f] = yuan(capital);
    firms.land[f] = hectares > 0 ? changji::hectares(hectares) : Area{};
    firms.cash[f] = scaled(firms.value_added[f], c.cash_months / 12.0);
    const Money tax = scaled(firms.value_added[f], targets.tax_full);
    firms.profit[f] = firms.value_added[f] - scaled(firms.wage_bill[f], c.employer_cost) - tax -
                      yuan(user_cost(c) * capital);
}

/// Value added of every firm in proportion to its jobs × district pay; weighted sector totals
/// meet the targets.
void share_value_added(World& world, const std::array<double, sector_count>& cost,
                       const std::array<double, sector_count>& totals,
                       const OpeningSettings& settings, const FirmTargets& targets,
                       const Draws& draws) {
    Firms& firms = world.firms;
    for (std::size_t f = 0; f < firms.size(); ++f) {
        const std::size_t s = index(firms.sector[f]);
        const double own = firms.jobs[f] * job_cost(world.districts[firms.district[f]],
                                                    settings.firms.coefficients.employer_cost);
        const double value_added = totals[s] * own / cost[s];
        firms.value_added[f] = yuan(value_added);
        open_books(world, f, value_added, settings, targets, draws);
    }
}

void set_district_totals(World& world) {
    const Firms& firms = world.firms;
    for (DistrictState& district : world.districts) {
        district.jobs = district.firms = {};
        district.value_added = {};
        district.density0 = 0;
    }
    for (std::size_t f = 0; f < firms.size(); ++f) {
        DistrictState& district = world.districts[firms.district[f]];
        const std::size_t s = index(firms.sector[f]);
        district.jobs[s] += firms.jobs[f];
        ++district.firms[s];
        district.value_added[s] += firms.value_added[f];
        district.density0 += firms.jobs[f];
    }
    for (DistrictState& district : world.districts) {
        for (std::size_t s = 0; s < sector_count; ++s) {
            district.output0[s] = in_yuan(district.value_added[s]);
        }
    }
}

}  // namespace

void open(World& world, const FirmTargets& targets, const OpeningSettings& settings,
          const Draws& draws) {
    world.firms = Firms{};
    world.solved.tax_rate_full = targets.tax_full;
    world.solved.tax_rate_local = targets.tax_local;
    const EmployeeLists employees = list_employees(world, draws);
    set_skill_mix(world, employees);
    make_firms(world, employees, targets, settings.coefficients);
    assign_employers(world, employees, draws);
    const auto cost = labour_cost(world, settings.firms.coefficients);
    const auto totals = sector_totals(world, targets.value_added);
    solve_technology(world, cost, totals, settings, targets.wage_growth);
    share_value_added(world, cost, totals, settings, targets, draws);
    set_district_totals(world);
    firm_demography::solve_start(world, settings.demography);
    job_market::solve_start(world, settings.jobs);
}

}  // namespace changji::firms
