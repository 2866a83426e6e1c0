#include "tests/unit/output/hand_made_world.hpp"

namespace changji {
namespace {

constexpr std::size_t jiutai = index(District::jiutai), changyi = index(District::changyi);
constexpr std::size_t rural = index(Stratum::rural), urban = index(Stratum::urban);

double fen(double yuan_amount) {
    return yuan_amount * 100;
}

Cell make_cell(Key key, District district, Stratum stratum, std::size_t people) {
    Cell cell;
    cell.key = key;
    cell.district = district;
    cell.stratum = stratum;
    cell.base_yield = 6.5;
    cell.land[index(LandUse::homestead)] = hectares(2);
    table::resize(cell.people, people);
    table::resize(cell.households, 2);
    table::resize(cell.leases, stratum == Stratum::rural ? 1 : 0);
    for (std::size_t p = 0; p < people; ++p) {
        cell.people.key[p] = key * 100 + p;
        cell.people.birth_year[p] = static_cast<std::int16_t>(1950 + 10 * p);
        cell.people.place[p] = p == 0 ? rest_of_nation : home_place;
        cell.people.work[p] = Work::farm;
        cell.people.wage[p] = yuan(1000.5 * static_cast<double>(p));
    }
    cell.households.contracted[1] = hectares(1.25);
    cell.returned_homestead = Area{450};
    table::resize(cell.exits, 1);
    cell.exits.paid[0] = yuan(60000);
    return cell;
}

void fill_rural(Totals& t) {
    t.residents = 4, t.resident_households = 2, t.age_65_up = 1, t.age_15_64 = 3;
    t.wage = fen(20000), t.business = fen(30000), t.property = fen(2000), t.transfer = fen(8000);
    t.cohort_2019 = 4, t.cohort_income = fen(60000);
    t.by_work[static_cast<std::size_t>(Work::farm)] = 2;
    t.offfarm_rural_hukou = 1;
    t.heads_by_income[income_class(15000)] = 4;
    t.income_by_income[income_class(15000)] = fen(60000);
    t.registered = 8, t.registered_away = 2, t.births = 1, t.left_zone = 3, t.returned = 1;
    t.contracted = 200000, t.leased = 80000, t.idle = 10000;
    t.rent_paid = fen(2400), t.rent_area = 60000;
    t.operated = 200000, t.operated_by_large = 50000, t.farms = 4, t.smart_farms = 1;
    t.cultivated = 200000, t.nongrain = 20000, t.grain_kg = 130000;
    t.exits = {0, 0, 3, 1, 0, 0, 0, 0, 0}, t.exits_so_far = {0, 0, 7, 2, 1, 0, 0, 1, 0};
    t.houses = 8, t.certified_houses = 2, t.settled_holders = 5, t.settled_kept = 4;
    t.villages = 4, t.exchange_villages = 3, t.returned_homestead = 5000;
    t.land[index(LandUse::homestead)] = 20000;
    t.land[index(LandUse::state_construction)] = 30000;
    t.land[index(LandUse::permanent_basic_farmland)] = 150000;
}

void fill_urban(Totals& t) {
    t.residents = 5, t.resident_households = 2, t.urban_hukou = 4;
    t.wage = fen(90000), t.business = fen(10000), t.property = fen(10000);
    t.transfer = fen(40000);
    t.cohort_2019 = 1, t.cohort_income = fen(30000);
    t.by_work[static_cast<std::size_t>(Work::wage)] = 3;
    t.by_work[static_cast<std::size_t>(Work::unemployed)] = 1;
    t.employees = 3, t.employee_wages = fen(120000);
    t.wages_rural_hukou = fen(30000), t.employees_rural_hukou = 1;
    t.wages_urban_hukou = fen(90000), t.employees_urban_hukou = 2;
    t.heads_by_income[income_class(30000)] = 5;
    t.income_by_income[income_class(30000)] = fen(150000);
    t.registered = 2, t.settled = 2, t.settled_in_place = 1;
}

void fill_district(DistrictState& d, double million_gdp) {
    d.gdp = yuan(million_gdp * 1e6);
    d.value_added[index(Sector::manufacturing)] = yuan(0.5 * million_gdp * 1e6);
    d.agriculture_value_added = yuan(0.1 * million_gdp * 1e6);
    d.firms[index(Sector::trade)] = 2;
    d.jobs[index(Sector::trade)] = 30;
    d.seekers = {1, 2, 3};
    d.vacancies = {3, 0, 0};
    d.service = {0.5, 0.75};
    d.budget.local_revenue = yuan(1000);
    d.budget.shared_revenue = yuan(2000);
    d.rollout = {0.5, 0.25};
    d.house_price = 1.25;
}

}  // namespace

World hand_made_world() {
    World world;
    world.cells.push_back(make_cell(11, District::jiutai, Stratum::rural, 5));
    world.cells.push_back(make_cell(22, District::changyi, Stratum::urban, 3));
    world.events.resize(2);
    world.events[0].births = 1;
    fill_rural(world.totals[jiutai][rural]);
    fill_urban(world.totals[changyi][urban]);
    fill_district(world.districts[District::jiutai], 1);
    fill_district(world.districts[District::changyi], 3);
    for (auto& weights : world.weight) weights = {1, 1};
    world.zone.cpi = 1.25;
    world.zone.corn_price = 2000;
    world.ledger.post(Item::wages, District::changyi, District::jiutai, yuan(500));
    table::resize(world.firms, 3);
    world.firms.district[1] = District::changyi;
    table::resize(world.organisations, 1);
    world.solved.choice[2] = -1.5;
    return world;
}

}  // namespace changji
