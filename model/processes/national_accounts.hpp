#pragma once

#include "model/world/world.hpp"

/// Regional accounts: gross product by production, and the local demand that next year's prices
/// of local services will read, (37).
namespace changji::national_accounts {

/// Sets own-account value added, GDP (both weighted to the full population) and local demand.
void close(World& world);

/// Makes this year's demand the reference of relative prices; once, at the opening.
void set_reference(World& world);

}  // namespace changji::national_accounts
