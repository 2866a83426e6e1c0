#pragma once

#include <array>
#include <utility>
#include <vector>

#include "output/results.hpp"
#include "output/view.hpp"

namespace changji::output {

/// Flows of one year by ledger item, over all payers and payees, fen.
struct YearlyFlows {
    int year = 0;
    std::array<Money, item_count> total{};
};

/// Turns the worlds of one run into results. Give it 2019 first, then each year in turn.
class Recorder {
  public:
    explicit Recorder(RunLabel label);
    void record(const World& world);
    /// The results so far; call when the run is done.
    Results take() { return std::move(results_); }
    const std::vector<YearlyFlows>& flows() const { return flows_; }
    /// All that was recorded, as bytes for this very program, and back. unpack() throws
    /// std::runtime_error if they are not what pack() gave; the label stays.
    std::vector<unsigned char> pack() const;
    void unpack(const std::vector<unsigned char>& bytes);

  private:
    Results results_;
    std::vector<YearlyFlows> flows_;
    std::array<double, row_count> residents_before_{};
};

}  // namespace changji::output
