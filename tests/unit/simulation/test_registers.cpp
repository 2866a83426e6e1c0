#include <cstring>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "model/scenario/plan_items.hpp"
#include "model/scenario/register_text.hpp"
#include "model/scenario/scenario.hpp"
#include "model/processes/rollout.hpp"
#include "model/simulation/registers.hpp"
#include "model/simulation/settings.hpp"
#include "tests/support/opened_world.hpp"

namespace changji {
namespace {

TEST(Registers, HaveNoFaults) {
    for (const std::string& fault : register_faults(all_parameters())) ADD_FAILURE() << fault;
}

TEST(Registers, KeysAreUniqueAndHaveASection) {
    std::set<std::string_view> keys;
    for (const Parameter& p : all_parameters()) {
        EXPECT_TRUE(keys.insert(p.key).second) << p.key;
        EXPECT_NE(p.key.find('.'), std::string_view::npos) << p.key;
    }
    EXPECT_GT(keys.size(), 150u);
}

TEST(Registers, ValuesLieWithinTheirRange) {
    for (const Parameter& p : all_parameters()) {
        EXPECT_LE(p.low, p.base) << p.key;
        EXPECT_LE(p.base, p.high) << p.key;
        EXPECT_LE(p.low, p.reform) << p.key;
        EXPECT_LE(p.reform, p.high) << p.key;
        EXPECT_LT(p.low, p.high) << p.key;
        if (p.role == Role::coefficient) {
            EXPECT_EQ(p.base, p.reform) << p.key;
        }
    }
}

TEST(Registers, EveryEntryHasUnitSourceEquationAndBothLanguages) {
    for (const Parameter& p : all_parameters()) {
        EXPECT_FALSE(p.unit.empty()) << p.key;
        EXPECT_FALSE(p.source.empty()) << p.key;
        EXPECT_FALSE(p.equation.empty()) << p.key;
        EXPECT_FALSE(p.zh.empty()) << p.key;
        EXPECT_FALSE(p.en.empty()) << p.key;
        EXPECT_NE(p.zh, p.en) << p.key;
    }
}

TEST(Registers, ReformsNameARowOfThePlan) {
    for (const Parameter& p : all_parameters()) {
        if (p.role == Role::coefficient || p.role == Role::stress) continue;
        const std::string_view first = p.clause.substr(0, p.clause.find(' '));
        EXPECT_LT(plan_item_index(first), plan_items().size()) << p.key << ": " << p.clause;
    }
}

/// Districts whose rollout is what pilots had in 2019.
PerDistrict<DistrictState> districts_of_2019() {
    World world;
    rollout::open(world);
    return world.districts;
}

TEST(Registers, BindingGivesBaseValuesWithoutReform) {
    const Scenario none = default_scenario(all_parameters());
    const ModelSettings settings = bind_settings(none, 2020, districts_of_2019());
    EXPECT_EQ(settings.rollout.coefficients.speed, 0.25);
    EXPECT_EQ(settings.demography.coefficients.fertility_2024, 0.70);
    EXPECT_EQ(settings.training.levers[District::jiutai].share, 0.02);
    EXPECT_EQ(settings.migration.coefficients.nest, 0.57);
    EXPECT_EQ(settings.public_finance.coefficients.rural_weight_2019, 0.8);  // the last group
    EXPECT_EQ(settings.public_finance.levers[District::yongji].service_add, 0);
}

template <class Values>
bool at_base(const Values& values) {
    const Values base = base_values<Values>();
    return std::memcmp(&values, &base, sizeof(Values)) == 0;
}

TEST(Registers, NoProcessIsLeftOut) {
    const ModelSettings s =
        bind_settings(default_scenario(all_parameters()), 2020, districts_of_2019());
    EXPECT_TRUE(at_base(s.rollout.coefficients) && at_base(s.rollout.levers[8]));
    EXPECT_TRUE(at_base(s.weather_and_prices.coefficients));
    EXPECT_TRUE(at_base(s.demography.coefficients) && at_base(s.demography.levers[8]));
    EXPECT_TRUE(at_base(s.training.coefficients) && at_base(s.training.levers[8]));
    EXPECT_TRUE(at_base(s.adoption.coefficients) && at_base(s.adoption.levers[8]));
    EXPECT_TRUE(at_base(s.rights.coefficients) && at_base(s.rights.levers[8]));
    EXPECT_TRUE(at_base(s.farm_technology.coefficients));
    EXPECT_TRUE(at_base(s.farm_technology.levers[8]));
    EXPECT_TRUE(at_base(s.farmland.coefficients) && at_base(s.farmland.levers[8]));
    EXPECT_TRUE(at_base(s.wages.coefficients) && at_base(s.wages.levers[8]));
    EXPECT_TRUE(at_base(s.firm_demography.coefficients));
    EXPECT_TRUE(at_base(s.firms.coefficients) && at_base(s.startups.coefficients) &&
                at_base(s.startups.levers[8]));
    EXPECT_TRUE(at_base(s.firms_opening) && at_base(s.job_market.coefficients));
    EXPECT_TRUE(at_base(s.migration.coefficients) && at_base(s.migration.levers[8]));
    EXPECT_TRUE(at_base(s.settlement.coefficients) && at_base(s.settlement.levers[8]));
    EXPECT_TRUE(at_base(s.harvest.coefficients) && at_base(s.harvest.levers[8]));
    EXPECT_TRUE(at_base(s.satellite.coefficients) && at_base(s.production.coefficients));
    EXPECT_TRUE(at_base(s.insurance.coefficients) && at_base(s.insurance.levers[8]));
    EXPECT_TRUE(at_base(s.accounts.coefficients) && at_base(s.accounts.levers[8]));
    EXPECT_TRUE(at_base(s.public_finance.coefficients) && at_base(s.public_finance.levers[8]));
}

TEST(Registers, BindingGivesReformValuesAtFullRollout) {
    PerDistrict<DistrictState> districts = districts_of_2019();
    for (DistrictState& state : districts) state.rollout.assign(plan_items().size(), 1.0);
    const Scenario none = default_scenario(all_parameters());
    const ModelSettings settings = bind_settings(none, 2020, districts);
    EXPECT_EQ(settings.training.levers[District::jiutai].share, 0.06);
    EXPECT_EQ(settings.public_finance.levers[District::yongji].service_add, 0.08);
    for (const double kept : settings.settlement.rights_kept) EXPECT_EQ(kept, 1.0);
}

TEST(Registers, KeptRightsAreHalfPlusHalfTheMeanRolloutOfFourItems) {
    PerDistrict<DistrictState> districts = districts_of_2019();
    districts[District::yongji].rollout[plan_item_index("T1.1")] = 0.6;
    districts[District::yongji].rollout[plan_item_index("T1.7")] = 0.2;
    const ModelSettings settings =
        bind_settings(default_scenario(all_parameters()), 2020, districts);
    EXPECT_DOUBLE_EQ(settings.settlement.rights_kept[District::yongji], 0.5 + 0.5 * 0.8 / 4);
    EXPECT_DOUBLE_EQ(settings.settlement.rights_kept[District::fengman], 0.5);
}

TEST(Registers, TheMenuOfBundlesIsWholeInAShareOfVillages) {
    const auto& parameters = all_parameters();
    Scenario scenario = default_scenario(parameters);
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        if (parameters[i].key != "t1.menu") continue;
        for (auto& path : scenario.values[i]) path = Path{{{first_year, 0b1000110}}};
    }
    PerDistrict<DistrictState> districts = districts_of_2019();
    for (std::size_t d = 0; d < district_count; ++d)
        districts[d].rollout[plan_item_index("T1.7")] = 0.125 * static_cast<double>(d);
    const ModelSettings settings = bind_settings(scenario, 2020, districts);
    EXPECT_EQ(settings.rights.menu[0].share, 0);
    for (std::size_t d = 1; d < district_count; ++d) {
        EXPECT_EQ(settings.rights.menu[d].share, 0.125 * static_cast<double>(d));
        EXPECT_EQ(settings.rights.menu[d].mask, 0b1000110u);
    }
}

TEST(Registers, AKindOfContractIsWholeInAShareOfVillages) {
    PerDistrict<DistrictState> districts = districts_of_2019();
    for (std::size_t d = 0; d < district_count; ++d)
        districts[d].rollout[plan_item_index("T3.7")] = 0.125 * static_cast<double>(d);
    const ModelSettings s = bind_settings(default_scenario(all_parameters()), 2020, districts);
    EXPECT_EQ(s.insurance.rollout[0].share, 0);
    for (std::size_t d = 1; d < district_count; ++d) {
        EXPECT_EQ(s.insurance.rollout[d].share, 0.125 * static_cast<double>(d));
        EXPECT_EQ(s.insurance.rollout[d].contract, Contract::income);
    }
}

TEST(Registers, TheHomesteadPilotIsWhatJiutaiHadIn2019) {
    PerDistrict<DistrictState> districts = districts_of_2019();
    for (DistrictState& state : districts) state.rollout[plan_item_index("T1.3")] = 1;
    const ModelSettings s = bind_settings(default_scenario(all_parameters()), 2020, districts);
    EXPECT_EQ(s.rights.pilot[District::jiutai], 0.5);
    EXPECT_EQ(s.rights.pilot[District::yongji], 0);
}

TEST(Registers, SharedValuesReachTheProcessesThatReadThem) {
    const ModelSettings s =
        bind_settings(default_scenario(all_parameters()), 2020, districts_of_2019());
    EXPECT_EQ(s.accounts.remit_share, s.migration.coefficients.remit_share);
    EXPECT_EQ(s.migration.unemployment_replacement,
              s.accounts.coefficients.unemployment_replacement);
    EXPECT_EQ(s.insurance.risk.yield_sd, s.weather_and_prices.coefficients.yield_sd);
    EXPECT_EQ(s.insurance.risk.plot_sd, s.harvest.coefficients.plot_sd);
    EXPECT_NEAR(s.insurance.risk.price_weather, -0.058, 1e-3);
    EXPECT_EQ(s.settlement.house_price_2019, s.migration.coefficients.house_price_2019);
    for (std::size_t d = 0; d < district_count; ++d) {
        EXPECT_EQ(s.migration.unemployment_cover[d], s.accounts.levers[d].unemployment_cover);
        EXPECT_EQ(s.settlement.owner_subsidy[d], s.harvest.levers[d].owner_subsidy);
        EXPECT_EQ(s.rights.owner_subsidy[d], s.harvest.levers[d].owner_subsidy);
        EXPECT_EQ(s.rights.exchange[d], s.farmland.levers[d].exchange_coverage);
    }
}

}  // namespace

TEST(Registers, WageGrowthReachesTheWageIndexToo) {
    const auto& parameters = all_parameters();
    Scenario scenario = default_scenario(parameters);
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        if (parameters[i].key != "lab.wage_growth") continue;
        for (auto& path : scenario.values[i]) path = Path{{{first_year, 0.045}}};
    }
    World world;
    rollout::open(world);
    const ModelSettings settings = bind_settings(scenario, first_year, world.districts);
    EXPECT_EQ(settings.wages.coefficients.growth, 0.045);
    EXPECT_EQ(settings.weather_and_prices.real_wage_growth, 0.045);
}

}  // namespace changji
