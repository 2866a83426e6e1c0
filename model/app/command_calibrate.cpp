#include <cmath>

#include "calibration/calibration.hpp"
#include "model/app/calibrate_report.hpp"
#include "model/app/campaign.hpp"
#include "model/app/command.hpp"
#include "model/app/requests.hpp"
#include "model/baseline/reader.hpp"
#include "model/scenario/problems.hpp"
#include "model/simulation/registers.hpp"
#include "output/files.hpp"

namespace changji::app {
namespace {

namespace cal = calibration;
namespace fs = std::filesystem;

fs::path plan_file(const std::string& name, const Places& places) {
    const fs::path shipped = places.calibration / (name + ".plan");
    std::error_code error;
    return !fs::exists(name, error) && fs::exists(shipped, error) ? shipped : fs::path(name);
}

CalibrationSetup setup_of(const Arguments& arguments) {
    CalibrationSetup setup;
    setup.places = find_places();
    setup.plan = cal::read_plan(plan_file(arguments.positional().front(), setup.places));
    setup.baseline = read_baseline(setup.places.facts);
    const fs::path folder = setup.places.calibration;
    setup.inputs = cal::read_inputs(arguments.text("inputs", (folder / "inputs.csv").string()),
                                    all_parameters());
    setup.fit = cal::judged_targets(cal::read_fit_targets(
        arguments.text("targets", (folder / "fit_targets.csv").string()), setup.baseline));
    setup.validation = cal::judged_targets(
        cal::read_fit_targets(folder / "validation_targets.csv", setup.baseline));
    setup.scenario = requested_scenario("baseline", arguments, setup.places);
    setup.scenario.last_year = cal::last_replayed_year;
    setup.choice = ensemble_choice(arguments, setup.plan.sample);
    setup.choice.sample = setup.plan.sample;
    setup.choice.seed = setup.plan.seed;
    return setup;
}

std::vector<double> outputs_of(const CalibrationSetup& setup, const cal::RunAnswer& answer) {
    std::vector<double> outputs;
    for (const auto* targets : {&setup.fit, &setup.validation})
        for (const cal::FitTarget& target : *targets) {
            const auto* results = std::get_if<output::Results>(&answer);
            outputs.push_back(results != nullptr ? cal::simulated(target, *results, 0) : NAN);
        }
    return outputs;
}

/// Runs rows and appends them block by block.
void simulate_rows(const CalibrationSetup& setup, cal::ModelRuns& runs,
                   const std::vector<cal::TableRow>& rows, cal::RunTable& table) {
    std::vector<cal::RunTask> tasks;
    for (const cal::TableRow& row : rows)
        tasks.push_back(
            {cal::with_values(setup.scenario, all_parameters(), setup.keys(), row.inputs),
             row.population_seed,
             {setup.choice.seed, row.replicate},
             0});
    run_in_blocks(runs, tasks, setup.choice.quiet, [&](std::size_t first, auto answers) {
        std::vector<cal::TableRow> done(
            rows.begin() + static_cast<std::ptrdiff_t>(first),
            rows.begin() + static_cast<std::ptrdiff_t>(first + answers.size()));
        for (std::size_t i = 0; i < answers.size(); ++i)
            done[i].outputs = outputs_of(setup, answers[i]);
        table.append(done);
    });
}

/// Data made with known coefficients: by the emulators, or by a run of the model at each truth.
std::string recover(const CalibrationSetup& setup, const cal::Calibration& calibration,
                    const cal::RunTable& table, std::size_t trials, bool with_model,
                    const fs::path& folder) {
    const cal::EmulatorSet emulators = calibration.emulators_of(table);
    cal::AbcSettings settings;
    settings.particles = 200;
    settings.moves = 4;
    const auto make = [&](std::size_t trial, const std::vector<double>& truth) {
        cal::RandomStream random(setup.plan.seed + 77, static_cast<std::uint32_t>(trial));
        if (!with_model) return emulators.draw(truth, random);
        cal::RunTable runs(folder / "truths.csv", setup.keys(), setup.output_names());
        if (runs.rows().size() <= trial) {
            cal::ModelRuns model(setup.baseline, setup.plan.sample, population::Basis::registered);
            cal::RandomStream sampled(setup.plan.seed + 78, static_cast<std::uint32_t>(trial));
            simulate_rows(setup, model, {calibration.row_at(900, truth, trial, sampled)}, runs);
        }
        std::vector<double> values = runs.rows()[trial].outputs;
        for (std::size_t a = 0; a < emulators.aims().size(); ++a)
            values[a] += std::sqrt(emulators.aims()[a].variance) * random.normal();
        return values;
    };
    return truth_json(
        cal::synthetic_truth(calibration, emulators, trials, make, settings, setup.plan.seed + 99));
}

void calibrate(const Arguments& arguments) {
    arguments.expect_positional(
        1, 1, {"计划：quick、cluster 或文件", "a plan: quick, cluster or a file"});
    const CalibrationSetup setup = setup_of(arguments);
    const fs::path folder = open_campaign(arguments, setup.plan.text());
    cal::RunTable table(folder / "runs.csv", setup.keys(), setup.output_names());
    const cal::Calibration calibration(setup.inputs, setup.fit, setup.plan);
    const auto trials = static_cast<std::size_t>(arguments.integer("truth", 0, 0, 100000));
    const auto chain = static_cast<std::size_t>(arguments.integer("truth-chain", 0, 0, 100000));
    if (trials + chain > 0) {
        const std::string json =
            recover(setup, calibration, table, std::max(trials, chain), chain > 0, folder);
        output::write_file(folder / (chain > 0 ? "truth_chain.json" : "truth_emulators.json"),
                           json);
        return print(json);
    }
    cal::ModelRuns runs(setup.baseline, setup.plan.sample, population::Basis::registered);
    const cal::Calibrated result =
        calibration.run(table, [&](const std::vector<cal::TableRow>& rows, cal::RunTable& into) {
            simulate_rows(setup, runs, rows, into);
        });
    const std::string report = calibration_json(setup, result, calibration);
    cal::RandomStream random(setup.plan.seed, 5000);
    output::write_file(folder / "posterior_weighted.csv", cal::draws_csv(result.posterior));
    output::write_file(folder / "posterior.csv",
                       cal::plain_draws_csv(cal::equally_weighted(result.posterior, random)));
    output::write_file(folder / "prior.csv",
                       cal::draws_csv(calibration.prior(setup.plan.particles)));
    output::write_file(folder / "calibration.json", report);
    print(arguments.has("json") ? report : calibration_text(report, arguments.language()));
}

}  // namespace

Command calibrate_command() {
    const std::vector<OptionText> options{
        {"inputs", "FILE.csv", "不确定的参数及其先验，默认随程序",
         "uncertain coefficients with their priors, default the shipped ones"},
        {"targets", "FILE.csv", "拟合目标，默认随程序", "targets, default the shipped ones"},
        {"truth", "N", "在已完成的任务上：用仿真器造 N 组已知真值的数据，检验能否找回",
         "on a finished campaign: make data with N known truths by the emulators and recover them"},
        {"truth-chain", "N", "同上，数据由模型运行产生",
         "the same with data made by runs of the model"},
        {"threads", "N", "同时运行的个数；结果与之无关",
         "runs at a time; results do not depend on it"},
        {"quiet,q", "", "不显示进度", "no progress"},
    };
    return {"calibrate",
            "calibrate PLAN -o DIR",
            "校准：历史匹配、近似贝叶斯计算，得到后验参数",
            "calibrate: history matching and approximate Bayesian computation to a posterior",
            joined(joined(options, campaign_options()), scenario_options()),
            calibrate};
}

}  // namespace changji::app
