#include "model/processes/insurance.hpp"

#include "model/base/parallel.hpp"
#include "model/scenario/plan_items.hpp"
#include "model/world/household_draws.hpp"
#include "model/zone/decision.hpp"

namespace changji::insurance {
namespace {

constexpr double income_floor = 5000;  // yuan a head, edge rule 4.0c
constexpr double stations_2019 = 0.6;  // z3.station_cov without the reform
constexpr double uptake_2019 = 0.55;   // p6.ins_uptake without the reform

double logit(double share) {
    const double x = std::clamp(share, 1e-9, 1 - 1e-9);
    return math::log(x / (1 - x));
}

void agree_terms(World& world, const Settings& settings) {
    const Coefficients& c = settings.coefficients;
    world.zone.insured_price = world.zone.corn_price_mean;
    for (std::size_t d = 0; d < district_count; ++d) {
        const Levers& levers = settings.levers[d];
        InsuranceTerms& terms = world.districts[d].insurance;
        terms.reformed = settings.rollout[d].contract;
        terms.reformed_share = settings.rollout[d].share;
        terms.subsidy = levers.subsidy;
        const bool as_before = d > 0 && levers.cover == world.districts[d - 1].insurance.cover;
        terms.cover = levers.cover;
        terms.rate = as_before ? world.districts[d - 1].insurance.rate
                               : tariffs(levers.cover, c.tariff, settings.risk);
    }
}

/// Net premium per hectare of grain, yuan.
double net_premium(const Village& village) {
    const InsuranceTerms& terms = village.terms;
    return terms.rate[static_cast<std::size_t>(village.contract)] * terms.cover *
           village.value_per_ha * (1 - terms.subsidy);
}

double reckoned_income(const Households& households, std::size_t h, Money income) {
    return std::max(in_yuan(income), income_floor * std::max(1, households.members[h]));
}

Money income_now(const Households& households, std::size_t h) {
    return households.wage[h] + households.business[h] + households.property[h] +
           households.transfer[h];
}

bool plants(const Households& households, std::size_t h) {
    return households.operated(static_cast<Row>(h)).count > 0;
}

/// Households sign by a taste fixed for life, so that a wider offer only adds some.
void sign_in(Cell& cell, const Village& village, double constant, double uptake,
             const Coefficients& c, const Draws& draws) {
    Households& households = cell.households;
    const double premium = net_premium(village) * village.grain;
    const double base = signing_logit(constant, uptake, 0, cell.finance_station, c);
    const auto& traits = households.traits;
    for (std::size_t h = 0; h < households.size(); ++h)
        households.traits[h] = static_cast<std::uint8_t>(traits[h] & ~insured_grain);
    if (!(uptake > 0) || !(village.terms.cover > 0)) return;
    for_each_draw(
        households, draws, first_year, draw_crop_insurance,
        [&](std::size_t h) { return plants(households, h); },
        [&](std::size_t h, double taste) {
            const double ha = in_hectares(households.operated(static_cast<Row>(h)));
            const double income = reckoned_income(households, h, households.income_before[h]);
            if (taste < math::logistic(base - c.premium_weight * premium * ha / income))
                households.traits[h] |= insured_grain;
        });
}

void sign_organisations(World& world, const Settings& settings,
                        const farm_technology::Settings& technology, const Draws& draws) {
    Organisations& o = world.organisations;
    for (std::size_t i = 0; i < o.size(); ++i) {
        const Cell& home = world.cells[static_cast<std::size_t>(o.home_cell[i])];
        const Village village = village_of(home, world, technology);
        const Levers& levers = settings.levers[home.district];
        const double burden = village.value_per_ha > 0 ? net_premium(village) / village.value_per_ha : 0;
        const double logit = signing_logit(world.solved.insurance_constant, levers.uptake, burden,
                                           home.finance_station, settings.coefficients);
        const double taste = draws.uniform(o.key[i], first_year, draw_crop_insurance);
        o.insured[i] = levers.uptake > 0 && levers.cover > 0 && taste < math::logistic(logit);
    }
}

/// Expected share of farm households that sign, by weight.
double expected_uptake(const World& world, const Settings& settings,
                       const farm_technology::Settings& technology, double constant) {
    std::vector<double> signers(world.cells.size()), farms(world.cells.size());
    parallel_for(world.cells.size(), [&](std::size_t i) {
        const Cell& cell = world.cells[i];
        if (!cell.is_village()) return;
        const Households& households = cell.households;
        const Village village = village_of(cell, world, technology);
        const double premium = net_premium(village) * village.grain;
        const double uptake = settings.levers[cell.district].uptake;
        for (std::size_t h = 0; h < households.size(); ++h) {
            if (!plants(households, h)) continue;
            const double ha = in_hectares(households.operated(static_cast<Row>(h)));
            const double income = reckoned_income(households, h, income_now(households, h));
            signers[i] += math::logistic(signing_logit(constant, uptake, premium * ha / income,
                                                       cell.finance_station,
                                                       settings.coefficients));
            farms[i] += 1;
        }
    });
    double signing = 0, all = 0;
    for (std::size_t i = 0; i < farms.size(); ++i) {
        const Cell& cell = world.cells[i];
        const double weight = world.weight[index(cell.district)][index(cell.stratum)];
        signing += weight * signers[i];
        all += weight * farms[i];
    }
    return all > 0 ? signing / all : 0;
}

void set_stations(World& world, const Settings& settings) {
    static const std::size_t item = plan_item_index("Z3d");
    for (Cell& cell : world.cells) {
        const double share = settings.levers[cell.district].stations;
        cell.finance_station = cell.is_village() && village_draw(cell, item) < share;
    }
}

/// Equity of 2019 by registered persons; a sample holds its part of it.
void endow(World& world, const Settings& settings) {
    PerDistrict<double> persons{};
    double all = 0;
    for (std::size_t d = 0; d < district_count; ++d) {
        for (const changji::Totals& totals : world.totals[d]) persons[d] += totals.registered;
        all += persons[d];
    }
    for (std::size_t d = 0; d < district_count; ++d) {
        const double weight = world.weight[d][index(Stratum::rural)];
        const double share = all > 0 && weight > 0 ? persons[d] / all / weight : 0;
        Insurer& insurer = world.districts[d].insurer;
        insurer = Insurer{};
        insurer.equity_2019 = yuan(settings.coefficients.opening_equity * share);
        insurer.cash = insurer.equity = insurer.equity_2019;
    }
}

}  // namespace

double signing_logit(double constant, double uptake, double premium_over_income, bool station,
                     const Coefficients& c) {
    return constant + logit(uptake) - logit(uptake_2019) - c.premium_weight * premium_over_income +
           c.station_weight * ((station ? 1 : 0) - stations_2019);
}

double open(World& world, const Settings& settings, const farm_technology::Settings& technology) {
    endow(world, settings);
    set_stations(world, settings);
    agree_terms(world, settings);
    double low = -10, high = 10;
    for (int step = 0; step < 40; ++step) {
        const double middle = (low + high) / 2;
        const bool few = expected_uptake(world, settings, technology, middle) < uptake_2019;
        (few ? low : high) = middle;
    }
    world.solved.insurance_constant = (low + high) / 2;
    return expected_uptake(world, settings, technology, world.solved.insurance_constant);
}

void offer(World& world, const Settings& settings, const farm_technology::Settings& technology,
           const Draws& draws) {
    set_stations(world, settings);
    agree_terms(world, settings);
    const double constant = world.solved.insurance_constant;
    parallel_for(world.cells.size(), [&](std::size_t i) {
        Cell& cell = world.cells[i];
        if (!cell.is_village()) return;
        sign_in(cell, village_of(cell, world, technology), constant,
                settings.levers[cell.district].uptake, settings.coefficients, draws);
    });
    sign_organisations(world, settings, technology, draws);
}

}  // namespace changji::insurance
