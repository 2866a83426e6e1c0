#include "model/app/calibrate_report.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "build_info.hpp"
#include "model/app/progress.hpp"
#include "model/scenario/text_table.hpp"

namespace changji::app {
namespace {

namespace cal = calibration;
using Json = nlohmann::ordered_json;

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

Json inputs_json(const CalibrationSetup& setup, const cal::Calibrated& result) {
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
Json targets_json(const CalibrationSetup& setup, const cal::Calibrated& result) {
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

Json report_of(const CalibrationSetup& setup, const cal::Calibrated& result,
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

Json json_of_truth(const cal::SyntheticTruth& truth) {
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

}  // namespace

std::string calibration_json(const CalibrationSetup& setup, const cal::Calibrated& result,
                             const cal::Calibration& calibration) {
    return report_of(setup, result, calibration).dump(2) + "\n";
}

std::string calibration_text(const std::string& json, Language language) {
    return text_of(Json::parse(json), language);
}

std::string truth_json(const cal::SyntheticTruth& truth) {
    return json_of_truth(truth).dump(2) + "\n";
}

}  // namespace changji::app
