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

/// Who takes over the house when the last member dies: a younger household of the cell, found by
/// addressed draws, because children are not tracked by name (assumption).
struct Inheritance {
    double share = 0;  ///< of houses that pass to a child's household
    Draws draws;
};

/// Households without members (`vanished`, ascending): contract and share rights revert to the village, leases of its
/// land run on, qualification lapses, the house passes to a child's household as use without
/// qualification or its land reverts; rented land returns to its lessors, cash leaves the zone with
/// the heirs.
void settle_vanished_households(Cell& cell, const std::vector<Row>& vanished, Ledger& ledger,
                                const Inheritance& inheritance = {});

}  // namespace changji::demography
