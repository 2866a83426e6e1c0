#pragma once

#include <functional>
#include <string>
#include <vector>

#include "model/scenario/scenario.hpp"
#include "model/simulation/simulation.hpp"
#include "output/recorder.hpp"

namespace changji::app {

/// One of several runs that share draws, population and coefficients.
struct FamilyMember {
    std::size_t run = 0;  ///< the caller's number
    Scenario scenario;
    std::vector<std::string> history;  ///< history.hpp
};

/// A state that some members have in common, with all that was recorded on the way to it.
struct Branch {
    World world;
    output::Recorder recorder;
    std::vector<std::size_t> members;  ///< indices of the family
};

/// Why a run came to no result.
enum class FailureKind { books, input, other };
struct Failure {
    FailureKind kind = FailureKind::other;
    std::string reason;
};

/// What happens to the runs of a family.
struct FamilyWatcher {
    std::function<bool()> stop = [] { return false; };  ///< asked before every year
    std::function<void(const FamilyMember&, output::Results&&)> done;
    std::function<void(const FamilyMember&, const Failure&)> failed;
    /// The states still alive when stopped.
    std::function<void(const Branch&)> kept = [](const Branch&) {};
};

/// Runs the members to their last years. They go together while their histories agree and part in
/// the first year in which they differ, each group with a copy of the state: the same bytes as if
/// each had run alone. Returns false if stopped before the end.
bool run_family(std::vector<Branch> branches, const std::vector<FamilyMember>& members,
                const weather_and_prices::Forcing& forcing, const Draws& draws,
                const FamilyWatcher& watcher);

}  // namespace changji::app
