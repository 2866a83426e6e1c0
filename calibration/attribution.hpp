#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "calibration/sensitivity.hpp"
#include "model/scenario/scenario.hpp"

namespace changji::calibration {

/// A coalition of packages as bits: bit p set means package p is rolled out.
using Coalition = std::uint32_t;

/// One package of reforms: plan items by id or group.
struct Package {
    std::string_view key, zh, en;
    std::vector<std::string_view> items;
};

/// The seven packages that share out the full reform; safeguards belong to none and act in every
/// coalition. \source model description §7
const std::vector<Package>& packages();
/// Indices of plan items of a package.
std::vector<std::size_t> items_of(const Package& package);

/// The full reform with the items of absent packages as they were in 2019.
Scenario coalition_scenario(const Scenario& full, const Scenario& base, Coalition coalition);

/// Shapley values and pairwise interactions with 95 % bootstrap intervals over replicates.
struct Attribution {
    std::vector<Estimate> shapley;  ///< by package; they add to the grand coalition's gain
    std::vector<Estimate> alone;    ///< gain of the package alone
    std::vector<Estimate> last;     ///< gain of the package added last
    std::vector<std::vector<Estimate>> interaction;  ///< Shapley interaction index, [i][j], j < i
    Estimate total;                                  ///< grand coalition less none
};

/// Exact over all 2^n coalitions. `values[replicate][coalition]`; replicates share their draws
/// over coalitions, so that differences are paired.
/// \source Shapley 1953; Grabisch and Roubens 1999 (interaction index)
Attribution attribute(const std::vector<std::vector<double>>& values, std::size_t players,
                      RandomStream& random, int bootstraps = 500);

}  // namespace changji::calibration
