#pragma once

#include <filesystem>
#include <optional>
#include <stdexcept>

#include "model/app/batch/batch_folder.hpp"
#include "model/app/batch/run_set.hpp"
#include "model/app/batch/stop_rule.hpp"
#include "model/app/language.hpp"

namespace changji::app {

/// All runs were tried and some failed; the others are safe.
struct RunsFailed : std::runtime_error {
    RunsFailed(Bilingual what, bool books_do_not_balance)
        : std::runtime_error(what.en), text(std::move(what)), books(books_do_not_balance) {}
    Bilingual text;
    bool books;  ///< one of them because its books do not balance
};

/// How a batch is computed; nothing here changes a result.
struct BatchOptions {
    Part part;
    int threads = 1;
    bool quiet = false, json = false;
    Language language = Language::zh;
    std::optional<StopRule> stop_rule{};
};

/// Which runs are wanted: those missing, or those that failed before.
enum class Wanted { missing, failed };

/// What was found and done.
struct BatchOutcome {
    std::size_t runs = 0, done = 0, failed = 0, computed = 0;
    double seconds = 0;
    bool stopped = false;
    bool precise = false;  ///< the rule to stop was met
    FailureKind worst = FailureKind::other;
};

/// The runs of a part that are still wanted, as a set.
RunSet wanted_runs(const BatchPlan& plan, const std::vector<PlannedRun>& runs,
                   const BatchOptions& options, const RunStates& states, Wanted wanted);

/// Computes the wanted runs of a folder that this process has locked. One failed run never stops
/// the others; results are on the disk within seconds.
BatchOutcome run_batch(const std::filesystem::path& folder, const BatchPlan& plan,
                       const std::vector<PlannedRun>& runs, const BatchOptions& options,
                       Wanted wanted);

/// Prints what was done; throws Interrupted or RunsFailed if not all of it.
void report_outcome(const std::filesystem::path& folder, const BatchOutcome& outcome,
                    const BatchOptions& options);

/// Time, memory and size of a set of runs, as one text.
std::string estimate_text(const BatchPlan& plan, const RunSet& set, std::size_t all,
                          Language language);

}  // namespace changji::app
