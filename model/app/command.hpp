#pragma once

#include <string_view>
#include <vector>

#include "model/app/arguments.hpp"

namespace changji::app {

/// One command of the program.
struct Command {
    std::string_view name, usage, zh, en;
    std::vector<OptionText> options;
    void (*run)(const Arguments& arguments);  ///< throws; texts go to standard output
};

/// All commands, in the order of the help.
const std::vector<Command>& commands();

// One file each, or a few that belong together.
Command run_command();
Command population_command();
Command targets_command();
Command verify_command();
Command compare_command();
Command check_command();
Command show_command();
Command diff_command();
Command parameters_command();
Command measures_command();
Command schedule_command();
Command bounds_command();
Command insurance_command();
Command replay_command();
Command effects_command();
Command records_command();
Command facts_command();
Command report_command();
Command clauses_command();
Command validate_command();
Command calibrate_command();
Command sensitivity_command();
Command attribute_command();
Command decide_command();
Command signs_command();

/// Writes to standard output; throws std::runtime_error if that fails (a closed pipe is no fault).
void print(std::string_view text);

}  // namespace changji::app
