#include <cmath>
#include <fstream>

#include <gtest/gtest.h>

#include "model/base/check.hpp"
#include "output/patterns.hpp"
#include "output/stylised_facts.hpp"
#include "tests/unit/output/temporary_folder.hpp"

namespace changji::output {
namespace {

constexpr bool at_least_rule = false;  // at_most

Results two_years(double rollout) {
    Results results;
    results.runs.push_back({"some", 0, 0});
    results.years = {2019, 2035};
    const auto add = [&](const char* name, double then, double now) {
        Series series;
        series.name = name;
        for (const double value : {then, now})
            for (std::size_t row = 0; row < row_count; ++row) series.values.push_back(value);
        results.series.push_back(series);
    };
    add("lessor_head_age", 50, 60);
    add("lessee_head_age", 55, 57);
    add("farm_size_gini", 0.4, 0.5);
    add("rollout_mean", 0.05, rollout);
    return results;
}

StylisedFact fact(const char* statistic, bool at_least, double threshold,
                  const char* scenario = "any") {
    return {"F", statistic, scenario, "", "", "", at_least, threshold};
}

TEST(StylisedFacts, PassAndFailByTheirMargin) {
    const auto judged = judge({fact("lessor_age_gap", true, 0), fact("lessor_age_gap", true, 5),
                               fact("farm_gini_rise", at_least_rule, 0.2)},
                              two_years(0.9), "some");
    EXPECT_EQ(judged[0].judgement, Judgement::holds);
    EXPECT_DOUBLE_EQ(judged[0].margin, 3);
    EXPECT_EQ(judged[1].judgement, Judgement::fails);
    EXPECT_DOUBLE_EQ(judged[1].margin, -2);
    EXPECT_EQ(judged[2].judgement, Judgement::holds);
    EXPECT_NEAR(judged[2].margin, 0.1, 1e-12);
}

TEST(StylisedFacts, AreLeftOutWhereTheyDoNotApplyOrCannotBeKnown) {
    const auto judged =
        judge({fact("lessor_age_gap", true, 0, "baseline"), fact("firm_tail_exponent", true, 0.8)},
              two_years(0.9), "some");
    EXPECT_EQ(judged[0].judgement, Judgement::not_this_scenario);
    EXPECT_EQ(judged[1].judgement, Judgement::not_in_results);
    EXPECT_TRUE(is_baseline(two_years(0.05), "some"));
}

TEST(StylisedFacts, ShippedFileNamesAllSixteenAndKnownStatistics) {
    const auto facts = read_stylised_facts("output/stylised_facts.csv");
    std::string ids;
    for (const StylisedFact& f : facts) ids += f.id + " ";
    for (int k = 1; k <= 16; ++k)
        EXPECT_NE(ids.find("F" + std::to_string(k)), std::string::npos) << k;
}

TEST(StylisedFacts, AWrongStatisticIsRefusedWithItsLine) {
    const TemporaryFolder folder;
    const auto file = folder.path() / "facts.csv";
    std::ofstream(file) << "id,statistic,rule,threshold,scenario,zh,en,source\n"
                           "F1,nonsense,at_least,0,any,a,b,c\n";
    try {
        read_stylised_facts(file);
        FAIL();
    } catch (const InputError& error) {
        EXPECT_NE(error.message().en.find("facts.csv:2: 'nonsense'"), std::string::npos);
    }
}

TEST(Patterns, CorrelationAndGiniOfKnownValues) {
    PairSums sums;
    for (const double x : {1.0, 2.0, 3.0}) sums.add(x, 2 * x + 1, 1);
    EXPECT_NEAR(sums.correlation(), 1, 1e-12);
    PatternSums farms;
    farms.farms_by_size[40] = 10, farms.hectares_by_size[40] = 20;
    EXPECT_NEAR(farm_gini(farms), 0, 1e-12);
    farms.farms_by_size[60] = 10, farms.hectares_by_size[60] = 180;
    EXPECT_NEAR(farm_gini(farms), 0.4, 1e-12);
    EXPECT_GT(farm_skew(farms), 1);
}

}  // namespace
}  // namespace changji::output
