#pragma once

#include <vector>

#include "model/world/cell.hpp"

namespace changji {

/// Buffers that keep their memory from year to year; one per thread.
struct RegroupSpace {
    People people;
    Households households;
    std::vector<Row> order, household_order, row_after, household_after, next;
    std::vector<table::Stretch> stretches;
};

/// Makes the members of each household neighbours again after births, deaths, unions and moves:
/// drops persons whose household is no_row and households left without members, keeps the order
/// of the rest, and renumbers partners and leases. Land, leases and cash of a vanishing household
/// must have been settled before.
void regroup(Cell& cell, RegroupSpace& space);

/// Appends an empty family household and returns its row.
Row add_household(Households& households, Key key);

}  // namespace changji
