#include "model/app/ensemble_runs.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "model/app/interrupt.hpp"
#include "model/app/progress.hpp"
#include "model/base/parallel.hpp"
#include "model/simulation/registers.hpp"

namespace changji::app {
namespace {

constexpr double smallest_sample = 0.01;
constexpr int most_threads = 1024;
constexpr std::size_t runs_per_thread = 4;  ///< of a block: often enough for the display

}  // namespace

const std::vector<OptionText>& ensemble_options() {
    static const std::vector<OptionText> options{
        {"sample", "SHARE", "每次运行的抽样比例，[0.01, 1]", "sample of every run, [0.01, 1]"},
        {"seed", "N", "随机种子，默认 1", "seed, default 1"},
        {"threads", "N", "同时运行的个数；结果与之无关",
         "runs at a time; results do not depend on it"},
        {"quiet,q", "", "不显示进度", "no progress"},
    };
    return options;
}

EnsembleChoice ensemble_choice(const Arguments& arguments, double usual_sample) {
    EnsembleChoice choice;
    choice.sample = arguments.real("sample", usual_sample, smallest_sample, 1);
    choice.seed = static_cast<std::uint32_t>(arguments.integer("seed", 1, 0, 4294967295));
    choice.quiet = arguments.has("quiet");
    set_thread_count(
        static_cast<int>(arguments.integer("threads", thread_count(), 1, most_threads)));
    watch_for_interrupts();
    return choice;
}

void run_in_blocks(calibration::ModelRuns& runs, const std::vector<calibration::RunTask>& tasks,
                   bool quiet,
                   const std::function<void(std::size_t first,
                                            std::vector<calibration::RunAnswer> answers)>& done) {
    Progress progress(quiet ? Progress::Voice::quiet : Progress::Voice::normal);
    const Stopwatch watch;
    const std::size_t block = runs_per_thread * static_cast<std::size_t>(thread_count());
    for (std::size_t first = 0; first < tasks.size(); first += block) {
        const auto begin = tasks.begin() + static_cast<std::ptrdiff_t>(first);
        const auto end =
            tasks.begin() + static_cast<std::ptrdiff_t>(std::min(first + block, tasks.size()));
        done(first, runs.run({begin, end}, stop_if_interrupted));
        progress.show(
            fmt::format("{}/{}  {:.0f} s", end - tasks.begin(), tasks.size(), watch.seconds()));
    }
}

calibration::Ensemble run_draws(const calibration::DrawTable& table, const Scenario& scenario,
                                const Baseline& baseline, const EnsembleChoice& choice) {
    std::vector<calibration::RunTask> tasks;
    for (std::size_t i = 0; i < table.draws.size(); ++i) {
        const calibration::ParameterDraw& draw = table.draws[i];
        tasks.push_back(
            {calibration::with_values(scenario, all_parameters(), table.keys, draw.values),
             draw.population_seed,
             {choice.seed, static_cast<std::uint32_t>(i)},
             static_cast<int>(i + 1)});
    }
    calibration::ModelRuns runs(baseline, choice.sample, population::Basis::registered);
    calibration::Ensemble ensemble;
    std::string reason;
    const auto any = [](const output::RunLabel&) { return true; };
    run_in_blocks(runs, tasks, choice.quiet, [&](std::size_t first, auto answers) {
        for (std::size_t i = 0; i < answers.size(); ++i) {
            if (auto* results = std::get_if<output::Results>(&answers[i]))
                ensemble.add(std::move(*results), table.draws[first + i].weight, any);
            else
                reason = std::get<std::string>(answers[i]);
        }
    });
    if (ensemble.members().empty())
        throw InputError({"没有一组参数能开局：" + reason, "No draw admits an opening: " + reason});
    ensemble.normalise();
    return ensemble;
}

}  // namespace changji::app
