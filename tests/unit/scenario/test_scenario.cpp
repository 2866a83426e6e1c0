#include <cmath>
#include <set>
#include <utility>

#include <gtest/gtest.h>

#include "tests/unit/scenario/small_register.hpp"

namespace changji {
namespace {

using namespace test;

TEST(PlanItems, AreTheHundredThirtyOneRowsEachOnce) {
    std::set<std::string_view> ids;
    for (const PlanItem& item : plan_items()) {
        EXPECT_TRUE(ids.insert(item.id).second) << item.id;
        EXPECT_FALSE(item.zh.empty());
    }
    EXPECT_EQ(ids.size(), 131u);
    EXPECT_EQ(plan_items().front().id, "1.1a");
    EXPECT_EQ(plan_items().back().id, "SG4d");
    EXPECT_EQ(plan_items()[plan_item_index("P2.1–9")].id, "P2.1–9");
}

TEST(PlanItems, UnknownIdHasNoIndex) {
    EXPECT_EQ(plan_item_index("T9.9"), plan_items().size());
    EXPECT_EQ(plan_item_index(""), plan_items().size());
}

TEST(PlanItems, OnlySupervisionAndGoalsAreSafeguards) {
    for (const PlanItem& item : plan_items())
        EXPECT_EQ(item.safeguard, item.id.starts_with("2.") || item.id.starts_with("SG"))
            << item.id;
}

TEST(PlanItems, GroupsEndAtAChangeOfKind) {
    EXPECT_EQ(plan_group("all").size(), 131u);
    EXPECT_EQ(plan_group("T1").size(), 8u);
    EXPECT_EQ(plan_group("P1").size(), 3u);  // P1a–c, not P10a–d
    EXPECT_EQ(plan_group("P10").size(), 4u);
    EXPECT_EQ(plan_group("SG4").size(), 4u);
    EXPECT_TRUE(plan_group("S").empty());
    EXPECT_TRUE(plan_group("T1.").empty());
    EXPECT_TRUE(plan_group("").empty());
}

TEST(PlanItems, PilotsStandInJiutaiAndChangyiOnly) {
    const auto rho = [](std::string_view id, District d) {
        return rollout_2019(plan_item_index(id), d);
    };
    EXPECT_EQ(rho("T2.10", District::jiutai), 0.6);
    EXPECT_EQ(rho("T1.3", District::jiutai), 0.5);
    EXPECT_EQ(rho("T3.2", District::jiutai), 0.4);
    EXPECT_EQ(rho("T1.2", District::changyi), 0.8);
    EXPECT_EQ(rho("T1.2", District::jiutai), 0.0);
    EXPECT_EQ(rho("T2.1", District::yongji), 0.0);
}

TEST(Path, IsLinearBetweenKnotsAndConstantOutside) {
    const Path path{{{2021, 80}, {2025, 120}, {2026, 100}}};
    EXPECT_EQ(path.at(2019), 80);
    EXPECT_EQ(path.at(2021), 80);
    EXPECT_EQ(path.at(2023), 100);
    EXPECT_EQ(path.at(2025), 120);
    EXPECT_EQ(path.at(2026), 100);
    EXPECT_EQ(path.at(2050), 100);
}

TEST(Scenario, TargetHoldsFromItsStartYearAndIsThe2019StateBefore) {
    Scenario scenario = default_scenario(small_register());
    const std::size_t item = plan_item_index("T2.1");
    scenario.rollout[item][District::jiutai] = {{{{2019, 1.0}}}, 2022};
    EXPECT_EQ(scenario.target(item, 2021, District::jiutai), 0.6);
    EXPECT_EQ(scenario.target(item, 2022, District::jiutai), 1.0);
    EXPECT_EQ(scenario.target(item, 2030, District::yongji), 0.0);
}

TEST(Scenario, DefaultHasNoReformBeyond2019) {
    const Scenario scenario = default_scenario(small_register());
    EXPECT_EQ(scenario.value(tc_land, 2030, District::yongji), 450);
    EXPECT_EQ(scenario.value(coordination, 2030, District::yongji), 0.1);
    EXPECT_EQ(scenario.value(outflow, 2030, District::yongji), 1);
    for (std::size_t item = 0; item < plan_items().size(); ++item)
        for (std::size_t d = 0; d < district_count; ++d)
            EXPECT_EQ(scenario.target(item, 2035, district_at(d)),
                      rollout_2019(item, district_at(d)));
}

Parameter cost_parameter() {
    return small_register()[tc_land];
}

TEST(EffectiveValue, FollowsEquationZero) {
    const Parameter p = cost_parameter();
    EXPECT_EQ(effective_value(p, 200, {0.0, 0.0}), 900);
    EXPECT_EQ(effective_value(p, 200, {1.0, 0.0}), 200);
    EXPECT_DOUBLE_EQ(effective_value(p, 200, {0.5, 0.0}), 550);
    // what the pilot has keeps the register's reform value, progress goes to the scenario's
    EXPECT_DOUBLE_EQ(effective_value(p, 200, {0.6, 0.6}), 900 - 0.6 * 450);
    EXPECT_DOUBLE_EQ(effective_value(p, 200, {0.8, 0.6}), 900 - 0.6 * 450 - 0.2 * 700);
    EXPECT_DOUBLE_EQ(effective_value(p, 200, {0.3, 0.6}), 900 - 0.3 * 450);
}

TEST(EffectiveValue, WithoutProgressNoReformValueChangesABit) {
    const Parameter p = cost_parameter();
    for (const double rho : {0.0, 0.1, 0.4, 0.6, 0.8, 1.0}) {
        const double baseline = effective_value(p, p.reform, {rho, rho});
        for (const double x_ref : {0.0, 123.456, 2000.0})
            EXPECT_EQ(effective_value(p, x_ref, {rho, rho}), baseline);
    }
}

TEST(EffectiveValue, FullRolloutGivesTheReformValueToTheLastBit) {
    Parameter p = cost_parameter();
    for (const auto& [base, reform] : {std::pair{0.01, 0.03}, {0.01, 0.0}, {0.19, 0.79}}) {
        p.base = base;
        p.reform = reform;
        for (const double pilot : {0.0, 0.4, 0.5, 0.8})
            EXPECT_EQ(effective_value(p, reform, {1.0, pilot}), reform);
        EXPECT_EQ(effective_value(p, 0.123, {1.0, 0.0}), 0.123);
    }
}

TEST(EffectiveValue, RoundingNeverLeavesTheRangeOfItsThreeValues) {
    Parameter p = cost_parameter();
    p.base = 0.03;
    p.reform = 0.41;  // plain arithmetic gives 0.41000000000000003 here
    const double almost_full = std::nextafter(1.0, 0.0);
    for (const double pilot : {0.4, 0.5, 0.6, 0.8})
        EXPECT_LE(effective_value(p, 0.41, {almost_full, pilot}), 0.41);
}

TEST(EffectiveValue, ChangyiPilotCoversCollectiveSharesOnly) {
    const Scenario scenario = default_scenario(small_register());
    std::vector<double> rollout(plan_items().size(), 0.0);
    const std::size_t item = plan_item_index("T1.2");
    const auto in_changyi = [&](double rho) {
        rollout[item] = rho;
        return bind_levers<SmallLevers>(scenario, 0, 2025, District::changyi, rollout);
    };
    EXPECT_EQ(in_changyi(0.8).exit_shares, 0.8);
    EXPECT_EQ(in_changyi(0.8).exit_land, 0.0);
    EXPECT_DOUBLE_EQ(in_changyi(0.9).exit_land, 0.5);
    EXPECT_EQ(in_changyi(1.0).exit_land, 1.0);
    EXPECT_EQ(in_changyi(1.0).exit_shares, 1.0);
}

TEST(Bind, GivesLeversThroughRolloutAndTheRestAsScheduled) {
    Scenario scenario = default_scenario(small_register());
    scenario.values[coordination][District::jiutai] = {{{2020, 0.2}, {2030, 0.7}}};
    std::vector<double> rollout(plan_items().size(), 0.0);
    rollout[plan_item_index("T1.1")] = 0.5;
    const auto levers = bind_levers<SmallLevers>(scenario, 0, 2025, District::jiutai, rollout);
    EXPECT_EQ(levers.cost, 675);
    EXPECT_DOUBLE_EQ(levers.coordination, 0.45);
    EXPECT_EQ(levers.outflow, 1);
    EXPECT_EQ(bind_coefficients<SmallCoefficients>(scenario, elasticity, 2025).elasticity, 0.3);
}

}  // namespace
}  // namespace changji
