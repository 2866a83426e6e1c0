#pragma once

#include <string>
#include <vector>

#include "model/scenario/parameter.hpp"
#include "model/scenario/scenario.hpp"

namespace changji::app {

/// What a scenario has told the model so far: entry y is a hash of all its inputs that could have
/// changed a bit up to the end of the year 2019 + y; entry 0 is what the opening sees. Runs with the
/// same facts, population and draws are one history up to the last year in which their entries
/// agree. The reform value of a lever counts from the first year in which its item of the plan can
/// leave the state of 2019; before, it changes no bit (bind.hpp).
std::vector<std::string> history_of(const Scenario& scenario,
                                    const std::vector<Parameter>& parameters, int last_year);

}  // namespace changji::app
