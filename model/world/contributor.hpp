#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "model/zone/zone.hpp"

namespace changji {

/// Who adds to the one pool of productivity effects of the reform, in the order of the tables.
enum class Contributor : std::uint8_t {
    jiutai_zone, food_zone, parks, towns, food_link, export_brand, exhibitions, infrastructure,
    spillover
};
constexpr std::size_t contributor_count = 9;
constexpr std::size_t index(Contributor c) { return static_cast<std::size_t>(c); }

struct ContributorName {
    std::string_view key, zh, en, clause;
};
constexpr std::array<ContributorName, contributor_count> contributor_names{{
    {"jiutai_zone", "九台产业协同先行区", "Jiutai industry zone", "T4.1"},
    {"food_zone", "中新食品区先行区", "Food zone", "T4.2"},
    {"parks", "园区与开发区", "Parks and development zones", "T4.5"},
    {"towns", "特色小镇", "Characteristic towns", "T4.3"},
    {"food_link", "“食品+”协同", "Food-plus links", "J1.2"},
    {"export_brand", "粮食就地加工与外销", "Local processing and export of grain", "P1a"},
    {"exhibitions", "会展采购对接", "Exhibition buyers", "P7a"},
    {"infrastructure", "城乡基础设施", "Urban-rural infrastructure", "A5"},
    {"spillover", "县区间溢出", "Spill-over between districts", "J2.1"},
}};

}  // namespace changji
