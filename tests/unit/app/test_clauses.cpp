#include <cmath>
#include <fstream>
#include <set>

#include <gtest/gtest.h>

#include "model/app/clause_effects.hpp"
#include "model/baseline/csv.hpp"
#include "model/scenario/plan_items.hpp"
#include "model/scenario/reader.hpp"
#include "model/simulation/registers.hpp"
#include "output/target_table.hpp"

namespace changji::app {
namespace {

const std::vector<Clause>& shipped() {
    static const std::vector<Clause> clauses = read_clauses("scenarios/plan_clauses.csv");
    return clauses;
}

const Clause& clause(const std::string& id) {
    return shipped()[plan_item_index(id)];
}

bool names(const std::vector<std::string>& list, const std::string& word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

TEST(Clauses, EveryClauseOfThePlanIsMappedOrSaysWhyNot) {
    ASSERT_EQ(shipped().size(), plan_items().size());
    ASSERT_EQ(shipped().size(), 131u);
    int not_modelled = 0;
    for (const Clause& c : shipped()) {
        EXPECT_FALSE(c.zh.empty() || c.en.empty()) << c.id;
        EXPECT_EQ(c.not_modelled.zh.empty(), c.not_modelled.en.empty()) << c.id;
        not_modelled += !c.not_modelled.en.empty();
        if (c.not_modelled.en.empty()) {
            EXPECT_FALSE(c.levers.empty() && c.pending.empty() && c.inputs.empty()) << c.id;
            EXPECT_FALSE(c.indicators.empty()) << c.id;
        }
    }
    EXPECT_LE(not_modelled, 12);
}

TEST(Clauses, EveryLeverOfTheModelStandsInItsClauses) {
    for (const Parameter& p : all_parameters()) {
        std::istringstream ids{std::string(p.clause)};
        for (std::string id; ids >> id;) {
            ASSERT_LT(plan_item_index(id), plan_items().size()) << p.key;
            const Coverage coverage = coverage_of(clause(id));
            EXPECT_TRUE(names(coverage.built, std::string(p.key)))
                << p.key << " is missing in scenarios/plan_clauses.csv, clause " << id;
        }
    }
}

/// Facts, targets and the other things that clauses without levers rest on.
TEST(Clauses, EveryInputNamedExists) {
    std::set<std::string> facts, targets;
    FactProblems problems;
    std::string text;
    for (const CsvRow& row :
         read_csv("model/baseline/facts/facts.csv", {"indicator"}, problems, text))
        facts.insert(row.fields[0]);
    for (const output::Target& target : output::read_targets("output/targets.csv"))
        targets.insert(target.id);
    const std::set<std::string> others{"roll", "roll2019", "run.end", "replay:jiutai"};
    for (const Clause& c : shipped()) {
        for (const std::string& input : c.inputs) {
            const std::string kind = input.substr(0, input.find(':')),
                              name = input.substr(input.find(':') + 1);
            const bool there = kind == "fact"     ? facts.count(name) > 0
                               : kind == "target" ? targets.count(name) > 0
                                                  : others.count(input) > 0;
            EXPECT_TRUE(there) << c.id << ": " << input;
        }
    }
}

TEST(Clauses, WhatDoesNotExistIsRefusedWithItsLine) {
    std::ifstream shipped_file("scenarios/plan_clauses.csv");
    std::ostringstream text;
    text << shipped_file.rdbuf();
    const auto refused = [&](const std::string& from, const std::string& to) {
        std::string changed = text.str();
        changed.replace(changed.find(from), from.size(), to);
        const std::string path = testing::TempDir() + "clauses.csv";
        std::ofstream(path) << changed;
        try {
            read_clauses(path);
        } catch (const InputError& error) {
            return error.message().en;
        }
        return std::string();
    };
    EXPECT_NE(refused("t1.tc_land", "t1.tc_lnd").find("t1.tc_lnd"), std::string::npos);
    EXPECT_NE(refused("transferred_share", "transfered").find("transfered"), std::string::npos);
    EXPECT_NE(refused("\nT1.2,", "\nT1.3,").find("'T1.2', not 'T1.3'"), std::string::npos);
    EXPECT_EQ(refused("T1.1", "T1.1"), "");
}

TEST(Clauses, AClauseIsSwitchedByItsRolloutASafeguardByItsLevers) {
    EXPECT_EQ(switch_settings(clause("T1.1"), Switch::on),
              (std::vector<std::string>{"roll.T1.1.target=1", "roll.T1.1.t0=2021"}));
    EXPECT_EQ(switch_settings(clause("T1.1"), Switch::off),
              (std::vector<std::string>{"roll.T1.1.t0=9999"}));
    EXPECT_EQ(switch_settings(clause("SG1"), Switch::on),
              (std::vector<std::string>{"s1.coord=2020:base 2021:reform"}));
    EXPECT_TRUE(switch_settings(clause("1.2"), Switch::on).empty());
    for (const Clause& c : shipped())  // every switch is a valid setting
        for (const Switch way : {Switch::on, Switch::off})
            EXPECT_NO_THROW(read_scenario({"full_reform", {"scenarios"}, switch_settings(c, way), ""},
                                          all_parameters()))
                << c.id;
}

TEST(PairedChange, IsTheMeanOfDifferencesWithItsStandardError) {
    const PairedChange change = paired_change({1, 2, 3}, {2, 4, 6});
    EXPECT_DOUBLE_EQ(change.without, 2);
    EXPECT_DOUBLE_EQ(change.change, 2);
    EXPECT_DOUBLE_EQ(change.standard_error, 1 / std::sqrt(3.0));
    EXPECT_DOUBLE_EQ(change.t(), 2 * std::sqrt(3.0));
    EXPECT_EQ(paired_change({1, 1}, {1, 1}).t(), 0);
    EXPECT_TRUE(std::isinf(paired_change({1, 1}, {2, 2}).t()));
    const double none = std::nan("");
    EXPECT_EQ(paired_change({1, none, 3}, {2, 5, none}).pairs, 1);
    EXPECT_TRUE(std::isnan(paired_change({none}, {1}).change));
}

}  // namespace
}  // namespace changji::app
