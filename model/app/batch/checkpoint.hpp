#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "model/app/opened_world.hpp"
#include "output/recorder.hpp"
#include "output/snapshot.hpp"

/// A run put away at the end of a year and taken up again: with the same bytes as if it had never
/// stopped. A checkpoint belongs to one program, one set of facts and draws, and to every scenario
/// with the same inputs up to its year.
namespace changji::app {

/// What a state came from; everything that may differ has its own entry, so that a refusal can say
/// which.
struct CheckpointIdentity {
    std::string program, facts, population, draws;
    int year = first_year;
    std::string history;  ///< of that year, see history.hpp

    /// One text of it all, for the name of a file.
    std::string hash() const;
};

CheckpointIdentity identity_of(const Baseline& baseline, const OpeningChoice& choice,
                               const Draws& draws, int year, const std::string& history);

struct Checkpoint {
    World world;
    output::Recorder recorder;
};

/// Whole or not at all. Throws InputError if it cannot be written.
void save_checkpoint(const World& world, const output::Recorder& recorder,
                     const CheckpointIdentity& identity, const std::filesystem::path& file);

/// Continues a run: `expected` gives program, facts, population and draws, `history` the run's
/// inputs by year. Throws InputError that says in which way the file is damaged or foreign.
Checkpoint load_checkpoint(const std::filesystem::path& file, const CheckpointIdentity& expected,
                           const std::vector<std::string>& history);

}  // namespace changji::app
