#include "model/processes/job_market.hpp"

#include <algorithm>
#include <cmath>

#include "model/base/math.hpp"
#include "model/base/parallel.hpp"
#include "model/world/chosen_rows.hpp"
#include "model/zone/decision.hpp"

namespace changji::job_market {

namespace {

/// Integer count per firm.
struct FirmCounts {
    std::vector<std::int32_t> count;
    FirmCounts& operator+=(const FirmCounts& other) {
        for (std::size_t f = 0; f < count.size(); ++f) count[f] += other.count[f];
        return *this;
    }
};

void lose_job(People& people, std::size_t p) {
    people.work[p] = Work::unemployed;
    people.employer[p] = no_row;
    people.months_unemployed[p] = months_first_year;
}

/// Clears employers of people who no longer work for wages and counts the rest; a year more of
/// search for those still searching.
void count_cell(Cell& cell, std::vector<std::int32_t>& jobs) {
    People& people = cell.people;
    const std::size_t count = people.size();
    const Work* const work = people.work.data();
    Row* const employer = people.employer.data();
    std::uint8_t* const months = people.months_unemployed.data();
    for (std::size_t p = 0; p < count; ++p) {
        // a row stays, any other becomes no_row, which has all bits set
        employer[p] |= work[p] == Work::wage ? 0 : no_row;
    }
    for (std::size_t p = 0; p < count; ++p) {
        const std::uint8_t more = work[p] == Work::unemployed ? 12 : 0;
        const auto sum = static_cast<std::uint8_t>(months[p] + more);
        months[p] = sum < more ? 255 : sum;
    }
    for_each_in_work(people, Work::wage, [&](const ChosenRows& rows) {
        for (std::size_t i = 0; i < rows.count; ++i) {
            const std::size_t p = rows.person[i];
            if (people.employer[p] == no_row) {
                lose_job(people, p);
            } else {
                ++jobs[static_cast<std::size_t>(people.employer[p])];
            }
        }
    });
}

std::vector<std::int32_t> count_jobs(World& world) {
    PerThread<FirmCounts> parts(FirmCounts{std::vector<std::int32_t>(world.firms.size(), 0)});
    parallel_for(world.cells.size(),
                 [&](std::size_t c) { count_cell(world.cells[c], parts.mine().count); });
    return parts.total().count;
}

/// Separates employees of one cell; returns how many left.
std::int64_t separate_cell(Cell& cell, const std::vector<double>& chance, int year,
                           const Draws& draws, std::vector<std::int32_t>& left) {
    People& people = cell.people;
    block::Words words;
    std::int64_t separated = 0;
    for_each_in_work(people, Work::wage, [&](const ChosenRows& rows) {
        block::draw(draws, rows.key.data(), rows.count, year, draw_separation, 0, words);
        for (std::size_t i = 0; i < rows.count; ++i) {
            const std::size_t p = rows.person[i];
            const auto f = static_cast<std::size_t>(people.employer[p]);
            if (block::short_unit(words.word[0][i]) >= chance[f]) continue;
            lose_job(people, p);
            ++left[f];
            ++separated;
        }
    });
    return separated;
}

/// Employees and unemployed by district of work and skill.
struct LabourForce {
    std::array<std::array<std::int64_t, skill_count>, district_count> employed{}, searching{};
    LabourForce& operator+=(const LabourForce& other) {
        for (std::size_t d = 0; d < district_count; ++d) {
            for (std::size_t s = 0; s < skill_count; ++s) {
                employed[d][s] += other.employed[d][s];
                searching[d][s] += other.searching[d][s];
            }
        }
        return *this;
    }
};

LabourForce labour_force(const World& world) {
    PerThread<LabourForce> parts;
    parallel_for(world.cells.size(), [&](std::size_t c) {
        LabourForce& mine = parts.mine();
        const People& people = world.cells[c].people;
        for (std::size_t p = 0; p < people.size(); ++p) {
            const std::size_t d = index(people.work_district[p]), s = index(people.skill[p]);
            if (people.work[p] == Work::wage) ++mine.employed[d][s];
            if (people.work[p] == Work::unemployed) ++mine.searching[d][s];
        }
    });
    return parts.total();
}

/// One market in the steady motion of 2019.
struct SteadyMarket {
    double jobs, outflow, seekers;
};

/// The unemployed of the start are those left over by matching; a market without any would need
/// endless vacancies, so at least 1 % of its jobs search.
SteadyMarket steady_market(std::int64_t employed, std::int64_t searching, double outflow_rate) {
    const auto jobs = static_cast<double>(employed);
    const double outflow = outflow_rate * jobs;
    return {jobs, outflow, outflow + std::max(0.01 * jobs, static_cast<double>(searching))};
}

/// Sets one market's opening figures at the solved margin.
void open_market(DistrictState& district, std::size_t s, const SteadyMarket& market, double margin,
                 double exponent) {
    if (market.jobs <= 0) return;
    const double vacancies = market.outflow + margin * market.jobs;
    const double matched = expected_matches(market.seekers, vacancies, exponent);
    district.tightness0[s] = vacancies / market.seekers;
    district.job_chance[s] = matched / market.seekers;
    district.seekers[s] = round_half_away(market.seekers);
    district.vacancies[s] = round_half_away(vacancies);
    district.matches[s] = round_half_away(matched);
}

}  // namespace

double expected_matches(double seekers, double vacancies, double exponent) {
    const double small = std::min(seekers, vacancies), large = std::max(seekers, vacancies);
    if (small <= 0) return 0;
    const double ratio = math::power(small / large, exponent);
    return small * math::power(1.0 + ratio, -1.0 / exponent);
}

std::int64_t matches(std::int64_t seekers, std::int64_t vacancies, double exponent, double u) {
    const double expected =
        expected_matches(static_cast<double>(seekers), static_cast<double>(vacancies), exponent);
    return std::min({seekers, vacancies, static_cast<std::int64_t>(std::floor(expected + u))});
}

double vacancies_for(double wanted_matches, double seekers, double exponent) {
    double low = wanted_matches, high = 1e6 * std::max(1.0, seekers);
    for (int step = 0; step < 200; ++step) {
        const double middle = 0.5 * (low + high);
        (expected_matches(seekers, middle, exponent) < wanted_matches ? low : high) = middle;
    }
    return 0.5 * (low + high);
}

std::array<std::int32_t, skill_count> split_by_skill(std::int32_t vacancies,
                                                     const std::array<double, skill_count>& shares,
                                                     double u) {
    std::array<std::int32_t, skill_count> parts{};
    double cumulated = 0;
    std::int32_t before = 0;
    for (std::size_t s = 0; s + 1 < skill_count; ++s) {
        cumulated += shares[s] * vacancies;
        const auto upto =
            std::clamp(static_cast<std::int32_t>(std::floor(cumulated + u)), before, vacancies);
        parts[s] = upto - before;
        before = upto;
    }
    parts[skill_count - 1] = vacancies - before;
    return parts;
}

double leave_chance(double separation, std::int32_t jobs, std::int32_t sought, bool open) {
    if (!open) return 1.0;
    const double stay = jobs * (1.0 - separation);
    if (sought >= stay) return separation;
    return 1.0 - (1.0 - separation) * (sought / stay);
}

double unemployment_benefit(double yearly_pay, int months, int months_this_year,
                            double replacement) {
    const int paid = std::min(12, months) - std::min(12, months - months_this_year);
    return replacement * yearly_pay * paid / 12.0;
}

void separate(World& world, const Settings& settings, const Draws& draws) {
    Firms& firms = world.firms;
    std::vector<std::int32_t> jobs = count_jobs(world);
    std::vector<double> chance(firms.size());
    for (std::size_t f = 0; f < firms.size(); ++f) {
        chance[f] = leave_chance(settings.coefficients.separation, jobs[f], firms.sought[f],
                                 firms.open[f] != 0);
    }
    PerThread<FirmCounts> left(FirmCounts{std::vector<std::int32_t>(firms.size(), 0)});
    parallel_for(world.cells.size(), [&](std::size_t c) {
        world.events[c].separated +=
            separate_cell(world.cells[c], chance, world.year, draws, left.mine().count);
    });
    const std::vector<std::int32_t> gone = left.total().count;
    for (std::size_t f = 0; f < firms.size(); ++f) firms.jobs[f] = jobs[f] - gone[f];
}

void solve_start(World& world, const Settings& settings) {
    const LabourForce force = labour_force(world);
    std::array<std::array<SteadyMarket, skill_count>, district_count> markets{};
    double margin_jobs = 0, jobs = 0;
    for (std::size_t d = 0; d < district_count; ++d) {
        for (std::size_t s = 0; s < skill_count; ++s) {
            markets[d][s] = steady_market(force.employed[d][s], force.searching[d][s],
                                          settings.coefficients.outflow_2019);
            const SteadyMarket& market = markets[d][s];
            if (market.jobs <= 0) continue;
            const double vacancies =
                vacancies_for(market.outflow, market.seekers, settings.levers[d].matching);
            margin_jobs += vacancies - market.outflow;
            jobs += market.jobs;
        }
    }
    if (jobs > 0) world.solved.vacancy_margin = margin_jobs / jobs;
    for (std::size_t d = 0; d < district_count; ++d) {
        for (std::size_t s = 0; s < skill_count; ++s) {
            open_market(world.districts[d], s, markets[d][s], world.solved.vacancy_margin,
                        settings.levers[d].matching);
        }
    }
}

void take_markets(World& world, const World& burn_in) {
    for (std::size_t d = 0; d < district_count; ++d) {
        DistrictState& district = world.districts[d];
        const DistrictState& seen = burn_in.districts[d];
        district.skill_mix0 = district.skill_mix;
        district.log_wage0 = district.log_wage;
        for (std::size_t s = 0; s < skill_count; ++s) {
            if (seen.seekers[s] == 0) continue;
            district.seekers[s] = seen.seekers[s];
            district.vacancies[s] = seen.vacancies[s];
            district.matches[s] = seen.matches[s];
            const auto seekers = static_cast<double>(seen.seekers[s]);
            district.tightness0[s] =
                std::max(0.5, static_cast<double>(seen.vacancies[s])) / seekers;
            district.job_chance[s] = static_cast<double>(seen.matches[s]) / seekers;
        }
    }
}

}  // namespace changji::job_market
