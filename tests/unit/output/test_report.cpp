#include <string>

#include <gtest/gtest.h>

#include "model/base/check.hpp"
#include "output/report_numbers.hpp"
#include "output/report_page.hpp"
#include "output/report_targets.hpp"
#include "output/run_file.hpp"
#include "tests/unit/output/temporary_folder.hpp"

namespace changji::output {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

/// Run files of one measure m in 2019 and 2025; the zone has `zone` in 2019 and twice that in 2025,
/// districts have 1 to 9.
class ReportFolder {
  public:
    void add(const std::string& scenario, int replicate, double zone, double sample = 0.1) {
        Results results{{{scenario, replicate, 0}}, {2019, 2025}, {}};
        Series series{"m", "K01", "1", "text", "文字", "", "person", {}};
        for (const double factor : {1.0, 2.0})
            for (std::size_t row = 0; row < row_count; ++row)
                series.values.push_back(row == zone_row ? factor * zone
                                                        : static_cast<double>(row + 1));
        results.series.push_back(series);
        const Json provenance{
            {"run", {{"seed", 1}, {"population_seed", 1}, {"sample", sample}}},
            {"scenario_text", scenario + " of " + (sample == 0.1 ? "all" : "one")}};
        const fs::path file = folder_.path() / (std::to_string(files_.size()) + ".h5");
        write_run_file(file, results, {provenance.dump(), "changji test"});
        files_.push_back(file);
    }
    ReportRuns runs() const { return ReportRuns(files_); }

  private:
    TemporaryFolder folder_;
    std::vector<fs::path> files_;
};

Target at_least(double threshold) {
    return {"id", "m", "2.4", "目标", "target", Scope::zone, 2025, Rule::at_least, threshold,
            Basis::value, false};
}

TEST(Report, PoolsReplicatesOfOneScenarioAndScaleOnly) {
    ReportFolder folder;
    folder.add("baseline", 0, 10);
    folder.add("reform", 0, 20);
    folder.add("baseline", 1, 12);
    folder.add("baseline", 0, 99, 1.0);
    const ReportRuns runs = folder.runs();
    ASSERT_EQ(runs.groups().size(), 3u);
    EXPECT_EQ(runs.groups()[0].labels.size(), 2u);
    EXPECT_EQ(runs.groups()[2].sample, 1.0);
}

TEST(Report, ABatchKeepsTheScenariosOfOneFileApart) {
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "batch.h5";
    Results results{{{"reform", 0, 0}, {"baseline", 0, 0}, {"baseline", 1, 0}}, {2019}, {}};
    Series series{"m", "K01", "1", "text", "文字", "", "person", {}};
    for (const double run : {30.0, 10.0, 20.0}) series.values.insert(series.values.end(), row_count, run);
    results.series.push_back(series);
    const Json provenance{{"run", {{"seed", 1}, {"sample", 0.1}}},
                          {"scenarios", {{"reform", "of the reform"}, {"baseline", "of the base"}}}};
    write_run_file(file, results, {provenance.dump(), "changji test"});
    const ReportRuns runs({folder.path()});
    ASSERT_EQ(runs.groups().size(), 2u);
    EXPECT_EQ(runs.groups()[0].scenario_text, "of the base");
    const std::vector<Results> read = runs.read({"m"});
    EXPECT_EQ(read[0].value("m", 1, 2019, zone_row), 20);
    EXPECT_EQ(read[1].value("m", 0, 2019, zone_row), 30);
}

TEST(Report, RefusesARunGivenTwice) {
    ReportFolder folder;
    folder.add("baseline", 0, 10);
    folder.add("baseline", 0, 10);
    EXPECT_THROW(folder.runs(), InputError);
}

TEST(Report, ComparesWithTheBaseOfTheSameDrawsOnly) {
    ReportFolder folder;
    folder.add("baseline", 0, 10);
    folder.add("reform", 0, 20);
    folder.add("reform", 0, 20, 1.0);
    folder.add("other", 5, 20);
    const ReportRuns runs = folder.runs();
    EXPECT_EQ(base_of(runs.groups(), 1, "baseline"), 0u);
    EXPECT_EQ(base_of(runs.groups(), 2, "baseline"), runs.groups().size());  // another scale
    EXPECT_EQ(base_of(runs.groups(), 3, "baseline"), runs.groups().size());  // no common replicate
    EXPECT_EQ(base_of(runs.groups(), 0, "baseline"), runs.groups().size());  // itself
}

TEST(Report, NumbersAreMeansBoundsAsOffsetsAndPairedDifferences) {
    ReportFolder folder;
    folder.add("baseline", 0, 10);
    folder.add("baseline", 1, 20);
    folder.add("reform", 1, 24);
    folder.add("reform", 0, 12);
    const Json numbers = Json::parse(report_numbers(folder.runs(), "baseline", most_detail));
    const Json& base = numbers["groups"][0]["m"];
    EXPECT_EQ(base["rows"], 10);
    EXPECT_EQ(base["mean"][9], 15);   // zone, 2019
    EXPECT_EQ(base["mean"][19], 30);  // zone, 2025
    EXPECT_EQ(base["low90"][9], -5);
    EXPECT_EQ(base["high90"][9], 5);
    EXPECT_FALSE(base.contains("low50"));
    EXPECT_TRUE(numbers["differences"][0].is_null());
    // differences 2 and 4: mean 3, standard error 1
    EXPECT_EQ(numbers["differences"][1]["m"]["mean"][9], 3);
    EXPECT_EQ(numbers["differences"][1]["m"]["error"][9], 1);
}

TEST(Report, OneRunHasNeitherBoundsNorErrors) {
    ReportFolder folder;
    folder.add("baseline", 0, 10);
    folder.add("reform", 0, 12);
    const Json numbers = Json::parse(report_numbers(folder.runs(), "baseline", most_detail));
    EXPECT_FALSE(numbers["groups"][1]["m"].contains("low90"));
    EXPECT_FALSE(numbers["differences"][1]["m"].contains("error"));
}

TEST(Report, LessDetailKeepsTheZone) {
    ReportFolder folder;
    folder.add("baseline", 0, 10);
    const ReportRuns runs = folder.runs();
    const Json numbers =
        Json::parse(report_numbers(runs, "baseline", Detail::districts_of_main_measures));
    EXPECT_EQ(numbers["groups"][0]["m"]["rows"], 1);
    EXPECT_EQ(numbers["groups"][0]["m"]["mean"], Json({10, 20}));
    EXPECT_TRUE(Json::parse(report_numbers(runs, "baseline", least_detail))["groups"][0].empty());
}

TEST(Report, TargetsCountTheRunsThatMeetThemAndJudgeByTheMean) {
    ReportFolder folder;
    folder.add("baseline", 0, 10);
    folder.add("baseline", 1, 20);
    folder.add("baseline", 2, 60);
    const Json targets = report_targets(folder.runs(), {at_least(50), at_least(70)});
    const Json& easy = targets[0]["results"][0];
    EXPECT_EQ(easy["value"], 60);
    EXPECT_EQ(easy["opening"], 30);
    EXPECT_EQ(easy["met"], true);
    EXPECT_EQ(easy["runs_met"], 1);
    EXPECT_EQ(easy["runs"], 3);
    EXPECT_EQ(targets[1]["results"][0]["met"], false);
}

TEST(Report, APageHoldsItsDataOnceAndEscapesIt) {
    ReportFolder folder;
    folder.add("baseline", 0, 10);
    const ReportRuns runs = folder.runs();
    ReportTexts texts;
    texts.glossary = "</script><b>";
    const std::string page = report_page("<a>__CHANGJI_FACTS__</a><b>__CHANGJI_NUMBERS__</b>", runs,
                                         "baseline", {at_least(1)}, texts);
    EXPECT_EQ(page.find("__CHANGJI_"), std::string::npos);
    EXPECT_EQ(page.find("</script>"), std::string::npos);
    EXPECT_NE(page.find("\"scenario\":\"baseline\""), std::string::npos);
    EXPECT_THROW(report_page("no places", runs, "baseline", {}, texts), InputError);
}

}  // namespace
}  // namespace changji::output
