#include "model/processes/choice.hpp"

namespace changji::migration {
namespace {

constexpr double longest_commute = 60.0;     // minutes
constexpr double self_employed_pay = 0.9;    // of the district's middle pay
constexpr double home_income = 0.35;         // of local income per head
constexpr double country_discount = 0.9;     // pay of townspeople who move to a village

double constant(const World& world, Choice choice) {
    return world.solved.choice[static_cast<std::size_t>(choice)];
}

double urban_income_per_head(const World& world, District d) {
    const Tally& t = world.tallies[index(d)][index(Stratum::urban)];
    if (t.residents == 0) return income_floor;
    return in_yuan(t.wage + t.business + t.property + t.transfer) /
           static_cast<double>(t.residents);
}

/// ln(size / mean size); a district is a bundle of as many jobs or dwellings as it has, and a
/// bundle of n equal alternatives is worth λ·ln n more than one of them.
PerDistrict<double> log_sizes(const PerDistrict<double>& sizes) {
    double sum = 0;
    for (const double size : sizes) sum += size;
    PerDistrict<double> logs;
    for (std::size_t d = 0; d < district_count; ++d) {
        const double size = sizes[d] > 1.0 ? sizes[d] : 1.0;
        logs[d] = sum > 0 ? math::log(size * static_cast<double>(district_count) / sum) : 0.0;
    }
    return logs;
}

}  // namespace

CellChoices::CellChoices(const World& world, const Settings& settings)
    : world_(&world),
      settings_(&settings),
      beta_income_(-settings.coefficients.distance / settings.coefficients.income_distance) {
    PerDistrict<double> jobs, towns, countryside;
    for (std::size_t f = 0; f < world.firms.size(); ++f) {
        if (world.firms.open[f]) jobs[world.firms.district[f]] += world.firms.jobs[f];
    }
    for (std::size_t d = 0; d < district_count; ++d) {
        towns[d] = world.totals[d][index(Stratum::urban)].residents;
        countryside[d] = world.totals[d][index(Stratum::rural)].residents;
    }
    log_jobs_ = log_sizes(jobs);
    log_towns_ = log_sizes(towns);
    log_countryside_ = log_sizes(countryside);
    for (std::size_t d = 0; d < district_count; ++d) {
        const double cost = settings.coefficients.cost_move * settings.levers[d].move_cost;
        log_house_price_[d] = math::log(world.districts[d].house_price);
        for (std::size_t s = 0; s < skill_count; ++s) {
            log_income_[d][s] = log_income(district_at(d), static_cast<Skill>(s), 0.0);
            log_income_moved_[d][s] = log_income(district_at(d), static_cast<Skill>(s), cost);
        }
        for (std::size_t s = 0; s < stratum_count; ++s)
            travel_factor_[d][s] = math::power(world.districts[d].infrastructure[s],
                                               -settings.travel_elasticity);
        from_town_[d] = travel_from(district_at(d), Stratum::urban, 0.0);
    }
}

CellChoices::Travel CellChoices::travel_from(District here, Stratum stratum,
                                             double to_centre) const {
    const Coefficients& c = settings_->coefficients;
    Travel travel;
    for (std::size_t j = 0; j < district_count; ++j) {
        const double minutes =
            (to_centre + world_->minutes[here][j]) * travel_factor_[here][index(stratum)];
        travel.minutes[j] = minutes;
        travel.far[j] = c.distance * math::log(1.0 + minutes / 30.0);
        for (std::size_t s = 0; s < skill_count; ++s) {
            travel.commute_income[j][s] = log_income(district_at(j), static_cast<Skill>(s),
                                                     c.cost_commute * minutes / 60.0);
        }
    }
    return travel;
}

void CellChoices::enter(const Cell& cell) {
    cell_ = &cell;
    from_home_ = travel_from(cell.district, cell.stratum, cell.minutes_to_centre);
    for (std::size_t k = 0; k < place_count; ++k) {
        network_[k] = settings_->coefficients.network * math::log(1.0 + cell.neighbours_at[k]);
    }
    for (auto& origin : tables_) {
        for (auto& skill : origin) {
            for (OriginTable& table : skill) table.filled = false;
        }
    }
}

double CellChoices::log_income(District d, Skill skill, double cost) const {
    const DistrictState& state = world_->districts[d];
    const double chance = state.job_chance[index(skill)];
    const double cover = settings_->unemployment_cover[d];
    const double expected =
        state.expected_wage[index(skill)] *
        (chance * (1.0 - cost) + (1.0 - chance) * settings_->unemployment_replacement * cover);
    return log_floored(expected);
}

double CellChoices::amenity(District d, Stratum s, bool local_hukou) const {
    const Coefficients& c = settings_->coefficients;
    const DistrictState& state = world_->districts[d];
    const bool entitled = s == Stratum::rural || (local_hukou && d == cell_->district);
    const double share = entitled ? 1.0 : settings_->levers[d].permit_services;
    const double rent = s == Stratum::urban ? log_house_price_[d] : 0.0;
    return c.services * state.service[index(s)] * share - c.house_price * rent;
}

void CellChoices::fill(OriginTable& table, Place origin, Skill skill, bool local) const {
    const Coefficients& c = settings_->coefficients;
    const bool from_home = origin == home_place;
    const District here = residence_district(*cell_, origin);
    const Stratum stratum = residence_stratum(*cell_, origin);
    const bool urban = stratum == Stratum::urban;
    const Travel& travel = from_home ? from_home_ : from_town_[here];
    const std::size_t level = index(skill);
    table.stay_amenity = amenity(here, stratum, local);
    table.local_wage = table.stay_amenity + beta_income_ * log_income_[here][level] +
                       constant(*world_, Choice::local_wage);
    const double middle = world_->districts[here].expected_wage[index(Skill::middle)];
    table.self_employ = table.stay_amenity + beta_income_ * log_floored(self_employed_pay * middle) +
                        constant(*world_, urban ? Choice::self_employ_town : Choice::self_employ);
    const double local_income =
        urban ? urban_income_per_head(*world_, here) : cell_->income_per_head;
    table.at_home = table.stay_amenity + beta_income_ * log_floored(home_income * local_income) +
                    constant(*world_, urban ? Choice::home_town : Choice::home);
    const double moving = constant(*world_, urban ? Choice::move_from_town : Choice::move);
    const double to_countryside = constant(*world_, Choice::move_to_countryside);
    table.countryside_open = false;
    for (std::size_t j = 0; j < district_count; ++j) {
        const District d = district_at(j);
        const double far = travel.far[j];
        table.commute[j] = d == here || travel.minutes[j] > longest_commute
                               ? impossible
                               : table.stay_amenity + far + c.nest * log_jobs_[j] +
                                     beta_income_ * travel.commute_income[j][level] +
                                     constant(*world_, urban ? Choice::commute_from_town
                                                             : Choice::commute);
        const double pay = beta_income_ * log_income_moved_[j][level];
        table.moves[j] = urban && d == here
                            ? impossible
                            : amenity(d, Stratum::urban, local) + far + pay +
                                  network_[town_of(d).code] + c.nest * log_towns_[j] + moving;
        const bool open = urban && settings_->levers[d].reverse >= 0.5;
        table.countryside_open |= open;
        table.moves[district_count + j] = !open ? impossible
                                 : amenity(d, Stratum::rural, local) + far +
                                       c.nest * log_countryside_[j] +
                                       country_discount * pay + to_countryside;
    }
    fill_leaving(table, here, urban, skill);
    table.commute_value = inclusive_value(table.commute, c.nest);
    table.move_value = inclusive_value(table.moves, c.nest);
    table.leave_value = inclusive_value(table.leave, c.nest);
    table.filled = true;
}

void CellChoices::fill_leaving(OriginTable& table, District here, bool urban, Skill skill) const {
    const Coefficients& c = settings_->coefficients;
    const Choice leaving = urban ? Choice::leave_from_town : Choice::leave_from_village;
    const double national = world_->zone.cpi * world_->zone.wage_index;
    const double level = world_->solved.outside_pay[index(skill)] * national;
    const double cost = c.cost_move * settings_->levers[here].move_cost;
    for (std::size_t k = 0; k < outside_places.size(); ++k) {
        const OutsidePlace& place = outside_places[k];
        table.leave[k] =
            c.services * place.services - c.house_price * math::log(place.house_price) +
            c.distance * math::log(1.0 + place.minutes / 30.0) +
            beta_income_ * log_floored(place.pay * level * place.chance * (1.0 - cost)) +
            network_[city_cores.code + k] + constant(*world_, leaving) +
            settings_->levers[here].outflow_shock;
    }
}

const OriginTable& CellChoices::at(Place origin, Skill skill, bool local_hukou) {
    const std::size_t row = outside_zone(origin) ? home_place.code : origin.code;
    OriginTable& table = tables_[row][index(skill)][local_hukou];
    if (!table.filled) {
        fill(table, Place{static_cast<std::uint8_t>(row)}, skill, local_hukou);
    }
    return table;
}

double CellChoices::come_back_value(Skill skill, bool local_hukou) {
    const OriginTable& home = at(home_place, skill, local_hukou);
    return home.local_wage - constant(*world_, Choice::local_wage) +
           constant(*world_, Choice::come_back);
}

double relative_farm(const Cell& cell, Row household) {
    const Area operated = cell.households.operated(household);
    if (operated.count <= 0 || cell.farm_size <= 0) return 0;
    return in_hectares(operated) / cell.farm_size;
}

PersonNests open_nests(CellChoices& choices, const Cell& cell, Row p, int year,
                       const Coefficients& c) {
    const auto i = static_cast<std::size_t>(p);
    const People& people = cell.people;
    const bool local = people.hukou[i] != Hukou::outside &&
                       people.hukou_district[i] == cell.district;
    PersonNests nests;
    nests.table = &choices.at(people.place[i], people.skill[i], local);
    const OriginTable& table = *nests.table;
    nests.person_income = choices.beta_income() * static_cast<double>(people.ability[i]);
    nests.stay = {impossible, table.local_wage + nests.person_income, table.self_employ,
                  table.at_home};
    nests.value[1] = table.commute_value + nests.person_income;
    const int years_over_25 = people.age(p, year) > 25 ? people.age(p, year) - 25 : 0;
    const double moving = c.age * years_over_25 + (people.partner[i] >= 0 ? c.family : 0.0) +
                          nests.person_income;
    nests.value[2] = table.move_value + moving;
    nests.value[3] = table.leave_value + moving;
    return nests;
}

PersonNests person_nests(CellChoices& choices, const Cell& cell, Row p, double farm, int year,
                         const Coefficients& c) {
    PersonNests nests = open_nests(choices, cell, p, year, c);
    const bool at_home_cell = cell.people.place[static_cast<std::size_t>(p)] == home_place;
    if (at_home_cell && farm > impossible) nests.stay[0] = farm + nests.table->stay_amenity;
    nests.value[0] = inclusive_value(nests.stay, c.nest);
    return nests;
}

}  // namespace changji::migration
