#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/opened_world.hpp"

namespace changji {
namespace {

std::size_t position(std::string_view key) {
    const auto& list = schedule();
    const auto found = std::find_if(list.begin(), list.end(),
                                    [&](const ProcessInfo& info) { return info.key == key; });
    EXPECT_NE(found, list.end()) << key;
    return static_cast<std::size_t>(found - list.begin());
}

TEST(Schedule, EveryProcessIsNamedOnceInBothLanguages) {
    std::set<std::string_view> keys;
    for (const ProcessInfo& info : schedule()) {
        EXPECT_TRUE(keys.insert(info.key).second) << info.key;
        EXPECT_FALSE(info.zh.empty() || info.en.empty()) << info.key;
        EXPECT_FALSE(info.writes.empty()) << info.key;
    }
    EXPECT_EQ(schedule().size(), processes().size());
}

TEST(Schedule, FollowsTheOrderOfTheYear) {
    const std::vector<std::string_view> order{"open_year",
                                              "rollout",
                                              "demography",
                                              "training",
                                              "farmland",
                                              "firm_plans",
                                              "separation",
                                              "migration",
                                              "matching",
                                              "settlement",
                                              "weather_and_prices",
                                              "harvest",
                                              "pay",
                                              "production",
                                              "accounts",
                                              "stocktaking",
                                              "public_finance",
                                              "national_accounts",
                                              "expectations"};
    for (std::size_t i = 1; i < order.size(); ++i)
        EXPECT_LT(position(order[i - 1]), position(order[i])) << order[i];
}

TEST(Schedule, AWatcherSeesEveryProcessInOrderAndTheAuditLast) {
    World world = test::opened_sample().world;
    Scenario scenario = test::shipped_scenario("baseline");
    scenario.last_year = 2021;
    std::vector<std::string> seen;
    std::vector<int> recorded;
    Watcher watcher;
    watcher.after = [&](std::string_view key) { seen.emplace_back(key); };
    watcher.record = [&](const World& at) { recorded.push_back(at.year); };
    simulate(world, scenario, forcing_of(test::published_facts()), Draws{}, watcher);
    EXPECT_EQ(recorded, (std::vector<int>{2019, 2020, 2021}));
    ASSERT_EQ(seen.size(), 2 * (schedule().size() + 1));
    for (std::size_t i = 0; i < schedule().size(); ++i) EXPECT_EQ(seen[i], schedule()[i].key);
    EXPECT_EQ(seen[schedule().size()], "audit");
}

TEST(Schedule, TheOpenedWorldMeetsItsAims) {
    const Opened& opened = test::opened_sample();
    EXPECT_FALSE(opened.lines.empty());
    for (const OpeningLine& line : opened.lines) {
        if (line.name == "union share of women 30-39") {
            EXPECT_NEAR(line.reached, 0.89, 1e-9);
        }
    }
    for (const ClosingFactor& factor : opened.factors) {
        EXPECT_GE(factor.target / factor.before, 0.8) << factor.name;
        EXPECT_LE(factor.target / factor.before, 1.25) << factor.name;
    }
}

TEST(Schedule, RuralAndUrbanIncomeOf2019AreThePublishedOnes) {
    const World& world = test::opened_sample().world;
    for (const Stratum s : {Stratum::rural, Stratum::urban}) {
        double income = 0, heads = 0;
        for (const auto& district : world.totals) {
            const Totals& t = district[index(s)];
            income += (t.wage + t.business + t.property + t.transfer) / 100;
            heads += t.residents;
        }
        const double published = s == Stratum::rural ? test::published_facts().rural_income
                                                     : test::published_facts().urban_income;
        EXPECT_NEAR(income / heads / published, 1.0, 1e-3);
    }
}

}  // namespace
}  // namespace changji
