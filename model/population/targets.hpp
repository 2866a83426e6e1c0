#pragma once

#include <array>
#include <cstdint>

#include "model/baseline/baseline.hpp"
#include "model/population/priors.hpp"

namespace changji::population {

/// Whom the 3,330,000 of the plan are. \source model description §5.1
enum class Basis : std::uint8_t {
    registered,  ///< registered persons, some living away; unregistered residents come on top
    resident     ///< all are residents, nobody is added
};

/// Persons of one district, exact.
struct Heads {
    std::int64_t rural_home = 0;     ///< rural hukou, living in their village: the rural residents
    std::int64_t rural_town = 0;     ///< rural hukou, in towns of the zone
    std::int64_t rural_outside = 0;  ///< rural hukou, outside the zone
    std::int64_t urban_home = 0;     ///< urban hukou, living in the district
    std::int64_t urban_outside = 0;
    std::int64_t residents = 0;
    std::int64_t urban_residents = 0;
    std::int64_t collective = 0;  ///< of the residents, in collective households

    std::int64_t registered() const {
        return rural_home + rural_town + rural_outside + urban_home + urban_outside;
    }
};

/// Persons of all districts; the registered (or, basis resident, the residents) add up to the
/// plan's total. Throws InputError if a district's figures contradict each other.
PerDistrict<Heads> head_counts(const Baseline& baseline, Basis basis);

/// Shares of residents by five-year age group and sex, index 2·group + sex; sum 1.
using AgeShares = std::array<double, 2 * age_groups>;
constexpr std::size_t age_sex(int age, Sex sex) {
    return 2 * static_cast<std::size_t>(age_group(age)) + static_cast<std::size_t>(sex);
}

/// Published broad age shares of the province taken to the end of 2019.
struct BroadAges {
    double children = 0;  ///< 0–14
    double elders = 0;    ///< 60 and over
    double old = 0;       ///< 65 and over
};
BroadAges provincial_ages_2019(const Baseline& baseline);
/// The pyramid prior closed on the broad shares of the stratum.
AgeShares age_shares(const Baseline& baseline, Stratum stratum);

/// Households of 1 … 6 (and more) persons: the provincial distribution of 2010, tilted
/// exponentially to another mean; six and more count as six.
using SizeShares = std::array<double, 6>;
SizeShares size_shares(const Baseline& baseline, double mean);
/// Mean size of family households by district: the district proxies, scaled so that the zone's
/// resident family households have the provincial mean of 2020.
PerDistrict<double> mean_sizes(const Baseline& baseline, const PerDistrict<Heads>& heads);

}  // namespace changji::population
