#pragma once

#include <string>
#include <vector>

#include "model/app/arguments.hpp"
#include "model/app/places.hpp"
#include "model/scenario/reader.hpp"

namespace changji::app {

/// --set and --overlay, for every command that reads scenarios.
const std::vector<OptionText>& scenario_options();

/// `first` with the options of `more` behind.
std::vector<OptionText> joined(std::vector<OptionText> first, const std::vector<OptionText>& more);

/// The scenario of a name or path with the changes asked for on the command line.
Scenario requested_scenario(const std::string& name, const Arguments& arguments,
                            const Places& places);

}  // namespace changji::app
