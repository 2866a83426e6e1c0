#include "model/population/building.hpp"

#include <cmath>

#include "model/base/math.hpp"
#include "model/population/addresses.hpp"

namespace changji::population {

namespace {

constexpr std::uint32_t person_kind = 0x70657273u;

bool stored_in(Group group, Stratum stratum) {
    return (group == Group::village) == (stratum == Stratum::rural);
}

/// Fills one cell row by row.
class Builder {
  public:
    Builder(Cell& cell, const Dealing& dealing, const Tables& tables, std::uint32_t seed)
        : cell_(cell), dealing_(dealing), tables_(tables), seed_(seed) {}

    void add_group(Group group, std::size_t number) {
        const Deck& deck = dealing_.decks[cell_.district][index(group)];
        for (auto i = deck.start[number]; i < deck.start[number + 1]; ++i)
            add_household(group, deck.type[i], i - deck.start[number]);
    }
    void contract_land(Area total) {
        auto& h = cell_.households;
        if (h.size() == 0) return;
        std::vector<double> weight;
        for (std::size_t i = 0; i < h.size(); ++i) {
            const auto u = household_draw(h.key[i], HouseholdDraw::contract, seed_);
            weight.push_back(
                math::exp(contract_sd * math::normal_quantile(u.first) +
                          contract_size_elasticity * math::log(static_cast<double>(h.members[i]))));
            if (u.second < certified_share) h.traits[i] |= land_certified;
        }
        const Contracts contracts = share_contracted(total, weight);
        cell_.reserve = contracts.reserve;
        for (std::size_t i = 0; i < h.size(); ++i) {
            h.contracted[i] = contracts.household[i];
            h.farm_class[i] = FarmClass::small;
            h.machinery_ha[i] =
                static_cast<float>(machinery_factor * in_hectares(contracts.household[i]));
        }
    }

  private:
    void add_household(Group group, std::size_t type, std::uint32_t number) {
        const Types& types = dealing_.types[index(group)];
        auto& h = cell_.households;
        const std::size_t row = next_household_++;
        const Key key = household_key(cell_.key, group, number);
        h.key[row] = key;
        h.first_member[row] = static_cast<Row>(next_person_);
        h.members[row] = static_cast<std::int32_t>(types.count(type));
        const bool collective =
            group == Group::collective_urban || group == Group::collective_newcomers;
        h.kind[row] = collective ? HouseholdKind::collective : HouseholdKind::family;
        h.cooperative[row] = no_row;

        Setting setting{group, cell_.district, cell_.district, city_cores, seed_};
        if (types.at(type, Where::town) > 0)
            setting.town = destination(dealing_.destinations, cell_.district, key, seed_);
        const double away = household_draw(key, HouseholdDraw::outside_place, seed_).first;
        if (away >= outside_city_cores)
            setting.outside =
                away < outside_city_cores + outside_province ? rest_of_province : rest_of_nation;
        int eldest = 0;
        for (std::uint32_t m = 0; m < types.count(type); ++m) {
            const Member& member = types.begin(type)[m];
            add_person(member, m, row, setting);
            eldest = std::max<int>(eldest, member.age);
        }
        set_traits(row, setting, eldest, types.at(type, Where::town) > 0);
    }
    void add_person(const Member& member, std::uint32_t m, std::size_t household,
                    const Setting& setting) {
        auto& people = cell_.people;
        const std::size_t p = next_person_++;
        people.key[p] = derived_key(cell_.households.key[household], m, person_kind);
        people.household[p] = static_cast<Row>(household);
        people.partner[p] =
            member.partner < 0 ? no_row : cell_.households.first_member[household] + member.partner;
        fill_person(people, p, member, setting, tables_);
    }
    void set_traits(std::size_t row, const Setting& setting, int eldest, bool in_town) {
        auto& h = cell_.households;
        const auto traits = household_draw(h.key[row], HouseholdDraw::ability, seed_);
        const double rho = attachment_age_correlation;
        const double z = math::normal_quantile(traits.second);
        h.ability[row] = static_cast<float>(farm_ability_sd * math::normal_quantile(traits.first));
        h.attachment[row] =
            static_cast<float>(rho * (eldest - 57) / 16.0 + std::sqrt(1 - rho * rho) * z);
        const double owns = setting.group == Group::village     ? (in_town ? urban_home_movers : 0)
                            : setting.group == Group::newcomers ? urban_home_newcomers
                            : setting.group == Group::urban_hukou ? urban_home_urban
                                                                  : 0.0;
        if (household_draw(h.key[row], HouseholdDraw::home, seed_).first < owns)
            h.traits[row] |= urban_home;
    }

    Cell& cell_;
    const Dealing& dealing_;
    const Tables& tables_;
    std::uint32_t seed_;
    std::size_t next_household_ = 0, next_person_ = 0;
};

}  // namespace

Cell build_cell(const PlaceRecord& place, std::size_t number, const Dealing& dealing,
                const Site& site, const Tables& tables, std::uint32_t seed) {
    Cell cell;
    cell.key = cell_key(place.code);
    cell.district = place.district;
    cell.stratum = place.stratum;
    cell.minutes_to_centre = site.minutes_to_centre;
    cell.on_river = site.on_river;
    cell.land = site.land;
    cell.base_yield = site.base_yield;
    cell.specialty_share = site.specialty_share;
    std::size_t households = 0, persons = 0;
    for (std::size_t g = 0; g < group_count; ++g) {
        if (!stored_in(static_cast<Group>(g), place.stratum)) continue;
        const Deck& deck = dealing.decks[place.district][g];
        households += deck.start[number + 1] - deck.start[number];
        for (auto i = deck.start[number]; i < deck.start[number + 1]; ++i)
            persons += dealing.types[g].count(deck.type[i]);
    }
    table::resize(cell.people, persons);
    table::resize(cell.households, households);
    Builder builder{cell, dealing, tables, seed};
    for (std::size_t g = 0; g < group_count; ++g)
        if (stored_in(static_cast<Group>(g), place.stratum))
            builder.add_group(static_cast<Group>(g), number);
    if (cell.is_village()) builder.contract_land(site.contracted);
    return cell;
}

}  // namespace changji::population
