#pragma once

#include <functional>
#include <string_view>

#include "model/simulation/schedule.hpp"

namespace changji {

/// Who watches a run. The core knows no clock and no file; a watcher may use both.
struct Watcher {
    std::function<void(const World&)> record = [](const World&) {};  ///< 2019 and every year end
    std::function<void(std::string_view process)> after = [](std::string_view) {};
};

/// One year: every process of the schedule, then the audit.
/// \throws BalanceError if an identity fails.
void advance(World& world, const Scenario& scenario, const weather_and_prices::Forcing& forcing,
             const Draws& draws, const Watcher& watcher = {});

/// From the world's year to the scenario's last year.
void simulate(World& world, const Scenario& scenario, const weather_and_prices::Forcing& forcing,
              const Draws& draws, const Watcher& watcher);

}  // namespace changji
