#pragma once

#include <filesystem>
#include <set>
#include <vector>

#include "model/app/batch/checkpoint.hpp"
#include "model/app/batch/family.hpp"

namespace changji::app {

/// The checkpoints of a set of runs, in one folder. A file is named by what its state came from:
/// whoever needs that state finds it, and nobody else does.
class SavedBranches {
  public:
    /// Without a folder nothing is kept.
    SavedBranches(std::filesystem::path folder, const Baseline& baseline,
                  const OpeningChoice& choice);
    /// The latest state found for each member; members without one are in no branch. A damaged
    /// file is told on stderr and not used.
    std::vector<Branch> take(const std::vector<FamilyMember>& members, const Draws& draws);
    /// A state that cannot be written is told on stderr; its runs then start anew.
    void put(const Branch& branch, const std::vector<FamilyMember>& members, const Draws& draws);
    /// Removes the files that these members once took and nobody has put away again.
    void discard(const std::vector<FamilyMember>& members, const Draws& draws);

  private:
    std::filesystem::path latest(const FamilyMember& member, const Draws& draws) const;
    CheckpointIdentity identity(const FamilyMember& member, const Draws& draws, int year) const;
    std::filesystem::path file_of(const CheckpointIdentity& identity) const;

    std::filesystem::path folder_;
    const Baseline& baseline_;
    OpeningChoice choice_;
    std::set<std::filesystem::path> put_;
};

}  // namespace changji::app
