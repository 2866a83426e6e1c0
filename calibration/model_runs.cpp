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

/// What an opening depends on, besides baseline, sample and basis: exact bytes of every value.
std::string opening_key(const RunTask& task) {
    std::string key = std::to_string(task.population_seed);
    const std::vector<Parameter>& parameters = all_parameters();
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        if (parameters[i].role != Role::coefficient) continue;
        for (std::size_t d = 0; d < district_count; ++d)
            for (const Path::Knot& knot : task.scenario.values[i][d].knots) {
                key += std::to_string(knot.year) + ":";
                key.append(reinterpret_cast<const char*>(&knot.value), sizeof knot.value);
            }
    }
    return key;
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

ModelRuns::Opening ModelRuns::open(const RunTask& task) const {
    try {
        return open_world(baseline_, populations_.at(task.population_seed),
                          opening_of(task.scenario, all_parameters()), task.population_seed)
            .world;
    } catch (const InputError& error) {
        return error.message().en;
    }
}

RunAnswer ModelRuns::run_one(const RunTask& task, const Opening& opening,
                             const std::function<void()>& between) const {
    if (const auto* reason = std::get_if<std::string>(&opening)) return *reason;
    World world = std::get<World>(opening);
    output::Recorder recorder(
        {task.scenario.name, static_cast<int>(task.draws.replicate), task.draw});
    Watcher watcher;
    watcher.record = [&](const World& now) {
        between();
        recorder.record(now);
    };
    simulate(world, task.scenario, forcing_of(baseline_), task.draws, watcher);
    return recorder.take();
}

void ModelRuns::prepare(const std::vector<RunTask>& tasks, const std::vector<std::string>& keys,
                        const std::function<void()>& between) {
    for (const RunTask& task : tasks) {
        if (populations_.count(task.population_seed) > 0) continue;
        between();
        populations_.emplace(
            task.population_seed,
            population::synthesise(baseline_, {sample_, task.population_seed, basis_}));
    }
    std::map<std::string, Opening> kept;
    std::vector<std::size_t> missing;
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        if (kept.count(keys[i]) > 0) continue;
        const auto known = openings_.find(keys[i]);
        if (known == openings_.end()) missing.push_back(i);
        kept.emplace(keys[i],
                     known == openings_.end() ? Opening(std::string()) : std::move(known->second));
    }
    openings_ = std::move(kept);
    std::vector<Opening> opened(missing.size(), std::string());
    parallel_for(missing.size(), [&](std::size_t m) {
        between();
        opened[m] = open(tasks[missing[m]]);
    });
    for (std::size_t m = 0; m < missing.size(); ++m)
        openings_.insert_or_assign(keys[missing[m]], std::move(opened[m]));
}

std::vector<RunAnswer> ModelRuns::run(const std::vector<RunTask>& tasks,
                                      const std::function<void()>& between) {
    std::vector<std::string> keys;
    for (const RunTask& task : tasks) keys.push_back(opening_key(task));
    prepare(tasks, keys, between);
    std::vector<RunAnswer> answers(tasks.size());
    parallel_for(tasks.size(), [&](std::size_t i) {
        answers[i] = run_one(tasks[i], openings_.at(keys[i]), between);
    });
    return answers;
}

}  // namespace changji::calibration
