#include <algorithm>
#include <cmath>
#include <cstdio>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "model/app/command.hpp"
#include "model/app/result_folder.hpp"
#include "model/scenario/problems.hpp"
#include "model/scenario/text_table.hpp"
#include "output/batch_statistics.hpp"
#include "output/comparison.hpp"
#include "output/csv.hpp"
#include "output/human_number.hpp"
#include "output/run_file.hpp"

namespace changji::app {
namespace {

using Json = nlohmann::ordered_json;
using output::PairedEffect;

Json number_or_null(double value) {
    return std::isnan(value) ? Json(nullptr) : Json(value);
}

Json json_of(const std::vector<PairedEffect>& effects) {
    Json list = Json::array();
    for (const PairedEffect& e : effects)
        list.push_back({{"measure", e.measure},
                        {"code", e.code},
                        {"unit", e.unit},
                        {"district", e.district},
                        {"year", e.year},
                        {"first", number_or_null(e.first)},
                        {"second", number_or_null(e.second)},
                        {"difference", number_or_null(e.difference)},
                        {"standard_error", number_or_null(e.standard_error)},
                        {"pairs", e.pairs}});
    return list;
}

/// Seed, population and sample decide whether two runs met the same draws.
std::string draws_of(const std::string& directory) {
    const Json run = Json::parse(output::read_provenance(run_file_of(directory))).at("run");
    return fmt::format("{}/{}/{}", run.at("seed").dump(), run.at("population_seed").dump(),
                       run.at("sample").dump());
}

void warn_if_not_paired(const Arguments& arguments) {
    const auto& folders = arguments.positional();
    if (draws_of(folders[0]) == draws_of(folders[1])) return;
    std::fputs(both(arguments.language(),
                    {"注意：两组结果的种子或抽样不同，差别中含有随机噪声。",
                     "Note: the two results differ in seed or sample; differences contain noise."})
                   .c_str(),
               stderr);
}

std::size_t row_of(const std::string& district) {
    std::vector<std::string> known;
    for (std::size_t row = 0; row < output::row_count; ++row) {
        if (output::row_name(row).key == district) return row;
        known.emplace_back(output::row_name(row).key);
    }
    std::string list;
    for (const std::string& key : known) list += (list.empty() ? "" : ", ") + key;
    throw InputError({"未知县区 " + quoted_input(district) + "，可用：" + list + "。",
                      "Unknown district " + quoted_input(district) + "; known: " + list + "."});
}

/// The base of a batch as its plan says, else `baseline`.
std::string base_of(const std::string& place) {
    const Json provenance = Json::parse(output::read_provenance(run_file_of(place)));
    return provenance.contains("batch") ? provenance["batch"].value("base", "baseline")
                                        : "baseline";
}

std::string effects_table(const output::BatchResults& results, const std::string& base,
                          std::size_t row, const std::vector<int>& years, Language language) {
    const bool zh = language == Language::zh;
    TextTable table;
    table.header = {zh ? "情景" : "scenario",   zh ? "指标" : "measure",
                    zh ? "单位" : "unit",       zh ? "年份" : "year",
                    base,                       zh ? "差" : "difference",
                    zh ? "标准误" : "s.e.",     zh ? "方差缩减" : "variance ratio",
                    zh ? "对数" : "pairs"};
    output::compare_scenarios(results, base, {}, [&](const output::ScenarioEffect& e) {
        if (e.row != row || std::find(years.begin(), years.end(), e.year) == years.end()) return;
        const auto number = [&](double x) {
            return output::human_number(x, e.series->unit, language);
        };
        const double ratio = e.variance_ratio();
        table.rows.push_back({e.scenario, zh ? e.series->long_name_zh : e.series->long_name,
                              output::human_unit(e.series->unit, language), std::to_string(e.year),
                              number(e.first.mean()), number(e.difference.mean()),
                              number(e.difference.standard_error()),
                              std::isfinite(ratio) ? fmt::format("{:.1f}", ratio) : "–",
                              std::to_string(e.difference.count())});
    });
    return aligned_text(table);
}

std::string change(const PairedEffect& e) {
    if (e.first == 0 || std::isnan(e.difference)) return "–";
    return fmt::format("{:+.2f} %", 100 * e.difference / std::fabs(e.first));
}

std::string table_of(const std::vector<PairedEffect>& effects, const std::string& first,
                     const std::string& second, Language language) {
    const bool zh = language == Language::zh;
    TextTable table;
    table.header = {zh ? "指标" : "measure",
                    "K",
                    zh ? "单位" : "unit",
                    zh ? "年份" : "year",
                    first,
                    second,
                    zh ? "差" : "difference",
                    zh ? "变化" : "change",
                    zh ? "标准误" : "s.e."};
    for (const PairedEffect& e : effects) {
        const auto number = [&](double x) { return output::human_number(x, e.unit, language); };
        table.rows.push_back({zh ? e.zh : e.en, e.code, output::human_unit(e.unit, language),
                              std::to_string(e.year), number(e.first), number(e.second),
                              number(e.difference), change(e), number(e.standard_error)});
    }
    return aligned_text(table);
}

/// Every scenario of one batch less its base, as a table of the target years or as CSV.
void compare_within(const Arguments& arguments) {
    const std::string& place = arguments.positional().front();
    const output::BatchResults results = batch_results(place);
    const std::string base = arguments.text("base", base_of(place));
    if (arguments.has("csv")) {
        Printer printer;
        printer.add(output::byte_order_mark);
        printer.add(output::effect_header());
        output::compare_scenarios(results, base, {}, [&](const output::ScenarioEffect& effect) {
            printer.add(output::effect_line(effect));
        });
        return printer.flush();
    }
    const std::size_t row = row_of(arguments.text("district", "zone"));
    const std::vector<int> years = output::target_years(results.outline());
    print(effects_table(results, base, row, years, arguments.language()));
}

void compare(const Arguments& arguments) {
    arguments.expect_positional(1, 2, {"一个批次或两个结果文件夹",
                                       "a batch, or two folders of results"});
    if (arguments.positional().size() == 1) return compare_within(arguments);
    const output::Results first = read_result_folder(arguments.positional()[0]);
    const output::Results second = read_result_folder(arguments.positional()[1]);
    warn_if_not_paired(arguments);
    std::vector<PairedEffect> effects = output::paired_effects(first, second);
    if (arguments.has("json")) return print(json_of(effects).dump(1) + "\n");
    const std::string district(output::row_name(row_of(arguments.text("district", "zone"))).key);
    const std::vector<int> years = output::target_years(first);
    std::erase_if(effects, [&](const PairedEffect& e) {
        return e.district != district ||
               std::find(years.begin(), years.end(), e.year) == years.end();
    });
    print(table_of(effects, first.runs.front().scenario, second.runs.front().scenario,
                   arguments.language()));
}

}  // namespace

Command compare_command() {
    return {"compare",
            "compare DIR [DIR]",
            "比较两组结果，或一个批次中各情景与基准（按重复配对）",
            "compare two results, or the scenarios of a batch with its base (paired by replicate)",
            {{"district", "KEY", "县区，默认 zone（试验区）", "district, default zone"},
             {"base", "NAME", "批次的基准情景", "base scenario of a batch"},
             {"csv", "", "批次：全部年份、县区和指标，CSV", "of a batch: every value, as CSV"},
             {"json", "", "全部年份和县区，JSON", "every year and district, as JSON"}},
            compare};
}

}  // namespace changji::app
