#pragma once

#include <vector>

#include "model/base/quantity.hpp"
#include "model/baseline/baseline.hpp"
#include "model/population/dealing.hpp"
#include "model/world/cell.hpp"

namespace changji::population {

/// Land and site of one place, all places of the register, exact in m².
struct Site {
    std::array<Area, land_use_count> land{};
    Area contracted;        ///< by households and the village reserve together
    double base_yield = 0;  ///< t/ha
    double specialty_share = 0;
    float minutes_to_centre = 0;
    std::uint8_t on_river = 0;
};

/// Persons stored in each place (members of its households), by register row.
std::vector<std::int64_t> stored_persons(const Baseline& baseline, const Dealing& dealing);

/// Land of every place: farmland by registered persons and a village factor, construction land by
/// class, the rest ecological, facility and other land. Districts keep their area, farmland and
/// construction land to the square metre; grain land × yield gives the published grain exactly
/// (up to rounding of reals).
std::vector<Site> make_sites(const Baseline& baseline, const std::vector<std::int64_t>& persons,
                             const PerDistrict<Heads>& heads, std::uint32_t seed);

/// Contracted land of the households of one village in proportion to `weight`; the village
/// reserve keeps its share and what rounding leaves.
struct Contracts {
    std::vector<Area> household;
    Area reserve;
};
Contracts share_contracted(Area total, const std::vector<double>& weight);

}  // namespace changji::population
