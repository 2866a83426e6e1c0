#include <gtest/gtest.h>

#include "output/attainment.hpp"

namespace changji::output {
namespace {

/// One measure in 2019 and 2025: 1 everywhere in 2019; in 2025 the row's number, 5 in the zone.
Results results_with(double zone_2025, const std::string& scenario = "reform") {
    Results results;
    results.runs = {{scenario, 0, 0}};
    results.years = {2019, 2025};
    Series series{"m", "K01", "1", "", "", "", "", std::vector<double>(2 * row_count, 1.0)};
    for (std::size_t row = 0; row < row_count; ++row)
        series.values[results.cell(0, 1, row)] = static_cast<double>(row);
    series.values[results.cell(0, 1, zone_row)] = zone_2025;
    results.series = {series};
    return results;
}

Target target(const std::string& id, Rule rule, double threshold,
              const std::string& measure = "m") {
    Target t;
    t.id = id;
    t.measure = measure;
    t.year = 2025;
    t.rule = rule;
    t.threshold = threshold;
    return t;
}

const Attainment& at(const std::vector<Attainment>& list, std::size_t row, const std::string& id) {
    return *std::find_if(list.begin(), list.end(), [&](const Attainment& a) {
        return a.row == row && a.target->id == id;
    });
}

TEST(Attainment, MarginIsTheShareBeyondTheThreshold) {
    const std::vector<Target> targets{target("up", Rule::at_least, 4), target("down", Rule::at_most, 8)};
    const auto list = attainments(results_with(5), targets, nullptr);
    EXPECT_DOUBLE_EQ(at(list, zone_row, "up").margin, 0.25);
    EXPECT_DOUBLE_EQ(at(list, zone_row, "down").margin, 1 - 5.0 / 8);
    EXPECT_EQ(at(list, zone_row, "up").met, Met::yes);
    EXPECT_DOUBLE_EQ(at(list, 3, "up").margin, -0.25);
    EXPECT_EQ(at(list, 3, "up").met, Met::no);
}

TEST(Attainment, TheFirstFailureIsTheEarliestInYearsThenInTheFile) {
    std::vector<Target> targets{target("late", Rule::at_least, 9), target("early", Rule::at_least, 9),
                                target("other", Rule::at_least, 9)};
    targets[1].year = 2019;
    targets[2].year = 2019;
    const auto list = attainments(results_with(5), targets, nullptr);
    EXPECT_TRUE(at(list, zone_row, "early").first_failure);
    EXPECT_FALSE(at(list, zone_row, "late").first_failure);
    EXPECT_FALSE(at(list, zone_row, "other").first_failure);
}

TEST(Attainment, ABaselineThatMeetsTheTargetTooIsSaid) {
    const std::vector<Target> targets{target("up", Rule::at_least, 4), target("none", Rule::at_least, 1, "n")};
    const Results base = results_with(4.5, "baseline"), poor = results_with(1, "baseline");
    EXPECT_EQ(at(attainments(results_with(5), targets, &base), zone_row, "up").met_in_base, Met::yes);
    EXPECT_EQ(at(attainments(results_with(5), targets, &poor), zone_row, "up").met_in_base, Met::no);
    const auto list = attainments(results_with(5), targets, nullptr);
    EXPECT_EQ(at(list, zone_row, "up").met_in_base, Met::undecided);
    EXPECT_EQ(at(list, zone_row, "none").met, Met::undecided);
}

}  // namespace
}  // namespace changji::output
