#include "model/population/land.hpp"

#include <algorithm>
#include <cmath>

#include "model/base/check.hpp"
#include "model/base/math.hpp"
#include "model/baseline/apportion.hpp"
#include "model/population/addresses.hpp"

namespace changji::population {

namespace {

/// Standard normal draw of a place.
double normal_of(const PlaceRecord& place, CellDraw which, std::uint32_t seed) {
    return math::normal_quantile(cell_draw(cell_key(place.code), which, seed));
}

constexpr std::size_t built_classes = 5;  ///< L5 … L9
using BuiltByDistrict = std::array<std::array<double, built_classes>, district_count>;

/// Construction land by district and class: villages' classes follow rural hukou, state land
/// urban residents, transport the area; raked to both totals.
BuiltByDistrict built_land(const Baseline& baseline, const PerDistrict<Heads>& heads) {
    BuiltByDistrict built{};
    for (std::size_t d = 0; d < district_count; ++d) {
        const Heads& h = heads[d];
        const double rural = static_cast<double>(h.rural_home + h.rural_town + h.rural_outside);
        const double urban = static_cast<double>(h.urban_residents);
        const double area = static_cast<double>(baseline.districts[d].area.count);
        built[d] = {rural, rural, rural, urban, area};
    }
    for (int round = 0; round < 50; ++round) {
        for (std::size_t k = 0; k < built_classes; ++k) {
            double sum = 0;
            for (const auto& row : built) sum += row[k];
            const double target =
                construction_shares[k] * static_cast<double>(baseline.construction.count);
            for (auto& row : built) row[k] *= target / sum;
        }
        for (std::size_t d = 0; d < district_count; ++d) {
            double sum = 0;
            for (const double x : built[d]) sum += x;
            for (double& x : built[d])
                x *= static_cast<double>(baseline.districts[d].construction.count) / sum;
        }
    }
    return built;
}

/// Places of one district with their weights; spreads integer areas over them.
struct DistrictPlaces {
    std::vector<std::size_t> villages, towns;  ///< register rows
    std::vector<double> village_persons, town_persons, farmland;
};

void spread(std::vector<Site>& sites, const std::vector<std::size_t>& rows,
            const std::vector<double>& weight, LandUse use, std::int64_t area) {
    const auto parts = apportion(weight, area);
    for (std::size_t i = 0; i < rows.size(); ++i) sites[rows[i]].land[index(use)] += Area{parts[i]};
}

/// Adds the built classes of one district; returns their sum, the district's construction land.
void spread_built(std::vector<Site>& sites, const DistrictPlaces& places,
                  const std::array<double, built_classes>& built, std::int64_t total) {
    const auto area = apportion({built.begin(), built.end()}, total);
    const auto& p = places;
    spread(sites, p.villages, p.village_persons, LandUse::homestead, area[0]);
    spread(sites, p.villages, p.village_persons, LandUse::collective_commercial, area[1]);
    spread(sites, p.villages, p.village_persons, LandUse::collective_public, area[2]);
    spread(sites, p.towns, p.town_persons, LandUse::state_construction, area[3]);
    const auto in_towns = round_half_away(urban_transport_share * static_cast<double>(area[4]));
    spread(sites, p.towns, p.town_persons, LandUse::transport_and_water, in_towns);
    spread(sites, p.villages, p.farmland, LandUse::transport_and_water, area[4] - in_towns);
}

void spread_open(std::vector<Site>& sites, const DistrictPlaces& places,
                 const DistrictFacts& facts) {
    const std::int64_t farmland = facts.cultivated.count;
    const auto basic = round_half_away(basic_farmland_share * static_cast<double>(farmland));
    const std::int64_t rest = facts.area.count - farmland - facts.construction.count;
    if (rest < 0)
        throw InputError{
            {"districts.csv: 耕地与建设用地之和超过区县面积",
             "districts.csv: farmland and construction land exceed a district's area"}};
    const auto facility = round_half_away(facility_share * static_cast<double>(rest));
    const auto ecological = round_half_away(ecological_share * static_cast<double>(rest));
    const auto& p = places;
    spread(sites, p.villages, p.farmland, LandUse::permanent_basic_farmland, basic);
    spread(sites, p.villages, p.farmland, LandUse::other_cultivated, farmland - basic);
    spread(sites, p.villages, p.farmland, LandUse::facility_and_orchard, facility);
    spread(sites, p.villages, p.farmland, LandUse::ecological, ecological);
    spread(sites, p.villages, p.farmland, LandUse::other, rest - facility - ecological);
}

double farmland_of(const Site& site) {
    return static_cast<double>((site.land[index(LandUse::permanent_basic_farmland)] +
                                site.land[index(LandUse::other_cultivated)])
                                   .count);
}

/// Specialty shares with the stated mean over farmland, none above the cap.
void set_specialty(std::vector<Site>& sites, const Baseline& baseline, std::uint32_t seed) {
    const double mean = prior_value(baseline, "specialty_share");
    for (std::size_t i = 0; i < sites.size(); ++i)
        sites[i].specialty_share =
            mean *
            math::exp(specialty_sd * normal_of(baseline.places[i], CellDraw::specialty, seed));
    for (int round = 0; round < 40; ++round) {
        double have = 0, all = 0;
        for (const Site& site : sites) {
            have += farmland_of(site) * site.specialty_share;
            all += farmland_of(site);
        }
        for (Site& site : sites)
            site.specialty_share =
                std::min(site.specialty_share * mean * all / have, specialty_most);
    }
}

/// Contracted area and normal yields; the grain of 2019 on it is the published one.
void set_yields(std::vector<Site>& sites, const Baseline& baseline, std::uint32_t seed) {
    double grain = 0;
    for (std::size_t i = 0; i < sites.size(); ++i) {
        Site& site = sites[i];
        site.contracted = {round_half_away(farmland_of(site) * (1 - site.specialty_share))};
        if (site.contracted.count == 0) {
            site.specialty_share = 0;
            continue;
        }
        site.base_yield =
            prior_value(baseline, "prior_yield") *
            math::exp(yield_sd * normal_of(baseline.places[i], CellDraw::yield, seed));
        grain += in_hectares(site.contracted) * site.base_yield;
    }
    for (Site& site : sites) site.base_yield *= baseline.grain_t / grain;
}

void set_position(Site& site, const PlaceRecord& place, std::uint32_t seed) {
    const bool village = place.stratum == Stratum::rural;
    const double z = normal_of(place, CellDraw::minutes, seed);
    const double minutes = village ? minutes_median * math::exp(minutes_sd * z)
                                   : urban_minutes_median * math::exp(urban_minutes_sd * z);
    site.minutes_to_centre = static_cast<float>(minutes);
    site.on_river = cell_draw(cell_key(place.code), CellDraw::river, seed) < river_share ? 1 : 0;
}

}  // namespace

std::vector<std::int64_t> stored_persons(const Baseline& baseline, const Dealing& dealing) {
    std::vector<std::int64_t> persons(baseline.places.size(), 0);
    PerDistrict<std::array<std::size_t, stratum_count>> seen{};
    for (std::size_t row = 0; row < persons.size(); ++row) {
        const PlaceRecord& place = baseline.places[row];
        const std::size_t c = seen[place.district][index(place.stratum)]++;
        for (std::size_t g = 0; g < group_count; ++g) {
            if ((g == index(Group::village)) != (place.stratum == Stratum::rural)) continue;
            const Deck& deck = dealing.decks[place.district][g];
            for (auto i = deck.start[c]; i < deck.start[c + 1]; ++i)
                persons[row] += dealing.types[g].count(deck.type[i]);
        }
    }
    return persons;
}

std::vector<Site> make_sites(const Baseline& baseline, const std::vector<std::int64_t>& persons,
                             const PerDistrict<Heads>& heads, std::uint32_t seed) {
    std::vector<Site> sites(baseline.places.size());
    PerDistrict<DistrictPlaces> districts;
    for (std::size_t row = 0; row < sites.size(); ++row) {
        const PlaceRecord& place = baseline.places[row];
        DistrictPlaces& p = districts[place.district];
        const double heads_here = static_cast<double>(persons[row]);
        set_position(sites[row], place, seed);
        if (place.stratum == Stratum::urban) {
            p.towns.push_back(row);
            p.town_persons.push_back(heads_here);
            continue;
        }
        p.villages.push_back(row);
        p.village_persons.push_back(heads_here);
        p.farmland.push_back(
            heads_here *
            math::exp(land_per_head_sd * normal_of(place, CellDraw::land_per_head, seed)));
    }
    const BuiltByDistrict built = built_land(baseline, heads);
    for (std::size_t d = 0; d < district_count; ++d) {
        const DistrictFacts& facts = baseline.districts[d];
        spread_built(sites, districts[d], built[d], facts.construction.count);
        spread_open(sites, districts[d], facts);
    }
    set_specialty(sites, baseline, seed);
    set_yields(sites, baseline, seed);
    return sites;
}

Contracts share_contracted(Area total, const std::vector<double>& weight) {
    Contracts contracts;
    contracts.reserve = scaled(total, reserve_share);
    double sum = 0;
    for (const double w : weight) sum += w;
    const double to_share = static_cast<double>((total - contracts.reserve).count);
    Area given;
    for (const double w : weight) {
        contracts.household.push_back({static_cast<std::int64_t>(std::floor(to_share * w / sum))});
        given += contracts.household.back();
    }
    contracts.reserve = total - given;
    return contracts;
}

}  // namespace changji::population
