#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "model/app/command.hpp"
#include "model/app/result_folder.hpp"
#include "model/scenario/text_table.hpp"
#include "model/world/contributor.hpp"

namespace changji::app {
namespace {

/// A line of the table: a contributor, or one of the two sums.
struct Line {
    std::string key, zh, en, clause;
    std::string measure() const { return "effect_" + key; }
};

std::vector<Line> lines() {
    std::vector<Line> all;
    for (const ContributorName& name : contributor_names)
        all.push_back({std::string(name.key), std::string(name.zh), std::string(name.en),
                       std::string(name.clause)});
    all.push_back({"sum", "合计（封顶前）", "sum before the cap", ""});
    all.push_back({"capped", "企业实得（封顶后）", "in force, under the cap", ""});
    return all;
}

/// Mean of the runs of the results; NaN where they have no such measure.
double mean_effect(const output::Results& results, const Line& line, int year, std::size_t row) {
    double sum = 0;
    for (std::size_t run = 0; run < results.runs.size(); ++run)
        sum += results.value(line.measure(), run, year, row);
    return sum / static_cast<double>(results.runs.size());
}

std::string percent(double value) {
    return std::isnan(value) ? "–" : fmt::format("{:.2f}", 100 * value);
}

std::string table_of(const output::Results& results, int year, Language language) {
    const bool zh = language == Language::zh;
    TextTable table;
    table.header = {zh ? "来源" : "contributor", zh ? "条目" : "item"};
    for (std::size_t row = 0; row < output::row_count; ++row)
        table.header.emplace_back(zh ? output::row_name(row).zh : output::row_name(row).en);
    for (const Line& line : lines()) {
        std::vector<std::string> cells{zh ? line.zh : line.en, line.clause};
        for (std::size_t row = 0; row < output::row_count; ++row)
            cells.push_back(percent(mean_effect(results, line, year, row)));
        table.rows.push_back(std::move(cells));
    }
    return fmt::format(
               fmt::runtime(zh ? "{} 年企业生产率效应，百分之一对数点，各部门按增加值加权\n"
                               : "Productivity effects on firms in {}, hundredths of a log point, "
                                 "sectors weighted by value added\n"),
               year) +
           aligned_text(table);
}

std::string json_of(const output::Results& results) {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const int year : results.years)
        for (const Line& line : lines())
            for (std::size_t row = 0; row < output::row_count; ++row) {
                const double value = mean_effect(results, line, year, row);
                list.push_back({{"contributor", line.key},
                                {"clause", line.clause},
                                {"district", output::row_name(row).key},
                                {"year", year},
                                {"log_points", std::isnan(value) ? nlohmann::ordered_json(nullptr)
                                                                 : nlohmann::ordered_json(value)}});
            }
    return list.dump(2) + "\n";
}

std::string csv_of(const output::Results& results) {
    std::string text = "contributor,clause,district,year,log_points\n";
    for (const int year : results.years)
        for (const Line& line : lines())
            for (std::size_t row = 0; row < output::row_count; ++row) {
                const double value = mean_effect(results, line, year, row);
                text += fmt::format("{},{},{},{},{}\n", line.key, line.clause,
                                    output::row_name(row).key, year,
                                    std::isnan(value) ? "" : fmt::format("{}", value));
            }
    return text;
}

void effects(const Arguments& arguments) {
    arguments.expect_positional(1, 1, {"结果文件夹", "a folder of results"});
    const output::Results results = read_result_folder(arguments.positional().front());
    const int first = results.years.front(), last = results.years.back();
    const auto year = static_cast<int>(arguments.integer("year", last, first, last));
    if (arguments.has("json")) return print(json_of(results));
    if (arguments.has("csv")) return print(csv_of(results));
    print(table_of(results, year, arguments.language()));
}

}  // namespace

Command effects_command() {
    return {"effects",
            "effects DIR",
            "谁贡献了哪些企业生产率效应",
            "who contributes which productivity effect on firms",
            {{"year", "YEAR", "显示的年份，默认最后一年", "the year shown, default the last"},
             {"csv", "", "以 CSV 输出所有年份", "print all years as CSV"},
             {"json", "", "以 JSON 输出所有年份", "print all years as JSON"}},
            effects};
}

}  // namespace changji::app
