#pragma once

#include "model/processes/demography.hpp"

/// How households divide, join and end, eq. (5). A part of demography.
namespace changji::demography {

/// Ends the union of a woman: her partner founds a household of his own in the same cell.
void dissolve_union(Cell& cell, Row woman, int year);

/// Members who have lived together in a town of the zone for two years or more found a household
/// of their own (no land goes with them); a widowed elder living alone may join a younger
/// household of the cell. Members outside the zone stay with the household they send money to.
void divide_households(Cell& cell, int year, const Coefficients& c, const Draws& draws);

/// The land, leases and cash of household `from` become those of `to`, of the same cell.
void hand_over(Cell& cell, Row from, Row to);

/// Households without members (`vanished`, ascending): contracted land reverts to the village reserve while its leases
/// run on, rented land returns to its lessors, cash leaves the zone with the heirs.
void settle_vanished_households(Cell& cell, const std::vector<Row>& vanished, Ledger& ledger);

}  // namespace changji::demography
