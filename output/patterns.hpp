#pragma once

#include <array>

#include "model/world/world.hpp"

/// Sums behind the stylised facts of the model description, section 6: each adds over districts, so
/// that means, correlations and indices of the zone follow from sums.
namespace changji::output {

/// Sums of a pair of values over units.
struct PairSums {
    double n = 0, x = 0, y = 0, xx = 0, yy = 0, xy = 0;
    void add(double a, double b, double weight) {
        n += weight, x += weight * a, y += weight * b;
        xx += weight * a * a, yy += weight * b * b, xy += weight * a * b;
    }
    /// Coefficient of correlation; NaN where a value does not vary.
    double correlation() const;
};

/// Farm sizes in classes: 8 per doubling of hectares from 1/16 ha.
constexpr std::size_t farm_class_count = 112;

struct PatternSums {
    double lessors = 0, lessor_age = 0, lessor_off_farm = 0;   ///< by head of household
    double lessees = 0, lessee_age = 0, lessee_off_farm = 0;
    std::array<double, farm_class_count> farms_by_size{}, hectares_by_size{};
    double large_farms = 0, large_ability = 0, small_farms = 0, small_ability = 0;
    PairSums transfer_off_farm;      ///< villages: off-farm share, transferred share
    PairSums away_idle;              ///< villages: share of members outside, share of idle houses
    double movers_with_land = 0, settled_with_land = 0;        ///< members living in towns
    double movers_without = 0, settled_without = 0;
    double holders = 0, holders_with_home = 0, quitters = 0, quitters_with_home = 0;
    double entered = 0, entered_minutes = 0, villages = 0, village_minutes = 0;
    double large_firms = 0, log_size = 0;                      ///< of 10 jobs and more
    double commuters = 0, commuters_near = 0, expected_near = 0;

    PatternSums& operator+=(const PatternSums& other);
};

/// Sums of every district, weighted to the full population.
PerDistrict<PatternSums> pattern_sums(const World& world);

/// Gini coefficient of farm sizes, and mean over median, from classes.
double farm_gini(const PatternSums& sums);
double farm_skew(const PatternSums& sums);

}  // namespace changji::output
