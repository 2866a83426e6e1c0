#pragma once

#include "model/world/world.hpp"

/// Year-end counts: residents, registrations, work, farms, land; and the local values that agents
/// will expect next year (§4.0a: what a later phase makes is read lagged).
namespace changji::stocktaking {

/// Adds to the tallies that the accounts have opened with residents and incomes.
void count(World& world);

/// Moves the local expectations of every cell towards what was realised, by expect.gain.
void learn(World& world, double gain);

}  // namespace changji::stocktaking
