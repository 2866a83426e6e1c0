#include <algorithm>

#include "model/app/clause_effects.hpp"
#include "model/app/command.hpp"
#include "model/app/requests.hpp"
#include "model/baseline/reader.hpp"
#include "model/scenario/problems.hpp"

namespace changji::app {
namespace {

constexpr double usual_sample = 0.02;

std::vector<Clause> chosen_clauses(const Arguments& arguments, const Places& places) {
    const std::vector<Clause> all = read_clauses(places.scenarios / "plan_clauses.csv");
    if (arguments.positional().empty()) return all;
    std::vector<Clause> chosen;
    for (const std::string& id : arguments.positional()) {
        const auto at =
            std::find_if(all.begin(), all.end(), [&](const Clause& c) { return c.id == id; });
        if (at == all.end())
            throw InputError({"方案中没有条目 " + quoted_input(id) + "；changji clauses 列出全部。",
                              "The plan has no clause " + quoted_input(id) +
                                  "; changji clauses lists all."});
        chosen.push_back(*at);
    }
    return chosen;
}

void print_table(const TextTable& table, const Arguments& arguments) {
    print(arguments.has("markdown") ? markdown_text(table) : aligned_text(table));
}

void print_coverage(const std::vector<Clause>& clauses, const Arguments& arguments) {
    if (arguments.has("json")) return print(clause_json(clauses));
    if (arguments.has("csv")) return print(csv_text(clause_columns(clauses)));
    print_table(clause_table(clauses, arguments.language()), arguments);
    if (!arguments.has("markdown")) print(clause_summary(clauses, arguments.language()));
}

void print_effects(const std::vector<Clause>& clauses, const Arguments& arguments,
                   const Places& places) {
    const std::string scenario = arguments.text("in", "baseline");
    const Switch way = arguments.has("off") ? Switch::off : Switch::on;
    const Baseline baseline = read_baseline(places.facts);
    Laboratory laboratory(baseline, places, requested_bench(arguments, usual_sample));
    const auto effects = clause_effects(laboratory, scenario, clauses, way, places);
    if (arguments.has("json")) return print(effect_json(effects));
    if (arguments.has("csv")) return print(csv_text(effect_columns(effects)));
    print_table(effect_table(effects, clauses, arguments.language()), arguments);
}

void clauses(const Arguments& arguments) {
    const Places places = find_places();
    const std::vector<Clause> chosen = chosen_clauses(arguments, places);
    if (arguments.has("effects")) return print_effects(chosen, arguments, places);
    print_coverage(chosen, arguments);
}

}  // namespace

Command clauses_command() {
    const std::vector<OptionText> options{
        {"effects", "", "逐条单独推行，成对运行，给出指标变化与标准误",
         "switch each clause on alone: changes of its measures with standard errors, paired runs"},
        {"in", "SCENARIO", "效果的背景情景，默认 baseline", "scenario to switch in, default baseline"},
        {"off", "", "改为从背景情景中逐条去掉", "switch each clause off instead"},
        {"csv", "", "以 CSV 输出", "print CSV"},
        {"json", "", "以 JSON 输出", "print JSON"},
        {"markdown", "", "以 Markdown 表格输出", "print a Markdown table"},
    };
    return {"clauses",
            "clauses [ID…]",
            "方案逐条：杠杆、指标与单独推行的效果",
            "the plan clause by clause: levers, measures, effects",
            joined(joined(options, bench_options()), opening_options()),
            clauses};
}

}  // namespace changji::app
