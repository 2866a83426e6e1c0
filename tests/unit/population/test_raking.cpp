#include <numeric>

#include <gtest/gtest.h>

#include "model/population/composition.hpp"
#include "model/population/margins.hpp"
#include "model/population/raking.hpp"
#include "model/population/targets.hpp"
#include "tests/support/published_facts.hpp"

namespace changji::population {
namespace {

/// Types as rows of (margin, count).
Contributions rows(const std::vector<std::vector<Contributions::Entry>>& types) {
    Contributions result;
    for (const auto& type : types) {
        result.entries.insert(result.entries.end(), type.begin(), type.end());
        result.end_row();
    }
    return result;
}

TEST(Raking, MeetsATwoWayTable) {
    // Four cells of a 2×2 table, margins 0–1 the rows, 2–3 the columns.
    const auto table =
        rows({{{0, 1}, {2, 1}}, {{0, 1}, {3, 1}}, {{1, 1}, {2, 1}}, {{1, 1}, {3, 1}}});
    const Raked raked = rake(table, {30, 70, 40, 60}, 1);
    EXPECT_LT(raked.worst, 1e-6);
    EXPECT_NEAR(raked.weight[0] + raked.weight[1], 30, 1e-3);
    EXPECT_NEAR(raked.weight[0] + raked.weight[2], 40, 1e-3);
    // Equal starts stay independent: weight = row × column ÷ total.
    EXPECT_NEAR(raked.weight[0], 12, 1e-3);
    EXPECT_NEAR(raked.weight[3], 42, 1e-3);
}

TEST(Raking, MeetsHouseholdAndPersonMarginsTogether) {
    // Margin 0 households, margin 1 persons: singles, couples, families of four.
    const auto table = rows({{{0, 1}, {1, 1}}, {{0, 1}, {1, 2}}, {{0, 1}, {1, 4}}});
    const Raked raked = rake(table, {100, 240}, 10);
    EXPECT_NEAR(raked.weight[0] + raked.weight[1] + raked.weight[2], 100, 1e-3);
    EXPECT_NEAR(raked.weight[0] + 2 * raked.weight[1] + 4 * raked.weight[2], 240, 1e-3);
}

TEST(Raking, LeavesOutTypesOfAnEmptyMargin) {
    const Raked raked = rake(rows({{{0, 1}}, {{0, 1}, {1, 1}}}), {10, 0}, 1);
    EXPECT_NEAR(raked.weight[0], 10, 1e-4);
    EXPECT_EQ(raked.weight[1], 0);
}

TEST(Raking, TellsTheMissOfContradictoryMargins) {
    const Raked raked = rake(rows({{{0, 1}, {1, 1}}}), {10, 20}, 1);
    EXPECT_GT(raked.worst, 0.05);
}

TEST(Integerise, KeepsTheTotalWithinOne) {
    const std::vector<double> weight{0.3, 2.7, 1.5, 0.25, 9.75, 0.5};
    const auto count = integerise(weight, 0.4);
    EXPECT_NEAR(std::accumulate(count.begin(), count.end(), 0), 15, 1);
    for (std::size_t t = 0; t < weight.size(); ++t) EXPECT_NEAR(count[t], weight[t], 1);
}

TEST(Margins, GivePersonTotalsExactlyAndAgesClosely) {
    const Types types = compose(Group::village, 3000, 1);
    AgeShares home = age_shares(test::published_facts(), Stratum::rural);
    for (double& share : home) share *= 50'000;
    const Margins margins =
        margins_of(home, 4000, 9000, 2.4, size_shares(test::published_facts(), 2.4), 0.9);
    double worst = 0;
    const auto count =
        whole_households(types, contributions(types), margins, {50'000, 4000, 9000}, 0.5, worst);
    EXPECT_LT(worst, 1e-4);
    std::array<std::int64_t, 3> persons{};
    double old = 0, old_target = 0;
    for (std::size_t t = 0; t < types.size(); ++t)
        for (const Member* m = types.begin(t); m != types.end(t); ++m) {
            persons[static_cast<std::size_t>(m->where)] += count[t];
            if (m->where == Where::home && m->age >= 65) old += count[t];
        }
    for (int group = 13; group < age_groups; ++group)
        old_target += home[static_cast<std::size_t>(2 * group)] +
                      home[static_cast<std::size_t>(2 * group + 1)];
    EXPECT_EQ(persons, (std::array<std::int64_t, 3>{50'000, 4000, 9000}));
    EXPECT_NEAR(old, old_target, 0.01 * old_target);
}

}  // namespace
}  // namespace changji::population
