// The small run of scripts/bits for WebAssembly: prints the canonical hash that
// `changji verify DIR --hash` prints for the same run.
//     bits SCENARIO SAMPLE UNTIL
#include <cstdio>
#include <cstdlib>

#include "model/baseline/reader.hpp"
#include "model/population/synthesis.hpp"
#include "model/scenario/reader.hpp"
#include "model/simulation/opening.hpp"
#include "model/simulation/registers.hpp"
#include "model/simulation/simulation.hpp"
#include "output/content_hash.hpp"
#include "output/recorder.hpp"

namespace {

using namespace changji;

/// As the program opens the world: the scenario supplies coefficients only.
Scenario opening_scenario(const Scenario& scenario) {
    const auto& parameters = all_parameters();
    Scenario opening = default_scenario(parameters);
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        if (parameters[i].role == Role::coefficient) opening.values[i] = scenario.values[i];
    }
    return opening;
}

int run(const char* name, double sample, int until) {
    const Baseline baseline = read_baseline("model/baseline/facts");
    ScenarioRequest request;
    request.scenario = name;
    request.folders = {"scenarios"};
    Scenario scenario = read_scenario(request, all_parameters());
    scenario.last_year = until;
    population::SynthesisOptions options;
    options.sample = sample;
    World synthetic = population::synthesise(baseline, options);
    World world =
        open_world(baseline, std::move(synthetic), opening_scenario(scenario), options.seed).world;
    output::Recorder recorder({name, 0, 0});
    Watcher watcher;
    watcher.record = [&](const World& now) { recorder.record(now); };
    simulate(world, scenario, forcing_of(baseline), Draws{1, 0}, watcher);
    std::puts(output::content_hash(recorder.take()).c_str());
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 4) return 2;
    try {
        return run(argv[1], std::atof(argv[2]), std::atoi(argv[3]));
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
