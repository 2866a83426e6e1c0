#include "model/app/campaign.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <limits>

#include "build_info.hpp"
#include "model/scenario/problems.hpp"
#include "model/scenario/suggestion.hpp"
#include "output/files.hpp"
#include "output/measures.hpp"

namespace changji::app {

namespace fs = std::filesystem;

const std::vector<OptionText>& campaign_options() {
    static const std::vector<OptionText> options{
        {"output,o", "DIR", "结果文件夹", "folder for the results"},
        {"resume", "", "接着运行中断的任务", "go on with a campaign that was stopped"},
        {"json", "", "以 JSON 输出", "print JSON"},
    };
    return options;
}

fs::path open_campaign(const Arguments& arguments, const std::string& record) {
    if (!arguments.has("output"))
        throw InputError({"缺少 -o DIR：请指明结果文件夹。",
                          "-o DIR is missing: name the folder for the results."});
    const fs::path folder = arguments.text("output", ""), file = folder / "plan.txt";
    const std::string name = quoted_input(folder.string());
    const std::string text = "# changji " + std::string(build_info::version) + "\n" + record;
    std::error_code error;
    if (fs::exists(folder, error) &&
        (!fs::is_directory(folder, error) || !fs::is_empty(folder, error))) {
        std::ifstream stream(file, std::ios::binary);
        if (!arguments.has("resume") || !stream)
            throw InputError(
                {name + " 不是空文件夹；接着运行请加 --resume。",
                 name + " is not an empty folder; add --resume to go on with a campaign."});
        if (std::string(std::istreambuf_iterator<char>{stream}, {}) != text)
            throw InputError(
                {name + " 由另一个计划或版本开始；请换一个文件夹。",
                 name + " was begun with another plan or version; choose another folder."});
        return folder;
    }
    fs::create_directories(folder, error);
    if (error) throw InputError({"无法建立 " + name + "。", "Cannot create " + name + "."});
    output::write_file(file, text);
    return folder;
}

std::vector<Outcome> outcomes_asked(const Arguments& arguments, const std::vector<int>& years) {
    const std::string list = arguments.text(
        "measures",
        "rural_income,urban_income,income_ratio,cohort_income_ratio,residents,urban_share,gdp_yuan,"
        "grain_t,transferred_share,exits_households_cum,ccl_value_yuan_cum,debt_yuan");
    std::vector<std::string> known;
    for (const output::Measure& measure : output::measures()) known.emplace_back(measure.name);
    std::vector<Outcome> outcomes;
    for (std::size_t begin = 0; begin <= list.size();) {
        const std::size_t end = std::min(list.find(',', begin), list.size());
        const std::string name = list.substr(begin, end - begin);
        begin = end + 1;
        if (std::find(known.begin(), known.end(), name) == known.end()) {
            const Bilingual hint = suggestion(name, known);
            throw InputError({"没有指标 " + quoted_input(name) + hint.zh + "。",
                              "There is no measure " + quoted_input(name) + hint.en + "."});
        }
        for (const int year : years) outcomes.push_back({name, year});
    }
    return outcomes;
}

std::vector<std::string> names_of(const std::vector<Outcome>& outcomes) {
    std::vector<std::string> names;
    for (const Outcome& outcome : outcomes) names.push_back(outcome.name());
    return names;
}

std::vector<double> outcome_values(const std::vector<Outcome>& outcomes,
                                   const calibration::RunAnswer& answer) {
    std::vector<double> values;
    const auto* results = std::get_if<output::Results>(&answer);
    for (const Outcome& outcome : outcomes)
        values.push_back(results == nullptr
                             ? std::numeric_limits<double>::quiet_NaN()
                             : results->value(outcome.measure, 0, outcome.year, output::zone_row));
    return values;
}

void complete_stage(
    calibration::RunTable& table, std::vector<calibration::TableRow> rows,
    calibration::ModelRuns& runs, bool quiet,
    const std::function<calibration::RunTask(const calibration::TableRow&)>& task,
    const std::function<std::vector<double>(const calibration::RunAnswer&)>& values) {
    if (rows.empty()) return;
    const std::size_t done = std::min(table.rows_of(rows.front().stage).size(), rows.size());
    rows.erase(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(done));
    std::vector<calibration::RunTask> tasks;
    for (const calibration::TableRow& row : rows) tasks.push_back(task(row));
    run_in_blocks(runs, tasks, quiet, [&](std::size_t first, auto answers) {
        const auto begin = rows.begin() + static_cast<std::ptrdiff_t>(first);
        std::vector<calibration::TableRow> block(
            begin, begin + static_cast<std::ptrdiff_t>(answers.size()));
        for (std::size_t i = 0; i < answers.size(); ++i) block[i].outputs = values(answers[i]);
        table.append(block);
    });
}

}  // namespace changji::app
