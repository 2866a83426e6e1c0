#pragma once

#include <vector>

#include "model/world/actions.hpp"
#include "model/world/cell.hpp"
#include "model/world/district_state.hpp"
#include "model/world/firms.hpp"
#include "model/world/ledger.hpp"
#include "model/world/organisations.hpp"
#include "model/world/parcels.hpp"
#include "model/world/projects.hpp"
#include "model/world/solved.hpp"
#include "model/world/tally.hpp"

namespace changji {

/// Travel minutes between the centres of districts; diagonal: within a district.
using TravelMinutes = PerDistrict<PerDistrict<double>>;

/// The whole state at the end of a year. A plain value: copying it forks the history.
struct World {
    int year = first_year;
    std::vector<Cell> cells;         ///< by district, villages before neighbourhoods, official code
    std::vector<CellEvents> events;  ///< this year's events, one per cell
    Firms firms;
    Organisations organisations;
    Parcels parcels;
    Projects projects;               ///< records of the plan at work
    Roads roads;                     ///< of the plan; minutes_saved() gives what they do
    Actions actions;                 ///< adjustments of policy since 2019
    PerDistrict<DistrictState> districts;
    ZoneState zone;
    TravelMinutes minutes{};
    Solved solved;
    Ledger ledger;                   ///< flows of this year
    PerDistrict<double> urban_residents_before{};  ///< at the end of last year
    ByStratum<Tally> tallies{};      ///< agents in memory, at the end of this year
    ByStratum<Totals> totals{};      ///< the same, weighted to the full population
    /// Persons of the full population that one person of a sampled cell stands for, by district
    /// and stratum of the cell; 1 everywhere at full scale.
    ByStratum<double> weight{};
};

/// The fixed draw of a village for a plan item: the village has a switch of share s iff it is < s.
/// Independent of seed and scenario, so that a growing rollout only adds villages.
inline double village_draw(const Cell& cell, std::size_t item) {
    const Key mixed = derived_key(cell.key, static_cast<std::uint32_t>(item), 0x70696C6Fu);
    return open_unit(static_cast<std::uint32_t>(mixed >> 32), static_cast<std::uint32_t>(mixed));
}

}  // namespace changji
