#include <gtest/gtest.h>

#include "model/processes/adaptive_policy.hpp"
#include "tests/support/farm_world.hpp"

namespace changji::adaptive_policy {
namespace {

TEST(AdaptivePolicy, APathRunsFrom2019ThroughBothGoals) {
    const Goal share{Criterion::beautiful, 0.30, 1.00, false};
    EXPECT_DOUBLE_EQ(path(share, 0.0, 2019), 0.0);
    EXPECT_DOUBLE_EQ(path(share, 0.0, 2022), 0.15);
    EXPECT_DOUBLE_EQ(path(share, 0.0, 2025), 0.30);
    EXPECT_DOUBLE_EQ(path(share, 0.0, 2030), 0.65);
    EXPECT_DOUBLE_EQ(path(share, 0.0, 2045), 1.00);
    const Goal ratio{Criterion::settlements, 1.5, 1.5, true};
    EXPECT_DOUBLE_EQ(path(ratio, 2.0, 2025), 3.0);
    EXPECT_DOUBLE_EQ(shortfall(0.9, 1.0), 0.1);
    EXPECT_DOUBLE_EQ(shortfall(1.1, 1.0), 0.0);
}

/// A zone that reforms beautiful villages half way and is behind in them.
struct Zone {
    World world;
    Scenario scenario;
    Settings settings = test::base_settings<Settings>();
    std::size_t item = plan_item_index("P3a");

    Zone() {
        scenario.last_year = 2035;
        scenario.rollout.resize(plan_items().size());
        for (auto& plan_item : scenario.rollout)
            for (auto& rollout : plan_item) rollout.target = Path{{{2019, 0.0}}};
        for (std::size_t d = 0; d < district_count; ++d) {
            scenario.rollout[item][d].target = Path{{{2020, 0.5}}};
            DistrictState& state = world.districts[d];
            state.raised.assign(plan_items().size(), 0.0);
            state.evaluation.level.fill(10);  // ahead everywhere
            state.cultivated_credit = hectares(1);
            world.tallies[d][index(Stratum::rural)].contracts = 1000;
        }
        for (auto& levers : settings.levers) levers.on = 1;
        behind().evaluation.level[index(Criterion::beautiful)] = 0.0;
    }
    DistrictState& behind() { return world.districts[District::changyi]; }
    void years_to(int last) {
        while (world.year < last) {
            ++world.year;
            adjust(world, scenario, settings);
        }
    }
};

TEST(AdaptivePolicy, TargetsOfALaggingDistrictRiseByTheStepAfterTheLag) {
    Zone zone;
    zone.years_to(2021);
    EXPECT_EQ(zone.world.actions.size(), 0u);
    zone.years_to(2022);
    ASSERT_EQ(zone.world.actions.size(), 1u);
    const Actions& log = zone.world.actions;
    EXPECT_EQ(log.year[0], 2022);
    EXPECT_EQ(log.district[0], index(District::changyi));
    EXPECT_EQ(log.rule[0], Rule::raise_target);
    EXPECT_EQ(static_cast<std::size_t>(log.item[0]), zone.item);
    EXPECT_EQ(log.trigger[0], 0.0);
    EXPECT_GT(log.limit[0], 0.0);
    EXPECT_DOUBLE_EQ(log.amount[0], 0.2);
    EXPECT_DOUBLE_EQ(zone.behind().raised[zone.item], 0.2);
}

TEST(AdaptivePolicy, WhatTheScenarioDoesNotReformStaysAsItIs) {
    Zone zone;
    for (auto& rollout : zone.scenario.rollout[zone.item]) rollout.target = Path{{{2020, 0.0}}};
    zone.years_to(2024);
    EXPECT_EQ(zone.world.actions.size(), 0u);
}

TEST(AdaptivePolicy, OffIsOff) {
    Zone zone;
    for (auto& levers : zone.settings.levers) levers.on = 0;
    zone.behind().cultivated_credit = Area{};
    zone.years_to(2024);
    EXPECT_EQ(zone.world.actions.size(), 0u);
    EXPECT_EQ(zone.behind().brakes, 0);
}

TEST(AdaptivePolicy, DisputesAndViolationsPauseExitsForAYear) {
    Zone zone;
    zone.behind().evaluation.level.fill(10);
    Tally& village = zone.world.tallies[index(District::changyi)][index(Stratum::rural)];
    village.disputes = 31;
    zone.years_to(2022);
    EXPECT_EQ(zone.behind().brakes, brake(Rule::pause_exits));
    EXPECT_EQ(zone.world.districts[District::jiutai].brakes, 0);
    village.disputes = 0;
    zone.world.year = 2023;
    adjust(zone.world, zone.scenario, zone.settings);
    EXPECT_EQ(zone.behind().brakes, 0);
    const Actions& log = zone.world.actions;
    ASSERT_EQ(log.size(), 2u);  // on, and off again
    EXPECT_EQ(log.amount[0], 1.0);
    EXPECT_DOUBLE_EQ(log.trigger[0], 0.031);
    EXPECT_EQ(log.amount[1], 0.0);
    village.rights_violations = 1;
    zone.world.year = 2024;
    adjust(zone.world, zone.scenario, zone.settings);
    EXPECT_EQ(zone.behind().brakes, brake(Rule::pause_exits));
}

TEST(AdaptivePolicy, NoCultivatedCreditPausesConversion) {
    Zone zone;
    zone.behind().evaluation.level.fill(10);
    zone.behind().cultivated_credit = Area{};
    zone.years_to(2022);
    EXPECT_EQ(zone.behind().brakes, brake(Rule::pause_conversion));
}

}  // namespace
}  // namespace changji::adaptive_policy
