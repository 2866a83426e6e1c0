#pragma once

#include <map>
#include <string>

#include "output/batch_statistics.hpp"

namespace changji::app {

/// "se:income_ratio<0.005": stop when the standard error of the mean of a measure, of the whole
/// zone in the last year, is below the limit in every scenario.
struct StopRule {
    std::string measure;
    double limit = 0;
};

/// Throws InputError unless the text is a rule about a known measure that the batch keeps.
StopRule read_stop_rule(const std::string& text, const std::vector<std::string>& kept_measures);

/// Follows the precision reached so far.
class Precision {
  public:
    Precision(StopRule rule, std::size_t scenarios)
        : rule_(std::move(rule)), scenarios_(scenarios) {}
    /// All runs of some results.
    void add(const output::Results& results);
    /// With at least `least_runs` in every scenario.
    bool reached() const;
    static constexpr std::size_t least_runs = 5;

  private:
    StopRule rule_;
    std::size_t scenarios_;
    std::map<std::string, output::Moments> by_scenario_;
};

}  // namespace changji::app
