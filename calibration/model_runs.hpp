#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include "model/base/random.hpp"
#include "model/baseline/baseline.hpp"
#include "model/population/dealing.hpp"
#include "model/scenario/parameter.hpp"
#include "model/scenario/scenario.hpp"
#include "model/world/world.hpp"
#include "output/results.hpp"

namespace changji::calibration {

/// One run of the model in this process.
struct RunTask {
    Scenario scenario;
    std::uint32_t population_seed = 1;
    Draws draws;
    int draw = 0;  ///< label in the results
};

/// Results, or the reason why the coefficients admit no opening.
using RunAnswer = std::variant<output::Results, std::string>;

/// A scenario with single values replaced by key, in all districts and years.
Scenario with_values(const Scenario& scenario, const std::vector<Parameter>& parameters,
                     const std::vector<std::string>& keys, const std::vector<double>& values);

/// Opens and runs many small worlds. Each synthetic population is made once, each opening of the
/// same coefficients once for the runs of a call and the next ones; runs are spread over threads,
/// and a run's results do not depend on the others or on the threads.
class ModelRuns {
  public:
    ModelRuns(const Baseline& baseline, double sample, population::Basis basis);

    /// Answers in the order of the tasks. `between` is called by the calling thread's runs, from
    /// any thread, once a simulated year; it may throw to stop all.
    std::vector<RunAnswer> run(const std::vector<RunTask>& tasks,
                               const std::function<void()>& between);

  private:
    using Opening = std::variant<World, std::string>;  ///< or the reason why there is none
    Opening open(const RunTask& task) const;
    RunAnswer run_one(const RunTask& task, const Opening& opening,
                      const std::function<void()>& between) const;
    void prepare(const std::vector<RunTask>& tasks, const std::vector<std::string>& keys,
                 const std::function<void()>& between);

    const Baseline& baseline_;
    double sample_;
    population::Basis basis_;
    std::map<std::uint32_t, World> populations_;
    std::map<std::string, Opening> openings_;  ///< by population and coefficients
};

}  // namespace changji::calibration
