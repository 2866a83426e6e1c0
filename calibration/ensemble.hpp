#pragma once

#include <deque>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "calibration/expression.hpp"
#include "output/results.hpp"

namespace changji::calibration {

/// Runs of one scenario that stand for one uncertain future, with weights that add to 1.
class Ensemble {
  public:
    struct Member {
        const output::Results* results;
        std::size_t run;
        double weight;
    };

    /// Adds every run whose label is wanted, each with the given weight before normalising.
    void add(output::Results results, double weight,
             const std::function<bool(const output::RunLabel&)>& wanted);
    void normalise();

    const std::vector<Member>& members() const { return members_; }
    int first_year() const;
    int last_year() const;  ///< that all members reach

    /// Value of an expression in one member; NaN where a measure or the year is missing.
    static double value(const Member& member, const Expression& expression, int year,
                        std::size_t row);

  private:
    std::deque<output::Results> storage_;
    std::vector<Member> members_;
};

/// All runs of a scenario in a folder and what stands below it: run files, shards, batches.
/// Throws InputError if there is none.
Ensemble read_ensemble(const std::filesystem::path& folder, const std::string& scenario);

}  // namespace changji::calibration
