#pragma once

#include "model/population/composition.hpp"
#include "model/population/raking.hpp"
#include "model/population/targets.hpp"

namespace changji::population {

/// Targets of one raking: persons at home by age and sex, households by size at home and in
/// town, women of 30–39 in union, and who the movers are.
struct Margins {
    AgeShares home{};                                           ///< persons
    SizeShares home_sizes{};                                    ///< households
    SizeShares town_sizes{};                                    ///< households
    double in_union = 0;                                        ///< women of 30–39 at home
    double outside = 0, outside_children = 0, outside_old = 0;  ///< persons; 0–14; 60 and over
    double town_old = 0;                                        ///< persons of 60 and over
    double town_women = 0, town_in_union = 0;                   ///< women of 30–39

    std::vector<double> list() const;
};

/// Margins of persons at home, in town and away (outside the zone) with given shares by age and
/// household size.
Margins margins_of(const AgeShares& home_persons, double town, double away, double mean_size,
                   const SizeShares& sizes, double union_share);

/// Contributions of household types to these margins, in the order of Margins::list().
Contributions contributions(const Types& types);

/// Persons a group must have at each kind of place.
using Exact = std::array<std::int64_t, 3>;

/// Whole households of each type with exactly these persons: rakes, integerises, then adds or
/// takes single persons (a few dozen). `worst` receives the raking's largest relative miss.
std::vector<std::int32_t> whole_households(const Types& types, const Contributions& rows,
                                           const Margins& margins, const Exact& exact, double u,
                                           double& worst);

}  // namespace changji::population
