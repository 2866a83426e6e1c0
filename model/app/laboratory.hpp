#pragma once

#include <functional>
#include <string>
#include <vector>

#include "model/app/run.hpp"
#include "model/baseline/baseline.hpp"

/// Experiments in memory: many short runs from one opened world, paired by their random draws.
namespace changji::app {

/// Mean of a number without and with a change, over runs that met the same draws.
struct PairedChange {
    double without = 0, change = 0;
    double standard_error = 0;  ///< of the change; NaN with fewer than two pairs
    int pairs = 0;              ///< pairs in which both sides have a value

    /// Change over standard error; ±infinity where every pair changed alike, 0 where none did.
    double t() const;
};
PairedChange paired_change(const std::vector<double>& without, const std::vector<double>& with);

/// What is read from a run: a measure of the zone or a district in the last year, or its mean over
/// the simulated years, which suits flows that vary from year to year.
struct Reading {
    std::string measure;
    std::size_t row = output::zone_row;
    bool mean_of_years = false;
};
double read(const output::Results& results, const Reading& reading);

/// What the runs of an experiment have in common.
struct Bench {
    OpeningChoice opening;
    std::uint32_t seed = 1;
    int replicates = 5, last_year = 2025;
};
const std::vector<OptionText>& bench_options();
/// Also sets the number of threads and watches for interrupts.
Bench requested_bench(const Arguments& arguments, double usual_sample);

/// One opened world and the runs that start from it. All scenarios must have the coefficients of
/// the first, or each of another set pays for an opening of its own.
class Laboratory {
  public:
    Laboratory(const Baseline& baseline, const Places& places, const Bench& bench)
        : baseline_(baseline), places_(places), bench_(bench) {}

    /// The readings of every replicate: [reading][replicate]. Throws Interrupted if stopped.
    std::vector<std::vector<double>> run(Scenario scenario, const std::vector<Reading>& readings);

  private:
    const World& opened(const Scenario& scenario);

    const Baseline& baseline_;
    const Places& places_;
    Bench bench_;
    Scenario opening_;  ///< of the world at hand
    World world_;
    bool open_ = false;
};

}  // namespace changji::app
