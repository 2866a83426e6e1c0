#include "model/processes/harvest_village.hpp"

#include <algorithm>

#include "model/processes/harvest_shares.hpp"
#include "model/world/household_draws.hpp"
#include "model/zone/decision.hpp"

namespace changji::harvest {

namespace {

std::size_t at(Row row) {
    return static_cast<std::size_t>(row);
}

void add(FarmYear& sum, const FarmYear& farm) {
    sum.grain_kg += farm.grain_kg;
    sum.sales += farm.sales;
    sum.inputs += farm.inputs;
    sum.custody += farm.custody;
    sum.hired += farm.hired;
    sum.subsidy += farm.subsidy;
}

double plot_draw(Key farmer, const Terms& terms) {
    return terms.draws.uniform(farmer, terms.year, draw_weather_plot);
}

/// What the weather of a field is worth, by the draw of its farmer.
double plot_factor(const Cell& cell, double u, const Terms& terms) {
    const double e = math::normal_quantile(u);
    return std::max(0.0, cell.yield_factor + terms.settings.coefficients.plot_sd * e);
}

}  // namespace

FarmYear farm_year(const farm_technology::Season& season, const farm_technology::Operator& farm,
                   double ha, double tonnes, double gain) {
    const farm_technology::Coefficients& c = season.coefficients;
    FarmYear result;
    const double output = ha * tonnes;
    result.grain_kg = round_half_away(output * 1000);
    result.sales = yuan(output * season.price * gain);
    const double over = std::max(0.0, ha - farm.capacity);
    result.inputs =
        yuan(season.cpi * (ha * farm_technology::cost_per_ha(c, ha) + c.over_capacity * over));
    const double days = farm.labour * season.labour.days(ha);
    result.hired = yuan(season.day_wage * std::max(0.0, days - farm.own_days));
    return result;
}

namespace {

/// What planting was decided on, with the premiums of the district.
double expected_price_in(District d, const Terms& terms) {
    return std::max(terms.expected_price * terms.season.premium[d], terms.season.floor[d]);
}

/// Land whose holder is away and that would not pay its hired labour lies idle.
bool plants(const Cell& cell, std::size_t h, double ha, const farm_technology::Levers& levers,
            const Terms& terms, const farm_technology::Staff& staff) {
    if (staff.own_days[h] > 0) return true;
    auto farm = farm_technology::household_operator(cell, h, terms.season, levers, staff);
    const double yield = cell.base_yield * terms.season.technology[cell.district];
    farm.value += (expected_price_in(cell.district, terms) - terms.season.price_in(cell.district)) *
                  yield;
    return farm_technology::profit(terms.season, farm, ha) > 0;
}

FarmYear household_year(const Cell& cell, std::size_t h, double ha, double plot, const Terms& terms,
                        const farm_technology::Staff& staff) {
    const farm_technology::Levers& levers = terms.technology.levers[cell.district];
    const Households& households = cell.households;
    const farm_technology::Coefficients& c = terms.season.coefficients;
    const bool smart = households.traits[h] & smart_farming;
    const bool custody = households.traits[h] & uses_custody;
    const bool member = households.cooperative[h] != no_row;
    farm_technology::Operator farm;
    farm.own_days = staff.own_days[h];
    farm.labour =
        (smart ? 1 - levers.smart_labour_save : 1) * (custody ? 1 - c.custody_labour_save : 1);
    farm.capacity = households.machinery_ha[h];
    const double tonnes = cell.base_yield * terms.season.technology[cell.district] *
                          math::exp(households.ability[h]) *
                          (smart ? 1 + levers.smart_yield_gain : 1) *
                          plot_factor(cell, plot, terms);
    const bool online = households.traits[h] & sells_online;
    const double gain = (member ? 1 + levers.cooperative_gain : 1) *
                        (online ? 1 + terms.settings.levers[cell.district].online_gain : 1) *
                        (terms.season.price_in(cell.district) / terms.season.price);
    FarmYear year = farm_year(terms.season, farm, ha, tonnes, gain);
    if (custody) year.custody = yuan(terms.season.cpi * c.custody_fee * ha);
    year.subsidy = yuan(terms.season.cpi * levers.operator_subsidy * ha);
    return year;
}

/// What a contract adds to a harvest: a better margin, and part of the price surprise is the
/// buyer's; negative when the spot price has risen far. \source eq. (34)
Money contract_premium(const FarmYear& year, District d, const Terms& terms) {
    const Money margin = year.sales - year.inputs - year.custody - year.hired;
    const double tonnes = static_cast<double>(year.grain_kg) / 1000;
    const double surprise = terms.season.price_in(d) - expected_price_in(d, terms);
    const double shared = 1 - terms.settings.coefficients.contract_risk;
    return scaled(std::max(Money{}, margin), terms.settings.levers[d].contract_gain) -
           yuan(shared * surprise * tonnes);
}

void book_contract(Cell& cell, std::size_t h, const FarmYear& year, const Terms& terms,
                   Sums& sums) {
    Households& households = cell.households;
    if (!(households.traits[h] & on_contract)) return;
    const Money premium = contract_premium(year, cell.district, terms);
    households.business[h] += premium;
    households.cash[h] += premium;
    sums.contract_premium += premium;
    sums.contract_deliveries += year.sales;
}

void book_household(Households& households, std::size_t h, const FarmYear& year) {
    const Money margin = year.sales - year.inputs - year.custody - year.hired;
    households.business[h] += margin;
    households.transfer[h] += year.subsidy;
    households.cash[h] += margin + year.subsidy;
}

void pay_owners(Cell& cell, const Terms& terms, Sums& sums) {
    Households& households = cell.households;
    const double owner = terms.season.cpi * terms.settings.levers[cell.district].owner_subsidy;
    for (std::size_t h = 0; h < households.size(); ++h) {
        const Money subsidy = yuan(owner * in_hectares(households.contracted[h]));
        households.transfer[h] += subsidy;
        households.cash[h] += subsidy;
        sums.owner_subsidy += subsidy;
    }
}

void gather_households(Cell& cell, const Terms& terms, double grain, Scratch& scratch, Sums& sums) {
    Households& households = cell.households;
    const farm_technology::Levers& levers = terms.technology.levers[cell.district];
    const auto operated = [&](std::size_t h) { return households.operated(static_cast<Row>(h)); };
    std::fill(households.grain_kg.begin(), households.grain_kg.end(), 0);
    for_each_draw(
        households, terms.draws, terms.year, draw_weather_plot,
        [&](std::size_t h) { return operated(h).count > 0; },
        [&](std::size_t h, double plot) {
            const double ha = grain * in_hectares(operated(h));
            if (!plants(cell, h, ha, levers, terms, scratch.staff)) {
                households.farm_class[h] = FarmClass::none;
                return;
            }
            const FarmYear year = household_year(cell, h, ha, plot, terms, scratch.staff);
            book_household(households, h, year);
            book_contract(cell, h, year, terms, sums);
            households.grain_kg[h] = static_cast<std::int32_t>(year.grain_kg);
            add(sums.farms, year);
        });
}

void gather_organisations(const Cell& cell, const Terms& terms, double grain,
                          const Organisations& organisations, Result& result) {
    const farm_technology::Levers& levers = terms.technology.levers[cell.district];
    const double yield = cell.base_yield * terms.season.technology[cell.district];
    for (const auto& [row, area] : farmland::organisation_areas(cell.leases)) {
        const std::size_t o = at(row);
        const double here = grain * in_hectares(area);
        const double all = std::max(here, grain * in_hectares(organisations.operated[o]));
        // Labour, cost and capacity follow the whole organisation; the village bears its part.
        const farm_technology::Operator farm{0, 0, 0, 1, organisations.machinery_ha[o]};
        const Key plot = derived_key(organisations.key[o], 0, static_cast<std::uint32_t>(cell.key));
        const double tonnes =
            yield * math::exp(organisations.ability[o]) * plot_factor(cell, plot_draw(plot, terms), terms);
        FarmYear year = farm_year(terms.season, farm, all, tonnes, 1);
        const double part = here / all;
        year.grain_kg = round_half_away(here * tonnes * 1000);
        year.sales = yuan(here * tonnes * terms.season.price_in(cell.district));
        year.hired = scaled(year.hired, part);
        year.inputs = scaled(year.inputs, part) +
                      yuan(terms.season.cpi * terms.season.coefficients.organisation_fee * here);
        year.subsidy = yuan(terms.season.cpi * levers.operator_subsidy * here);
        add(result.sums.organisations, year);
        result.organisations.push_back(
            {row, year, round_half_away(here * yield * 1000), Money{}, Money{}});
    }
}

OrganisationYear& find(std::vector<OrganisationYear>& years, Row row) {
    return *std::find_if(years.begin(), years.end(),
                         [&](const auto& year) { return year.organisation == row; });
}

/// Rents of contracts that are not in dispute this year; a frozen rent stays with the operator.
void pay_rents(Cell& cell, int year, Result& result) {
    const Leases& leases = cell.leases;
    Households& households = cell.households;
    Sums& sums = result.sums;
    for (std::size_t k = 0; k < leases.size(); ++k) {
        if (leases.rent_per_ha[k].count == 0 || leases.disputed_in[k] == year) continue;
        const Money rent = scaled(leases.rent_per_ha[k], in_hectares(leases.area[k]));
        const Row lessor = leases.lessor[k], lessee = leases.lessee[k];
        const bool reserve = lessor == reserve_lessor, organised = is_organisation(lessee);
        if (reserve) {
            cell.collective_cash += rent;
        } else {
            households.property[at(lessor)] += rent;
            households.cash[at(lessor)] += rent;
        }
        if (organised) {
            OrganisationYear& its = find(result.organisations, organisation_of(lessee));
            (reserve ? its.reserve_rent : its.rent) += rent;
            (reserve ? sums.organisation_reserve_rent : sums.organisation_rent) += rent;
        } else {
            households.business[at(lessee)] -= rent;
            households.cash[at(lessee)] -= rent;
            (reserve ? sums.reserve_rent : sums.rent) += rent;
        }
    }
}

/// Who takes day labour: farm workers and unemployed adults at home; failing them, any adult at
/// home; failing those, any member of a household with land.
bool takes_day_labour(const People& people, std::size_t p, int year, int attempt) {
    const int age = year - people.birth_year[p];
    const Work work = people.work[p];
    const bool at_hand = (people.place[p] == home_place) & (age >= 16);
    const bool free = (attempt == 1) | (work == Work::farm) | (work == Work::unemployed);
    return (attempt == 2) | (at_hand & free);
}

void pay_hired(Cell& cell, Money pool, int year, Scratch& scratch) {
    if (pool.count == 0) return;
    Households& households = cell.households;
    const People& people = cell.people;
    std::int64_t total = 0;
    for (int attempt = 0; attempt < 3 && total == 0; ++attempt) {
        scratch.heads.assign(households.size(), 0);
        for (std::size_t p = 0; p < people.size(); ++p) {
            const bool takes = takes_day_labour(people, p, year, attempt);
            scratch.heads[at(people.household[p])] += takes;
            total += takes;
        }
    }
    scratch.parts.resize(households.size());
    apportion(pool, scratch.heads, households.key, scratch.parts);
    for (std::size_t h = 0; h < households.size(); ++h) {
        households.wage[h] += scratch.parts[h];
        households.cash[h] += scratch.parts[h];
    }
}

}  // namespace

Result gather_village(Cell& cell, CellEvents& events, const Terms& terms,
                      const Organisations& organisations, Scratch& scratch) {
    Result result;
    const double cap = terms.technology.levers[cell.district].nongrain_max;
    const double grain = farm_technology::grain_share(cell, cap);
    farm_technology::survey(cell, terms.season, scratch.staff);
    pay_owners(cell, terms, result.sums);
    gather_households(cell, terms, grain, scratch, result.sums);
    gather_organisations(cell, terms, grain, organisations, result);
    pay_rents(cell, terms.year, result);
    pay_hired(cell, result.sums.farms.hired + result.sums.organisations.hired, terms.year, scratch);
    FarmYear all = result.sums.farms;
    add(all, result.sums.organisations);
    events.grain_kg = all.grain_kg;
    events.crop_value = all.sales;
    events.contract_premium = result.sums.contract_premium;
    events.contract_deliveries = result.sums.contract_deliveries;
    events.crop_value_added =
        all.sales - all.inputs - all.custody + result.sums.contract_premium;
    return result;
}

VillageGrain village_grain(const Cell& cell, const Terms& terms, const Organisations& organisations,
                           Scratch& scratch) {
    const farm_technology::Levers& levers = terms.technology.levers[cell.district];
    const double grain = farm_technology::grain_share(cell, levers.nongrain_max);
    farm_technology::survey(cell, terms.season, scratch.staff);
    FarmYear sum;
    for (std::size_t h = 0; h < cell.households.size(); ++h) {
        const Area operated = cell.households.operated(static_cast<Row>(h));
        const double ha = grain * in_hectares(operated);
        if (operated.count <= 0 || !plants(cell, h, ha, levers, terms, scratch.staff)) continue;
        const double plot = plot_draw(cell.households.key[h], terms);
        add(sum, household_year(cell, h, ha, plot, terms, scratch.staff));
    }
    Result result;
    gather_organisations(cell, terms, grain, organisations, result);
    add(sum, result.sums.organisations);
    return {static_cast<double>(sum.grain_kg) / 1000, in_yuan(sum.sales)};
}

Money pay_members(Cell& cell, Row cooperative, Money surplus, Scratch& scratch) {
    Households& households = cell.households;
    scratch.heads.assign(households.size(), 0);
    std::int64_t members = 0;
    for (std::size_t h = 0; h < households.size(); ++h) {
        if (households.cooperative[h] != cooperative) continue;
        scratch.heads[h] = 1;
        ++members;
    }
    if (members == 0) return Money{};
    scratch.parts.resize(households.size());
    apportion(surplus, scratch.heads, households.key, scratch.parts);
    for (std::size_t h = 0; h < households.size(); ++h) {
        households.business[h] += scratch.parts[h];
        households.cash[h] += scratch.parts[h];
    }
    return surplus;
}

}  // namespace changji::harvest
