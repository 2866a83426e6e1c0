#include <gtest/gtest.h>

#include "model/processes/rollout.hpp"
#include "model/scenario/plan_items.hpp"
#include "tests/support/farm_world.hpp"

namespace changji::rollout {
namespace {

Push push(double speed, double replication = 0, double leader = 0) {
    return {speed, replication, leader};
}

TEST(Rollout, OneYearClosesTheShareOfTheGapThatSpeedStates) {
    EXPECT_DOUBLE_EQ(next_rollout(0.2, 1.0, push(0.25), 0.5), 0.2 + 0.25 * 0.8);
    EXPECT_DOUBLE_EQ(next_rollout(0.5, 0.5, push(0.25), 0.5), 0.5);
}

TEST(Rollout, NeverOvershootsItsTarget) {
    EXPECT_DOUBLE_EQ(next_rollout(0.2, 0.6, push(3.0), 0.5), 0.6);
    EXPECT_DOUBLE_EQ(next_rollout(0.55, 0.6, push(0.9, 0.3, 1.0), 0.5), 0.6);
    for (int i = 0; i <= 20; ++i) {
        for (int k = 0; k <= 20; ++k) {
            const double now = i / 20.0, target = k / 20.0;
            const double next = next_rollout(now, target, push(1.7, 0.3, 1.0), 0.5);
            EXPECT_LE(next, std::max(now, target));
            EXPECT_GE(next, std::min(now, target));
        }
    }
}

TEST(Rollout, TheLeaderHelpsThoseBehindWhoStillRise) {
    const double alone = next_rollout(0.2, 0.9, push(0.25), 0.5);
    EXPECT_DOUBLE_EQ(next_rollout(0.2, 0.9, push(0.25, 0.10, 0.8), 0.5), alone + 0.10 * 0.6);
    EXPECT_DOUBLE_EQ(next_rollout(0.2, 0.9, push(0.25, 0.10, 0.1), 0.5), alone);  // not behind
    EXPECT_DOUBLE_EQ(next_rollout(0.5, 0.5, push(0.25, 0.10, 1.0), 0.5), 0.5);    // not rising
}

TEST(Rollout, ALowerTargetIsFallenBackToAtItsOwnSpeed) {
    EXPECT_DOUBLE_EQ(next_rollout(0.8, 0.2, push(0.25, 0.10, 1.0), 0.5), 0.8 - 0.5 * 0.6);
    EXPECT_DOUBLE_EQ(next_rollout(0.8, 0.2, push(0.25), 1.0), 0.2);
}

TEST(Rollout, MoreOfEveryTermOfSpeedNeverSlowsIt) {
    double before = 0;
    for (const double speed : {0.0, 0.1, 0.25, 0.5, 1.0, 2.0}) {
        const double next = next_rollout(0.3, 1.0, push(speed), 0.5);
        EXPECT_GE(next, before);
        before = next;
    }
}

/// A scenario with every target at one from 2020 on.
Scenario everything_from_2020() {
    Scenario scenario;
    scenario.rollout.resize(plan_items().size());
    for (auto& item : scenario.rollout)
        for (Scenario::Rollout& district : item) district = {Path{{{2020, 1.0}}}, 2020};
    return scenario;
}

struct Reform {
    World world;
    Scenario scenario = everything_from_2020();
    Settings settings = test::base_settings<Settings>();

    Reform() { open(world); }
    double at(std::string_view id, District d = District::yongji) const {
        return world.districts[d].rollout[plan_item_index(id)];
    }
    void advance_to(int year) {
        world.year = year;
        advance(world, scenario, settings, Draws{});
    }
};

TEST(Rollout, OpensAtWhatPilotsHadIn2019) {
    const Reform reform;
    EXPECT_DOUBLE_EQ(reform.at("T2.1", District::jiutai), 0.6);
    EXPECT_DOUBLE_EQ(reform.at("T1.3", District::jiutai), 0.5);
    EXPECT_DOUBLE_EQ(reform.at("T3.2", District::jiutai), 0.4);
    EXPECT_DOUBLE_EQ(reform.at("T1.2", District::changyi), 0.8);
    EXPECT_DOUBLE_EQ(reform.at("T1.1", District::jiutai), 0.0);
}

TEST(Rollout, ThreeItemsWaitForNationalAuthorisationTheThirdOnlyInTheHomesteadPilot) {
    Reform reform;
    reform.advance_to(2020);
    for (const char* id : {"T1.4", "T3.1"}) EXPECT_EQ(reform.at(id), 0.0) << id;
    EXPECT_GT(reform.at("T3.2"), 0.0);
    EXPECT_DOUBLE_EQ(reform.at("T3.2", District::jiutai), 0.4);
    EXPECT_GT(reform.at("T1.1"), 0.0);
    reform.advance_to(2021);
    for (const char* id : {"T1.4", "T3.1", "T3.2"}) EXPECT_GT(reform.at(id), 0.0) << id;
}

TEST(Rollout, SafeguardsFollowTheirSchedule) {
    Reform reform;
    reform.advance_to(2020);
    for (std::size_t item = 0; item < plan_items().size(); ++item)
        if (plan_items()[item].safeguard) {
            EXPECT_EQ(reform.world.districts[District::yongji].rollout[item], 1.0);
        }
}

TEST(Rollout, TargetsAt2019ValuesChangeNothing) {
    Reform reform;
    for (std::size_t item = 0; item < plan_items().size(); ++item)
        for (std::size_t d = 0; d < district_count; ++d)
            reform.scenario.rollout[item][d].target =
                Path{{{2019, rollout_2019(item, district_at(d))}}};
    const World before = reform.world;
    for (int year = 2020; year < 2030; ++year) reform.advance_to(year);
    for (std::size_t d = 0; d < district_count; ++d)
        EXPECT_EQ(reform.world.districts[d].rollout, before.districts[d].rollout);
}

TEST(Rollout, CoordinationPromotionPlanningAndRewardsSpeedItUp) {
    const auto reached = [](auto change) {
        Reform reform;
        for (std::size_t d = 0; d < district_count; ++d) change(reform.settings, d);
        for (int year = 2020; year <= 2023; ++year) reform.advance_to(year);
        return reform.at("T1.1");
    };
    const double plain = reached([](Settings&, std::size_t) {});
    EXPECT_GT(reached([](Settings& s, std::size_t d) { s.levers[d].coordination = 1; }), plain);
    EXPECT_GT(reached([](Settings& s, std::size_t d) { s.levers[d].promotion = 1; }), plain);
    EXPECT_GT(reached([](Settings& s, std::size_t d) { s.levers[d].planning = 1; }), plain);
    EXPECT_GT(reached([](Settings& s, std::size_t d) { s.reward[d] = 5e6; }), plain);
    EXPECT_GT(reached([](Settings& s, std::size_t d) { s.levers[d].replication = 1; }), plain);
}

}  // namespace
}  // namespace changji::rollout
