#include <algorithm>
#include <cmath>
#include <cstdio>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "model/app/command.hpp"
#include "model/app/result_folder.hpp"
#include "model/scenario/problems.hpp"
#include "model/scenario/text_table.hpp"
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

void compare(const Arguments& arguments) {
    arguments.expect_positional(2, 2, {"两个结果文件夹", "two folders of results"});
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
            "compare DIR DIR",
            "比较两组结果（第二组减第一组，按重复配对）",
            "compare two results (second less first, paired by replicate)",
            {{"district", "KEY", "县区，默认 zone（试验区）", "district, default zone"},
             {"json", "", "全部年份和县区，JSON", "every year and district, as JSON"}},
            compare};
}

}  // namespace changji::app
