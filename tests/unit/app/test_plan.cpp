#include <algorithm>
#include <fstream>
#include <set>

#include <gtest/gtest.h>

#include "model/app/batch/batch_folder.hpp"
#include "model/app/batch/plan.hpp"
#include "model/base/check.hpp"
#include "tests/unit/output/temporary_folder.hpp"

namespace changji::app {
namespace {

namespace fs = std::filesystem;

BatchPlan plan_of(const fs::path& folder, const std::string& text) {
    std::ofstream(folder / "plan.ini") << text;
    return read_plan(folder / "plan.ini", find_places());
}

std::string fault_of(const fs::path& folder, const std::string& text) {
    try {
        plan_of(folder, text);
    } catch (const InputError& error) {
        return error.message().en;
    }
    return "";
}

TEST(Plan, NeedsOnlyScenarios) {
    const TemporaryFolder folder;
    const BatchPlan plan = plan_of(folder.path(), "scenarios = rights_only baseline\n");
    EXPECT_EQ(plan.scenarios.size(), 2u);
    EXPECT_EQ(plan.replicates, 1);
    EXPECT_EQ(plan.sample, 1);
    EXPECT_EQ(plan.base, "baseline");
    EXPECT_EQ(plan.last_year(), 2035);
    EXPECT_EQ(plan.draws.size(), 1u);
    EXPECT_TRUE(plan.measures.empty());
}

TEST(Plan, TellsAllMistakesAtOnceWithTheirLines) {
    const TemporaryFolder folder;
    const std::string fault =
        fault_of(folder.path(),
                 "scenarios = baseline nowhere\nreplicates = 0\nsample = 2\nseeds = 3\n"
                 "measures = income_ratoi\nbase = other\nuntil = 2018\n[part]\nseed = 1\nseed = 2\n"
                 "draws = none.csv\n");
    for (const char* part : {"plan.ini:1", "nowhere", "plan.ini:2", "[1, 1000000]", "plan.ini:3",
                             "[0.01, 1]", "plan.ini:4", "did you mean seed", "plan.ini:5",
                             "did you mean income_ratio", "plan.ini:6", "plan.ini:7", "plan.ini:8",
                             "no sections", "plan.ini:10", "repeated", "plan.ini:11", "none.csv"})
        EXPECT_NE(fault.find(part), std::string::npos) << part << "\n" << fault;
}

TEST(Plan, DrawsAreCheckedAgainstTheRegister) {
    const TemporaryFolder folder;
    std::ofstream(folder.path() / "draws.csv") << "draw,roll.kappa0,cred.fundin\n1,0.3,0.1\n"
                                                  "2,9,0.1\n";
    const std::string fault = fault_of(folder.path(), "scenarios = baseline\ndraws = draws.csv\n");
    EXPECT_NE(fault.find("draws.csv:2"), std::string::npos) << fault;
    EXPECT_NE(fault.find("did you mean cred.funding"), std::string::npos) << fault;
    EXPECT_NE(fault.find("draws.csv:3"), std::string::npos) << fault;
}

TEST(Plan, ADrawReplacesTheValuesOfEveryScenario) {
    const TemporaryFolder folder;
    std::ofstream(folder.path() / "draws.csv") << "draw,roll.kappa0\n7,0.31\n8,0.4\n";
    const BatchPlan plan =
        plan_of(folder.path(), "scenarios = baseline full_reform\ndraws = draws.csv\n");
    ASSERT_EQ(plan.draws.size(), 2u);
    EXPECT_EQ(plan.draws[0].number, 1);
    const Scenario drawn = with_draw(plan.scenarios[1], plan.draws[0]);
    EXPECT_EQ(drawn.values[0][District::jiutai].at(2030), 0.31);
    EXPECT_EQ(drawn.origins.values[0][District::jiutai], "draw 1");
    const Scenario same = with_draw(plan.scenarios[1], parameter_draw(1, {{"roll.kappa0", 0.31}}));
    EXPECT_EQ(same.values[0][District::jiutai].at(2030), 0.31);
}

TEST(Plan, RunsAreInterleavedAndKeysAreUniqueAndStable) {
    const TemporaryFolder folder;
    const std::string text = "scenarios = baseline full_reform rights_only\nuntil = 2021\n";
    const auto few = expanded(plan_of(folder.path(), text + "replicates = 4\n"));
    const auto more = expanded(plan_of(folder.path(), text + "replicates = 6\nthreads = 3\n"));
    ASSERT_EQ(few.size(), 12u);
    std::set<std::string> keys;
    for (std::size_t i = 0; i < few.size(); ++i) {
        keys.insert(few[i].key);
        EXPECT_EQ(few[i].key, more[i].key);
        EXPECT_EQ(few[i].scenario, i % 3);
        EXPECT_EQ(few[i].replicate, static_cast<int>(i / 3));
    }
    EXPECT_EQ(keys.size(), 12u);
    const auto other = expanded(plan_of(folder.path(), text + "replicates = 4\nseed = 2\n"));
    EXPECT_EQ(keys.count(other[0].key), 0u);
}

TEST(Plan, AFolderHoldsItsPlanWhole) {
    const TemporaryFolder folder;
    std::ofstream(folder.path() / "mine.ini") << "extends = full_reform\n[t1]\ntc_land = 300\n";
    std::ofstream(folder.path() / "draws.csv") << "roll.kappa0,t1.tc_land@jiutai\n0.3,200\n";
    const BatchPlan plan =
        plan_of(folder.path(), "scenarios = baseline mine.ini\nuntil = 2021\nreplicates = 2\n"
                               "sample = 0.05\ndraws = draws.csv\nmeasures = income_ratio\n");
    const fs::path batch = folder.path() / "batch";
    make_batch_folder(batch, plan, expanded(plan));
    fs::remove(folder.path() / "mine.ini");
    fs::remove(folder.path() / "draws.csv");
    const BatchPlan again = read_plan(batch / folder_plan_name, find_places());
    const auto first = expanded(plan), second = expanded(again);
    ASSERT_EQ(first.size(), second.size());
    for (std::size_t i = 0; i < first.size(); ++i) EXPECT_EQ(first[i].key, second[i].key);
    EXPECT_NO_THROW(check_same_batch(batch, again));
}

TEST(Plan, AChangedScenarioIsNoticed) {
    const TemporaryFolder folder;
    std::ofstream(folder.path() / "mine.ini") << "[t1]\ntc_land = 300\n";
    const std::string text = "scenarios = mine.ini\nuntil = 2021\n";
    const BatchPlan plan = plan_of(folder.path(), text);
    make_batch_folder(folder.path() / "batch", plan, expanded(plan));
    std::ofstream(folder.path() / "mine.ini") << "[t1]\ntc_land = 301\n";
    EXPECT_THROW(check_same_batch(folder.path() / "batch", plan_of(folder.path(), text)),
                 InputError);
}

TEST(Plan, PartsTogetherAreTheWhole) {
    for (std::size_t position = 0; position < 20; ++position) {
        int owners = 0;
        for (int i = 1; i <= 3; ++i) owners += Part{i, 3}.has(position);
        EXPECT_EQ(owners, 1);
    }
}

}  // namespace
}  // namespace changji::app
