#pragma once

#include "model/processes/farmland_village.hpp"

/// Cooperatives and agricultural enterprises as bidders for land.
namespace changji::farmland {

/// Creates one cooperative for each village and an enterprise in a fixed draw of villages, with
/// keys made from the village's key.
void found_organisations(World& world, const Coefficients& c);
/// Row of each cell's cooperative, or no_row.
std::vector<Row> cooperatives_by_cell(const World& world);
/// Splits every organisation's capacity before any clearing: the lever's share to other villages,
/// drawn with weights e^{−.03 min}, the rest at home. Sorted by cell, then organisation.
std::vector<OrganisationLot> split_capacity(const World& world, const Settings& settings,
                                            const farm_technology::Settings& technology,
                                            const Draws& draws, int year);
/// The lots of one cell.
std::span<const OrganisationLot> lots_of(std::span<const OrganisationLot> lots, std::size_t cell);
/// Minutes between two villages, by way of the centres.
double minutes_between(const World& world, std::size_t cell, std::size_t other);
/// Sums leases into the organisations' operated land and lets their machinery follow.
void settle_organisations(World& world);

}  // namespace changji::farmland
