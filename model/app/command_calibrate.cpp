#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "build_info.hpp"
#include "calibration/calibration.hpp"
#include "model/app/campaign.hpp"
#include "model/app/command.hpp"
#include "model/app/progress.hpp"
#include "model/app/requests.hpp"
#include "model/baseline/reader.hpp"
#include "model/scenario/problems.hpp"
#include "model/scenario/text_table.hpp"
#include "model/simulation/registers.hpp"
#include "output/files.hpp"

namespace changji::app {
namespace {

namespace cal = calibration;
namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

/// Everything a calibration is made of.
struct Setup {
    Places places;
    Baseline baseline;
    cal::CalibrationPlan plan;
    std::vector<cal::Input> inputs;
    std::vector<cal::FitTarget> fit, validation;
    Scenario scenario;
    EnsembleChoice choice;

    std::vector<std::string> output_names() const {
        std::vector<std::string> names;
        for (const auto* targets : {&fit, &validation})
            for (const cal::FitTarget& target : *targets) names.push_back(target.name);
        return names;
    }
    std::vector<std::string> keys() const {
        std::vector<std::string> names;
        for (const cal::Input& input : inputs) names.push_back(input.key);
        return names;
    }
};

fs::path plan_file(const std::string& name, const Places& places) {
    const fs::path shipped = places.calibration / (name + ".plan");
    std::error_code error;
    return !fs::exists(name, error) && fs::exists(shipped, error) ? shipped : fs::path(name);
}

Setup setup_of(const Arguments& arguments) {
    Setup setup;
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

std::vector<double> outputs_of(const Setup& setup, const cal::RunAnswer& answer) {
    std::vector<double> outputs;
    for (const auto* targets : {&setup.fit, &setup.validation})
        for (const cal::FitTarget& target : *targets) {
            const auto* results = std::get_if<output::Results>(&answer);
            outputs.push_back(results != nullptr ? cal::simulated(target, *results, 0) : NAN);
        }
    return outputs;
}

/// Runs rows and appends them block by block.
void simulate_rows(const Setup& setup, cal::ModelRuns& runs, const std::vector<cal::TableRow>& rows,
                   cal::RunTable& table) {
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

Json waves_json(const cal::Calibrated& result) {
    Json waves = Json::array();
    for (const cal::WaveReport& wave : result.waves) {
        Json emulators = Json::array();
        for (std::size_t a = 0; a < result.aims.size(); ++a)
            emulators.push_back({{"target", result.aims[a]},
                                 {"leave_one_out_rmse", wave.emulators[a].rmse},
                                 {"rmse_over_sd", wave.emulators[a].rmse_share},
                                 {"coverage_90", wave.emulators[a].coverage_90}});
        waves.push_back({{"wave", wave.wave},
                         {"runs", wave.runs},
                         {"failed", wave.failed},
                         {"not_implausible_share", wave.not_implausible_share},
                         {"emulators", emulators}});
    }
    return waves;
}

std::vector<double> weights_of(const cal::DrawTable& table) {
    std::vector<double> weights;
    for (const cal::ParameterDraw& draw : table.draws) weights.push_back(draw.weight);
    return weights;
}

Json inputs_json(const Setup& setup, const cal::Calibrated& result) {
    const std::vector<double> weights = weights_of(result.posterior);
    Json list = Json::array();
    std::size_t fitted = 0;
    for (std::size_t i = 0; i < setup.inputs.size(); ++i) {
        const cal::Input& input = setup.inputs[i];
        std::vector<double> values, positions;
        for (const cal::ParameterDraw& draw : result.posterior.draws) {
            values.push_back(draw.values[i]);
            positions.push_back(input.unit(draw.values[i]));
        }
        Json json{{"key", input.key},
                  {"fitted", input.fitted},
                  {"prior", {input.low, input.high}},
                  {"p05", cal::weighted_quantile(values, weights, 0.05)},
                  {"p50", cal::weighted_quantile(values, weights, 0.5)},
                  {"p95", cal::weighted_quantile(values, weights, 0.95)},
                  {"width_of_90_over_prior", (cal::weighted_quantile(positions, weights, 0.95) -
                                              cal::weighted_quantile(positions, weights, 0.05)) /
                                                 0.9}};
        if (input.fitted)
            json["implausibility_profile"] = cal::implausibility_profile(
                *result.emulators, result.particles.points, fitted++, 5);
        list.push_back(json);
    }
    return list;
}

/// Mean, spread and error of every target under the posterior.
Json targets_json(const Setup& setup, const cal::Calibrated& result) {
    const std::vector<double> weights = weights_of(result.posterior);
    Json list = Json::array();
    std::size_t column = 0;
    for (const auto* targets : {&setup.fit, &setup.validation})
        for (const cal::FitTarget& target : *targets) {
            std::vector<double> values;
            for (const auto& run : result.outputs) values.push_back(run[column]);
            const double mean =
                std::inner_product(values.begin(), values.end(), weights.begin(), 0.0);
            list.push_back({{"target", target.name},
                            {"used", targets == &setup.fit ? "fit" : "validation"},
                            {"unit", target.unit},
                            {"published", target.published},
                            {"kind", target.kind},
                            {"tolerance", target.tolerance},
                            {"posterior_mean", mean},
                            {"posterior_p05", cal::weighted_quantile(values, weights, 0.05)},
                            {"posterior_p95", cal::weighted_quantile(values, weights, 0.95)},
                            {"hit", std::abs(mean - target.published) <= target.tolerance}});
            ++column;
        }
    return list;
}

/// Pairs of fitted inputs that trade off: the strongest correlations of the particles.
Json pairs_json(const cal::Calibration& calibration, const cal::Particles& particles) {
    struct Pair {
        std::string first, second;
        double correlation;
    };
    const std::size_t d = calibration.fitted();
    const auto n = static_cast<double>(particles.points.size());
    std::vector<double> mean(d), sd(d);
    for (const auto& p : particles.points)
        for (std::size_t i = 0; i < d; ++i) mean[i] += p[i] / n;
    for (const auto& p : particles.points)
        for (std::size_t i = 0; i < d; ++i) sd[i] += (p[i] - mean[i]) * (p[i] - mean[i]) / n;
    std::vector<Pair> pairs;
    for (std::size_t i = 0; i < d; ++i)
        for (std::size_t j = 0; j < i; ++j) {
            double covariance = 0;
            for (const auto& p : particles.points)
                covariance += (p[i] - mean[i]) * (p[j] - mean[j]) / n;
            pairs.push_back({calibration.fitted_input(j).key, calibration.fitted_input(i).key,
                             covariance / std::sqrt(sd[i] * sd[j])});
        }
    std::sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) {
        return std::abs(a.correlation) > std::abs(b.correlation);
    });
    Json list = Json::array();
    for (std::size_t i = 0; i < std::min<std::size_t>(8, pairs.size()); ++i)
        list.push_back({{"first", pairs[i].first},
                        {"second", pairs[i].second},
                        {"correlation", pairs[i].correlation}});
    return list;
}

Json report_of(const Setup& setup, const cal::Calibrated& result,
               const cal::Calibration& calibration) {
    std::vector<double> centre(calibration.fitted());
    for (const auto& p : result.particles.points)
        for (std::size_t i = 0; i < centre.size(); ++i)
            centre[i] += p[i] / static_cast<double>(result.particles.points.size());
    return {{"date", utc_time()},
            {"version", build_info::version},
            {"commit", std::string(build_info::commit) + (build_info::dirty ? "+" : "")},
            {"plan", setup.plan.text()},
            {"sample", setup.plan.sample},
            {"particles", result.posterior.draws.size()},
            {"effective_particles", result.effective},
            {"replicate_sd", result.replicate_sd},
            {"waves", waves_json(result)},
            {"abc",
             {{"generations", result.particles.generations},
              {"acceptance", result.particles.acceptance}}},
            {"fisher_spectrum", cal::fisher_spectrum(*result.emulators, centre)},
            {"pairs_that_trade_off", pairs_json(calibration, result.particles)},
            {"inputs", inputs_json(setup, result)},
            {"targets", targets_json(setup, result)}};
}

std::string text_of(const Json& report, Language language) {
    TextTable table;
    for (const Bilingual& head :
         {Bilingual{"目标", "target"}, Bilingual{"用途", "use"}, Bilingual{"单位", "unit"},
          Bilingual{"公布", "published"}, Bilingual{"后验均值", "posterior mean"},
          Bilingual{"90% 区间", "90 % interval"}, Bilingual{"容差", "tolerance"},
          Bilingual{"命中", "hit"}})
        table.header.push_back(language == Language::zh ? head.zh : head.en);
    for (const Json& t : report["targets"])
        table.rows.push_back({t["target"], t["used"], t["unit"],
                              fmt::format("{:.2f}", t["published"].get<double>()),
                              fmt::format("{:.2f}", t["posterior_mean"].get<double>()),
                              fmt::format("{:.2f} – {:.2f}", t["posterior_p05"].get<double>(),
                                          t["posterior_p95"].get<double>()),
                              fmt::format("±{}", t["tolerance"].get<double>()),
                              std::string(t["hit"].get<bool>() ? in(language, "是", "yes")
                                                               : in(language, "否", "no"))});
    return aligned_text(table) +
           fmt::format(
               fmt::runtime(std::string(
                   in(language,
                      "{} 个粒子，有效 {:.0f} 个；抽样 {}；最后一轮后不被排除的先验占 {:.3f}\n",
                      "{} particles, {:.0f} effective; sample {}; share of the prior not "
                      "implausible after the last wave {:.3f}\n"))),
               report["particles"].get<int>(), report["effective_particles"].get<double>(),
               report["sample"].get<double>(),
               report["waves"].back()["not_implausible_share"].get<double>());
}

Json interval_json(const cal::ShareInterval& interval) {
    return {{"share", interval.share},
            {"wilson_95", {interval.low, interval.high}},
            {"contains_0.9", interval.contains(0.9)}};
}

Json truth_json(const cal::SyntheticTruth& truth) {
    Json inputs = Json::array();
    for (const cal::Recovery& one : truth.by_input) {
        Json json = interval_json(one.coverage);
        json["key"] = one.input;
        inputs.push_back(json);
    }
    return {{"trials", truth.trials},
            {"coverage_of_90_intervals", interval_json(truth.overall)},
            {"mean_width_over_prior", truth.mean_width},
            {"by_input", inputs}};
}

/// Data made with known coefficients: by the emulators, or by a run of the model at each truth.
Json recover(const Setup& setup, const cal::Calibration& calibration, const cal::RunTable& table,
             std::size_t trials, bool with_model, const fs::path& folder) {
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
    const Setup setup = setup_of(arguments);
    const fs::path folder = open_campaign(arguments, setup.plan.text());
    cal::RunTable table(folder / "runs.csv", setup.keys(), setup.output_names());
    const cal::Calibration calibration(setup.inputs, setup.fit, setup.plan);
    const auto trials = static_cast<std::size_t>(arguments.integer("truth", 0, 0, 100000));
    const auto chain = static_cast<std::size_t>(arguments.integer("truth-chain", 0, 0, 100000));
    if (trials + chain > 0) {
        const Json json =
            recover(setup, calibration, table, std::max(trials, chain), chain > 0, folder);
        output::write_file(folder / (chain > 0 ? "truth_chain.json" : "truth_emulators.json"),
                           json.dump(2) + "\n");
        return print(json.dump(2) + "\n");
    }
    cal::ModelRuns runs(setup.baseline, setup.plan.sample, population::Basis::registered);
    const cal::Calibrated result =
        calibration.run(table, [&](const std::vector<cal::TableRow>& rows, cal::RunTable& into) {
            simulate_rows(setup, runs, rows, into);
        });
    const Json report = report_of(setup, result, calibration);
    cal::RandomStream random(setup.plan.seed, 5000);
    output::write_file(folder / "posterior_weighted.csv", cal::draws_csv(result.posterior));
    output::write_file(folder / "posterior.csv",
                       cal::plain_draws_csv(cal::equally_weighted(result.posterior, random)));
    output::write_file(folder / "prior.csv",
                       cal::draws_csv(calibration.prior(setup.plan.particles)));
    output::write_file(folder / "calibration.json", report.dump(2) + "\n");
    print(arguments.has("json") ? report.dump(2) + "\n" : text_of(report, arguments.language()));
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
