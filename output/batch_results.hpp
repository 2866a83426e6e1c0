#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "output/results.hpp"
#include "output/run_file.hpp"

namespace changji::output {

/// Names inside a batch folder.
constexpr std::string_view shards_folder = "shards", merged_name = "batch.h5",
                           plan_table_name = "plan.csv";

/// The results of a run, of a batch whose shards are still apart, or of a merged batch: one view on
/// all of them, read piece by piece, so that thousands of runs need no memory.
class BatchResults {
  public:
    /// `place` is a run file, a folder with run.h5, a batch folder, or a merged file. Throws
    /// InputError if there are no results, if a file is damaged, if files disagree about years or
    /// measures, or if one run has two different results.
    explicit BatchResults(const std::filesystem::path& place);

    /// By scenario, replicate and draw; each run once, whichever files hold it.
    const std::vector<RunLabel>& runs() const { return outline_.runs; }
    const std::vector<int>& years() const { return outline_.years; }
    /// Without their values.
    const std::vector<Series>& measures() const { return outline_.series; }
    /// Runs, years and measures without values.
    const Results& outline() const { return outline_; }
    /// The files read, merged file first.
    const std::vector<std::filesystem::path>& files() const { return files_; }

    /// Calls visit(slice, i, run) for every run in the order of the files, where entry i of `slice`
    /// is run number `run`; a slice holds a few dozen runs. No measure named: all.
    using Visit = std::function<void(const Results& slice, std::size_t i, std::size_t run)>;
    void for_each_run(const std::vector<std::string>& measures, const Visit& visit) const;

    /// One measure, [run][year][row] in the order of runs(). Throws InputError if unknown.
    std::vector<double> values(const std::string& measure) const;
    /// Everything in memory, or the measures named.
    Results read(const std::vector<std::string>& measures = {}) const;

  private:
    void add(const std::filesystem::path& file);
    void sort_runs();

    Results outline_;
    std::vector<std::filesystem::path> files_;
    /// By file and run in the file: number of the run, or `twin` if another file gives it.
    std::vector<std::vector<std::size_t>> numbers_;
    static constexpr std::size_t twin = static_cast<std::size_t>(-1);
};

/// Files that hold the results of a place, merged file first; none if it has no results.
std::vector<std::filesystem::path> result_files(const std::filesystem::path& place);

/// The canonical hash, read piece by piece. Throws InputError if a run of a batch has not the hash
/// it was stored with.
std::string content_hash(const BatchResults& results);

/// Writes all results into one run file.
void write_merged(const BatchResults& results, const std::filesystem::path& path,
                  const Extras& extras);

}  // namespace changji::output
