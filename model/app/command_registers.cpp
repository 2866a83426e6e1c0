#include <nlohmann/json.hpp>

#include "model/app/command.hpp"
#include "model/scenario/problems.hpp"
#include "model/scenario/register_text.hpp"
#include "model/simulation/registers.hpp"
#include "model/simulation/schedule.hpp"
#include "output/measure_text.hpp"

namespace changji::app {
namespace {

const std::vector<OptionText> formats{
    {"csv", "", "以 CSV 输出", "print CSV"},
    {"json", "", "以 JSON 输出", "print JSON"},
    {"markdown", "", "以 Markdown 表格输出", "print a Markdown table"},
};

/// A register in every form; the functions make what is asked for only.
struct Register {
    TextTable (*for_people)(Language language);
    TextTable (*columns)();
    std::string (*json)();
};

void print_register(const Register& shown, const Arguments& arguments) {
    if (arguments.has("json")) return print(shown.json());
    if (arguments.has("csv")) return print(csv_text(shown.columns()));
    const TextTable table = shown.for_people(arguments.language());
    print(arguments.has("markdown") ? markdown_text(table) : aligned_text(table));
}

TextTable schedule_table(Language language) {
    const bool zh = language == Language::zh;
    TextTable table;
    table.header = zh ? std::vector<std::string>{"序", "步骤", "读取", "写入"}
                      : std::vector<std::string>{"no", "step", "reads", "writes"};
    for (const ProcessInfo& step : schedule())
        table.rows.push_back({std::to_string(table.rows.size() + 1),
                              std::string(zh ? step.zh : step.en), std::string(step.reads),
                              std::string(step.writes)});
    return table;
}

TextTable schedule_columns() {
    TextTable table;
    table.header = {"step", "zh", "en", "reads", "writes"};
    for (const ProcessInfo& step : schedule())
        table.rows.push_back({std::string(step.key), std::string(step.zh), std::string(step.en),
                              std::string(step.reads), std::string(step.writes)});
    return table;
}

std::string schedule_json() {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const ProcessInfo& step : schedule())
        list.push_back({{"key", step.key},
                        {"zh", step.zh},
                        {"en", step.en},
                        {"reads", step.reads},
                        {"writes", step.writes}});
    return list.dump(2) + "\n";
}

void parameters(const Arguments& arguments) {
    arguments.expect_positional(0, 0, {"", ""});
    print_register({[](Language l) { return register_table(all_parameters(), l); },
                    [] { return register_columns(all_parameters()); },
                    [] { return register_json(all_parameters()); }},
                   arguments);
}

void measures(const Arguments& arguments) {
    arguments.expect_positional(0, 0, {"", ""});
    print_register({output::measure_table, output::measure_columns, output::measure_json},
                   arguments);
}

void show_schedule(const Arguments& arguments) {
    arguments.expect_positional(0, 0, {"", ""});
    print_register({schedule_table, schedule_columns, schedule_json}, arguments);
}

}  // namespace

Command parameters_command() {
    return {"parameters",
            "parameters",
            "全部参数：单位、取值、范围、来源",
            "every parameter: unit, values, range, source",
            formats,
            parameters};
}

Command measures_command() {
    return {"measures", "measures", "全部指标", "every measure", formats, measures};
}

Command schedule_command() {
    return {"schedule", "schedule",   "一年之内的计算顺序", "the order of the year",
            formats,    show_schedule};
}

}  // namespace changji::app
