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

}  // namespace changji
