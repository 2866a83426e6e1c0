#pragma once

#include <array>

#include "model/baseline/baseline.hpp"
#include "model/population/dealing.hpp"
#include "model/world/people.hpp"

namespace changji::population {

/// Chances of the labour states that depend on the age structure, and commuting tables; made once.
struct Tables {
    /// Factors by age that leave the stated shares of all rural adults 16–64 unchanged.
    std::array<double, 65> rural_wage{}, rural_self_employed{};
    double active = 0;  ///< of town adults out of school and not retired
    /// Cumulative shares of commuters' destinations within the limit; all 0 if there is none.
    Destinations commuting{};
    PerDistrict<bool> commutes{};
};
Tables make_tables(const Baseline& baseline, const PerDistrict<Heads>& heads);

/// What the members of one household share.
struct Setting {
    Group group{};
    District district{};  ///< of the home cell
    District town{};      ///< where its town movers live
    Place outside{};      ///< where its members outside the zone live
    std::uint32_t seed = 1;
};

/// Fills row `p` of people from a member of a household type and the person's own draws; the
/// columns key, household and partner are left to the caller.
void fill_person(People& people, std::size_t p, const Member& member, const Setting& setting,
                 const Tables& tables);

}  // namespace changji::population
