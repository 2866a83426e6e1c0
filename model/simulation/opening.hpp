#pragma once

#include "model/baseline/baseline.hpp"
#include "model/processes/weather_and_prices.hpp"
#include "model/scenario/scenario.hpp"
#include "model/world/world.hpp"

namespace changji {

/// The outside paths of a run: observed prices, then the stated extrapolation.
weather_and_prices::Forcing forcing_of(const Baseline& baseline);

/// One line of what the opening solved: an aim, and what was reached.
struct OpeningLine {
    std::string name, unit;
    double aim = 0, reached = 0;
};

/// The opened world of the end of 2019 and how well it meets its aims.
struct Opened {
    World world;
    std::vector<OpeningLine> lines;
    std::vector<ClosingFactor> factors;  ///< of grain, agricultural value and rural income
};

/// Opens the synthetic population of 2019 so that it starts in its own steady motion (recipe of
/// §5.5): unions, wages, farmland leases, firms, accounts with their residuals, services, and the
/// constants of choice. Levers have their 2019 values; `scenario` supplies coefficients only.
/// \error InputError if a residual of rural income is negative or a closing factor leaves
/// [0.8, 1.25], naming it.
Opened open_world(const Baseline& baseline, World synthetic, const Scenario& scenario,
                  std::uint32_t population_seed);

}  // namespace changji
