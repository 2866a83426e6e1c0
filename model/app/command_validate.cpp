#include <array>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "calibration/validation.hpp"
#include "model/app/command.hpp"
#include "model/app/ensemble_runs.hpp"
#include "model/app/requests.hpp"
#include "model/baseline/reader.hpp"
#include "model/scenario/problems.hpp"
#include "model/scenario/text_table.hpp"
#include "model/simulation/registers.hpp"

namespace changji::app {
namespace {

namespace cal = calibration;
using Json = nlohmann::ordered_json;

constexpr double usual_sample = 0.02;
constexpr int latest_run = 2050;
constexpr std::array<Bilingual (*)(), cal::naive_count> naive_names{
    [] {
        return Bilingual{"不变", "no change"};
    },
    [] {
        return Bilingual{"线性趋势", "linear trend"};
    },
    [] {
        return Bilingual{"固定增速", "constant growth"};
    }};

std::string form_of(const cal::ScoredSeries& series) {
    switch (series.form) {
        case cal::Form::growth:
            return "growth";
        case cal::Form::real_growth:
            return "real growth";
        default:
            return "anchored on a fit year";
    }
}

Json number(double value) {
    return std::isfinite(value) ? Json(value) : Json(nullptr);
}

Json row_json(const cal::ScoredRow& row) {
    return {{"year", row.year},
            {"observed", number(row.observed)},
            {"median", number(row.median)},
            {"band_50", {number(row.low50), number(row.high50)}},
            {"band_90", {number(row.low90), number(row.high90)}},
            {"pit", number(row.pit)},
            {"crps", number(row.crps)},
            {"anchor_year", row.anchor_year},
            {"anchor", number(row.anchor)},
            {"anchor_kind", row.anchor_kind},
            {"no_change", number(row.naive[cal::no_change])},
            {"linear_trend", number(row.naive[cal::linear_trend])},
            {"constant_growth", number(row.naive[cal::constant_growth])}};
}

/// Scores of one series alone.
cal::ScoreSummary score_of(const cal::ScoredSeries& series) {
    cal::Validation alone;
    alone.series = {series};
    return cal::summary_of(alone);
}

Json left_out_json(const std::vector<cal::SkippedRow>& rows, Language language) {
    Json list = Json::array();
    for (const cal::SkippedRow& row : rows)
        list.push_back(
            {{"place", row.place}, {"reason", in(language, row.reason.zh, row.reason.en)}});
    return list;
}

Json series_json(const cal::ScoredSeries& series, Language language) {
    Json json{{"geography", series.geography},
              {"indicator", series.indicator},
              {"unit", series.unit},
              {"mapped", series.scored()}};
    if (!series.scored()) {
        json["reason"] = in(language, series.reason.zh, series.reason.en);
        return json;
    }
    const cal::ScoreSummary score = score_of(series);
    json["quantity"] = series.quantity;
    json["row"] = cal::results_row(series.row) == output::zone_row ? "zone" : series.row;
    json["compared"] = form_of(series);
    json["coverage_50"] = score.coverage_50;
    json["coverage_90"] = score.coverage_90;
    json["crps_ratio_best_naive"] = number(score.crps_ratio_best_naive);
    json["best_naive"] = naive_names[score.best_naive]().en;
    json["rows"] = Json::array();
    for (const cal::ScoredRow& row : series.rows) json["rows"].push_back(row_json(row));
    json["rows_left_out"] = left_out_json(series.rows_left_out, language);
    return json;
}

Json summary_json(const cal::ScoreSummary& s) {
    if (s.rows == 0)
        return {{"coverage_90", nullptr}, {"crps_ratio_best_naive", nullptr}, {"rows", 0}};
    return {{"coverage_90", s.coverage_90},
            {"crps_ratio_best_naive", number(s.crps_ratio_best_naive)},
            {"coverage_50", s.coverage_50},
            {"coverage_90_without_error_of_comparison", s.coverage_90_ensemble_alone},
            {"mean_pit", s.mean_pit},
            {"rows", s.rows},
            {"best_naive", naive_names[s.best_naive]().en},
            {"crps", s.crps},
            {"crps_no_change", s.naive[cal::no_change]},
            {"crps_linear_trend", s.naive[cal::linear_trend]},
            {"crps_constant_growth", s.naive[cal::constant_growth]}};
}

std::string json_of(const cal::Validation& validation, const std::string& source,
                    Language language) {
    Json summary = summary_json(cal::summary_of(validation));
    summary["series_mapped"] = validation.mapped();
    summary["series_total"] = validation.series.size();
    summary["source"] = source;
    Json json{{"summary", summary},
              {"fit_years", summary_json(cal::summary_of(validation, 0, cal::last_fit_year))},
              {"held_out", summary_json(cal::summary_of(validation, cal::last_fit_year + 1))},
              {"series", Json::array()},
              {"rows_skipped", left_out_json(validation.skipped, language)}};
    for (const cal::ScoredSeries& series : validation.series)
        json["series"].push_back(series_json(series, language));
    return json.dump(2) + "\n";
}

std::string ratio_text(double ratio) {
    return std::isfinite(ratio) ? fmt::format("{:.2f}", ratio) : "–";
}

std::string series_table(const cal::Validation& validation, Language language) {
    const auto say = [&](std::string_view zh, std::string_view en) {
        return std::string(in(language, zh, en));
    };
    TextTable table;
    table.header = {say("地区", "place"), say("指标", "indicator"),
                    say("年份", "years"), say("90% 带内", "in 90 % band"),
                    say("PIT", "PIT"),    say("CRPS ÷ 最佳朴素预测", "CRPS ÷ best naive")};
    for (const cal::ScoredSeries& series : validation.series) {
        if (!series.scored()) continue;
        const cal::ScoreSummary score = score_of(series);
        std::string years;
        for (const cal::ScoredRow& row : series.rows)
            years += (years.empty() ? "" : " ") + std::to_string(row.year);
        table.rows.push_back(
            {series.geography, series.indicator, years,
             fmt::format("{:.0f}/{}", score.coverage_90 * static_cast<double>(score.rows),
                         score.rows),
             fmt::format("{:.2f}", score.mean_pit), ratio_text(score.crps_ratio_best_naive)});
    }
    return table.rows.empty() ? "" : aligned_text(table);
}

std::string summary_text(const Bilingual& name, const cal::ScoreSummary& s, Language language) {
    if (s.rows == 0) return "";
    return fmt::format(
        fmt::runtime(std::string(
            in(language,
               "{}：{} 个数值，90% 带覆盖 {:.0f}%，50% 带覆盖 {:.0f}%，CRPS 为最佳朴素预测（{}）的 "
               "{} 倍\n",
               "{}: {} figures, 90 % bands cover {:.0f} %, 50 % bands {:.0f} %, CRPS {} the best "
               "naive forecast ({})\n"))),
        in(language, name.zh, name.en), s.rows, 100 * s.coverage_90, 100 * s.coverage_50,
        language == Language::zh ? naive_names[s.best_naive]().zh
                                 : ratio_text(s.crps_ratio_best_naive) + " ×",
        language == Language::zh ? ratio_text(s.crps_ratio_best_naive)
                                 : naive_names[s.best_naive]().en);
}

std::string text_of(const cal::Validation& validation, const std::string& source,
                    Language language) {
    const std::size_t total = validation.series.size(), mapped = validation.mapped();
    std::string text = series_table(validation, language);
    text += summary_text({"全部", "All"}, cal::summary_of(validation), language);
    text += summary_text({"拟合年份", "Fit years"},
                         cal::summary_of(validation, 0, cal::last_fit_year), language);
    text += summary_text({"留出年份", "Held-out years"},
                         cal::summary_of(validation, cal::last_fit_year + 1), language);
    text += fmt::format(
        fmt::runtime(std::string(in(language, "映射 {} / {} 个序列（{:.0f}%）；模型：{}\n",
                                    "Mapped {} of {} series ({:.0f} %); model: {}\n"))),
        mapped, total,
        total == 0 ? 0 : 100.0 * static_cast<double>(mapped) / static_cast<double>(total), source);
    for (const cal::ScoredSeries& series : validation.series)
        if (!series.scored())
            text += fmt::format("  {} {}: {}\n", series.geography, series.indicator,
                                in(language, series.reason.zh, series.reason.en));
    for (const cal::SkippedRow& row : validation.skipped)
        text += fmt::format("  {}: {}\n", row.place, in(language, row.reason.zh, row.reason.en));
    return text;
}

/// Last year that a row of the file asks for.
int last_year_of(const cal::ObservedFile& observed) {
    int year = cal::last_fit_year;
    for (const cal::ObservedSeries& series : observed.series)
        for (const cal::ObservedRow& row : series.rows)
            if (row.year <= latest_run) year = std::max(year, row.year);
    return year;
}

cal::Ensemble ensemble_of(const Arguments& arguments, const Places& places,
                          const Baseline& baseline, const cal::ObservedFile& observed,
                          std::string& source) {
    const std::string name = arguments.text("scenario", "baseline");
    if (!arguments.positional().empty()) {
        source = arguments.positional().front();
        return cal::read_ensemble(source, name);
    }
    const std::filesystem::path file =
        arguments.text("draws", (places.calibration / "posterior_weighted.csv").string());
    const EnsembleChoice choice = ensemble_choice(arguments, usual_sample);
    cal::DrawTable draws = cal::read_draws(file);
    Scenario scenario = requested_scenario(name, arguments, places);
    scenario.last_year = last_year_of(observed);
    cal::Ensemble ensemble = run_draws(draws, scenario, baseline, choice);
    source = fmt::format("{}, {} draws, sample {}", file.filename().string(),
                         ensemble.members().size(), choice.sample);
    return ensemble;
}

void validate(const Arguments& arguments) {
    arguments.expect_positional(0, 1, {"至多一个结果文件夹", "at most one folder of results"});
    if (!arguments.has("observed"))
        throw InputError({"缺少 --observed FILE：请指明观测数据文件。",
                          "--observed FILE is missing: name the file of published figures."});
    const Places places = find_places();
    const cal::ObservedFile observed = cal::read_observed(arguments.text("observed", ""));
    const Baseline baseline = read_baseline(places.facts);
    const std::vector<cal::Quantity> map =
        cal::read_series_map(places.calibration / "series_map.csv");
    std::string source;
    const cal::Ensemble ensemble = ensemble_of(arguments, places, baseline, observed, source);
    const cal::Validation validation =
        cal::validate(observed, cal::observed_facts(baseline), map, ensemble);
    const Language language = arguments.language();
    print(arguments.has("json") ? json_of(validation, source, language)
                                : text_of(validation, source, language));
}

}  // namespace

Command validate_command() {
    const std::vector<OptionText> options{
        {"observed", "FILE.csv", "观测数据，列同 facts.csv",
         "published figures, columns as facts.csv"},
        {"scenario", "NAME", "与之比较的情景，默认 baseline",
         "scenario to compare, default baseline"},
        {"draws", "FILE.csv", "参数抽样，默认随程序的后验",
         "draws of coefficients, default the shipped posterior"},
        {"json", "", "以 JSON 输出", "print JSON"},
    };
    return {"validate",
            "validate --observed FILE [DIR]",
            "用公布数据检验模型：CRPS、PIT、区间覆盖率，对照朴素预测",
            "score the model on published figures: CRPS, PIT, coverage, against naive forecasts",
            joined(joined(options, ensemble_options()), scenario_options()),
            validate};
}

}  // namespace changji::app
