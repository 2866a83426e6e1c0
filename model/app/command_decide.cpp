#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "calibration/attainment.hpp"
#include "calibration/decisions.hpp"
#include "calibration/draw_table.hpp"
#include "model/app/campaign.hpp"
#include "model/app/command.hpp"
#include "model/app/requests.hpp"
#include "model/baseline/reader.hpp"
#include "model/scenario/text_table.hpp"
#include "model/simulation/registers.hpp"
#include "output/files.hpp"
#include "output/measures.hpp"

namespace changji::app {
namespace {

namespace cal = calibration;
using Json = nlohmann::ordered_json;

constexpr double usual_sample = 0.02;
constexpr int usual_particles = 50;
constexpr int states_of_an_option = 1000;  ///< stage = option × this + stress

/// An objective of the decision table; all are turned so that more is better.
/// \source model description §7
struct Objective {
    std::string_view measure;
    double sign;
    std::string_view zh, en;
};
constexpr std::array<Objective, 7> objectives{{
    {"rural_income", 1, "农村居民收入", "rural income"},
    {"income_ratio", -1, "城乡收入比（越小越好）", "income ratio (less is better)"},
    {"cohort_income_ratio", -1, "固定人群收入比（越小越好）",
     "cohort income ratio (less is better)"},
    {"settlements", 1, "进城落户", "settlements"},
    {"grain_t", 1, "粮食产量", "grain"},
    {"npl_share", -1, "不良率（越小越好）", "bad loans (less is better)"},
    {"debt_yuan", -1, "债务（越小越好）", "debt (less is better)"},
}};

struct Study {
    std::vector<std::string> options, stresses;  ///< stress "" is none
    std::vector<Scenario> scenarios;             ///< option by option, stress by stress
    std::vector<Objective> objectives;           ///< those that the model has
    std::vector<output::Target> targets;
    cal::DrawTable draws;
    EnsembleChoice choice;
    int year = 2035;

    std::size_t stage(std::size_t option, std::size_t stress) const {
        return option * states_of_an_option + stress;
    }
    std::vector<std::string> columns() const {
        std::vector<std::string> names;
        for (const Objective& o : objectives) names.emplace_back(o.measure);
        for (const output::Target& target : targets)
            for (std::size_t row = 0; row < output::row_count; ++row)
                names.push_back(target.id + "@" + std::string(output::row_name(row).key));
        return names;
    }
    std::size_t target_column(std::size_t target, std::size_t row) const {
        return objectives.size() + target * output::row_count + row;
    }
};

bool exists(std::string_view measure) {
    for (const output::Measure& one : output::measures())
        if (one.name == measure) return true;
    return false;
}

std::vector<double> values_of(const Study& study, const cal::RunAnswer& answer) {
    const auto* results = std::get_if<output::Results>(&answer);
    if (results == nullptr) return std::vector<double>(study.columns().size(), NAN);
    std::vector<double> values;
    for (const Objective& o : study.objectives)
        values.push_back(o.sign *
                         results->value(std::string(o.measure), 0, study.year, output::zone_row));
    for (const output::Target& target : study.targets)
        for (std::size_t row = 0; row < output::row_count; ++row) {
            const double attained = cal::attained_in(target, *results, 0, row);
            // A district may have no value of a target; the run is whole all the same.
            values.push_back(std::isfinite(attained) ? cal::margin(target, attained) : -9999);
        }
    return values;
}

void run_all(const Study& study, const Baseline& baseline, cal::RunTable& table) {
    cal::ModelRuns runs(baseline, study.choice.sample, population::Basis::registered);
    for (std::size_t o = 0; o < study.options.size(); ++o)
        for (std::size_t s = 0; s < study.stresses.size(); ++s) {
            std::vector<cal::TableRow> rows;
            for (std::size_t p = 0; p < study.draws.draws.size(); ++p) {
                cal::TableRow row;
                row.stage = static_cast<int>(study.stage(o, s));
                row.population_seed = study.draws.draws[p].population_seed;
                row.replicate = static_cast<std::uint32_t>(p);  // shared by all options
                row.inputs = study.draws.draws[p].values;
                rows.push_back(row);
            }
            const Scenario& scenario = study.scenarios[o * study.stresses.size() + s];
            complete_stage(
                table, rows, runs, study.choice.quiet,
                [&](const cal::TableRow& row) {
                    return cal::RunTask{
                        cal::with_values(scenario, all_parameters(), study.draws.keys, row.inputs),
                        row.population_seed,
                        {study.choice.seed, row.replicate},
                        0};
                },
                [&](const cal::RunAnswer& answer) { return values_of(study, answer); });
        }
}

/// States (stress × particle) in which every option has a run, and the rows of each option there.
std::vector<std::vector<cal::TableRow>> common_states(const Study& study,
                                                      const cal::RunTable& table) {
    std::vector<std::vector<cal::TableRow>> by_option(study.options.size());
    for (std::size_t s = 0; s < study.stresses.size(); ++s) {
        std::vector<std::vector<cal::TableRow>> rows;
        for (std::size_t o = 0; o < study.options.size(); ++o)
            rows.push_back(table.rows_of(static_cast<int>(study.stage(o, s))));
        for (std::size_t p = 0; p < study.draws.draws.size(); ++p) {
            const bool whole = std::all_of(rows.begin(), rows.end(), [&](const auto& of_option) {
                return p < of_option.size() && !of_option[p].failed();
            });
            for (std::size_t o = 0; whole && o < rows.size(); ++o)
                by_option[o].push_back(rows[o][p]);
        }
    }
    return by_option;
}

Json regret_json(const Study& study, const std::vector<std::vector<cal::TableRow>>& rows) {
    Json list = Json::array();
    for (std::size_t k = 0; k < study.objectives.size(); ++k) {
        cal::Outcomes outcomes(rows.size());
        for (std::size_t o = 0; o < rows.size(); ++o)
            for (const cal::TableRow& row : rows[o]) outcomes[o].push_back(row.outputs[k]);
        const auto regrets = cal::regrets(outcomes);
        Json options = Json::array();
        for (std::size_t o = 0; o < rows.size(); ++o)
            options.push_back(
                {{"option", study.options[o]},
                 {"mean", study.objectives[k].sign *
                              std::accumulate(outcomes[o].begin(), outcomes[o].end(), 0.0) /
                              static_cast<double>(outcomes[o].size())},
                 {"largest_regret", regrets[o].largest},
                 {"regret_90", regrets[o].quantile_90},
                 {"mean_regret", regrets[o].mean}});
        list.push_back({{"objective", study.objectives[k].measure}, {"options", options}});
    }
    return list;
}

Json pareto_json(const Study& study, const std::vector<std::vector<cal::TableRow>>& rows) {
    std::vector<std::vector<double>> means;
    for (const auto& of_option : rows) {
        means.emplace_back(study.objectives.size());
        for (const cal::TableRow& row : of_option)
            for (std::size_t k = 0; k < study.objectives.size(); ++k)
                means.back()[k] += row.outputs[k] / static_cast<double>(of_option.size());
    }
    const auto best = cal::pareto_set(means);
    Json list = Json::array();
    for (std::size_t o = 0; o < best.size(); ++o)
        if (best[o]) list.push_back(study.options[o]);
    return list;
}

/// Positions of particles in the cube of their ranges, for scenario discovery.
cal::Points positions(const std::vector<cal::TableRow>& rows) {
    cal::Points points;
    if (rows.empty()) return points;
    const std::size_t d = rows.front().inputs.size();
    std::vector<double> low(d, INFINITY), high(d, -INFINITY);
    for (const cal::TableRow& row : rows)
        for (std::size_t i = 0; i < d; ++i) {
            low[i] = std::min(low[i], row.inputs[i]);
            high[i] = std::max(high[i], row.inputs[i]);
        }
    for (const cal::TableRow& row : rows) {
        points.emplace_back();
        for (std::size_t i = 0; i < d; ++i)
            points.back().push_back(high[i] > low[i] ? (row.inputs[i] - low[i]) / (high[i] - low[i])
                                                     : 0.5);
    }
    return points;
}

Json discovery_json(const Study& study, const std::vector<cal::TableRow>& rows,
                    const std::vector<bool>& fails) {
    const cal::Points points = positions(rows);
    const cal::Box box = cal::prim(points, fails);
    Json bounds = Json::array();
    for (const cal::Bound& bound : box.bounds) {
        double low = INFINITY, high = -INFINITY;
        for (const cal::TableRow& row : rows) {
            low = std::min(low, row.inputs[bound.input]);
            high = std::max(high, row.inputs[bound.input]);
        }
        bounds.push_back({{"input", study.draws.keys[bound.input]},
                          {"low", low + bound.low * (high - low)},
                          {"high", low + bound.high * (high - low)},
                          {"p_value", bound.p_value}});
    }
    return {{"bounds", bounds},
            {"density", box.density},
            {"coverage", box.coverage},
            {"mass", box.mass}};
}

Json attainment_json(const Study& study, const std::vector<cal::TableRow>& rows,
                     std::size_t target) {
    Json districts = Json::array();
    std::vector<bool> fails;
    for (std::size_t row = 0; row < output::row_count; ++row) {
        std::vector<double> margins;
        for (const cal::TableRow& run : rows)
            if (const double m = run.outputs[study.target_column(target, row)]; m > -9998)
                margins.push_back(m);
        if (margins.empty()) continue;
        const auto met = static_cast<std::size_t>(
            std::count_if(margins.begin(), margins.end(), [](double m) { return m >= 0; }));
        const cal::ShareInterval share = cal::wilson(met, margins.size());
        districts.push_back({{"district", output::row_name(row).key},
                             {"probability", share.share},
                             {"wilson_95", {share.low, share.high}},
                             {"mean_margin", std::accumulate(margins.begin(), margins.end(), 0.0) /
                                                 static_cast<double>(margins.size())}});
        if (row == output::zone_row)
            for (const double m : margins) fails.push_back(m < 0);
    }
    Json json{{"target", study.targets[target].id},
              {"origin", study.targets[target].in_document ? "document" : "assumption"},
              {"districts", districts}};
    const auto failures = std::count(fails.begin(), fails.end(), true);
    constexpr std::ptrdiff_t enough = 8;  // of both kinds, for a box to mean anything
    if (fails.size() == rows.size() && failures >= enough &&
        static_cast<std::ptrdiff_t>(fails.size()) - failures >= enough)
        json["fails_when"] = discovery_json(study, rows, fails);
    return json;
}

/// The target with the earliest year, and then the least probability, that is rather missed.
std::string first_failing(const Study& study, const Json& targets) {
    std::string name;
    int year = 9999;
    double least = 0.5;
    for (std::size_t t = 0; t < targets.size(); ++t) {
        const Json& districts = targets[t]["districts"];
        if (districts.empty() || districts.back()["district"] != "zone") continue;
        const double p = districts.back()["probability"];
        if (p >= 0.5 || study.targets[t].year > year) continue;
        if (study.targets[t].year == year && p >= least) continue;
        year = study.targets[t].year;
        least = p;
        name = study.targets[t].id;
    }
    return name;
}

Json report_of(const Study& study, const cal::RunTable& table) {
    const auto rows = common_states(study, table);
    if (rows.empty() || rows.front().empty())
        throw InputError(
            {"没有各方案共有的运行结果。", "There is no state in which every option has a run."});
    Json report{{"options", study.options},
                {"stresses", study.stresses},
                {"particles", study.draws.draws.size()},
                {"states", rows.front().size()},
                {"sample", study.choice.sample},
                {"year", study.year}};
    report["regret"] = regret_json(study, rows);
    report["pareto"] = pareto_json(study, rows);
    report["targets"] = Json::array();
    for (std::size_t o = 0; o < study.options.size(); ++o) {
        Json targets = Json::array();
        for (std::size_t t = 0; t < study.targets.size(); ++t)
            targets.push_back(attainment_json(study, rows[o], t));
        report["targets"].push_back({{"option", study.options[o]},
                                     {"first_failing", first_failing(study, targets)},
                                     {"targets", targets}});
    }
    return report;
}

std::string text_of(const Json& report, Language language) {
    TextTable table;
    table.header = {std::string(in(language, "目标", "objective")),
                    std::string(in(language, "方案", "option")),
                    std::string(in(language, "均值", "mean")),
                    std::string(in(language, "最大后悔值", "largest regret")),
                    std::string(in(language, "90% 后悔值", "90 % regret"))};
    for (const Json& objective : report["regret"])
        for (const Json& option : objective["options"])
            table.rows.push_back({objective["objective"], option["option"],
                                  fmt::format("{:.4g}", option["mean"].get<double>()),
                                  fmt::format("{:.4g}", option["largest_regret"].get<double>()),
                                  fmt::format("{:.4g}", option["regret_90"].get<double>())});
    std::string text = aligned_text(table);
    text +=
        std::string(in(language, "帕累托集：", "Pareto set: ")) + report["pareto"].dump() + "\n";
    TextTable targets;
    targets.header = {std::string(in(language, "方案", "option")),
                      std::string(in(language, "指标目标", "target")),
                      std::string(in(language, "试验区达到概率（95% 区间）",
                                     "probability, zone (95 % interval)")),
                      std::string(in(language, "平均裕度", "mean margin"))};
    for (const Json& option : report["targets"])
        for (const Json& target : option["targets"]) {
            if (target["districts"].empty()) continue;
            const Json& zone = target["districts"].back();
            if (zone["district"] != "zone") continue;
            targets.rows.push_back(
                {option["option"], target["target"],
                 fmt::format("{:.2f} [{:.2f}, {:.2f}]", zone["probability"].get<double>(),
                             zone["wilson_95"][0].get<double>(),
                             zone["wilson_95"][1].get<double>()),
                 fmt::format("{:+.3f}", zone["mean_margin"].get<double>())});
        }
    return text + aligned_text(targets);
}

/// Every n-th draw, so that a shorter list still spans the posterior.
cal::DrawTable thinned(const cal::DrawTable& all, std::size_t count) {
    cal::DrawTable some{all.keys, {}};
    const std::size_t kept = std::min(count, all.draws.size());
    for (std::size_t i = 0; i < kept; ++i)
        some.draws.push_back(all.draws[i * all.draws.size() / kept]);
    return some;
}

Study study_of(const Arguments& arguments, const Places& places) {
    Study study;
    study.options = arguments.positional();
    if (study.options.empty())
        study.options = {"baseline", "full_reform", "rights_only", "land_entry_only"};
    study.stresses = {""};
    for (const std::string& file : arguments.texts("stress")) study.stresses.push_back(file);
    study.choice = ensemble_choice(arguments, usual_sample);
    study.year = static_cast<int>(arguments.integer("until", 2035, 2020, 2050));
    for (const std::string& name : study.options)
        for (const std::string& stress : study.stresses) {
            study.scenarios.push_back(read_scenario(
                {name, {places.scenarios}, arguments.texts("set"), stress}, all_parameters()));
            study.scenarios.back().last_year = study.year;
        }
    for (const Objective& o : objectives)
        if (exists(o.measure)) study.objectives.push_back(o);
    for (const output::Target& target : output::read_targets(places.targets))
        if (exists(target.measure) && target.year <= study.year) study.targets.push_back(target);
    const std::string file =
        arguments.text("draws", (places.calibration / "posterior_weighted.csv").string());
    cal::RandomStream random(study.choice.seed, 800);
    study.draws = thinned(
        cal::equally_weighted(cal::read_draws(file), random),
        static_cast<std::size_t>(arguments.integer("particles", usual_particles, 2, 100000)));
    return study;
}

void decide(const Arguments& arguments) {
    const Places places = find_places();
    const Study study = study_of(arguments, places);
    const Baseline baseline = read_baseline(places.facts);
    std::string record =
        fmt::format("decide until={} sample={} seed={} particles={}\n", study.year,
                    study.choice.sample, study.choice.seed, study.draws.draws.size());
    for (const auto* names : {&study.options, &study.stresses})
        for (const std::string& name : *names) record += name + "\n";
    const auto folder = open_campaign(arguments, record);
    cal::RunTable table(folder / "runs.csv", study.draws.keys, study.columns());
    run_all(study, baseline, table);
    const Json report = report_of(study, table);
    output::write_file(folder / "decision.json", report.dump(2) + "\n");
    print(arguments.has("json") ? report.dump(2) + "\n" : text_of(report, arguments.language()));
}

}  // namespace

Command decide_command() {
    const std::vector<OptionText> options{
        {"stress", "OVERLAY.csv", "与每个方案叠加的压力情形，可重复；总含无压力的情形",
         "a stress laid over every option, repeatable; the case without stress is always there"},
        {"draws", "FILE.csv", "参数抽样，默认随程序的后验",
         "draws of coefficients, default the shipped posterior"},
        {"particles", "N", "所用参数组数，默认 50", "draws used, default 50"},
        {"until", "YEAR", "最后一年，默认 2035", "last year, default 2035"},
        {"set", "KEY=VALUE", "改变一个取值，可重复", "change one value, repeatable"},
    };
    return {
        "decide",
        "decide [SCENARIO…] -o DIR",
        "决策表：后悔值、帕累托集、各县区达标概率，以及何时不达标",
        "decision tables: regret, Pareto set, chance of each target by district, and when it fails",
        joined(joined(options, campaign_options()), ensemble_options()),
        decide};
}

}  // namespace changji::app
