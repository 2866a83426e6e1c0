#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "model/scenario/parameter.hpp"
#include "model/scenario/scenario.hpp"

namespace changji {

/// What the user asked for.
struct ScenarioRequest {
    /// Shipped name ("baseline") or path of a file; "full_reform+drought" puts the entries of the
    /// second file, without what it extends, on top of the first scenario.
    std::string scenario;
    std::vector<std::filesystem::path> folders;  ///< where shipped names are looked for, in order
    std::vector<std::string> set;                ///< "key=value", "key@district=value"
    std::string overlay;                         ///< CSV with key,district,year,value; "" for none
};

/// The resolved scenario: register defaults, then the `extends` chain from its root to the named
/// file, then the overlay, then `set`; later sources win. Throws InputError with every mistake in
/// both languages, one `file:line: message` a line; nothing is half read.
Scenario read_scenario(const ScenarioRequest& request, const std::vector<Parameter>& parameters);

/// Names of the scenarios in the folders, sorted, each once.
std::vector<std::string> shipped_scenarios(const std::vector<std::filesystem::path>& folders);

}  // namespace changji
