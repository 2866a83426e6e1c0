#include <cmath>

#include <gtest/gtest.h>

#include "model/base/check.hpp"
#include "output/comparison.hpp"

namespace changji::output {
namespace {

/// One measure in one year; the zone's value of each replicate is given, districts hold zero.
Results results_of(std::vector<std::pair<int, double>> replicates) {
    Results results;
    results.years = {2025};
    Series series{"m", "K01", "1", "text", "文字", "", "person", {}};
    for (const auto& [replicate, value] : replicates) {
        results.runs.push_back({"scenario", replicate, 0});
        series.values.resize(series.values.size() + district_count, 0.0);
        series.values.push_back(value);
    }
    results.series.push_back(series);
    return results;
}

TEST(PairedEffects, PairRunsByReplicateWhateverTheirOrder) {
    const auto effects = paired_effects(results_of({{0, 10}, {1, 20}, {2, 30}}),
                                        results_of({{2, 33}, {0, 11}, {1, 22}}));
    ASSERT_EQ(effects.size(), row_count);
    const PairedEffect& zone = effects.back();
    EXPECT_EQ(zone.district, "zone");
    EXPECT_EQ(zone.pairs, 3);
    EXPECT_DOUBLE_EQ(zone.difference, 2);
    // differences 1, 2, 3: sd 1, standard error 1/√3
    EXPECT_NEAR(zone.standard_error, 1 / std::sqrt(3.0), 1e-15);
}

TEST(PairedEffects, OnePairHasNoStandardError) {
    const auto effects = paired_effects(results_of({{0, 10}, {5, 1}}), results_of({{0, 11}}));
    EXPECT_EQ(effects.back().pairs, 1);
    EXPECT_TRUE(std::isnan(effects.back().standard_error));
}

TEST(PairedEffects, RunsWithoutPartnerAreTheUsersFault) {
    EXPECT_THROW(paired_effects(results_of({{0, 1}}), results_of({{1, 1}})), InputError);
    EXPECT_THROW(paired_effects(results_of({{0, 1}, {0, 2}}), results_of({{0, 1}})), InputError);
}

}  // namespace
}  // namespace changji::output
