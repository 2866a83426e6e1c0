#pragma once

#include "model/population/attributes.hpp"
#include "model/population/land.hpp"
#include "model/world/cell.hpp"

namespace changji::population {

/// One cell with its people and households: a function of its own code, its decks and the seed,
/// whatever other cells are built.
/// `number` is the cell's number among the cells of its district and stratum.
Cell build_cell(const PlaceRecord& place, std::size_t number, const Dealing& dealing,
                const Site& site, const Tables& tables, std::uint32_t seed);

}  // namespace changji::population
