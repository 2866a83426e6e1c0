#pragma once

#include <string_view>
#include <vector>

#include "model/processes/weather_and_prices.hpp"
#include "model/simulation/settings.hpp"

namespace changji {

/// What the processes of one year share.
struct Year {
    const Scenario& scenario;
    const weather_and_prices::Forcing& forcing;
    const Draws& draws;
    ModelSettings settings;
};

/// One line of the order of the year: what runs, what it reads and what it writes.
struct ProcessInfo {
    std::string_view key, zh, en, reads, writes;
};
struct Process {
    ProcessInfo info;
    void (*run)(World& world, Year& year);
};

/// The processes of a year, in order. Everything the model does happens in one of them.
const std::vector<Process>& processes();
/// The same without the functions, for documentation and provenance.
const std::vector<ProcessInfo>& schedule();

}  // namespace changji
