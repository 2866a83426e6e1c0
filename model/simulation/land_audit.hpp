#pragma once

#include <vector>

#include "model/world/land.hpp"
#include "model/world/world.hpp"

/// The yearly audit of construction land, always on.
namespace changji::land_audit {

/// What must not change in a year, by cell, and the stock by district.
struct Opening {
    std::vector<Area> basic_farmland, ecological;
    PerDistrict<Area> construction;
};

Opening open(const World& world);

/// Throws BalanceError if basic farmland or ecological land of a cell moved; a ledger is negative;
/// construction land differs from its ledger, or grew above its ceiling; land counted idle, held or
/// returned exceeds its class; or payments for collective land were not split to the last fen.
void close(const World& world, const Opening& opening, const PerDistrict<land::Levers>& levers);

}  // namespace changji::land_audit
