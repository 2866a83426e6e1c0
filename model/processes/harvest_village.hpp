#pragma once

#include "model/processes/farmland_village.hpp"
#include "model/processes/harvest.hpp"

/// The harvest of one village.
namespace changji::harvest {

/// One year's terms, common to all villages.
struct Terms {
    const farm_technology::Season& season;  ///< realised farm-gate price
    const farm_technology::Settings& technology;
    const Settings& settings;
    Draws draws;
    int year = 0;
    double expected_price = 0;  ///< what planting was decided on, yuan/t
};

/// Amounts of one farm, whole fen.
struct FarmYear {
    std::int64_t grain_kg = 0;
    Money sales, inputs, custody, hired, subsidy;
};
/// Output and payments of a farm of `ha` grain hectares. \param tonnes per hectare, realised
/// \param gain factor on the price
FarmYear farm_year(const farm_technology::Season& season, const farm_technology::Operator& farm,
                   double ha, double tonnes, double gain);

/// What an organisation earned in one village; booked after the parallel part.
struct OrganisationYear {
    Row organisation = no_row;
    FarmYear farm;
    std::int64_t normal_kg = 0;  ///< grain at the village's normal yield
    Money rent, reserve_rent;
};

struct Sums {
    FarmYear farms;  ///< of households
    FarmYear organisations;
    Money rent, reserve_rent, organisation_rent, organisation_reserve_rent, owner_subsidy;
    Money contract_premium, contract_deliveries;
};

struct Scratch {
    farm_technology::Staff staff;
    std::vector<std::int32_t> heads;
    std::vector<Money> parts;
};

struct Result {
    Sums sums;
    std::vector<OrganisationYear> organisations;
};

/// Gathers one village: cash and income of its households, the collective's rent, the events.
Result gather_village(Cell& cell, CellEvents& events, const Terms& terms,
                      const Organisations& organisations, Scratch& scratch);

/// Grain and sales of one village as farmed; the cell's yield factor counts.
struct VillageGrain {
    double tonnes = 0, sales = 0;  ///< t; yuan
};
VillageGrain village_grain(const Cell& cell, const Terms& terms, const Organisations& organisations,
                           Scratch& scratch);

/// Pays a cooperative's surplus to its members, one share a household. Returns what was paid:
/// nothing if it has no members.
Money pay_members(Cell& cell, Row cooperative, Money surplus, Scratch& scratch);

}  // namespace changji::harvest
