#include <cmath>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "model/base/check.hpp"
#include "output/content_hash.hpp"
#include "output/csv.hpp"
#include "output/files.hpp"
#include "output/recorder.hpp"
#include "output/run_file.hpp"
#include "tests/unit/output/hand_made_world.hpp"
#include "tests/unit/output/temporary_folder.hpp"

namespace changji::output {
namespace {

namespace fs = std::filesystem;

Results recorded(const std::string& scenario = "by hand") {
    Recorder recorder({scenario, 3, 0});
    World world = hand_made_world();
    recorder.record(world);
    world.year = 2025;
    recorder.record(world);
    return recorder.take();
}

std::string text_of(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

TEST(RunFile, WhatIsReadIsWhatWasWritten) {
    const TemporaryFolder folder;
    const Results written = recorded();
    write_run_file(folder.path() / "run.h5", written, {"{\"a\": 1}", "changji test"});
    const Results read = read_run_file(folder.path() / "run.h5");
    ASSERT_EQ(read.runs.size(), 1u);
    EXPECT_EQ(read.runs[0].scenario, "by hand");
    EXPECT_EQ(read.runs[0].replicate, 3);
    EXPECT_EQ(read.years, written.years);
    ASSERT_EQ(read.series.size(), written.series.size());
    EXPECT_EQ(read.find("rural_income")->long_name_zh, written.find("rural_income")->long_name_zh);
    EXPECT_EQ(read.find("rural_income")->code, "K01");
    EXPECT_EQ(content_hash(read), content_hash(written));
    EXPECT_EQ(read_provenance(folder.path() / "run.h5"), "{\"a\": 1}");
}

TEST(RunFile, LeavesNothingElseInTheFolder) {
    const TemporaryFolder folder;
    write_run_file(folder.path() / "run.h5", recorded(), {"{}", "changji test"});
    const auto files = std::distance(fs::directory_iterator(folder.path()), {});
    EXPECT_EQ(files, 1);
}

TEST(RunFile, HoldsThePersonsOfTheLastYearWhenAsked) {
    const TemporaryFolder folder;
    const World world = hand_made_world();
    write_run_file(folder.path() / "small.h5", recorded(), {"{}", "changji test"});
    write_run_file(folder.path() / "run.h5", recorded(), {"{}", "changji test", &world});
    EXPECT_GT(microdata_bytes(world), 8 * 40u);
    EXPECT_GT(fs::file_size(folder.path() / "run.h5"), fs::file_size(folder.path() / "small.h5"));
    EXPECT_EQ(content_hash(read_run_file(folder.path() / "run.h5")), content_hash(recorded()));
}

TEST(RunFile, AForeignOrDamagedFileIsTheUsersFault) {
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "run.h5";
    EXPECT_THROW(read_run_file(file), InputError);
    std::ofstream(file) << "not HDF5";
    EXPECT_THROW(read_run_file(file), InputError);
    write_run_file(file, recorded(), {"{}", "changji test"});
    fs::resize_file(file, fs::file_size(file) / 2);
    EXPECT_THROW(read_run_file(file), InputError);
}

TEST(RunFile, AFolderThatDoesNotExistIsTheUsersFault) {
    const TemporaryFolder folder;
    EXPECT_THROW(
        write_run_file(folder.path() / "no" / "run.h5", recorded(), {"{}", "changji test"}),
        InputError);
}

TEST(ContentHash, IgnoresTheNameOfTheScenarioAndTheOrderOfMeasures) {
    Results results = recorded("another name");
    std::swap(results.series.front(), results.series.back());
    results.runs[0].replicate = 7;
    EXPECT_EQ(content_hash(results), content_hash(recorded()));
}

TEST(ContentHash, SeesEveryBitOfEveryValue) {
    Results results = recorded();
    double& value = results.series[0].values[index(District::jiutai)];
    ASSERT_EQ(value, 15000);
    value = std::nextafter(value, 1e300);
    EXPECT_NE(content_hash(results), content_hash(recorded()));
}

TEST(ContentHash, TreatsAllNotANumbersAndZerosAlike) {
    Results a = recorded(), b = recorded();
    a.series[0].values[0] = std::nan("1");
    b.series[0].values[0] = -std::nan("2");
    EXPECT_EQ(content_hash(a), content_hash(b));
    a.series[0].values[0] = 0.0;
    b.series[0].values[0] = -0.0;
    EXPECT_EQ(content_hash(a), content_hash(b));
}

TEST(ContentHash, DoesNotDependOnTheOrderOfRuns) {
    Results both = recorded("a"), swapped = recorded("a");
    Results second = recorded("b");
    second.series[0].values[0] = 42;
    const auto join = [](Results first, const Results& next) {
        first.runs.push_back(next.runs[0]);
        for (std::size_t s = 0; s < first.series.size(); ++s)
            first.series[s].values.insert(first.series[s].values.end(),
                                          next.series[s].values.begin(),
                                          next.series[s].values.end());
        return first;
    };
    EXPECT_EQ(content_hash(join(both, second)), content_hash(join(second, swapped)));
}

TEST(Csv, BeginsWithAByteOrderMarkAndLeavesMissingValuesEmpty) {
    const std::string text = summary_csv(recorded());
    EXPECT_TRUE(text.starts_with("\xEF\xBB\xBFscenario,replicate,draw,year,district,measure,"));
    EXPECT_NE(text.find("by hand,3,0,2019,jiutai,rural_income,K01,15000,CNY/y\n"),
              std::string::npos);
    EXPECT_NE(text.find("by hand,3,0,2019,jiutai,urban_income,K03,,CNY/y\n"), std::string::npos);
    EXPECT_EQ(text.find(",nan"), std::string::npos);
}

TEST(Csv, TargetsHoldTheirYearsAndTheLastOneIfEarlier) {
    EXPECT_EQ(target_years(recorded()), (std::vector<int>{2019, 2025}));
    Results shorter = recorded();
    shorter.years = {2019, 2023};
    EXPECT_EQ(target_years(shorter), (std::vector<int>{2019, 2023}));
    const std::string text = targets_csv(target_values(recorded()));
    EXPECT_NE(text.find("by hand,zone,2025,income_ratio,K04,2,1\n"), std::string::npos);
}

TEST(Files, AnUncommittedFolderDisappearsWithTheParentsMadeForIt) {
    const TemporaryFolder folder;
    { const NewFolder unfinished(folder.path() / "a" / "b" / "result"); }
    EXPECT_TRUE(fs::is_empty(folder.path()));
}

TEST(Files, ACommittedFolderReplacesTheOldOneWhole) {
    const TemporaryFolder folder;
    const fs::path final_path = folder.path() / "result";
    fs::create_directory(final_path);
    std::ofstream(final_path / "old.txt") << "old";
    NewFolder fresh(final_path);
    write_file(fresh.path() / "new.txt", "new");
    EXPECT_TRUE(fs::exists(final_path / "old.txt"));
    fresh.commit();
    EXPECT_FALSE(fs::exists(final_path / "old.txt"));
    EXPECT_EQ(text_of(final_path / "new.txt"), "new");
    EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), {}), 1);
}

TEST(Files, AFileInPlaceOfAParentIsTheUsersFault) {
    const TemporaryFolder folder;
    std::ofstream(folder.path() / "file") << "x";
    EXPECT_THROW(NewFolder(folder.path() / "file" / "result"), InputError);
}

}  // namespace
}  // namespace changji::output
