#include "model/app/decide_report.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "calibration/decisions.hpp"
#include "model/scenario/text_table.hpp"

namespace changji::app {
namespace {

namespace cal = calibration;
using Json = nlohmann::ordered_json;

/// States (stress × particle) in which every option has a run, and the rows of each option there.
std::vector<std::vector<cal::TableRow>> common_states(const DecisionStudy& study,
                                                      const cal::RunTable& table) {
    std::vector<std::vector<cal::TableRow>> by_option(study.options.size());
    for (std::size_t p = 0; p < study.draws.draws.size(); ++p) {
        const auto runs = table.rows_of(static_cast<int>(p));
        if (runs.size() != study.scenarios.size()) continue;
        for (std::size_t s = 0; s < study.stresses.size(); ++s) {
            bool whole = true;
            for (std::size_t o = 0; o < study.options.size(); ++o)
                whole = whole && !runs[study.place(o, s)].failed();
            for (std::size_t o = 0; whole && o < study.options.size(); ++o)
                by_option[o].push_back(runs[study.place(o, s)]);
        }
    }
    return by_option;
}

Json regret_json(const DecisionStudy& study, const std::vector<std::vector<cal::TableRow>>& rows) {
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

Json pareto_json(const DecisionStudy& study, const std::vector<std::vector<cal::TableRow>>& rows) {
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

Json discovery_json(const DecisionStudy& study, const std::vector<cal::TableRow>& rows,
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

Json attainment_json(const DecisionStudy& study, const std::vector<cal::TableRow>& rows,
                     std::size_t target) {
    Json districts = Json::array();
    std::vector<bool> fails;
    for (std::size_t row = 0; row < output::row_count; ++row) {
        std::vector<double> margins;
        for (const cal::TableRow& run : rows)
            if (const double m = run.outputs[study.target_column(target, row)]; m > no_margin)
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
std::string first_failing(const DecisionStudy& study, const Json& targets) {
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

/// How often an option does better than the first one in the same state: an effect whose sign is
/// the same in nearly all states is robust to the assumptions, one near a half is not.
Json signs_json(const DecisionStudy& study, const std::vector<std::vector<cal::TableRow>>& rows) {
    constexpr double robust = 0.95;
    Json list = Json::array();
    for (std::size_t k = 0; k < study.objectives.size(); ++k)
        for (std::size_t o = 1; o < rows.size(); ++o) {
            std::size_t better = 0;
            double mean = 0;
            const std::size_t states = rows[o].size();
            for (std::size_t i = 0; i < states; ++i) {
                const double gain = rows[o][i].outputs[k] - rows[0][i].outputs[k];
                better += gain > 0;
                mean += gain / static_cast<double>(states);
            }
            const cal::ShareInterval share = cal::wilson(better, states);
            list.push_back({{"objective", study.objectives[k].measure},
                            {"option", study.options[o]},
                            {"mean_effect", study.objectives[k].sign * mean},
                            {"share_of_states_better", share.share},
                            {"wilson_95", {share.low, share.high}},
                            {"robust", share.share >= robust || share.share <= 1 - robust}});
        }
    return list;
}

Json report_of(const DecisionStudy& study, const cal::RunTable& table) {
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
    report["against_first_option"] = signs_json(study, rows);
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

}  // namespace

std::vector<std::string> DecisionStudy::columns() const {
    std::vector<std::string> names;
    for (const Objective& o : objectives) names.emplace_back(o.measure);
    for (const output::Target& target : targets)
        for (std::size_t row = 0; row < output::row_count; ++row)
            names.push_back(target.id + "@" + std::string(output::row_name(row).key));
    return names;
}

std::size_t DecisionStudy::target_column(std::size_t target, std::size_t row) const {
    return objectives.size() + target * output::row_count + row;
}

std::string decision_json(const DecisionStudy& study, const cal::RunTable& table) {
    return report_of(study, table).dump(2) + "\n";
}

std::string decision_text(const std::string& json, Language language) {
    return text_of(Json::parse(json), language);
}

}  // namespace changji::app
