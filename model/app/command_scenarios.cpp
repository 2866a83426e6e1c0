#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "model/app/command.hpp"
#include "model/app/requests.hpp"
#include "model/scenario/resolved_text.hpp"
#include "model/simulation/registers.hpp"

namespace changji::app {
namespace {

const Bilingual scenario_argument{"情景名称或文件", "a scenario name or file"};

void check(const Arguments& arguments) {
    arguments.expect_positional(1, 1, scenario_argument);
    const std::string& name = arguments.positional().front();
    const Scenario scenario = requested_scenario(name, arguments, find_places());
    if (arguments.has("json"))
        return print(nlohmann::ordered_json{{"valid", true}, {"name", scenario.name}}.dump() +
                     "\n");
    print(fmt::format(fmt::runtime(std::string(in(arguments.language(), "{}：有效，至 {} 年\n",
                                                  "{}: valid, until {}\n"))),
                      scenario.name, scenario.last_year));
}

void show(const Arguments& arguments) {
    arguments.expect_positional(1, 1, scenario_argument);
    const Scenario scenario =
        requested_scenario(arguments.positional().front(), arguments, find_places());
    print(arguments.has("json") ? show_json(scenario, all_parameters())
                                : show_text(scenario, all_parameters(), arguments.language()));
}

void diff(const Arguments& arguments) {
    arguments.expect_positional(2, 2, {"两个情景", "two scenarios"});
    const Places places = find_places();
    const Scenario first = requested_scenario(arguments.positional()[0], arguments, places);
    const Scenario second = requested_scenario(arguments.positional()[1], arguments, places);
    print(arguments.has("json") ? diff_json(first, second, all_parameters())
                                : diff_text(first, second, all_parameters(), arguments.language()));
}

std::vector<OptionText> options() {
    return joined({{"json", "", "以 JSON 输出", "print JSON"}}, scenario_options());
}

}  // namespace

Command check_command() {
    return {"check",
            "check SCENARIO",
            "检查情景文件，一次报告全部错误",
            "validate a scenario file and report every mistake at once",
            options(),
            check};
}

Command show_command() {
    return {"show",
            "show SCENARIO",
            "显示情景的全部取值及来源",
            "print the resolved scenario with the origin of every value",
            options(),
            show};
}

Command diff_command() {
    return {"diff",
            "diff SCENARIO SCENARIO",
            "两个情景取值的差别",
            "how two scenarios differ",
            options(),
            diff};
}

}  // namespace changji::app
