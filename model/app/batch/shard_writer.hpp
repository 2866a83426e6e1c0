#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "model/app/batch/batch_folder.hpp"
#include "model/app/batch/batch_provenance.hpp"
#include "model/app/progress.hpp"
#include "output/results.hpp"

namespace changji::app {

/// Appends finished runs to shards of a batch folder. The last shard is written anew, whole, every
/// few seconds and when it is full, so that a kill loses seconds of work and nothing else.
class ShardWriter {
  public:
    /// Goes on with the last shard of the part if that has room, and removes what a killed process
    /// left half-written.
    ShardWriter(std::filesystem::path folder, const Part& part, BatchProvenance provenance);
    /// One finished run with its key; returns whether it and all before it are on the disk now.
    bool add(output::Results&& run, double seconds);
    /// Writes what is not on the disk yet.
    void commit();

  private:
    void open_last();
    void remove_remains();
    std::filesystem::path shard_file() const;
    std::string provenance_text() const;

    std::filesystem::path folder_;
    std::string part_;
    BatchProvenance provenance_;
    int number_ = 1;
    output::Results shard_;
    std::vector<double> seconds_;
    std::vector<std::string> finished_;  ///< times, UTC
    std::size_t written_ = 0;            ///< runs of the shard on the disk
    Stopwatch since_commit_;
    double cost_ = 0;  ///< seconds of the last commit
};

}  // namespace changji::app
