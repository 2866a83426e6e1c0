#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "output/batch_results.hpp"

/// Where the numbers of a report come from. Only what is asked for is read, never microdata, so
/// that ten thousand runs need no more memory than a few measures of them.
namespace changji::output {

/// Runs that may be pooled: one scenario with the same values at one scale under the same seeds.
/// They differ by replicate and parameter draw.
struct RunGroup {
    struct Place {
        std::size_t source = 0, run = 0;
    };
    std::string scenario;
    std::string origin;  ///< seed, population and sample: equal for runs that can be paired
    std::string scenario_text;  ///< all values, as a scenario file
    double sample = 1;
    std::vector<Place> places;  ///< first one's provenance stands for the group
    std::vector<RunLabel> labels;
};

class ReportRuns {
  public:
    /// A place is a run folder, a batch or a file of either. Throws InputError for a place that has
    /// no results, a run given twice, and places without a year in common.
    explicit ReportRuns(const std::vector<std::filesystem::path>& places);

    /// In the order of the places.
    const std::vector<RunGroup>& groups() const { return groups_; }
    /// Years that all places hold.
    const std::vector<int>& years() const { return years_; }
    /// Every measure of any place, without values.
    const std::vector<Series>& measures() const { return measures_; }
    const nlohmann::ordered_json& provenance(const RunGroup& group) const {
        return sources_[group.places.front().source].provenance;
    }

    /// Some measures, by group; runs of a place that lacks one have NaN.
    std::vector<Results> read(const std::vector<std::string>& names) const;

  private:
    struct Source {
        explicit Source(const std::filesystem::path& place);
        BatchResults results;
        nlohmann::ordered_json provenance;
        /// By run: its group and its position there.
        std::vector<std::pair<std::size_t, std::size_t>> positions;
    };
    void add(const std::filesystem::path& place);
    void add_measures(const Results& outline);
    void add_runs(std::size_t source, const Results& outline);
    RunGroup& group_of(std::size_t source, const RunLabel& label);
    std::vector<Results> empty(const std::vector<std::string>& names) const;

    std::vector<Source> sources_;
    std::vector<RunGroup> groups_;
    std::vector<std::string> keys_;  ///< by group: scenario, its values and its origin
    std::vector<int> years_;
    std::vector<Series> measures_;
};

}  // namespace changji::output
