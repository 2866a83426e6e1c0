#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "calibration/attribution.hpp"
#include "calibration/draw_table.hpp"
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
constexpr cal::Coalition coalitions = 128;

Json estimate_json(const cal::Estimate& e) {
    return {{"value", e.value}, {"ci95", {e.low, e.high}}};
}

/// values[replicate][coalition] of one outcome; replicates with a failed run are left out.
std::vector<std::vector<double>> values_of(const cal::RunTable& table, std::size_t replicates,
                                           std::size_t outcome) {
    std::vector<std::vector<double>> values;
    for (std::size_t r = 0; r < replicates; ++r) {
        const auto rows = table.rows_of(static_cast<int>(r));
        std::vector<double> line(coalitions);
        bool whole = rows.size() == coalitions;
        for (const cal::TableRow& row : rows) {
            whole = whole && !row.failed();
            line[static_cast<std::size_t>(row.inputs[0])] = row.outputs[outcome];
        }
        if (whole) values.push_back(line);
    }
    return values;
}

Json outcome_json(const Outcome& outcome, const std::vector<std::vector<double>>& values,
                  std::uint32_t seed) {
    cal::RandomStream random(seed, 700);
    const std::size_t n = cal::packages().size();
    const cal::Attribution a = cal::attribute(values, n, random);
    double none = 0;
    for (const auto& line : values) none += line[0] / static_cast<double>(values.size());
    Json json{{"outcome", outcome.name()}, {"replicates", values.size()},
              {"without_any", none},       {"total", estimate_json(a.total)},
              {"packages", Json::array()}, {"interactions", Json::array()}};
    for (std::size_t i = 0; i < n; ++i) {
        json["packages"].push_back({{"package", cal::packages()[i].key},
                                    {"shapley", estimate_json(a.shapley[i])},
                                    {"alone", estimate_json(a.alone[i])},
                                    {"added_last", estimate_json(a.last[i])}});
        for (std::size_t j = 0; j < i; ++j)
            json["interactions"].push_back({{"first", cal::packages()[j].key},
                                            {"second", cal::packages()[i].key},
                                            {"index", estimate_json(a.interaction[i][j])}});
    }
    return json;
}

std::string text_of(const Json& report, Language language) {
    TextTable table;
    table.header = {std::string(in(language, "结果", "outcome")),
                    std::string(in(language, "合计", "total"))};
    for (const cal::Package& package : cal::packages())
        table.header.emplace_back(in(language, package.zh, package.en));
    for (const Json& outcome : report["outcomes"]) {
        table.rows.push_back(
            {outcome["outcome"], fmt::format("{:.4g}", outcome["total"]["value"].get<double>())});
        for (const Json& package : outcome["packages"]) {
            const double low = package["shapley"]["ci95"][0], high = package["shapley"]["ci95"][1];
            table.rows.back().push_back(fmt::format("{:.4g}{}",
                                                    package["shapley"]["value"].get<double>(),
                                                    low > 0 || high < 0 ? "*" : ""));
        }
    }
    return aligned_text(table) +
           std::string(in(language, "* 95% 区间不含 0（重复间自助法）\n",
                          "* the 95 % interval (bootstrap over replicates) excludes zero\n"));
}

void attribute(const Arguments& arguments) {
    arguments.expect_positional(0, 0, {"没有其他参数", "no further words"});
    const Places places = find_places();
    const Baseline baseline = read_baseline(places.facts);
    Scenario full = requested_scenario("full_reform", arguments, places);
    const Scenario base = requested_scenario("baseline", arguments, places);
    full.last_year = static_cast<int>(arguments.integer("until", 2035, 2020, 2050));
    const EnsembleChoice choice = ensemble_choice(arguments, usual_sample);
    const auto replicates = static_cast<std::size_t>(arguments.integer("replicates", 5, 2, 10000));
    std::vector<int> years{full.last_year};
    if (full.last_year > 2025) years.insert(years.begin(), 2025);
    const std::vector<Outcome> outcomes = outcomes_asked(arguments, years);
    const std::string draws_file = arguments.text("draws", "");
    const cal::DrawTable draws =
        draws_file.empty() ? cal::DrawTable{} : cal::read_draws(draws_file);
    const auto folder = open_campaign(
        arguments, fmt::format("attribute until={} sample={} seed={} draws={}\n", full.last_year,
                               choice.sample, choice.seed, draws_file));
    cal::RunTable table(folder / "runs.csv", {"coalition"}, names_of(outcomes));
    cal::ModelRuns runs(baseline, choice.sample, population::Basis::registered);
    for (std::size_t r = 0; r < replicates; ++r) {
        std::vector<cal::TableRow> rows;
        const cal::ParameterDraw draw =
            draws.draws.empty() ? cal::ParameterDraw{} : draws.draws[r % draws.draws.size()];
        for (cal::Coalition c = 0; c < coalitions; ++c) {
            cal::TableRow row;
            row.stage = static_cast<int>(r);
            row.population_seed = draw.population_seed;
            row.replicate = static_cast<std::uint32_t>(r);
            row.inputs = {static_cast<double>(c)};
            rows.push_back(row);
        }
        complete_stage(
            table, rows, runs, choice.quiet,
            [&](const cal::TableRow& row) {
                const Scenario coalition =
                    cal::coalition_scenario(full, base, static_cast<cal::Coalition>(row.inputs[0]));
                return cal::RunTask{
                    cal::with_values(coalition, all_parameters(), draws.keys, draw.values),
                    row.population_seed,
                    {choice.seed, row.replicate},
                    0};
            },
            [&](const cal::RunAnswer& answer) { return outcome_values(outcomes, answer); });
    }
    Json report{{"sample", choice.sample},
                {"seed", choice.seed},
                {"draws", draws_file},
                {"outcomes", Json::array()}};
    for (std::size_t o = 0; o < outcomes.size(); ++o) {
        const auto values = values_of(table, replicates, o);
        if (!values.empty())
            report["outcomes"].push_back(outcome_json(outcomes[o], values, choice.seed));
    }
    output::write_file(folder / "attribution.json", report.dump(2) + "\n");
    print(arguments.has("json") ? report.dump(2) + "\n" : text_of(report, arguments.language()));
}

}  // namespace

Command attribute_command() {
    const std::vector<OptionText> options{
        {"replicates", "N", "随机重复次数，默认 5；各组合共用随机数",
         "replicates, default 5; all coalitions share their draws"},
        {"draws", "FILE.csv", "每次重复取一组参数，默认用随程序的系数",
         "one draw of coefficients a replicate, default the shipped coefficients"},
        {"measures", "A,B", "考察的指标", "measures looked at"},
        {"until", "YEAR", "最后一年，默认 2035；另算 2025",
         "last year, default 2035; 2025 is shown too"},
    };
    return {
        "attribute",
        "attribute -o DIR",
        "归因：七个改革包的 128 种组合，精确 Shapley 值与两两交互",
        "attribution: 128 coalitions of seven packages, exact Shapley values and interactions",
        joined(joined(joined(options, campaign_options()), ensemble_options()), scenario_options()),
        attribute};
}

}  // namespace changji::app
