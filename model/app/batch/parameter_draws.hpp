#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "model/scenario/entry.hpp"
#include "model/scenario/scenario.hpp"

namespace changji::app {

/// Parameter values that replace those of a scenario, for instance one draw of a posterior.
struct ParameterDraw {
    int number = 0;  ///< 1 for the first row of a table; 0 for no draw
    std::vector<Entry> entries;
};

/// A table with one parameter key a column (`key` or `key@district`) and one draw a row; a column
/// `draw` is ignored. Values are checked against the register; mistakes go to `problems`.
std::vector<ParameterDraw> read_parameter_draws(const std::filesystem::path& file,
                                                Problems& problems);

/// The same from numbers; a key may carry its district.
ParameterDraw parameter_draw(int number, const std::vector<std::pair<std::string, double>>& values);

/// The scenario with the values of a draw. Throws InputError for a key or value that is not allowed.
Scenario with_draw(Scenario scenario, const ParameterDraw& draw);

}  // namespace changji::app
