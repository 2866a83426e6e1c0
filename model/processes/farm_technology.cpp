#include "model/processes/farm_technology.hpp"

namespace changji::farm_technology {

namespace {

constexpr int farm_worker_days = 230, employee_days = 60, elder_days = 120;
constexpr double table_end = 2048;  // ha; the largest organisation stays far below

double labour_days(double ha, const Coefficients& c) {
    if (ha <= 0) return 0;
    return c.labour * ha * math::power(std::max(ha, 0.25), -c.labour_elasticity);
}

}  // namespace

LabourTable::LabourTable(const Coefficients& c) {
    for (int i = 0; i < static_cast<int>(coarse_start); ++i)
        days_.push_back(labour_days(i / fine_nodes, c));
    for (double ha = fine_limit; ha <= table_end; ha += 1) days_.push_back(labour_days(ha, c));
    last_node_ = days_.size() - 2;
}

double off_farm_chance(double age, const Coefficients& c) {
    const std::array<double, 6> ages{18, 30, 45, 55, 60, 65};
    const std::array<double, 6> chances{c.chance_18, c.chance_30, c.chance_45,
                                        c.chance_55, c.chance_60, c.chance_65};
    if (age <= ages.front()) return chances.front();
    for (std::size_t i = 1; i < ages.size(); ++i) {
        if (age > ages[i]) continue;
        const double part = (age - ages[i - 1]) / (ages[i] - ages[i - 1]);
        return chances[i - 1] + part * (chances[i] - chances[i - 1]);
    }
    return chances.back();
}

Season season_of(const World& world, const Coefficients& c, double price) {
    Season season{c, LabourTable(c)};
    season.cpi = world.zone.cpi;
    season.price = price;
    season.day_wage = c.day_wage * world.zone.cpi * world.zone.wage_index;
    season.year = world.year;
    for (std::size_t d = 0; d < district_count; ++d) {
        const DistrictState& state = world.districts[d];
        season.technology[d] = math::exp(state.technology);
        season.premium[d] = state.grain_premium;
        season.floor[d] = state.price_floor;
        for (std::size_t s = 0; s < skill_count; ++s) {
            const double now = state.job_chance[s], then = state.job_chance0[s];
            const double market = now > 0 && then > 0 ? now / then : 1;
            const double skill = c.chance_constant + c.chance_skill * static_cast<double>(s + 1);
            for (int age = 0; age <= oldest; ++age) {
                const double chance = off_farm_chance(age, c) * skill * market;
                season.chance[d][static_cast<std::size_t>(age)][s] = std::min(1.0, chance);
            }
        }
    }
    return season;
}

void Staff::resize(std::size_t households) {
    own_days.resize(households);
    own_wage.resize(households);
    eldest.resize(households);
    farmers.resize(households);
    sums.assign(households, Sum{});
}

namespace {

/// Adds up the members at home. Neighbours differ without pattern: nobody is left out by a branch,
/// somebody elsewhere adds nothing.
void add_members(const Cell& cell, int year, const Season::Chances& chances,
                 std::vector<Staff::Sum>& sums) {
    const People& people = cell.people;
    const Work* const works = people.work.data();
    const Place* const place = people.place.data();
    const District* const work_district = people.work_district.data();
    const std::int16_t* const birth_year = people.birth_year.data();
    const Skill* const skill = people.skill.data();
    const Row* const household = people.household.data();
    for (std::size_t p = 0, count = people.size(); p < count; ++p) {
        const int age = year - birth_year[p];
        const int home = place[p] == home_place;
        const int farms = works[p] == Work::farm, employed = works[p] == Work::wage;
        const int earns = farms | employed | (works[p] == Work::self_employed);
        // From 65 on elders' days, whoever still farms included.
        const int younger = age < 65, elder = !younger & (age < 80);
        const int local = employed & (work_district[p] == cell.district);
        const auto age_class = static_cast<std::size_t>(std::clamp(age, 0, oldest));
        Staff::Sum& sum = sums[static_cast<std::size_t>(household[p])];
        sum.days += home * (elder * elder_days +
                            younger * (farms * farm_worker_days + local * employee_days));
        sum.eldest = std::max(sum.eldest, home * age);
        sum.farmers += home & farms & (age < 65);
        sum.workers += home & earns;
        sum.chances += chances[age_class][index(skill[p])] * (home & earns);
    }
}

}  // namespace

void survey(const Cell& cell, const Season& season, Staff& staff) {
    staff.resize(cell.households.size());
    add_members(cell, season.year, season.chance[cell.district], staff.sums);
    for (std::size_t h = 0; h < staff.sums.size(); ++h) {
        const Staff::Sum& sum = staff.sums[h];
        const double mean = sum.chances / std::max(1, sum.workers);
        const double chance = sum.workers > 0 ? mean : season.coefficients.chance_65;
        staff.own_days[h] = sum.days;
        staff.own_wage[h] = season.day_wage * (0.15 + 0.85 * chance);
        staff.eldest[h] = static_cast<std::int16_t>(sum.eldest);
        staff.farmers[h] = static_cast<std::uint8_t>(std::min(sum.farmers, 255));
    }
}

Operator household_operator(const Cell& cell, std::size_t h, const Season& season,
                            const Levers& levers, const Staff& staff) {
    const Households& households = cell.households;
    const Coefficients& c = season.coefficients;
    const bool smart = households.traits[h] & smart_farming;
    const bool custody = households.traits[h] & uses_custody;
    const bool member = households.cooperative[h] != no_row;
    double sales = season.price_in(cell.district) * cell.base_yield * season.technology[cell.district] *
                   math::exp(households.ability[h]);
    if (smart) sales *= 1 + levers.smart_yield_gain;
    if (member) sales *= 1 + levers.cooperative_gain;
    Operator o;
    o.value = sales + season.cpi * (levers.operator_subsidy - (custody ? c.custody_fee : 0));
    o.own_days = staff.own_days[h];
    o.own_wage = staff.own_wage[h];
    o.labour =
        (smart ? 1 - levers.smart_labour_save : 1) * (custody ? 1 - c.custody_labour_save : 1);
    o.capacity = households.machinery_ha[h];
    return o;
}

Operator organisation_operator(const Organisations& organisations, Row row, double yield,
                               const Season& season, const Levers& levers) {
    const auto i = static_cast<std::size_t>(row);
    Operator o;
    o.value = season.price * yield * math::exp(organisations.ability[i]) +
              season.cpi * (levers.operator_subsidy - season.coefficients.organisation_fee);
    o.own_wage = season.day_wage;
    o.capacity = organisations.machinery_ha[i];
    return o;
}

}  // namespace changji::farm_technology
