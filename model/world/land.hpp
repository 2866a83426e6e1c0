#pragma once

#include "model/scenario/parameter.hpp"
#include "model/world/world.hpp"

/// Changes of land use: the list of those allowed, the two district ledgers and the red line.
namespace changji::land {

struct Levers {
    double red_line_on, red_line_ratio, ceiling;

    // clang-format off
    static constexpr auto parameters() {
        using L = Levers;
        using enum Role;
        return std::array{
            Bound<L>{&L::red_line_on, {"land.redline_on", "0/1", 1, 1, 0, 1, safeguard, "2.2c", "4.4", "耕地红线开关", "switch of the red-line check", "plan 二; design assumption"}},
            Bound<L>{&L::red_line_ratio, {"land.redline_ratio", "ratio to 2019", 1.0, 1.0, 0.97, 1.02, safeguard, "2.2c", "4.4", "耕地红线", "cultivated land that must remain by 2035, relative to 2019", "plan 二; design assumption"}},
            Bound<L>{&L::ceiling, {"land.cap_ha", "ha", 89400, 89400, 80000, 110000, safeguard, "1.1a", "2", "建设用地总规模上限", "ceiling of construction land at the end of 2019; a lower one closes the quota until the stock is below it", "plan 一, read as a ceiling"}},
        };
    }
    // clang-format on
};
static_assert(all_described<Levers>);
constexpr double construction_2019_ha = 89400;  ///< stock of the plan, which the ceiling starts from

struct Settings {
    PerDistrict<Levers> levers;
};

/// The changes of use that exist; every other pair is refused.
struct Transition {
    LandUse from, to;
};
constexpr std::array<Transition, 13> transitions{{
    {LandUse::homestead, LandUse::collective_commercial},
    {LandUse::homestead, LandUse::other_cultivated},    // 复垦
    {LandUse::homestead, LandUse::state_construction},  // villages in town only
    {LandUse::collective_public, LandUse::collective_commercial},
    {LandUse::collective_public, LandUse::other_cultivated},
    {LandUse::collective_commercial, LandUse::other_cultivated},  // off-site origin
    {LandUse::other_cultivated, LandUse::collective_commercial},
    {LandUse::other_cultivated, LandUse::state_construction},
    {LandUse::other_cultivated, LandUse::transport_and_water},
    {LandUse::other_cultivated, LandUse::facility_and_orchard},
    {LandUse::facility_and_orchard, LandUse::other_cultivated},
    {LandUse::other, LandUse::other_cultivated},
    {LandUse::other, LandUse::transport_and_water},
}};
constexpr bool allowed(LandUse from, LandUse to) {
    for (const Transition& t : transitions)
        if (t.from == from && t.to == to) return true;
    return false;
}

enum class Verdict : std::uint8_t {
    done,
    not_a_transition,
    not_enough_land,
    no_cultivated_credit,
    no_construction_quota,
    below_red_line
};

/// Share of the cultivated land of 2019 that must remain: from 1 in 2019 linearly to the ratio in
/// 2035.
double red_line(int year, const Levers& levers);

/// Homesteads, collective commercial and public, state land, transport and water: L5–L9.
Area construction(const Cell& cell);

/// Construction land that a district may have: its stock of 2019 × ceiling over the plan's stock,
/// plus new quota granted, less quota sold.
Area ceiling(const DistrictState& district, const Levers& levers);

/// Quota that a district may build on: the ledger, less what the ceiling closes.
Area usable_quota(const DistrictState& district, const Levers& levers);

/// Opens the ledgers: land of 2019, credit and quota 0.
void open(World& world);

/// Moves land of one village from a use to another, whole or not at all, and keeps both ledgers:
/// cultivated credit (+ every m² to cultivated land except from facilities, − every m² from it to
/// construction) and
/// construction quota (+ built land to cultivated, − new construction).
Verdict convert(Cell& cell, DistrictState& district, Transition change, Area area,
                double line_share);

}  // namespace changji::land
