#pragma once

#include "model/world/tally_sheet.hpp"

namespace changji::stocktaking {

/// Adds the people of a cell to the sheet: residents where they live, registrations where they are
/// registered.
void count_people(const Cell& cell, int year, TallySheet& sheet);

}  // namespace changji::stocktaking
