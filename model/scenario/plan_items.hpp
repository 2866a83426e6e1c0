#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "model/zone/zone.hpp"

namespace changji {

/// A row of the plan's coverage list: "T1.1", "P3a", "SG4b" …
struct PlanItem {
    std::string_view id;
    std::string_view zh;
    bool safeguard;  ///< rows 2.* and SG*: follow their schedule directly (ρ = τ)
};

/// All 131 rows, in the order of the plan.
const std::vector<PlanItem>& plan_items();
/// Index of an id, or plan_items().size() if there is none.
std::size_t plan_item_index(std::string_view id);
/// ρ(2019): what pilots already had. \source 吉政办函〔2020〕118号 一(三)2; levels are assumptions.
double rollout_2019(std::size_t item, District district);

/// Items of a group: "all", or the beginning of ids ("T1" for T1.1 to T1.8, "P3" for P3a to P3c;
/// "P1" is not a group of P10a). Empty if no id begins so.
std::vector<std::size_t> plan_group(std::string_view group);

/// The rollout that a lever sees, and its part that pilots already had in 2019.
struct RolloutShare {
    double now;
    double pilot;
};
/// Equals (ρ, ρ₀) except in Changyi for T1.2: its pilot covered collective shares (`t1.exit_S`)
/// only, so the other levers of the item count from the pilot's level: (ρ − ρ₀)⁺/(1 − ρ₀), 0.
RolloutShare rollout_share(std::string_view key, std::size_t item, District district, double rho);

}  // namespace changji
