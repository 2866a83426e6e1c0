#include "model/processes/wages.hpp"

#include <algorithm>
#include <vector>

#include "model/base/check.hpp"
#include "model/base/math.hpp"
#include "model/base/parallel.hpp"
#include "model/world/chosen_rows.hpp"

namespace changji::wages {

namespace {

/// Sums of pay and jobs by district of work and skill, and of pay by firm.
struct PaySums {
    std::array<std::array<std::int64_t, skill_count>, district_count> fen{}, jobs{};
    std::vector<std::int64_t> by_firm;

    PaySums& operator+=(const PaySums& other) {
        for (std::size_t d = 0; d < district_count; ++d) {
            for (std::size_t s = 0; s < skill_count; ++s) {
                fen[d][s] += other.fen[d][s];
                jobs[d][s] += other.jobs[d][s];
            }
        }
        for (std::size_t f = 0; f < by_firm.size(); ++f) by_firm[f] += other.by_firm[f];
        return *this;
    }
};

/// Full-year pay × e^ability × the share of the year worked.
CHANGJI_WIDE void earn(std::size_t count, const double* ability, const double* months, double* fen) {
    block::for_lanes(count, [=](std::size_t i) {
        fen[i] = fen[i] * math::exp(ability[i]) * months[i];
    });
}

void pay_cell(Cell& cell, const World& world, const PayTable& table, PaySums& sums) {
    People& people = cell.people;
    std::fill(people.wage.begin(), people.wage.end(), Money{});
    block::Lanes<double> fen, ability, months;
    for_each_in_work(people, Work::wage, [&](const ChosenRows& rows) {
        for (std::size_t i = 0; i < rows.count; ++i) {
            const std::size_t p = rows.person[i];
            fen[i] = table.fen_without_ability(people, p, world.year);
            ability[i] = static_cast<double>(people.ability[p]);
            months[i] = rural_resident(cell, p) ? world.solved.rural_months : 1.0;
        }
        earn(rows.count, ability.data(), months.data(), fen.data());
        for (std::size_t i = 0; i < rows.count; ++i) {
            const std::size_t p = rows.person[i];
            const std::int64_t wage = round_half_away(fen[i]);
            people.wage[p].count = wage;
            const std::size_t d = index(people.work_district[p]), s = index(people.skill[p]);
            sums.fen[d][s] += wage;
            ++sums.jobs[d][s];
            const Row firm = people.employer[p];
            if (firm != no_row) sums.by_firm[static_cast<std::size_t>(firm)] += wage;
        }
    });
}

/// Pays everybody; the sums are integers, so their order does not matter.
PaySums pay_all(World& world, const Settings& settings) {
    const PayTable table(world, settings);
    PaySums zero;
    zero.by_firm.assign(world.firms.size(), 0);
    PerThread<PaySums> sums(zero);
    parallel_for(world.cells.size(),
                 [&](std::size_t c) { pay_cell(world.cells[c], world, table, sums.mine()); });
    return sums.total();
}

double mean_pay_yuan(const PaySums& sums, std::size_t d, std::size_t s) {
    return static_cast<double>(sums.fen[d][s]) / static_cast<double>(sums.jobs[d][s]) / 100.0;
}

/// Weighted pay and residents of one cell by where people live; index 0 rural, 1 urban.
struct CellPay {
    std::array<double, stratum_count> yuan{}, heads{};
};

CellPay cell_pay(const Cell& cell, const PayTable& table, int year, double weight) {
    CellPay sums;
    const People& people = cell.people;
    for (std::size_t p = 0; p < people.size(); ++p) {
        if (outside_zone(people.place[p])) continue;
        const std::size_t s = index(rural_resident(cell, p) ? Stratum::rural : Stratum::urban);
        sums.heads[s] += weight;
        if (people.work[p] == Work::wage) {
            sums.yuan[s] += weight * in_yuan(table.pay(people, p, year, 1.0));
        }
    }
    return sums;
}

void shift_levels(World& world, double shift) {
    for (DistrictState& district : world.districts) {
        for (double& level : district.log_wage) level += shift;
    }
}

}  // namespace

double log_premium(const Worker& worker, const Coefficients& c, const Levers& levers) {
    const int schooling = years_of(worker.education);
    const double x = std::max(0, worker.age - schooling - 6);
    double log_pay =
        c.beta_education * schooling + c.beta_experience * x - c.beta_experience2 * x * x;
    if (worker.trained) log_pay += levers.training_premium;
    if (worker.rural_hukou) log_pay -= levers.discrimination;
    return log_pay;
}

double expected_log_wage(const DistrictState& district, const Worker& worker,
                         const Coefficients& coefficients, const Levers& levers) {
    return district.log_wage[index(worker.skill)] + log_premium(worker, coefficients, levers);
}

double level_change(double nominal_growth, double deviation, const Coefficients& c) {
    const double bounded = std::clamp(deviation, -c.tightness_clip, c.tightness_clip);
    const double change = nominal_growth + c.tightness * bounded;
    return std::clamp(change, math::log(1.0 + c.fall_cap), math::log(1.0 + c.rise_cap));
}

double tightness_deviation(std::int64_t vacancies, std::int64_t seekers, double tightness0) {
    if (tightness0 <= 0 || (vacancies == 0 && seekers == 0)) return 0;
    const double v = std::max(0.5, static_cast<double>(vacancies));
    const double u = std::max(1.0, static_cast<double>(seekers));
    return math::log(v / u) - math::log(tightness0);
}

PayTable::PayTable(const World& world, const Settings& settings) {
    for (std::size_t d = 0; d < district_count; ++d) {
        const Levers& levers = settings.levers[d];
        for (std::size_t s = 0; s < skill_count; ++s) {
            level_[d][s] = 100.0 * math::exp(world.districts[d].log_wage[s]);
        }
        for (std::size_t status = 0; status < 4; ++status) {
            status_[d][status] = math::exp((status & 1 ? levers.training_premium : 0.0) -
                                           (status & 2 ? levers.discrimination : 0.0));
        }
    }
    for (std::size_t e = 0; e < education_count; ++e) {
        for (std::size_t age = 0; age < ages; ++age) {
            const Worker worker{Skill::low, static_cast<Education>(e), static_cast<int>(age), false,
                                false};
            schooling_[e][age] = math::exp(log_premium(worker, settings.coefficients, Levers{}));
        }
    }
}

Money PayTable::pay(const People& people, std::size_t p, int year, double months) const {
    const double fen = fen_without_ability(people, p, year) *
                       math::exp(static_cast<double>(people.ability[p]));
    return Money{round_half_away(fen * months)};
}

double PayTable::fen_without_ability(const People& people, std::size_t p, int year) const {
    const std::size_t d = index(people.work_district[p]);
    const auto age = static_cast<std::size_t>(std::clamp(year - people.birth_year[p], 0, 127));
    const std::size_t status =
        ((people.traits[p] & trained) ? 1u : 0u) + (people.hukou[p] == Hukou::rural ? 2u : 0u);
    return level_[d][index(people.skill[p])] * status_[d][status] *
           schooling_[static_cast<std::size_t>(people.education[p])][age];
}

bool rural_resident(const Cell& cell, std::size_t p) {
    const Place place = cell.people.place[p];
    return !outside_zone(place) && residence_stratum(cell, place) == Stratum::rural;
}

void adjust(World& world, const Settings& settings) {
    const Coefficients& c = settings.coefficients;
    for (DistrictState& district : world.districts) {
        for (std::size_t s = 0; s < skill_count; ++s) {
            const double deviation = tightness_deviation(district.vacancies[s], district.seekers[s],
                                                         district.tightness0[s]);
            const double change = level_change(world.zone.nominal_growth, deviation, c);
            district.log_wage[s] += change;
            district.expected_wage[s] *= math::exp(change);
            if (district.seekers[s] == 0) continue;
            const double realised =
                static_cast<double>(district.matches[s]) / static_cast<double>(district.seekers[s]);
            district.job_chance[s] += c.expectation_gain * (realised - district.job_chance[s]);
        }
    }
}

void pay(World& world, const Settings& settings) {
    const PaySums sums = pay_all(world, settings);
    for (std::size_t f = 0; f < world.firms.size(); ++f) {
        world.firms.wage_bill[f] = Money{sums.by_firm[f]};
    }
    const double gain = settings.coefficients.expectation_gain;
    for (std::size_t d = 0; d < district_count; ++d) {
        for (std::size_t s = 0; s < skill_count; ++s) {
            if (sums.jobs[d][s] == 0) continue;
            double& expected = world.districts[d].expected_wage[s];
            expected += gain * (mean_pay_yuan(sums, d, s) - expected);
        }
    }
}

void solve_levels(World& world, const Settings& settings, const OpeningTargets& targets) {
    for (DistrictState& district : world.districts) {
        for (std::size_t s = 0; s < skill_count; ++s) {
            district.log_wage[s] = 10.0 + settings.coefficients.skill_step * static_cast<double>(s);
        }
    }
    const PayTable table(world, settings);
    std::vector<CellPay> cells(world.cells.size());
    parallel_for(cells.size(), [&](std::size_t c) {
        const Cell& cell = world.cells[c];
        const double weight = world.weight[index(cell.district)][index(cell.stratum)];
        cells[c] = cell_pay(cell, table, world.year, weight > 0 ? weight : 1.0);
    });
    CellPay sum;
    for (const CellPay& cell : cells) {
        for (std::size_t s = 0; s < stratum_count; ++s) {
            sum.yuan[s] += cell.yuan[s];
            sum.heads[s] += cell.heads[s];
        }
    }
    const std::size_t rural = index(Stratum::rural), urban = index(Stratum::urban);
    if (sum.yuan[rural] <= 0 || sum.yuan[urban] <= 0) {
        throw InputError({"初始人口中没有城镇或农村工资劳动者，无法求解工资水平。",
                          "The opening population has no urban or no rural wage workers; wage "
                          "levels cannot be solved."});
    }
    const double factor = targets.urban_per_head * sum.heads[urban] / sum.yuan[urban];
    shift_levels(world, math::log(factor));
    world.solved.rural_months =
        targets.rural_per_head * sum.heads[rural] / (sum.yuan[rural] * factor);
    const PaySums sums = pay_all(world, settings);
    for (std::size_t d = 0; d < district_count; ++d) {
        for (std::size_t s = 0; s < skill_count; ++s) {
            world.districts[d].expected_wage[s] = sums.jobs[d][s] > 0
                                                      ? mean_pay_yuan(sums, d, s)
                                                      : math::exp(world.districts[d].log_wage[s]);
        }
    }
}

}  // namespace changji::wages
