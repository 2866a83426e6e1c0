#include <cmath>
#include <fstream>

#include <gtest/gtest.h>

#include "model/base/check.hpp"
#include "output/measures.hpp"
#include "output/target_table.hpp"
#include "tests/unit/output/temporary_folder.hpp"

namespace changji::output {
namespace {

/// One measure, 2023–2025 and 2019, two runs: zone 10·year step, districts 1 … 9.
Results small_results(const std::string& measure) {
    Results results;
    results.runs = {{"a", 0, 0}, {"a", 1, 0}};
    results.years = {2019, 2023, 2024, 2025};
    Series series{measure, "K01", "1", "text", "文字", "", "person", {}};
    for (int run = 0; run < 2; ++run)
        for (int year = 0; year < 4; ++year)
            for (std::size_t row = 0; row < row_count; ++row)
                series.values.push_back(row == zone_row ? 10.0 * (year + 1) + run
                                                        : static_cast<double>(row + 1));
    results.series.push_back(series);
    return results;
}

Target target(Scope scope, Rule rule, double threshold, Basis basis) {
    return {"id", "m", "2.4", "目标", "target", scope, 2025, rule, threshold, basis, false};
}

TEST(Targets, CompareValuesMultiplesOf2019AndMeansOverRuns) {
    const Results results = small_results("m");
    EXPECT_DOUBLE_EQ(attained(target(Scope::zone, Rule::at_least, 1, Basis::value), results, "a"),
                     40.5);
    EXPECT_DOUBLE_EQ(
        attained(target(Scope::zone, Rule::at_least, 1, Basis::times_2019), results, "a"),
        40.5 / 10.5);
    EXPECT_DOUBLE_EQ(
        attained(target(Scope::zone, Rule::at_least, 1, Basis::mean_of_3_years), results, "a"),
        30.5);
    EXPECT_DOUBLE_EQ(
        attained(target(Scope::lowest_district, Rule::at_least, 1, Basis::value), results, "a"), 1);
    EXPECT_DOUBLE_EQ(
        attained(target(Scope::highest_district, Rule::at_least, 1, Basis::value), results, "a"),
        9);
}

TEST(Targets, AreMetOnTheirSideOfTheThreshold) {
    const Target least = target(Scope::zone, Rule::at_least, 0.5, Basis::value);
    const Target most = target(Scope::zone, Rule::at_most, 0.5, Basis::value);
    EXPECT_TRUE(is_met(least, 0.5) && is_met(most, 0.5));
    EXPECT_TRUE(is_met(least, 0.6) && is_met(most, 0.4));
    EXPECT_FALSE(is_met(least, 0.4) || is_met(most, 0.6));
    EXPECT_FALSE(is_met(least, std::nan("")) || is_met(most, std::nan("")));
}

TEST(Targets, ShippedFileIsSoundAndKeepsThePlansNumbersApart) {
    const std::vector<Target> targets = read_targets("output/targets.csv");
    int of_the_plan = 0;
    for (const Target& t : targets) {
        of_the_plan += t.in_document;
        EXPECT_TRUE(!t.in_document || t.measure == "beautiful_share") << t.id;
    }
    EXPECT_EQ(of_the_plan, 2);
    const std::vector<Target> one{{"id", "m", "2.4", "目标", "target", Scope::zone, 2025,
                                   Rule::at_least, 7, Basis::value, true}};
    const std::string text = target_table(small_results("m"), one, Language::en);
    EXPECT_NE(text.find("number in the plan"), std::string::npos);
    EXPECT_NE(text.find("our threshold"), std::string::npos);
}

TEST(Targets, ATargetWithoutItsMeasureIsSaidAndNotJudged) {
    const std::vector<Target> one{target(Scope::zone, Rule::at_least, 1, Basis::value)};
    const std::string text = target_table(small_results("other"), one, Language::en);
    EXPECT_NE(text.find("without a measure"), std::string::npos);
    EXPECT_EQ(text.find("not met"), std::string::npos);
}

TEST(Targets, AWrongWordInTheFileIsTheUsersFault) {
    const TemporaryFolder folder;
    std::ofstream(folder.path() / "targets.csv")
        << "id,measure,scope,year,rule,threshold,basis,origin,clause,zh,en\n"
           "x,m,somewhere,2025,at_least,1,value,document,2.4,目标,target\n";
    EXPECT_THROW(read_targets(folder.path() / "targets.csv"), InputError);
}

}  // namespace
}  // namespace changji::output
