#pragma once

#include <array>

#include "model/world/world.hpp"

/// The yearly audit, always on: money, land and people add up to the last unit.
namespace changji::audit {

/// What the year opened with.
struct Opening {
    std::array<PerDistrict<Money>, holder_count> cash{};
    std::int64_t persons = 0;
    std::vector<Area> land;        ///< all classes, by cell
    std::vector<Area> contracted;  ///< by cell: households' rights and the village reserve
    std::vector<std::int64_t> shares;  ///< by cell: held by households and by the village
};

Opening open(const World& world);

/// Throws BalanceError naming account, place and amount if an identity fails:
/// cash of every holder and district changed by exactly its ledger; persons = before + births −
/// deaths + arrivals; the land of a cell and its contracted land are what they were; leased out =
/// leased in = the contracts in force; homestead land is used by a household or nobody's, shares
/// neither arise nor vanish; insurers own what they are worth; households are whole and unions mutual.
void close(const World& world, const Opening& opening);

}  // namespace changji::audit
