#pragma once

#include <array>
#include <cstdint>

#include "model/base/quantity.hpp"
#include "model/base/random.hpp"
#include "model/base/table.hpp"

namespace changji {

/// How construction land reaches a firm: sold, let or put into the firm by a collective, or sold by
/// the district.
enum class LandMode : std::uint8_t { transfer, lease, equity, state };
constexpr std::size_t collective_mode_count = 3;
constexpr std::size_t index(LandMode mode) {
    return static_cast<std::size_t>(mode);
}

/// Grades of construction land: 1 by the centre, 2 town, 3 village.
constexpr std::size_t grade_count = 3;

/// Lots of construction land from offer to the end of their term. Rows never move; a lot waits
/// while `year_entered` is 0, and is over once `in_force` has fallen back to 0.
struct Parcels {
    Column<Key> key;
    Column<std::int32_t> origin;        ///< cell whose land it was
    Column<std::int32_t> site;          ///< cell where it lies
    Column<std::uint8_t> grade;         ///< 0, 1, 2 for grades 1, 2, 3
    Column<Area> area;
    Column<LandMode> mode;
    Column<std::uint8_t> offsite;       ///< quota of the origin used at another village
    Column<std::int16_t> year_offered;
    Column<std::int16_t> year_ready;    ///< first auction it may be put to
    Column<std::int16_t> year_entered;  ///< 0 while it waits
    Column<std::int16_t> end_year;      ///< last year of the term
    Column<std::uint8_t> in_force;      ///< held by a firm
    Column<Row> holder;                 ///< row in World::firms, or no_row
    Column<Money> price;                ///< fen per hectare at entry
    Column<Money> annual;               ///< rent a year; 0 for one payment and for equity
    Column<double> cost_share;          ///< of each payment: actual cost of the land
    Column<double> levy_share;          ///< of each payment: levy on appreciation
    Column<std::int32_t> units;         ///< units the lot was divided into for its holder, 1 = whole

    template <class Visit>
    static constexpr void describe(Visit&& column) {
        column(&Parcels::key, "key", "1", "identity for ever");
        column(&Parcels::origin, "origin", "cell", "cell whose land it was");
        column(&Parcels::site, "site", "cell", "cell where it lies");
        column(&Parcels::grade, "grade", "code", "grade less one");
        column(&Parcels::area, "area", "m2", "area");
        column(&Parcels::mode, "mode", "code", "transfer, lease, equity, state");
        column(&Parcels::offsite, "offsite", "bool", "quota used at another village");
        column(&Parcels::year_offered, "year_offered", "year", "year of the offer");
        column(&Parcels::year_ready, "year_ready", "year", "first year it may be sold");
        column(&Parcels::year_entered, "year_entered", "year", "year of entry, 0 while it waits");
        column(&Parcels::end_year, "end_year", "year", "last year of the term");
        column(&Parcels::in_force, "in_force", "bool", "held by a firm");
        column(&Parcels::holder, "holder", "row", "firm that holds it");
        column(&Parcels::price, "price", "fen/ha", "price at entry");
        column(&Parcels::annual, "annual", "fen/y", "rent");
        column(&Parcels::cost_share, "cost_share", "share", "actual cost in a payment");
        column(&Parcels::levy_share, "levy_share", "share", "levy in a payment");
        column(&Parcels::units, "units", "1", "units bought");
    }
    std::size_t size() const { return key.size(); }
};
static_assert(table::described_count<Parcels>() == table::member_count<Parcels>);

/// What the land market of a district moved this year.
struct LandFlows {
    std::int64_t parcels = 0;           ///< collective lots that entered
    Area area, state_area, resold;
    Money value, state_value;           ///< agreed prices × area
    Money equivalent;                   ///< what state land would have cost at the same sites
    Money proceeds;                     ///< paid to collectives: prices and annual payments
    Money cost, levy, leak, town, village, members;  ///< where the proceeds went
    Area quota_earned;                  ///< built land put back to crops, off-site origins aside
};

/// The same since the end of 2019.
struct LandRecord {
    std::int64_t parcels = 0;
    Area area, offsite, direct, state_area;
    std::array<Area, collective_mode_count> by_mode{};
    Money value;
    Area redeveloped, reused, consolidated, quota_granted, quota_sold;
    Area held;                          ///< now held by firms, collective land only
};

}  // namespace changji
