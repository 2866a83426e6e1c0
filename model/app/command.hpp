#pragma once

#include <string>
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
Command batch_command();
Command retry_command();
Command expand_command();
Command merge_command();
Command statistics_command();
Command slurm_command();
Command reproduce_command();
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

/// Text for standard output that comes in many small parts.
class Printer {
  public:
    void add(std::string_view text) {
        text_ += text;
        if (text_.size() > most_) flush();
    }
    void flush() {
        print(text_);
        text_.clear();
    }

  private:
    static constexpr std::size_t most_ = 1000000;
    std::string text_;
};

}  // namespace changji::app
