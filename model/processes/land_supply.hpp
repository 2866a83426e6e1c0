#pragma once

#include <vector>

#include "model/processes/collective_land.hpp"

/// Which land is put forward, eq. (23).
namespace changji::collective_land {

/// What a village has left of a price after levy, leak and the township, and after the cost.
double net_of_price(double price, double cost, const Levers& levers);

/// Whether a village puts a lot forward: net of the expected price it covers cost and margin.
bool worth_offering(double price, double cost, double margin, const Levers& levers);

/// First auction of a lot offered in a year: after the delay, whose fraction is a chance.
int ready_year(int year, double delay, double u);

/// Area of a lot drawn around the mean: at least the smallest lot, and what would remain below it
/// is added. Zero if the village has less than the smallest lot.
Area lot_area(Area available, double smallest_ha, double mean_ha, double u);

/// Villages of each district where off-site land may be built on: grades 1 and 2.
PerDistrict<std::vector<std::size_t>> hosts_of(const World& world);

/// Adds this year's lots to the parcels, waiting. Returned homesteads and public land of villages
/// that may use them become idle commercial land first. Gives the rows meant for direct use.
std::vector<std::size_t> offer_lots(World& world, const Settings& settings, const Draws& draws);

/// Turns a share of idle land to rural tourism.
void reuse_stock(World& world, const Settings& settings);

}  // namespace changji::collective_land
