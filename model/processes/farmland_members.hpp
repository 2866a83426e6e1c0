#pragma once

#include "model/processes/farmland_village.hpp"

/// Farms change kind: cooperative membership, family farms, custody service.
namespace changji::farmland {

/// Fixed draws of a household: it belongs to a cooperative, or hands its fields to custody, iff
/// the draw lies below the district's share, so that a growing share only adds households.
double cooperative_draw(Key household, const Draws& draws);
double custody_draw(Key household, const Draws& draws);

/// The share of members moves to its target by at most `step`; members do not leave.
double next_cooperative_share(double now, double target, double step);

/// Gives each farm household of the village without one the village's cooperative, if its draw
/// lies below the share.
void join_cooperative(Cell& cell, Row cooperative, double share, const Draws& draws);

/// Custody of this year for households with a member over 60 at home.
void choose_custody(Cell& cell, double share, const farm_technology::Staff& staff,
                    const Draws& draws);

/// Households with 2 ha or more become family farms with the lever's hazard; a new one receives
/// the grant and spends it on machinery.
void found_family_farms(Cell& cell, const Levers& levers, double cpi, int year, const Draws& draws,
                        Ledger& ledger);

}  // namespace changji::farmland
