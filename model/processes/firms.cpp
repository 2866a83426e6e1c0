#include "model/processes/firms.hpp"

#include <algorithm>
#include <cmath>

#include "model/base/math.hpp"
#include "model/zone/decision.hpp"

namespace changji::firms {

namespace {

constexpr double least_hectares = 0.001;

/// Jobs of a district over 2019; 1 before anything is known.
double density_ratio(const DistrictState& district) {
    if (district.density0 <= 0) return 1.0;
    std::int64_t jobs = 0;
    for (const std::int64_t n : district.jobs) jobs += n;
    return std::max(1.0, static_cast<double>(jobs)) / district.density0;
}

}  // namespace

Technology technology(const Solved& solved, Sector sector) {
    const std::size_t s = index(sector);
    return {solved.labour_share[s], solved.capital_share[s], solved.land_share[s]};
}

double land_share(Sector sector, const Coefficients& c) {
    switch (sector) {
        case Sector::manufacturing:
            return c.land_manufacturing;
        case Sector::agrifood:
            return c.land_agrifood;
        case Sector::trade:
            return c.land_trade;
        case Sector::tourism:
            return c.land_tourism;
        default:
            return 0.0;
    }
}

double stationary_variance(const Coefficients& c) {
    return c.shock_sd * c.shock_sd / (1.0 - c.persistence * c.persistence);
}

double fixed_inputs(const Technology& technology, const Inputs& inputs) {
    double log_sum = technology.capital * math::log(inputs.capital);
    if (technology.land > 0) {
        log_sum += technology.land * math::log(std::max(least_hectares, inputs.hectares));
    }
    return math::exp(log_sum);
}

double output(const Technology& technology, double log_productivity, const Inputs& inputs) {
    if (inputs.jobs <= 0 || inputs.capital <= 0) return 0;
    double log_sum = log_productivity + technology.capital * math::log(inputs.capital) +
                     technology.labour * math::log(inputs.jobs);
    if (technology.land > 0) {
        log_sum += technology.land * math::log(std::max(least_hectares, inputs.hectares));
    }
    return math::exp(log_sum);
}

double wanted_jobs(const Technology& technology, double log_productivity, const Inputs& inputs,
                   double price, double cost) {
    if (inputs.capital <= 0 || cost <= 0) return 0;
    double log_sum = log_productivity + math::log(technology.labour * price / cost) +
                     technology.capital * math::log(inputs.capital);
    if (technology.land > 0) {
        log_sum += technology.land * math::log(std::max(least_hectares, inputs.hectares));
    }
    return math::exp(log_sum / (1.0 - technology.labour));
}

double user_cost(const Coefficients& c) {
    return c.risk_free + c.depreciation + c.user_spread;
}

double wanted_capital(const Technology& technology, double value_added, const Coefficients& c) {
    return technology.capital * value_added / user_cost(c);
}

double investment(double wanted, double capital, const Coefficients& c) {
    return std::max(0.0, c.capital_speed * (wanted - capital) + c.depreciation * capital);
}

std::int32_t positions(double jobs, double wanted, double speed, double margin, double u) {
    const double planned = jobs + speed * (wanted - jobs);
    return static_cast<std::int32_t>(std::floor(std::min(1e9, (1.0 + margin) * planned) + u));
}

LogProductivity common_productivity(const World& world, const Coefficients& c,
                                    const Effects& effects) {
    const int years = world.year - first_year;
    double carried = 1.0;
    for (int i = 0; i < years; ++i) carried *= c.persistence * c.persistence;
    const double variance = stationary_variance(c), kept = c.persistence * c.persistence;
    const double correction = 0.5 * c.convexity * variance * (1.0 - carried);
    LogProductivity common;
    for (std::size_t d = 0; d < district_count; ++d) {
        const double density = c.agglomeration * math::log(density_ratio(world.districts[d]));
        for (std::size_t s = 0; s < sector_count; ++s) {
            // dispersion of expected z raises mean wanted jobs at once: start without that step
            const double step =
                years > 0 ? 0.5 * kept * variance / (1.0 - world.solved.labour_share[s]) : 0.0;
            common[d][s] = world.solved.trend[s] * years + density - correction - step +
                           std::min(effects[d][s], c.effect_cap);
        }
    }
    return common;
}

double job_cost(const DistrictState& district, double employer_cost) {
    double pay = 0;
    for (std::size_t s = 0; s < skill_count; ++s) {
        pay += district.skill_mix[s] * district.expected_wage[s];
    }
    return employer_cost * pay;
}

double price_level(const World& world, std::size_t district, std::size_t sector) {
    return world.districts[district].relative_price[sector] * world.zone.cpi;
}

std::array<double, skill_count> wanted_skills(const DistrictState& district, double elasticity) {
    std::array<double, skill_count> shares{};
    double sum = 0;
    for (std::size_t s = 0; s < skill_count; ++s) {
        const double dearer = district.log_wage[s] - district.log_wage0[s];
        shares[s] = district.skill_mix0[s] * math::exp(-elasticity * dearer);
        sum += shares[s];
    }
    if (sum <= 0) return district.skill_mix;
    for (double& share : shares) share /= sum;
    return shares;
}

void plan(World& world, const Settings& settings, const Effects& effects, const Draws& draws) {
    const Coefficients& c = settings.coefficients;
    for (DistrictState& district : world.districts)
        district.skill_mix = wanted_skills(district, c.skill_substitution);
    const LogProductivity common = common_productivity(world, c, effects);
    Firms& firms = world.firms;
    for_each_firm(firms, [&](std::size_t f) {
        if (!firms.open[f]) {
            firms.sought[f] = 0;
            firms.shed[f] = firms.jobs[f];
            return;
        }
        const std::size_t d = index(firms.district[f]), s = index(firms.sector[f]);
        const Key key = firms.key[f];
        const double expected = c.persistence * firms.productivity[f];
        const double step = math::normal_quantile(draws.uniform(key, world.year, draw_firm_tfp));
        firms.productivity[f] = expected + c.shock_sd * step;
        const Inputs inputs{in_yuan(firms.capital[f]), 0, in_hectares(firms.land[f])};
        const double wanted = wanted_jobs(
            technology(world.solved, firms.sector[f]), firms.level[f] + common[d][s] + expected,
            inputs, price_level(world, d, s), job_cost(world.districts[d], c.employer_cost));
        const bool young = world.year - firms.founded[f] <= 1;
        const double u = draws.uniform(key, first_year, draw_firm_rounding);
        firms.sought[f] = positions(firms.jobs[f], wanted, young ? 1.0 : c.labour_speed,
                                    world.solved.vacancy_margin, u);
        firms.shed[f] = std::max(0, firms.jobs[f] - firms.sought[f]);
    });
}

}  // namespace changji::firms
