#pragma once

#include "calibration/draw_table.hpp"
#include "calibration/ensemble.hpp"
#include "calibration/model_runs.hpp"
#include "model/app/arguments.hpp"
#include "model/app/places.hpp"

namespace changji::app {

/// Options of commands that run many small worlds: sample, threads, seed, quiet.
const std::vector<OptionText>& ensemble_options();

/// What those options ask for.
struct EnsembleChoice {
    double sample = 0;
    std::uint32_t seed = 1;
    bool quiet = false;
};
/// Also sets the number of threads and begins to watch for interrupts.
EnsembleChoice ensemble_choice(const Arguments& arguments, double usual_sample);

/// Runs tasks block by block and shows how far it is; `done` receives every block's answers.
void run_in_blocks(calibration::ModelRuns& runs, const std::vector<calibration::RunTask>& tasks,
                   bool quiet,
                   const std::function<void(std::size_t first,
                                            std::vector<calibration::RunAnswer> answers)>& done);

/// One run per draw of the table, each with its own seed, weighted as the table says. Draws whose
/// opening fails are left out; throws InputError if all do.
calibration::Ensemble run_draws(const calibration::DrawTable& table, const Scenario& scenario,
                                const Baseline& baseline, const EnsembleChoice& choice);

}  // namespace changji::app
