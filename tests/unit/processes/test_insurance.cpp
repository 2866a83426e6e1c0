#include <cmath>

#include <gtest/gtest.h>

#include "tests/support/farm_year.hpp"

namespace changji::insurance {
namespace {

using test::opened;
using test::Rules;

/// Expected payoff of a yield contract on a village's yield, closed form: the yield is one less a
/// shifted lognormal, so that the payoff is a call on it. \source Black and Scholes 1973
double village_yield_rate(double cover, double sd, double kappa) {
    const double scale = std::sqrt(std::exp(kappa * kappa) - 1) / sd;
    const auto normal = [](double x) { return 0.5 * std::erfc(-x / std::sqrt(2.0)); };
    const auto call = [&](double strike) {
        const double d1 = (-std::log(strike) + kappa * kappa / 2) / kappa;
        return normal(d1) - strike * normal(d1 - kappa);
    };
    const double all = call(1 + (1 - cover) * scale) - call(1 + scale);  // no yield below zero
    return all / scale / cover;
}

TEST(InsuranceRates, TheYieldContractFollowsItsClosedForm) {
    for (const double cover : {0.5, 0.7, 0.8}) {
        const Risk village{0.13, 0.5, 0, 0.08, 0};
        EXPECT_NEAR(fair_rates(cover, village)[0] / village_yield_rate(cover, 0.13, 0.5), 1, 0.01)
            << cover;
    }
    EXPECT_NEAR(village_yield_rate(0.8, 0.13, 0.5), 0.0107, 0.001);  // prototype: 1.07 %
}

TEST(InsuranceRates, AFarmsOwnRiskAndThePriceMakeContractsDearer) {
    const Rates village = fair_rates(0.8, {0.13, 0.5, 0, 0.08, 0});
    const Rates farm = fair_rates(0.8, {});
    EXPECT_GT(farm[0], 2.5 * village[0]);
    EXPECT_GT(farm[2], farm[0]);
    EXPECT_GT(farm[1], 0);
    EXPECT_LT(farm[1], 0.001);  // a fall of a fifth in one year is rare
}

TEST(InsuranceRates, TheObservedTariffIsThatOfAYieldContractAtCoverEight) {
    const Rates rates = tariffs(0.8, 0.045, {});
    EXPECT_DOUBLE_EQ(rates[0], 0.045);
    EXPECT_GT(rates[2], 0.045);
    EXPECT_LT(rates[2], 0.07);
    EXPECT_LT(tariffs(0.5, 0.045, {})[0], 0.01);
    EXPECT_EQ(tariffs(0, 0.045, {})[0], 0);
}

TEST(Insurance, EachContractMakesGoodItsOwnLoss) {
    EXPECT_DOUBLE_EQ(payoff(Contract::yield, 0.8, 0.5, 2), 0.8 - 0.5);
    EXPECT_DOUBLE_EQ(payoff(Contract::price, 0.8, 0.5, 0.7), 0.8 - 0.7);
    EXPECT_DOUBLE_EQ(payoff(Contract::income, 0.8, 0.9, 0.7), 0.8 - 0.9 * 0.7);
    EXPECT_EQ(payoff(Contract::income, 0.8, 0.5, 1.7), 0);
    EXPECT_EQ(payoff(Contract::yield, 0.8, 0.8, 1), 0);
}

TEST(Insurance, AHouseholdSignsTheRatherTheCheaperAndNearer) {
    const auto c = base_values<Coefficients>();
    EXPECT_NEAR(math::logistic(signing_logit(0, 0.55, 0, true, c) - 0.4), 0.5, 1e-12);
    EXPECT_GT(signing_logit(0, 0.85, 0, true, c), signing_logit(0, 0.55, 0, true, c));
    EXPECT_GT(signing_logit(0, 0.55, 0, true, c), signing_logit(0, 0.55, 0.1, true, c));
    EXPECT_DOUBLE_EQ(signing_logit(0, 0.55, 0, true, c) - signing_logit(0, 0.55, 0, false, c), 1);
}

TEST(Insurance, UptakeOf2019MeetsItsBase) {
    const Rules rules;
    World world = test::farm_world({36, 60, 3});
    for (auto& district : world.totals) district[index(Stratum::rural)].registered = 1;
    EXPECT_NEAR(open(world, rules.insurance, rules.technology), 0.55, 1e-6);
    Money equity;
    for (const DistrictState& d : world.districts) equity += d.insurer.equity;
    EXPECT_NEAR(in_yuan(equity), 2e8, 1);
}

/// A village whose farms all signed and lost half of the harvest.
World after_a_loss(const Rules& rules) {
    World world = opened({9, 20, 5}, rules);
    for (Cell& cell : world.cells) {
        for (std::size_t h = 0; h < cell.households.size(); ++h) {
            const double ha = in_hectares(cell.households.operated(static_cast<Row>(h))) * 0.88;
            cell.households.grain_kg[h] =
                static_cast<std::int32_t>(500 * ha * cell.base_yield);
            cell.households.traits[h] |= insured_grain;
        }
    }
    world.ledger = {};
    for (CellEvents& events : world.events) events = {};
    return world;
}

TEST(Insurance, HouseholdsAreMadeGoodAndPayTheirPartOfThePremium) {
    Rules rules;
    for (Levers& levers : rules.insurance.levers) levers.cover = 0.8;
    World world = after_a_loss(rules);
    offer(world, rules.insurance, rules.technology, rules.draws);
    for (Cell& cell : world.cells)
        for (auto& traits : cell.households.traits) traits |= insured_grain;
    const World before = world;
    settle(world, rules.insurance, rules.technology);
    const Cell& cell = world.cells[0];
    for (std::size_t h = 0; h < cell.households.size(); ++h) {
        const double ha = in_hectares(cell.households.operated(static_cast<Row>(h))) * 0.88;
        if (!(ha > 0)) continue;
        const double value = ha * cell.base_yield * 1700, f = cell.households.grain_kg[h] /
                                                              (1000 * ha * cell.base_yield);
        const double gain = (0.8 - f) * value - 0.3 * 0.045 * 0.8 * value;
        const Money change = cell.households.cash[h] - before.cells[0].households.cash[h];
        EXPECT_NEAR(in_yuan(change), gain, 0.02);
        EXPECT_EQ(change, cell.households.business[h] - before.cells[0].households.business[h]);
    }
}

TEST(Insurance, PremiumsAreWhatFarmersAndThreeTiersPay) {
    Rules rules;
    for (Levers& levers : rules.insurance.levers) levers.cover = 0.8;
    World world = after_a_loss(rules);
    offer(world, rules.insurance, rules.technology, rules.draws);
    settle(world, rules.insurance, rules.technology);
    Money premiums, claims;
    for (const CellEvents& events : world.events) {
        premiums += events.premiums;
        claims += events.indemnities;
    }
    const Ledger& ledger = world.ledger;
    const Money central = ledger.total(Item::central_premium_subsidy);
    const Money district = ledger.total(Item::district_premium_subsidy);
    EXPECT_EQ(premiums, ledger.total(Item::farmer_premium) +
                            ledger.total(Item::organisation_premium) + central + district +
                            ledger.total(Item::province_premium_subsidy));
    EXPECT_EQ(claims, ledger.total(Item::indemnity) + ledger.total(Item::organisation_indemnity));
    const double all = in_yuan(premiums);
    EXPECT_NEAR(in_yuan(central) / all, 0.45, 1e-3);
    EXPECT_NEAR(in_yuan(district) / all, 0.175, 1e-3);
    EXPECT_NEAR(in_yuan(ledger.total(Item::reinsurance_premium)) / all, 0.25, 1e-3);
    EXPECT_NEAR(in_yuan(ledger.total(Item::reinsurance_recovery)) / in_yuan(claims), 0.25, 1e-3);
}

TEST(Insurance, AnInsurerWithoutEquityIsMadeGoodToNothingAndARichOnePaysOut) {
    const Rules rules;
    World world = opened({9, 20, 5}, rules);
    PerDistrict<Totals> totals;
    Insurer& poor = world.districts[District::jiutai].insurer;
    totals[District::jiutai].claims = poor.cash + poor.cash;
    Insurer& rich = world.districts[District::yongji].insurer;
    totals[District::yongji].premiums = rich.cash + rich.cash + rich.cash;
    const Money most = rich.cash + rich.cash;
    close_books(world, rules.insurance, totals);
    EXPECT_GT(poor.capital.count, 0);
    EXPECT_EQ(poor.equity.count, 0);
    EXPECT_GT(rich.dividends.count, 0);
    EXPECT_EQ(rich.equity, most);
    for (const DistrictState& d : world.districts) EXPECT_EQ(d.insurer.cash, d.insurer.equity);
}

TEST(Insurance, AnIndemnityCountsAsBusinessOrTransfer) {
    Rules rules;
    for (Levers& levers : rules.insurance.levers) levers.cover = 0.8;
    World business = after_a_loss(rules);
    offer(business, rules.insurance, rules.technology, rules.draws);
    World transfer = business;
    settle(business, rules.insurance, rules.technology);
    rules.insurance.coefficients.as_transfer = 1;
    settle(transfer, rules.insurance, rules.technology);
    Money moved;
    for (std::size_t h = 0; h < 20; ++h) {
        moved += transfer.cells[0].households.transfer[h] - business.cells[0].households.transfer[h];
        EXPECT_EQ(business.cells[0].households.cash[h], transfer.cells[0].households.cash[h]);
    }
    EXPECT_EQ(moved, transfer.events[0].indemnities);
    EXPECT_GT(moved.count, 0);
}

}  // namespace
}  // namespace changji::insurance
