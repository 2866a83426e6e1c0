#include <fstream>

#include <gtest/gtest.h>
#include <sys/file.h>

#include <fcntl.h>
#include <unistd.h>

#include "model/base/check.hpp"
#include "output/batch_results.hpp"
#include "output/content_hash.hpp"
#include "output/folder_lock.hpp"
#include "output/run_file.hpp"
#include "tests/unit/output/temporary_folder.hpp"

namespace changji::output {
namespace {

namespace fs = std::filesystem;

/// Runs of one scenario whose values tell them apart.
Results runs_of(const std::string& scenario, const std::vector<int>& replicates) {
    Results results;
    results.years = {2019, 2020};
    for (const char* name : {"income_ratio", "rural_income"})
        results.series.push_back({name, "", "1", "", "", "", "", {}});
    for (const int replicate : replicates) {
        results.runs.push_back({scenario, replicate, 0, scenario + std::to_string(replicate), ""});
        for (Series& series : results.series)
            for (std::size_t i = 0; i < 2 * row_count; ++i)
                series.values.push_back(100 * replicate + static_cast<double>(i) +
                                        (scenario == "b" ? 0.5 : 0));
    }
    for (std::size_t i = 0; i < results.runs.size(); ++i)
        results.runs[i].hash = run_hash(results, i);
    return results;
}

void write_shard(const fs::path& folder, const std::string& name, const Results& results) {
    fs::create_directories(folder / shards_folder);
    write_run_file(folder / shards_folder / name, results, {"{}", "changji test"});
}

TEST(BatchResults, ShardsInAnyOrderAndTheMergedFileAreTheSameResults) {
    const TemporaryFolder one, two;
    write_shard(one.path(), "all-00001.h5", runs_of("a", {0, 1}));
    write_shard(one.path(), "all-00002.h5", runs_of("b", {0}));
    write_shard(two.path(), "1-of-2-00001.h5", runs_of("b", {0}));
    write_shard(two.path(), "1-of-2-00002.h5", runs_of("a", {1}));
    write_shard(two.path(), "2-of-2-00001.h5", runs_of("a", {0}));
    const BatchResults first(one.path()), second(two.path());
    ASSERT_EQ(first.runs().size(), 3u);
    EXPECT_EQ(first.runs()[1].scenario, "a");
    EXPECT_EQ(first.runs()[1].replicate, 1);
    EXPECT_EQ(first.values("rural_income"), second.values("rural_income"));
    EXPECT_EQ(content_hash(first), content_hash(second));
    EXPECT_EQ(content_hash(first), content_hash(first.read()));
    write_merged(first, one.path() / merged_name, {"{}", "changji test"});
    EXPECT_EQ(content_hash(BatchResults(one.path() / merged_name)), content_hash(first));
    EXPECT_EQ(content_hash(BatchResults(one.path())), content_hash(first));
    fs::remove_all(one.path() / shards_folder);
    EXPECT_EQ(content_hash(BatchResults(one.path())), content_hash(second));
}

TEST(BatchResults, ReadsTheMeasuresNamedAndRefusesUnknownOnes) {
    const TemporaryFolder folder;
    write_shard(folder.path(), "all-00001.h5", runs_of("a", {0, 2}));
    const BatchResults results(folder.path());
    const Results read = results.read({"rural_income"});
    ASSERT_EQ(read.series.size(), 1u);
    EXPECT_EQ(read.value("rural_income", 1, 2019, 3), 203);
    EXPECT_THROW(results.values("no_such"), InputError);
}

TEST(BatchResults, OneRunWithTwoResultsIsRefused) {
    const TemporaryFolder folder;
    write_shard(folder.path(), "all-00001.h5", runs_of("a", {0}));
    write_shard(folder.path(), "all-00002.h5", runs_of("a", {0}));
    EXPECT_EQ(BatchResults(folder.path()).runs().size(), 1u);
    Results other = runs_of("a", {0});
    other.series[0].values[0] += 1;
    other.runs[0].hash = run_hash(other, 0);
    write_shard(folder.path(), "all-00003.h5", other);
    EXPECT_THROW(BatchResults(folder.path()), InputError);
}

TEST(BatchResults, AValueThatChangedOnTheDiskIsFound) {
    const TemporaryFolder folder;
    Results damaged = runs_of("a", {0});
    damaged.series[1].values[5] += 1;  // the hash is that of the true value
    write_shard(folder.path(), "all-00001.h5", damaged);
    EXPECT_THROW(content_hash(BatchResults(folder.path())), InputError);
}

TEST(BatchResults, FilesOfAnotherFormAreRefused) {
    const TemporaryFolder folder;
    write_shard(folder.path(), "all-00001.h5", runs_of("a", {0}));
    Results other = runs_of("b", {0});
    other.series.pop_back();
    write_shard(folder.path(), "all-00002.h5", other);
    EXPECT_THROW(BatchResults(folder.path()), InputError);
    EXPECT_THROW(BatchResults(folder.path() / "nowhere"), InputError);
}

TEST(BatchResults, AFileLockedByAnotherProgramIsReadAllTheSame) {
    const TemporaryFolder folder;
    write_shard(folder.path(), "all-00001.h5", runs_of("a", {0}));
    const fs::path file = folder.path() / shards_folder / "all-00001.h5";
    const int held = ::open(file.c_str(), O_RDWR);
    ASSERT_EQ(::flock(held, LOCK_EX), 0);
    EXPECT_EQ(BatchResults(folder.path()).runs().size(), 1u);
    ::close(held);
}

TEST(FolderLock, IsHeldByOneAloneOrSharedByMany) {
    const TemporaryFolder folder;
    const fs::path file = folder.path() / ".lock";
    {
        const FolderLock alone(file, FolderLock::Kind::alone);
        EXPECT_THROW(FolderLock(file, FolderLock::Kind::alone), InputError);
        EXPECT_THROW(FolderLock(file, FolderLock::Kind::shared), InputError);
    }
    const FolderLock first(file, FolderLock::Kind::shared);
    const FolderLock second(file, FolderLock::Kind::shared);
    EXPECT_THROW(FolderLock(file, FolderLock::Kind::alone), InputError);
    EXPECT_THROW(FolderLock(folder.path() / "no" / ".lock", FolderLock::Kind::alone), InputError);
}

}  // namespace
}  // namespace changji::output
