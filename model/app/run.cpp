#include "model/app/run.hpp"

#include <fmt/format.h>

#include "build_info.hpp"
#include "model/app/batch/checkpoint.hpp"
#include "model/app/batch/history.hpp"
#include "model/app/interrupt.hpp"
#include "model/app/progress.hpp"
#include "model/base/parallel.hpp"
#include "model/scenario/resolved_text.hpp"
#include "model/simulation/registers.hpp"
#include "model/simulation/simulation.hpp"
#include "output/csv.hpp"
#include "output/files.hpp"
#include "output/provenance.hpp"
#include "output/run_file.hpp"

namespace changji::app {
namespace {

output::Provenance provenance_of(const RunRequest& request, const RunOutcome& outcome,
                                 const Baseline& baseline) {
    output::Provenance p;
    p.program = "changji";
    p.version = build_info::version;
    p.commit = build_info::commit;
    p.compiler = build_info::compiler;
    p.flags = build_info::flags;
    p.dirty = build_info::dirty;
    p.scenario = &request.scenario;
    p.scenario_text = show_text(request.scenario, all_parameters(), Language::en);
    p.parameters = &all_parameters();
    for (const ProcessInfo& step : schedule())
        p.schedule.push_back({step.key, step.zh, step.en, step.reads, step.writes});
    p.baseline = &baseline;
    p.closing_factors = outcome.opened.factors;
    p.solved = &outcome.solved;
    p.flows = &outcome.flows;
    p.seed = request.draws.seed;
    p.replicate = request.draws.replicate;
    p.population_seed = request.opening.population_seed;
    p.population_basis =
        request.opening.basis == population::Basis::registered ? "registered" : "resident";
    p.sample = request.opening.sample;
    p.threads = request.threads;
    p.started = outcome.started;
    p.seconds = outcome.years_seconds;
    return p;
}

/// The checkpoints of one run.
class Keeper {
  public:
    Keeper(const RunRequest& request, const Baseline& baseline)
        : request_(request),
          baseline_(baseline),
          history_(history_of(request.scenario, all_parameters(), request.scenario.last_year)) {}

    void take_up(World& world, output::Recorder& recorder) const {
        const Checkpoint saved = load_checkpoint(request_.restart, identity(first_year), history_);
        world = saved.world;
        recorder.unpack(saved.recorder.pack());  // the label is that of this run
    }

    void put_away_if_due(const World& world, const output::Recorder& recorder) const {
        if (request_.checkpoint.empty()) return;
        if (interrupt_noted() || world.year == request_.checkpoint_year)
            save_checkpoint(world, recorder, identity(world.year), request_.checkpoint);
        if (!interrupt_noted()) return;
        const std::string file = request_.checkpoint.string();
        throw Interrupted({"已中断；状态保存在 " + file + "，用 --restart 继续。",
                           "Interrupted; the state is in " + file + ", go on with --restart."});
    }

  private:
    CheckpointIdentity identity(int year) const {
        return identity_of(baseline_, request_.opening, request_.draws, year,
                           history_[static_cast<std::size_t>(year - first_year)]);
    }

    const RunRequest& request_;
    const Baseline& baseline_;
    std::vector<std::string> history_;
};

}  // namespace

const std::vector<OptionText>& opening_options() {
    static const std::vector<OptionText> options{
        {"sample", "SHARE", "抽样比例，[0.01, 1]，默认 1（全样本）",
         "share of villages and neighbourhoods simulated, [0.01, 1], default 1"},
        {"population-seed", "N", "合成人口的种子，默认 1", "seed of the population, default 1"},
        {"population-basis", "registered|resident", "333 万人的口径：户籍（默认）或常住",
         "meaning of the 3.33 million: registered (default) or resident"},
    };
    return options;
}

OpeningChoice opening_choice(const Arguments& arguments) {
    OpeningChoice choice;
    choice.sample = arguments.real("sample", 1, smallest_sample, 1);
    choice.population_seed =
        static_cast<std::uint32_t>(arguments.integer("population-seed", 1, 0, 4294967295));
    const std::string basis = arguments.text("population-basis", "registered");
    if (basis == "resident") choice.basis = population::Basis::resident;
    if (basis != "resident" && basis != "registered")
        throw InputError({"选项 --population-basis 应为 registered 或 resident。",
                          "Option --population-basis is registered or resident."});
    return choice;
}

RunOutcome simulate_run(const RunRequest& request, const Baseline& baseline,
                        const std::filesystem::path& cache) {
    Progress progress(request.quiet ? Progress::Voice::quiet : Progress::Voice::normal);
    RunOutcome outcome;
    outcome.started = utc_time();
    progress.show("2019 …");
    const Stopwatch opening;
    outcome.opened = opened_world(baseline, request.scenario, request.opening, cache);
    outcome.opening_seconds = opening.seconds();
    outcome.solved = outcome.opened.world.solved;
    output::Recorder recorder(
        {request.scenario.name, static_cast<int>(request.draws.replicate), 0});
    World& world = outcome.opened.world;
    const Keeper keeper(request, baseline);
    if (request.restart.empty()) {
        recorder.record(world);
    } else {
        keeper.take_up(world, recorder);
    }
    const Stopwatch years;
    Watcher watcher;
    if (request.checkpoint.empty()) watcher.after = [](std::string_view) { stop_if_interrupted(); };
    while (world.year < request.scenario.last_year) {
        advance(world, request.scenario, forcing_of(baseline), request.draws, watcher);
        recorder.record(world);
        keeper.put_away_if_due(world, recorder);
        progress.show(fmt::format("{} {}/{}  {:.1f} s", request.scenario.name, world.year,
                                  request.scenario.last_year, years.seconds()));
    }
    outcome.years_seconds = years.seconds();
    outcome.results = recorder.take();
    outcome.flows = recorder.flows();
    return outcome;
}

void write_outcome(const std::filesystem::path& folder, const RunRequest& request,
                   const RunOutcome& outcome, const Baseline& baseline) {
    const output::Extras extras{
        output::provenance_json(provenance_of(request, outcome, baseline)),
        fmt::format("changji {} ({})", build_info::version, build_info::commit),
        request.microdata ? &outcome.opened.world : nullptr};
    output::write_run_file(folder / "run.h5", outcome.results, extras);
    output::write_file(folder / "summary.csv", output::summary_csv(outcome.results));
    output::write_file(folder / "targets.csv",
                       output::targets_csv(output::target_values(outcome.results)));
}

}  // namespace changji::app
