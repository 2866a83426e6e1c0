#pragma once

#include <vector>

#include "model/baseline/baseline.hpp"
#include "model/simulation/opening.hpp"
#include "model/simulation/settings.hpp"

namespace changji {

/// Solves what closes the income of 2019 to its published level: the household share of livestock,
/// forestry and fishery from the business part of rural income; other property and other
/// transfers per head in both strata. Reads the accounts of 2019 without residuals.
/// \error InputError if one of them would be negative or the share leaves [0, 1].
void solve_residuals(World& world, const Baseline& baseline, const ModelSettings& settings,
                     std::vector<OpeningLine>& lines);

/// Moves other transfers so that income per head of both strata meets its published level, and
/// reports what they come to.
void trim_residuals(World& world, const Baseline& baseline, std::vector<OpeningLine>& lines);

}  // namespace changji
