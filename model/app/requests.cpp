#include "model/app/requests.hpp"

#include "model/simulation/registers.hpp"

namespace changji::app {

const std::vector<OptionText>& scenario_options() {
    static const std::vector<OptionText> options{
        {"set", "KEY=VALUE", "改变一个取值，可重复，例如 t1.tc_land@jiutai=300",
         "change one value, repeatable, e.g. t1.tc_land@jiutai=300"},
        {"overlay", "FILE.csv", "叠加表格，列为 key,district,year,value",
         "table of changes with columns key,district,year,value"},
    };
    return options;
}

std::vector<OptionText> joined(std::vector<OptionText> first, const std::vector<OptionText>& more) {
    first.insert(first.end(), more.begin(), more.end());
    return first;
}

Scenario requested_scenario(const std::string& name, const Arguments& arguments,
                            const Places& places) {
    return read_scenario(
        {name, {places.scenarios}, arguments.texts("set"), arguments.text("overlay", "")},
        all_parameters());
}

}  // namespace changji::app
