#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "calibration/draw_table.hpp"
#include "calibration/history_matching.hpp"
#include "calibration/inputs.hpp"
#include "calibration/plan.hpp"
#include "calibration/run_table.hpp"
#include "calibration/scores.hpp"
#include "calibration/targets.hpp"

namespace changji::calibration {

/// Runs the model at rows whose outputs are still empty and appends them to the table.
using Simulator = std::function<void(const std::vector<TableRow>& rows, RunTable& table)>;

/// Stages of a campaign in its table; the waves count from 1.
constexpr int replicate_stage = 0, posterior_stage = 100;

/// What was learned in one wave.
struct WaveReport {
    int wave = 0;
    std::size_t runs = 0, failed = 0;
    double not_implausible_share = 1;  ///< of the prior, by the emulators after the wave
    std::vector<LeaveOneOut> emulators;
};

/// The outcome of a calibration.
struct Calibrated {
    std::vector<std::string> aims;
    std::vector<double> replicate_sd;  ///< by aim: seed, population and sampled inputs
    std::vector<WaveReport> waves;
    std::optional<EmulatorSet> emulators;
    Particles particles;                       ///< on the emulators, fitted inputs in the unit cube
    DrawTable posterior;                       ///< all inputs, weighted by runs of the model
    double effective = 0;                      ///< particles of the posterior
    std::vector<std::vector<double>> outputs;  ///< of the posterior's runs, by particle
};

/// History matching in waves on emulators, then approximate Bayesian computation on what is left,
/// then one run of the model per particle, which corrects the emulators by importance weights.
/// Whatever stands in the table is taken from there, so a killed campaign goes on.
class Calibration {
  public:
    /// Outputs of the table begin with `targets`, which are the aims.
    Calibration(std::vector<Input> inputs, std::vector<FitTarget> targets, CalibrationPlan plan);

    Calibrated run(RunTable& table, const Simulator& simulator) const;
    /// Emulators of the runs that the table holds already, after all waves.
    EmulatorSet emulators_of(const RunTable& table) const;

    /// A point of fitted inputs with sampled inputs drawn from their priors, as a row to simulate.
    TableRow row_at(int stage, const std::vector<double>& fitted, std::size_t number,
                    RandomStream& random) const;
    /// Draws of the prior, in the form of the posterior.
    DrawTable prior(std::size_t count) const;
    std::size_t fitted() const { return fitted_.size(); }
    const Input& fitted_input(std::size_t i) const { return inputs_[fitted_[i]]; }

  private:
    void simulate_stage(int stage, const Points& points, RunTable& table,
                        const Simulator& simulator) const;
    std::vector<double> replicate_variance(const RunTable& table) const;
    EmulatorSet emulators(const RunTable& table, int last_wave) const;
    std::vector<double> position(const TableRow& row) const;
    void weigh(const RunTable& table, Calibrated& result) const;

    std::vector<Input> inputs_;
    std::vector<std::size_t> fitted_;  ///< indices of fitted inputs
    std::vector<Aim> aims_;
    CalibrationPlan plan_;
};

/// Coverage of truths by posterior intervals.
struct Recovery {
    std::string input;
    ShareInterval coverage;
};
struct SyntheticTruth {
    std::size_t trials = 0;  ///< that made data
    ShareInterval overall;  ///< one input a trial, in turn: trials are independent
    std::vector<Recovery> by_input;
    double mean_width = 0;  ///< of the 90 % intervals over that of the prior's
};
/// Values of the aims made with known inputs (positions in the cube).
using TruthMaker =
    std::function<std::vector<double>(std::size_t trial, const std::vector<double>& truth)>;

/// Draws a truth from the prior, makes data with it, infers it back, and counts how often the
/// 90 % intervals hold it.
SyntheticTruth synthetic_truth(const Calibration& calibration, const EmulatorSet& emulators,
                               std::size_t trials, const TruthMaker& make,
                               const AbcSettings& settings, std::uint32_t seed);

}  // namespace changji::calibration
