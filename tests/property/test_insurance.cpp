#include <cmath>

#include <gtest/gtest.h>

#include "tests/support/farm_year.hpp"
#include "tests/support/opened_world.hpp"

/// Laws of insurance under random levers, and the signs of its responses.
namespace changji {
namespace {

using test::one_year;
using test::opened;
using test::Rules;

/// Levers and coefficients of insurance and weather anywhere in their range, from 2020 on.
Scenario random_insurance(std::uint32_t seed) {
    Scenario scenario = test::shipped_scenario("full_reform");
    for (std::size_t i = 0; i < all_parameters().size(); ++i) {
        const Parameter& p = all_parameters()[i];
        const bool chosen = p.key.starts_with("ins.") || p.key.starts_with("t3.ins") ||
                            p.key.starts_with("risk.") || p.key == "p6.ins_uptake" ||
                            p.key == "z3.station_cov" || p.key == "shock.z0" ||
                            p.key == "shock.corn_price" || p.key == "income.indemnity";
        if (!chosen) continue;
        for (std::size_t d = 0; d < district_count; ++d) {
            const std::uint32_t place = p.role == Role::coefficient
                                            ? 0
                                            : static_cast<std::uint32_t>(d);
            const double u = Draws{seed, 0}.uniform(i, 2020, 1, place);
            scenario.values[i][d] = Path{{{2020, p.low + u * (p.high - p.low)}}};
        }
    }
    return scenario;
}

TEST(InsuranceBooks, CloseEveryYearUnderRandomLevers) {
    Money injected, claims;
    for (std::uint32_t seed = 1; seed <= 8; ++seed) {
        World world = test::opened_sample().world;
        for (DistrictState& state : world.districts)
            state.rollout.assign(state.rollout.size(), 1.0);
        const Scenario scenario = random_insurance(seed);
        for (int y = 0; y < 2; ++y) {
            ASSERT_NO_THROW(world = test::after_years(std::move(world), scenario, 1,
                                                      Draws{seed, 0}))
                << "seed " << seed;
            injected += world.ledger.total(Item::insurer_capital);
            claims += world.ledger.total(Item::indemnity);
        }
    }
    EXPECT_GT(claims.count, 0);
    EXPECT_GT(injected.count, 0);  // some settings use up the equity
}

/// Everybody signs a contract at that cover, or nobody does.
Rules rules_at(double cover, Contract contract = Contract::yield) {
    Rules rules;
    for (std::size_t d = 0; d < district_count; ++d) {
        rules.insurance.levers[d].cover = cover;
        rules.insurance.levers[d].uptake = cover > 0 ? 1 : 0;
        rules.insurance.rollout[d] = {1, contract};
    }
    return rules;
}

struct Years {
    double variance = 0;  ///< over years of a farm's harvest, premiums and claims, mean of farms
    double premiums = 0, claims = 0;
    double loss_ratio() const { return claims / premiums; }
};

/// The same farms in many years drawn independently, from the same opening.
Years years_with(const World& start, Rules rules, int years, double drought = 0) {
    for (auto& levers : rules.weather.levers) levers.drought = drought;
    Years result;
    std::size_t all = 0;
    for (const Cell& cell : start.cells) all += cell.households.size();
    std::vector<double> sum(all), squares(all);
    for (int y = 0; y < years; ++y) {
        World world = start;
        rules.draws.replicate = static_cast<std::uint32_t>(y);
        one_year(world, rules);
        std::size_t farm = 0;
        for (std::size_t c = 0; c < world.cells.size(); ++c) {
            result.premiums += in_yuan(world.events[c].premiums);
            result.claims += in_yuan(world.events[c].indemnities);
            const Households& households = world.cells[c].households;
            for (std::size_t h = 0; h < households.size(); ++h, ++farm) {
                const double income = in_yuan(households.business[h]);
                sum[farm] += income;
                squares[farm] += income * income;
            }
        }
    }
    for (std::size_t f = 0; f < sum.size(); ++f)
        result.variance += (squares[f] - sum[f] * sum[f] / years) / (years - 1);
    result.variance /= static_cast<double>(sum.size());
    return result;
}

const World& farms() {
    static const World world = [] {
        World opened_farms = opened({18, 30, 6});
        // livestock and specialties of the whole zone would drown the grain of so few farms
        for (Cell& cell : opened_farms.cells) cell.satellite = cell.specialty_share = 0;
        return opened_farms;
    }();
    return world;
}

TEST(InsuranceSigns, LowersTheVarianceOfFarmIncome) {
    const double bare = years_with(farms(), rules_at(0), 20).variance;
    const double covered = years_with(farms(), rules_at(0.8), 20).variance;
    const double income = years_with(farms(), rules_at(0.8, Contract::income), 20).variance;
    EXPECT_LT(covered, 0.9 * bare);
    EXPECT_LT(income, 0.9 * bare);
}

TEST(InsuranceSigns, ADroughtRaisesClaimsAndTheLossRatio) {
    const Years usual = years_with(farms(), rules_at(0.8), 10);
    const Years dry = years_with(farms(), rules_at(0.8), 10, -2.5);
    EXPECT_GT(dry.claims, 2 * usual.claims);
    EXPECT_GT(dry.loss_ratio(), 2);
    EXPECT_GT(usual.loss_ratio(), 0.3);
    EXPECT_LT(usual.loss_ratio(), 1.5);
}

TEST(InsuranceSigns, APriceCrashIsPaidByPriceAndIncomeContractsOnly) {
    Rules price = rules_at(0.8, Contract::price), income = rules_at(0.8, Contract::income);
    Rules yield = rules_at(0.8);
    for (Rules* rules : {&price, &income, &yield})
        for (auto& levers : rules->weather.levers) levers.price_shock = -0.5;
    Rules calm = rules_at(0.8);
    EXPECT_GT(years_with(farms(), price, 4).claims, 0);
    EXPECT_GT(years_with(farms(), income, 4).claims, 2 * years_with(farms(), yield, 4).claims);
    EXPECT_NEAR(years_with(farms(), yield, 4).claims / years_with(farms(), calm, 4).claims, 1,
                0.02);  // a few absent holders plant by the price
}

TEST(InsuranceSigns, MoreSubsidyUptakeAndStationsMakeMoreFarmsSign) {
    const auto signers = [](const Rules& rules) {
        World world = farms();
        ++world.year;
        insurance::offer(world, rules.insurance, rules.technology, rules.draws);
        std::int64_t count = 0;
        for (const Cell& cell : world.cells)
            for (const auto traits : cell.households.traits) count += (traits & insured_grain) != 0;
        return count;
    };
    const Rules base;
    Rules more, stations, subsidy;
    for (std::size_t d = 0; d < district_count; ++d) {
        more.insurance.levers[d].uptake = 0.85;
        stations.insurance.levers[d].stations = 1;
        subsidy.insurance.levers[d].subsidy = 0.9;
        subsidy.insurance.levers[d].cover = 0.8;
    }
    subsidy.insurance.coefficients.premium_weight = 10;
    Rules unsubsidised = subsidy;
    for (auto& levers : unsubsidised.insurance.levers) levers.subsidy = 0;
    EXPECT_GT(signers(more), 1.2 * static_cast<double>(signers(base)));
    EXPECT_GT(signers(stations), signers(base));
    EXPECT_GT(signers(subsidy), signers(unsubsidised));
}

}  // namespace
}  // namespace changji
