#include <array>
#include <cmath>

#include <fmt/format.h>

#include "calibration/attainment.hpp"
#include "calibration/draw_table.hpp"
#include "model/app/campaign.hpp"
#include "model/app/command.hpp"
#include "model/app/decide_report.hpp"
#include "model/app/requests.hpp"
#include "model/baseline/reader.hpp"
#include "model/simulation/registers.hpp"
#include "output/files.hpp"
#include "output/measures.hpp"

namespace changji::app {
namespace {

namespace cal = calibration;

constexpr double usual_sample = 0.02;
constexpr int usual_particles = 50;

/// \source model description §7
constexpr std::array<Objective, 7> objectives{{{"rural_income", 1},
                                               {"income_ratio", -1},
                                               {"cohort_income_ratio", -1},
                                               {"settlements", 1},
                                               {"grain_t", 1},
                                               {"npl_share", -1},
                                               {"debt_yuan", -1}}};

bool exists(std::string_view measure) {
    for (const output::Measure& one : output::measures())
        if (one.name == measure) return true;
    return false;
}

std::vector<double> values_of(const DecisionStudy& study, const cal::RunAnswer& answer) {
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
            values.push_back(std::isfinite(attained) ? cal::margin(target, attained) : no_margin);
        }
    return values;
}

/// Particle by particle, so that all options of one start from the same opening.
void run_all(const DecisionStudy& study, const Baseline& baseline, cal::RunTable& table) {
    cal::ModelRuns runs(baseline, study.choice.sample, population::Basis::registered);
    std::vector<cal::TableRow> rows(study.scenarios.size());
    for (std::size_t p = 0; p < study.draws.draws.size(); ++p) {
        for (cal::TableRow& row : rows) {
            row.stage = static_cast<int>(p);
            row.population_seed = study.draws.draws[p].population_seed;
            row.replicate = static_cast<std::uint32_t>(p);
            row.inputs = study.draws.draws[p].values;
        }
        std::size_t next = table.rows_of(static_cast<int>(p)).size();
        complete_stage(
            table, rows, runs, true,
            [&](const cal::TableRow& row) {
                return cal::RunTask{cal::with_values(study.scenarios[next++], all_parameters(),
                                                     study.draws.keys, row.inputs),
                                    row.population_seed,
                                    {study.choice.seed, row.replicate},
                                    0};
            },
            [&](const cal::RunAnswer& answer) { return values_of(study, answer); });
    }
}

/// Every n-th draw, so that a shorter list still spans the posterior.
cal::DrawTable thinned(const cal::DrawTable& all, std::size_t count) {
    cal::DrawTable some{all.keys, {}};
    const std::size_t kept = std::min(count, all.draws.size());
    for (std::size_t i = 0; i < kept; ++i)
        some.draws.push_back(all.draws[i * all.draws.size() / kept]);
    return some;
}

DecisionStudy study_of(const Arguments& arguments, const Places& places) {
    DecisionStudy study;
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
    const DecisionStudy study = study_of(arguments, places);
    const Baseline baseline = read_baseline(places.facts);
    std::string record =
        fmt::format("decide until={} sample={} seed={} particles={}\n", study.year,
                    study.choice.sample, study.choice.seed, study.draws.draws.size());
    for (const auto* names : {&study.options, &study.stresses})
        for (const std::string& name : *names) record += name + "\n";
    const auto folder = open_campaign(arguments, record);
    cal::RunTable table(folder / "runs.csv", study.draws.keys, study.columns());
    run_all(study, baseline, table);
    const std::string report = decision_json(study, table);
    output::write_file(folder / "decision.json", report);
    print(arguments.has("json") ? report : decision_text(report, arguments.language()));
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
