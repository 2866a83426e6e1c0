#include "calibration/model_runs.hpp"

#include <algorithm>

#include "model/base/parallel.hpp"
#include "model/population/synthesis.hpp"
#include "model/simulation/opening.hpp"
#include "model/simulation/registers.hpp"
#include "model/simulation/simulation.hpp"
#include "output/recorder.hpp"

namespace changji::calibration {
namespace {

/// The opening sees coefficients only, every lever as without reform.
Scenario opening_of(const Scenario& scenario, const std::vector<Parameter>& parameters) {
    Scenario opening = default_scenario(parameters);
    for (std::size_t i = 0; i < parameters.size(); ++i)
        if (parameters[i].role == Role::coefficient) opening.values[i] = scenario.values[i];
    return opening;
}

}  // namespace

Scenario with_values(const Scenario& scenario, const std::vector<Parameter>& parameters,
                     const std::vector<std::string>& keys, const std::vector<double>& values) {
    Scenario changed = scenario;
    for (std::size_t k = 0; k < keys.size(); ++k) {
        const auto found = std::find_if(parameters.begin(), parameters.end(),
                                        [&](const Parameter& p) { return p.key == keys[k]; });
        if (found == parameters.end())
            throw InputError(
                {"没有参数“" + keys[k] + "”。", "There is no parameter '" + keys[k] + "'."});
        const auto at = static_cast<std::size_t>(found - parameters.begin());
        for (std::size_t d = 0; d < district_count; ++d)
            changed.values[at][district_at(d)] = Path{{{first_year, values[k]}}};
    }
    return changed;
}

ModelRuns::ModelRuns(const Baseline& baseline, double sample, population::Basis basis)
    : baseline_(baseline), sample_(sample), basis_(basis) {}

RunAnswer ModelRuns::run_one(const RunTask& task, const std::function<void()>& between) const {
    try {
        between();
        Opened opened =
            open_world(baseline_, populations_.at(task.population_seed),
                       opening_of(task.scenario, all_parameters()), task.population_seed);
        output::Recorder recorder(
            {task.scenario.name, static_cast<int>(task.draws.replicate), task.draw});
        Watcher watcher;
        watcher.record = [&](const World& world) {
            between();
            recorder.record(world);
        };
        simulate(opened.world, task.scenario, forcing_of(baseline_), task.draws, watcher);
        return recorder.take();
    } catch (const InputError& error) {
        return error.message().en;
    }
}

std::vector<RunAnswer> ModelRuns::run(const std::vector<RunTask>& tasks,
                                      const std::function<void()>& between) {
    for (const RunTask& task : tasks) {
        if (populations_.count(task.population_seed) > 0) continue;
        between();
        populations_.emplace(
            task.population_seed,
            population::synthesise(baseline_, {sample_, task.population_seed, basis_}));
    }
    std::vector<RunAnswer> answers(tasks.size());
    parallel_for(tasks.size(), [&](std::size_t i) { answers[i] = run_one(tasks[i], between); });
    return answers;
}

}  // namespace changji::calibration
