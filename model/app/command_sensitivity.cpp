#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "calibration/gaussian_process.hpp"
#include "calibration/inputs.hpp"
#include "calibration/sensitivity.hpp"
#include "model/app/campaign.hpp"
#include "model/app/command.hpp"
#include "model/app/requests.hpp"
#include "model/baseline/reader.hpp"
#include "model/scenario/text_table.hpp"
#include "model/simulation/registers.hpp"
#include "output/files.hpp"

namespace changji::app {
namespace {

namespace cal = calibration;
using Json = nlohmann::ordered_json;

constexpr double usual_sample = 0.02;
constexpr std::size_t inputs_of_emulators = 15;
constexpr std::size_t sobol_rows = 512;
constexpr int morris_stage = 1, emulator_stage = 2;
const std::string strength = "rollout strength";

struct Study {
    Scenario scenario;
    std::vector<cal::Input> inputs;  ///< the last one is the strength of the reform
    std::vector<Outcome> outcomes;
    EnsembleChoice choice;
    std::size_t trajectories = 20, runs = 200;

    std::vector<std::string> keys() const {
        std::vector<std::string> names;
        for (const cal::Input& input : inputs) names.push_back(input.key);
        return names;
    }
};

/// The scenario with its rollout targets moved towards the state of 2019: 0 no reform, 1 as it is.
Scenario with_strength(Scenario scenario, double share) {
    for (std::size_t item = 0; item < scenario.rollout.size(); ++item) {
        if (plan_items()[item].safeguard) continue;
        for (std::size_t d = 0; d < district_count; ++d) {
            const double before = rollout_2019(item, district_at(d));
            for (Path::Knot& knot : scenario.rollout[item][d].target.knots)
                knot.value = before + share * (knot.value - before);
        }
    }
    return scenario;
}

cal::RunTask task_of(const Study& study, const cal::TableRow& row) {
    std::vector<std::string> keys = study.keys();
    std::vector<double> values = row.inputs;
    const double share = values.back();
    keys.pop_back();
    values.pop_back();
    return {with_strength(cal::with_values(study.scenario, all_parameters(), keys, values), share),
            row.population_seed,
            {study.choice.seed, row.replicate},
            0};
}

cal::TableRow row_of(const Study& study, int stage, const std::vector<double>& point,
                     std::size_t number) {
    cal::TableRow row;
    row.stage = stage;
    for (std::size_t i = 0; i < study.inputs.size(); ++i)
        row.inputs.push_back(study.inputs[i].at(point[i]));
    if (stage == emulator_stage) {  // screening keeps its draws, so that effects are paired
        row.population_seed = static_cast<std::uint32_t>(1 + number % 10);
        row.replicate = static_cast<std::uint32_t>(number);
    }
    return row;
}

void run_stage(const Study& study, int stage, const cal::Points& points, cal::ModelRuns& runs,
               cal::RunTable& table) {
    std::vector<cal::TableRow> rows;
    for (std::size_t i = 0; i < points.size(); ++i)
        rows.push_back(row_of(study, stage, points[i], i));
    complete_stage(
        table, rows, runs, study.choice.quiet,
        [&](const cal::TableRow& row) { return task_of(study, row); },
        [&](const cal::RunAnswer& answer) { return outcome_values(study.outcomes, answer); });
}

std::vector<double> column(const std::vector<cal::TableRow>& rows, std::size_t outcome) {
    std::vector<double> values;
    for (const cal::TableRow& row : rows) values.push_back(row.outputs[outcome]);
    return values;
}

double deviation(const std::vector<double>& values) {
    double n = 0, mean = 0, squares = 0;
    for (const double x : values) {
        if (!std::isfinite(x)) continue;
        n += 1;
        const double gap = x - mean;
        mean += gap / n;
        squares += gap * (x - mean);
    }
    return n > 1 ? std::sqrt(squares / (n - 1)) : 0;
}

/// Effects by outcome, and the strongest inputs over all outcomes.
Json morris_json(const Study& study, const cal::MorrisDesign& design,
                 const std::vector<cal::TableRow>& rows, std::vector<std::size_t>& strongest) {
    std::vector<double> strength_of(study.inputs.size());
    Json list = Json::array();
    for (std::size_t o = 0; o < study.outcomes.size(); ++o) {
        const std::vector<double> values = column(rows, o);
        const auto effects = cal::morris_effects(design, values);
        const double sd = deviation(values);
        Json inputs = Json::array();
        for (std::size_t i = 0; i < effects.size(); ++i) {
            if (sd > 0) strength_of[i] = std::max(strength_of[i], effects[i].mean_absolute / sd);
            inputs.push_back({{"input", study.inputs[i].key},
                              {"mean", effects[i].mean},
                              {"mean_absolute", effects[i].mean_absolute},
                              {"standard_error", effects[i].standard_error},
                              {"deviation", effects[i].deviation}});
        }
        std::sort(inputs.begin(), inputs.end(), [](const Json& a, const Json& b) {
            return a["mean_absolute"].get<double>() > b["mean_absolute"].get<double>();
        });
        list.push_back({{"outcome", study.outcomes[o].name()}, {"effects", inputs}});
    }
    for (std::size_t i = 0; i < strength_of.size(); ++i) strongest.push_back(i);
    std::sort(strongest.begin(), strongest.end(),
              [&](std::size_t a, std::size_t b) { return strength_of[a] > strength_of[b]; });
    strongest.resize(std::min(inputs_of_emulators, strongest.size()));
    const std::size_t reform = study.inputs.size() - 1;
    if (std::find(strongest.begin(), strongest.end(), reform) == strongest.end())
        strongest.back() = reform;
    return list;
}

Json estimate_json(const cal::Estimate& e) {
    return {{"value", e.value}, {"ci95", {e.low, e.high}}};
}

Json sobol_json(const Study& study, const std::vector<cal::TableRow>& rows,
                const std::vector<std::size_t>& chosen) {
    Json list = Json::array();
    cal::Points points;
    std::vector<const cal::TableRow*> used;
    for (const cal::TableRow& row : rows) {
        if (row.failed()) continue;
        used.push_back(&row);
        points.emplace_back();
        for (const std::size_t i : chosen)
            points.back().push_back(study.inputs[i].unit(row.inputs[i]));
    }
    for (std::size_t o = 0; o < study.outcomes.size(); ++o) {
        std::vector<double> values;
        for (const cal::TableRow* row : used) values.push_back(row->outputs[o]);
        if (deviation(values) == 0) continue;
        const cal::GaussianProcess emulator(points, values);
        const cal::LeaveOneOut loo = emulator.leave_one_out();
        cal::RandomStream random(study.choice.seed, 600);
        const cal::SobolIndices s = cal::sobol_indices(
            [&](const std::vector<double>& x) { return emulator.predict(x).mean; }, chosen.size(),
            sobol_rows, random);
        Json inputs = Json::array();
        double lever = 0;
        for (std::size_t i = 0; i < chosen.size(); ++i) {
            inputs.push_back({{"input", study.inputs[chosen[i]].key},
                              {"first", estimate_json(s.first[i])},
                              {"total", estimate_json(s.total[i])}});
            if (study.inputs[chosen[i]].key == strength) lever = std::max(0.0, s.total[i].value);
        }
        std::sort(inputs.begin(), inputs.end(), [](const Json& a, const Json& b) {
            return a["total"]["value"].get<double>() > b["total"]["value"].get<double>();
        });
        const double whole = s.variance + emulator.nugget();
        lever = std::min(lever, 1.0) * s.variance / whole;
        list.push_back({{"outcome", study.outcomes[o].name()},
                        {"leave_one_out",
                         {{"rmse_over_sd", loo.rmse_share}, {"coverage_90", loo.coverage_90}}},
                        {"variance_share",
                         {{"lever", lever},
                          {"parameters", s.variance / whole - lever},
                          {"seed_population_and_rest", emulator.nugget() / whole}}},
                        {"inputs", inputs}});
    }
    return list;
}

std::string text_of(const Json& report, Language language) {
    TextTable table;
    for (const Bilingual& head :
         {Bilingual{"结果", "outcome"},
          Bilingual{"主要输入（总效应指数，95% 区间）", "main inputs (total index, 95 % interval)"},
          Bilingual{"杠杆", "lever"}, Bilingual{"参数", "parameters"},
          Bilingual{"种子与其余", "seed and rest"}})
        table.header.push_back(language == Language::zh ? head.zh : head.en);
    for (const Json& outcome : report["sobol"]) {
        std::string main;
        for (std::size_t i = 0; i < std::min<std::size_t>(3, outcome["inputs"].size()); ++i) {
            const Json& input = outcome["inputs"][i];
            main += fmt::format(
                "{}{} {:.2f} [{:.2f}, {:.2f}]", i == 0 ? "" : "; ",
                input["input"].get<std::string>(), input["total"]["value"].get<double>(),
                input["total"]["ci95"][0].get<double>(), input["total"]["ci95"][1].get<double>());
        }
        const Json& share = outcome["variance_share"];
        table.rows.push_back(
            {outcome["outcome"], main, fmt::format("{:.2f}", share["lever"].get<double>()),
             fmt::format("{:.2f}", share["parameters"].get<double>()),
             fmt::format("{:.2f}", share["seed_population_and_rest"].get<double>())});
    }
    return aligned_text(table);
}

void sensitivity(const Arguments& arguments) {
    arguments.expect_positional(0, 1, {"至多一个情景", "at most one scenario"});
    const Places places = find_places();
    const Baseline baseline = read_baseline(places.facts);
    Study study;
    const std::string name =
        arguments.positional().empty() ? "full_reform" : arguments.positional().front();
    study.scenario = requested_scenario(name, arguments, places);
    study.scenario.last_year = static_cast<int>(arguments.integer("until", 2035, 2020, 2050));
    const std::string file = arguments.text("inputs", (places.calibration / "inputs.csv").string());
    study.inputs = file == "register" ? cal::inputs_of_register(all_parameters())
                                      : cal::read_inputs(file, all_parameters());
    study.inputs.push_back({strength, 0, 1, false, false});
    study.outcomes = outcomes_asked(arguments, {study.scenario.last_year});
    study.choice = ensemble_choice(arguments, usual_sample);
    study.trajectories = static_cast<std::size_t>(arguments.integer("trajectories", 20, 2, 10000));
    study.runs = static_cast<std::size_t>(arguments.integer("runs", 200, 40, 100000));
    const auto folder = open_campaign(
        arguments,
        fmt::format("sensitivity {} until={} sample={} seed={} trajectories={} runs={}\n", name,
                    study.scenario.last_year, study.choice.sample, study.choice.seed,
                    study.trajectories, study.runs));
    cal::RunTable table(folder / "runs.csv", study.keys(), names_of(study.outcomes));
    cal::ModelRuns runs(baseline, study.choice.sample, population::Basis::registered);
    cal::RandomStream random(study.choice.seed, 500);
    const cal::MorrisDesign design =
        cal::morris_design(study.trajectories, study.inputs.size(), random);
    run_stage(study, morris_stage, design.points, runs, table);
    std::vector<std::size_t> chosen;
    Json report{{"scenario", name},
                {"year", study.scenario.last_year},
                {"sample", study.choice.sample},
                {"trajectories", study.trajectories},
                {"runs", study.runs}};
    report["morris"] = morris_json(study, design, table.rows_of(morris_stage), chosen);
    run_stage(study, emulator_stage, cal::latin_hypercube(study.runs, study.inputs.size(), random),
              runs, table);
    report["sobol"] = sobol_json(study, table.rows_of(emulator_stage), chosen);
    output::write_file(folder / "sensitivity.json", report.dump(2) + "\n");
    print(arguments.has("json") ? report.dump(2) + "\n" : text_of(report, arguments.language()));
}

}  // namespace

Command sensitivity_command() {
    const std::vector<OptionText> options{
        {"inputs", "FILE.csv|register", "不确定的输入，register 为登记的全部系数",
         "uncertain inputs; register: every coefficient of the register"},
        {"measures", "A,B", "考察的指标", "measures looked at"},
        {"until", "YEAR", "考察的年份，默认 2035", "year looked at, default 2035"},
        {"trajectories", "N", "Morris 轨迹数，默认 20", "Morris trajectories, default 20"},
        {"runs", "N", "仿真器的运行数，默认 200", "runs for the emulators, default 200"},
    };
    return {
        "sensitivity",
        "sensitivity [SCENARIO] -o DIR",
        "敏感性：Morris 筛选，再用仿真器算 Sobol 指数和方差来源",
        "sensitivity: Morris screening, then Sobol indices and sources of variance by emulators",
        joined(joined(joined(options, campaign_options()), ensemble_options()), scenario_options()),
        sensitivity};
}

}  // namespace changji::app
