#pragma once

#include "model/processes/farmland_village.hpp"

/// Farms change kind: cooperative membership, family farms, custody service.
namespace changji::farmland {

/// The share of members moves to its target by at most `step`; members do not leave.
double next_cooperative_share(double now, double target, double step);

/// Gives each farm household of the village without one the village's cooperative, if its draw
/// lies below the share. The draw is fixed, so that a growing share only adds households.
void join_cooperative(Cell& cell, Row cooperative, double share, const Draws& draws);

/// Custody of this year for households with a member over 60 at home whose fixed draw lies below
/// the share.
void choose_custody(Cell& cell, double share, const farm_technology::Staff& staff,
                    const Draws& draws);

/// Households with 2 ha or more become family farms with the lever's hazard; a new one receives
/// the grant and spends it on machinery.
void found_family_farms(Cell& cell, const Settings& settings, double cpi, int year, const Draws& draws,
                        Ledger& ledger);

}  // namespace changji::farmland
