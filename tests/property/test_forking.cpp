#include <map>

#include <gtest/gtest.h>

#include "model/app/batch/family.hpp"
#include "model/app/batch/history.hpp"
#include "output/content_hash.hpp"
#include "tests/support/opened_world.hpp"

namespace changji {
namespace {

using app::Branch;
using app::FamilyMember;
using test::shipped_scenario;

constexpr int last_year = 2023;

FamilyMember member(std::size_t run, Scenario scenario) {
    scenario.last_year = last_year;
    FamilyMember made{run, scenario, {}};
    made.history = app::history_of(made.scenario, all_parameters(), last_year);
    return made;
}

/// A reform that begins later than the shipped one.
Scenario reform_from(int year) {
    Scenario scenario = shipped_scenario("full_reform");
    for (auto& item : scenario.rollout)
        for (auto& plan : item) plan.start_year = year;
    for (std::size_t i = 0; i < all_parameters().size(); ++i)
        if (all_parameters()[i].role == Role::safeguard)
            scenario.values[i] = default_scenario(all_parameters()).values[i];
    return scenario;
}

std::map<std::size_t, std::string> hashes_of(const std::vector<FamilyMember>& members) {
    std::map<std::size_t, std::string> hashes;
    Branch begin{test::opened_sample().world, output::Recorder({}), {}};
    begin.recorder.record(begin.world);
    for (std::size_t m = 0; m < members.size(); ++m) begin.members.push_back(m);
    app::FamilyWatcher watcher;
    watcher.done = [&](const FamilyMember& who, output::Results&& results) {
        hashes[who.run] = output::run_hash(results, 0);
    };
    watcher.failed = [](const FamilyMember&, const app::Failure& failure) {
        ADD_FAILURE() << failure.reason;
    };
    std::vector<Branch> branches;
    branches.push_back(std::move(begin));
    app::run_family(std::move(branches), members, forcing_of(test::published_facts()), {1, 0},
                    watcher);
    return hashes;
}

TEST(Forking, ScenariosThatShareAHistoryHaveTheBytesOfScenariosThatRunAlone) {
    const std::vector<FamilyMember> members{
        member(0, shipped_scenario("baseline")), member(1, shipped_scenario("full_reform")),
        member(2, shipped_scenario("rights_only")), member(3, reform_from(2022)),
        member(4, shipped_scenario("baseline"))};
    const auto together = hashes_of(members);
    ASSERT_EQ(together.size(), members.size());
    for (const FamilyMember& one : members)
        EXPECT_EQ(together.at(one.run), hashes_of({one}).at(one.run)) << one.run;
    EXPECT_NE(together.at(0), together.at(1));
    EXPECT_NE(together.at(1), together.at(3));
    EXPECT_EQ(together.at(0), together.at(4));
}

TEST(Forking, HistoriesPartInTheFirstYearThatDiffers) {
    const auto years_shared = [](const FamilyMember& a, const FamilyMember& b) {
        std::size_t years = 0;
        while (years < a.history.size() && a.history[years] == b.history[years]) ++years;
        return years;
    };
    const FamilyMember base = member(0, shipped_scenario("baseline"));
    EXPECT_EQ(years_shared(base, member(1, shipped_scenario("full_reform"))), 2u);  // 2019, 2020
    EXPECT_EQ(years_shared(base, member(1, reform_from(2022))), 3u);
    EXPECT_EQ(years_shared(base, base), 5u);
    Scenario other = shipped_scenario("baseline");
    other.values[0][District::jiutai].knots = {{2019, 0.3}};  // roll.kappa0, a coefficient
    EXPECT_EQ(years_shared(base, member(1, other)), 0u);
}

TEST(Forking, AReformValueCountsFromTheYearInWhichItsReformCanBegin) {
    Scenario a = reform_from(2022), b = reform_from(2022);
    for (std::size_t i = 0; i < all_parameters().size(); ++i)
        if (all_parameters()[i].key == "t1.tc_land")
            for (Path& path : b.values[i]) path.knots = {{2019, all_parameters()[i].low}};
    const FamilyMember first = member(0, a), second = member(1, b);
    EXPECT_EQ(first.history[2], second.history[2]);
    EXPECT_NE(first.history[3], second.history[3]);
    const auto together = hashes_of({first, second});
    EXPECT_EQ(together.at(0), hashes_of({first}).at(0));
    EXPECT_EQ(together.at(1), hashes_of({second}).at(1));
}

}  // namespace
}  // namespace changji
