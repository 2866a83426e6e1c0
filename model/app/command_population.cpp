#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "model/app/command.hpp"
#include "model/app/requests.hpp"
#include "model/app/run.hpp"
#include "model/base/parallel.hpp"
#include "model/baseline/reader.hpp"
#include "model/scenario/text_table.hpp"
#include "output/human_number.hpp"
#include "output/recorder.hpp"

namespace changji::app {
namespace {

using Json = nlohmann::ordered_json;

/// The opening state's totals in the order of the plan.
Json totals_of(const World& world) {
    output::Recorder recorder({"", 0, 0});
    recorder.record(world);
    const output::Results results = recorder.take();
    const auto zone = [&](const char* measure) {
        return results.value(measure, 0, first_year, output::zone_row);
    };
    double area = 0;
    for (const auto& strata : world.totals)
        for (const Totals& totals : strata)
            for (const double square_metres : totals.land) area += square_metres;
    return {{"persons", zone("registered")},
            {"area_m2", area},
            {"construction_m2", zone("construction_ha") * 10000},
            {"gdp_yuan", zone("gdp_yuan")},
            {"fiscal_full_yuan", zone("full_revenue_yuan")},
            {"fiscal_local_yuan", zone("local_revenue_yuan")},
            {"grain_t", zone("grain_t")},
            {"agri_value_yuan", zone("crop_value_yuan")},
            {"rural_income_yuan", zone("rural_income")}};
}

Json json_of(const OpenedWorld& opened) {
    Json factors = Json::object(), fit = Json::array(), lines = Json::array();
    for (const ClosingFactor& f : opened.factors) factors[f.name] = f.factor();
    for (const population::FitRow& r : opened.fit)
        fit.push_back({{"margin", r.margin},
                       {"item", r.item},
                       {"district", r.district},
                       {"unit", r.unit},
                       {"target", r.target},
                       {"achieved", r.achieved},
                       {"total_absolute_error", r.total_absolute_error},
                       {"held_back", r.held_back},
                       {"source_kind", r.source_kind}});
    for (const OpeningLine& line : opened.lines)
        lines.push_back({{"name", line.name},
                         {"unit", line.unit},
                         {"aim", line.aim},
                         {"reached", line.reached}});
    return {{"totals", totals_of(opened.world)},
            {"factors", factors},
            {"fit", fit},
            {"opening", lines}};
}

std::string number(double value) {
    return fmt::format("{:.6g}", value);
}

/// One line per margin: worst district, error of the whole margin.
TextTable fit_table(const std::vector<population::FitRow>& fit, Language language) {
    const bool zh = language == Language::zh;
    TextTable table;
    table.header =
        zh ? std::vector<std::string>{"边际", "项数", "总绝对误差", "依据", "用途"}
           : std::vector<std::string>{"margin", "figures", "total absolute error", "source", "use"};
    std::string margin;
    for (const population::FitRow& row : fit) {
        if (row.margin != margin) {
            margin = row.margin;
            const char* use =
                row.held_back ? (zh ? "留作检验" : "held back") : (zh ? "用于拟合" : "fitted");
            table.rows.push_back({margin, "0", fmt::format("{:.4f}", row.total_absolute_error),
                                  row.source_kind, use});
        }
        std::string& count = table.rows.back()[1];
        count = std::to_string(std::stoi(count) + 1);
    }
    return table;
}

std::string text_of(const OpenedWorld& opened, Language language) {
    const bool zh = language == Language::zh;
    const Json json = json_of(opened);
    TextTable totals, lines;
    totals.header = {zh ? "总量" : "total", zh ? "期初值" : "opening value"};
    for (const auto& [name, value] : json["totals"].items())
        totals.rows.push_back({name, fmt::format("{:.0f}", value.get<double>())});
    TextTable factors;
    factors.header = {zh ? "闭合系数（目标÷闭合前）" : "closing factor (target ÷ before)", ""};
    for (const ClosingFactor& f : opened.factors)
        factors.rows.push_back({f.name, number(f.factor())});
    lines.header = {zh ? "期初求解" : "solved at opening", zh ? "单位" : "unit",
                    zh ? "目标" : "aim", zh ? "达到" : "reached"};
    for (const OpeningLine& line : opened.lines)
        lines.rows.push_back({line.name, line.unit, number(line.aim), number(line.reached)});
    return aligned_text(totals) + "\n" + aligned_text(factors) + "\n" +
           aligned_text(fit_table(opened.fit, language)) + "\n" + aligned_text(lines);
}

void run(const Arguments& arguments) {
    arguments.expect_positional(0, 0, {"", ""});
    const Places places = find_places();
    const OpeningChoice choice = opening_choice(arguments);
    set_thread_count(static_cast<int>(arguments.integer("threads", thread_count(), 1, 1024)));
    const Scenario scenario = requested_scenario("baseline", arguments, places);
    const OpenedWorld opened =
        opened_world(read_baseline(places.facts), scenario, choice, places.cache);
    print(arguments.has("json") ? json_of(opened).dump(2) + "\n"
                                : text_of(opened, arguments.language()));
}

}  // namespace

Command population_command() {
    std::vector<OptionText> options{
        {"threads", "N", "线程数", "threads"},
        {"json", "", "以 JSON 输出", "print JSON"},
    };
    return {"population",
            "population",
            "生成 2019 年合成人口并显示拟合情况",
            "make the population of 2019 and show how it fits",
            joined(joined(options, opening_options()), scenario_options()),
            run};
}

}  // namespace changji::app
