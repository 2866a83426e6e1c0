#pragma once

#include <condition_variable>
#include <list>
#include <memory>
#include <mutex>
#include <string>

#include "model/app/opened_world.hpp"

namespace changji::app {

/// Opened worlds that several runs start from, each made once and kept while it is likely to be
/// needed again. For use by several threads.
class SharedOpenings {
  public:
    /// `files` guards the library for files, which is not for several threads.
    SharedOpenings(const Baseline& baseline, const OpeningChoice& choice,
                   std::filesystem::path cache, std::mutex& files);
    /// `coefficients` tells openings apart (the first entry of a history). Openings of the shipped
    /// coefficients are kept on disk, those of parameter draws are not.
    std::shared_ptr<const OpenedWorld> get(const std::string& coefficients,
                                           const Scenario& scenario);

  private:
    struct Slot {
        std::string coefficients;
        std::shared_ptr<const OpenedWorld> opened;  ///< null while it is made
    };
    std::shared_ptr<const OpenedWorld> made(const std::string& coefficients,
                                            const Scenario& scenario);

    const Baseline& baseline_;
    OpeningChoice choice_;
    std::filesystem::path cache_;
    std::mutex& files_;
    std::string shipped_;
    std::mutex guard_;
    std::condition_variable ready_;
    std::list<Slot> slots_;  ///< the latest first
};

}  // namespace changji::app
