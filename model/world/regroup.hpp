#pragma once

#include <vector>

#include "model/world/cell.hpp"

namespace changji {

/// Buffers that keep their memory from year to year; one per thread.
struct RegroupSpace {
    /// A person who lives in another household than the one the row belongs to.
    struct Stray {
        Row household, row;
    };
    std::vector<Row> holes;      ///< rows without their person: strays and the dead, ascending
    std::vector<Stray> strays;   ///< newcomers and movers, by household and row
    std::vector<Row> members;    ///< of each household from now on
    std::vector<Row> vanished;   ///< households without members
    std::vector<Row> row_after, household_after;
    std::vector<table::Move> moves, household_moves;
    std::vector<Row> stray_rows, stray_places;
    std::vector<std::byte> spare;
};

/// Who moved, died and came since the cell was last regrouped; returns the households left without
/// members, whose land, leases and cash must be settled before `regroup`.
const std::vector<Row>& find_moves(const Cell& cell, RegroupSpace& space);

/// Makes the members of each household neighbours again after births, deaths, unions and moves:
/// drops persons whose household is no_row and households left without members, keeps the order
/// of the rest, and renumbers partners and leases. Follows `find_moves` of the same cell and space.
void regroup_found(Cell& cell, RegroupSpace& space);

/// Both, where nothing is to be settled.
void regroup(Cell& cell, RegroupSpace& space);

/// Appends an empty family household and returns its row.
Row add_household(Households& households, Key key);

}  // namespace changji
