#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "model/zone/zone.hpp"

namespace changji {

/// What a record of the plan is: the closed list that records.csv speaks in.
enum class ProjectKind : std::uint8_t {
    town, park, national_zone, provincial_zone, foreign_park, anchor, expo, site, startup_base,
    logistics, river_work
};
constexpr std::size_t project_kind_count = 11;
constexpr std::array<Name, project_kind_count> project_kind_names{{
    {"town", "特色小镇", "characteristic town"},
    {"park", "产业园区", "industrial park"},
    {"national_zone", "国家级开发区或平台", "national zone or platform"},
    {"provincial_zone", "省级开发区", "provincial development zone"},
    {"foreign_park", "区中园", "foreign park"},
    {"anchor", "引领企业", "anchor firm"},
    {"expo", "会展平台", "exhibition ground"},
    {"site", "旅游点", "tourism site"},
    {"startup_base", "双创基地", "start-up base"},
    {"logistics", "物流电商园", "logistics and e-commerce park"},
    {"river_work", "河道工程", "river works"},
}};
constexpr std::size_t index(ProjectKind kind) { return static_cast<std::size_t>(kind); }

/// Firms inside carry the park effect: parks proper and development zones.
constexpr bool is_park(ProjectKind kind) {
    return kind == ProjectKind::park || kind == ProjectKind::national_zone ||
           kind == ProjectKind::provincial_zone || kind == ProjectKind::foreign_park;
}

}  // namespace changji
