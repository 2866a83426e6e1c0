#pragma once

#include <algorithm>

#include "model/base/random.hpp"
#include "model/processes/farmland.hpp"
#include "model/world/world.hpp"
#include "model/zone/decision.hpp"

/// A made-up countryside for tests of farming: villages of households with land, members of all
/// ages and work, prices of 2019. No firms, no towns.
namespace changji::test {

template <class Settings>
Settings base_settings() {
    Settings settings;
    settings.coefficients = base_values<decltype(settings.coefficients)>();
    for (auto& levers : settings.levers) levers = base_values<std::decay_t<decltype(levers)>>();
    return settings;
}

struct Countryside {
    std::size_t villages = 12;
    std::size_t households = 60;  ///< per village
    std::uint32_t seed = 7;
};

struct PersonSpec {
    int age = 40;
    Work work = Work::farm;
    Place place = home_place;
};

inline void add_person(Cell& cell, Key key, const PersonSpec& spec) {
    People& people = cell.people;
    const std::size_t p = people.size();
    table::resize(people, p + 1);
    people.key[p] = key;
    people.birth_year[p] = static_cast<std::int16_t>(first_year - spec.age);
    people.household[p] = static_cast<Row>(cell.households.size() - 1);
    people.partner[p] = no_row;
    people.education[p] = static_cast<Education>(1 + key % 4);
    people.skill[p] = static_cast<Skill>((key >> 8) % 3);
    people.hukou[p] = Hukou::rural;
    people.hukou_district[p] = people.work_district[p] = cell.district;
    people.place[p] = spec.place;
    people.work[p] = spec.work;
    people.employer[p] = no_row;
    ++cell.households.members.back();
}

inline std::size_t add_household(Cell& cell, Key key, double ha, double cash) {
    Households& households = cell.households;
    const std::size_t h = households.size();
    table::resize(households, h + 1);
    households.key[h] = key;
    households.first_member[h] = static_cast<Row>(cell.people.size());
    households.kind[h] = HouseholdKind::family;
    households.contracted[h] = hectares(ha);
    households.machinery_ha[h] = static_cast<float>(1.2 * ha);
    households.farm_class[h] = FarmClass::small;
    households.cooperative[h] = no_row;
    households.cash[h] = yuan(cash);
    households.traits[h] = static_cast<std::uint8_t>(key % 100 < 95 ? land_certified : 0);
    return h;
}

inline PersonSpec random_adult(const Draws& draws, Key key) {
    const auto [u, v] = draws.pair(key, 0, draw_synthesis);
    PersonSpec spec;
    spec.age = 18 + static_cast<int>(u * 64);
    if (spec.age >= 68) {
        spec.work = Work::retired;
    } else if (v < 0.20) {
        spec.work = Work::away;
        spec.place = rest_of_nation;
    } else if (v < 0.40) {
        spec.work = Work::wage;
    } else if (v < 0.47) {
        spec.work = Work::self_employed;
    } else if (v < 0.55) {
        spec.work = Work::home;
    } else if (v < 0.58) {
        spec.work = Work::unemployed;
    }
    return spec;
}

inline void add_random_household(Cell& cell, Key key, const Draws& draws) {
    const auto [u, v] = draws.pair(key, 0, draw_synthesis, 1);
    const double ha = 0.95 * math::exp(0.45 * math::normal_quantile(u) - 0.1);
    const double cash = 20000 * math::exp(0.8 * math::normal_quantile(v) - 0.3);
    const std::size_t h = add_household(cell, key, ha, cash);
    const auto [a, b] = draws.pair(key, 0, draw_synthesis, 2);
    cell.households.ability[h] = static_cast<float>(0.055 * math::normal_quantile(a));
    const int adults = 1 + static_cast<int>(b * 3);
    for (int i = 0; i < adults; ++i) {
        const Key person = derived_key(key, static_cast<std::uint32_t>(i), 1);
        add_person(cell, person, random_adult(draws, person));
    }
}

inline World farm_world(const Countryside& countryside = {}) {
    const Draws draws{countryside.seed, 0};
    World world;
    world.zone.corn_price = world.zone.corn_price_before = world.zone.corn_price_mean = 1700;
    for (std::size_t d = 0; d < district_count; ++d) {
        for (std::size_t e = 0; e < district_count; ++e) world.minutes[d][e] = d == e ? 15 : 50;
        world.weight[d] = {1, 1};
    }
    for (std::size_t v = 0; v < countryside.villages; ++v) {
        Cell cell;
        cell.key = derived_key(countryside.seed, static_cast<std::uint32_t>(v), 2);
        cell.district = district_at(v * district_count / countryside.villages);
        cell.stratum = Stratum::rural;
        cell.minutes_to_centre = static_cast<float>(20 + v % 30);
        cell.on_river = v % 7 == 0;
        cell.base_yield = 6.9;
        cell.specialty_share = 0.12;
        cell.rent_per_ha = yuan(3630);
        for (std::size_t h = 0; h < countryside.households; ++h)
            add_random_household(cell, derived_key(cell.key, static_cast<std::uint32_t>(h), 3),
                                 draws);
        Area land;
        for (const Area area : cell.households.contracted) land += area;
        cell.land[index(LandUse::permanent_basic_farmland)] = scaled(land, 0.8);
        cell.land[index(LandUse::other_cultivated)] = land - scaled(land, 0.8);
        world.cells.push_back(std::move(cell));
    }
    world.events.resize(world.cells.size());
    return world;
}

}  // namespace changji::test
