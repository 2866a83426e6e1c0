#pragma once

#include "model/world/cell.hpp"

/// What lenders may and may not hold of a borrower's village.
namespace changji {

/// Contract rights 承包权 and qualifications 宅基地资格权 that borrowers had when they pledged and
/// have lost otherwise than by an exit of their own; and contracts let for the asset manager whose
/// lessor has not got the contract right of the land, or that outlast its claim. Only the use of
/// land and house may be pledged, so that this must be 0.
std::int64_t rights_held_by_lenders(const Cell& cell);

}  // namespace changji
