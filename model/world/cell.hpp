#pragma once

#include <array>

#include "model/world/exits.hpp"
#include "model/world/households.hpp"
#include "model/world/leases.hpp"
#include "model/world/people.hpp"

namespace changji {

/// One administrative village, or one urban neighbourhood: the unit of storage, of parallel work,
/// of sampling and of village markets. Everything a household-level process reads or writes lies
/// inside one cell.
struct Cell {
    Key key = 0;                      ///< hash of the official code
    std::int32_t register_row = 0;    ///< row in the register of places (names, codes, township)
    District district{};
    Stratum stratum{};                ///< rural: village; urban: neighbourhood
    float minutes_to_centre = 0;      ///< to the district's centre
    std::uint8_t on_river = 0;        ///< exposed to floods

    constexpr bool is_village() const { return stratum == Stratum::rural; }

    // Collective land and the village economy; zero in urban cells.
    std::array<Area, land_use_count> land{};
    Area reserve;                     ///< contracted land reverted to the village
    Area reserve_leased;              ///< of it let out
    double base_yield = 0;            ///< t/ha in a normal year
    double specialty_share = 0;       ///< of cultivated land under specialty crops
    Money collective_cash;
    Money rent_per_ha;                ///< market rent of the last clearing, fen/ha/y
    double yield_factor = 1;          ///< this year's weather
    Area returned_homestead;          ///< homestead land without a user: returned or reverted
    Money house_rent;                 ///< rent of a leased house this year, fen/y
    Money share_dividend;             ///< paid per share last year
    std::int32_t collective_shares = 0;  ///< shares returned or lapsed to the village
    std::array<std::int32_t, bundle_count> exits_so_far{};  ///< households by bundle since 2019
    Area exited_homestead;            ///< homestead land given up by choice since 2019
    std::uint8_t finance_station = 0; ///< the village has a standard finance station
    std::uint8_t on_exchange = 0;     ///< the village trades on the property exchange
    std::uint8_t has_water = 0;       ///< on the joint water supply of town and country
    std::uint8_t beautiful = 0;       ///< counts as a beautiful village
    float beauty = 0;                 ///< BV of (39): state of the village, 0 to 1
    double satellite = 0;             ///< household share of livestock, forestry, fishery: 2019 fen/y

    // Collective construction land.
    Area idle_commercial;             ///< L6 that nobody uses
    Area waiting;                     ///< of it offered and not yet sold
    Area entered;                     ///< idle L6 that has entered the market since 2019
    Area public_stock_offered;        ///< L7 turned to L6 since 2019
    Area reused_commercial;           ///< idle L6 turned to rural tourism since 2019
    Area state_for_sale;              ///< L8 of redeveloped villages in town, not yet sold
    Money land_fund;                  ///< collective's share of one-off land payments, in its cash

    // Tourism, trade and specialty crops of the village.
    double visits = 0, visit_capacity = 0;  ///< a year
    float attraction = 1;                   ///< attr of eq. (35) without sites
    std::uint8_t has_logistics = 0;         ///< parcels reach the village
    Area facility_crops;                    ///< L3 made from L2 since 2019, under specialty crops
    Money village_equity;                   ///< grants held as equity by the members

    // Last year's local values, the expectations of agents (gain expect.gain).
    double farm_income_per_worker = 0;  ///< yuan/y
    double farm_size = 0;               ///< mean operated area, ha
    double income_per_head = 0;         ///< yuan/y
    double smart_share = 0;             ///< of farm households
    std::array<double, place_count> neighbours_at{};  ///< co-villagers living at each place

    People people;
    Households households;
    Leases leases;
    Exits exits;  ///< of this year
};

/// Part of a transaction cost that is left in a village on the property exchange (T1.8), assumption.
constexpr double cost_on_exchange = 0.7;

/// Where a member with this place lives; only for places inside the zone.
constexpr District residence_district(const Cell& cell, Place place) {
    return place == home_place ? cell.district
                               : district_at((place.code - std::size_t{1}) % district_count);
}
constexpr Stratum residence_stratum(const Cell& cell, Place place) {
    if (place == home_place) return cell.stratum;
    return place.code < countryside_of(District::jiutai).code ? Stratum::urban : Stratum::rural;
}

}  // namespace changji
