#include "model/processes/stocktaking.hpp"

#include "model/world/tally_sheet.hpp"

namespace changji::stocktaking {
namespace {

constexpr Area large_farm = hectares(3.33);  // 50 mu, target row of §4.13

bool works_off_farm(Work work) { return work == Work::wage || work == Work::self_employed; }

void count_employee(const People& people, std::size_t p, District here, Tally& tally) {
    ++tally.employees;
    tally.commuters += people.work_district[p] != here;
    tally.employee_wages += people.wage[p];
    if (people.hukou[p] == Hukou::rural) {
        ++tally.employees_rural_hukou;
        tally.wages_rural_hukou += people.wage[p];
    } else {
        ++tally.employees_urban_hukou;
        tally.wages_urban_hukou += people.wage[p];
    }
}

void count_person(const Cell& cell, std::size_t p, int year, TallySheet& sheet) {
    const People& people = cell.people;
    const Place place = people.place[p];
    if (people.hukou[p] != Hukou::outside) {
        const Stratum s = people.hukou[p] == Hukou::rural ? Stratum::rural : Stratum::urban;
        Tally& registered = sheet.at(people.hukou_district[p], s);
        ++registered.registered;
        registered.registered_away += outside_zone(place);
    }
    if (outside_zone(place)) return;
    const District here = residence_district(cell, place);
    Tally& tally = sheet.at(here, residence_stratum(cell, place));
    const int age = year - people.birth_year[p];
    ++(age < 15 ? tally.age_0_14 : age < 65 ? tally.age_15_64 : tally.age_65_up);
    tally.urban_hukou += people.hukou[p] == Hukou::urban;
    ++tally.by_work[static_cast<std::size_t>(people.work[p])];
    if (people.work[p] == Work::wage) count_employee(people, p, here, tally);
    tally.trained += (people.traits[p] & trained) != 0;
    tally.insured +=
        people.work[p] == Work::wage && (people.traits[p] & unemployment_insured) != 0;
    tally.offfarm_rural_hukou +=
        people.hukou[p] == Hukou::rural && works_off_farm(people.work[p]);
}

void count_farms(const Cell& cell, Tally& tally) {
    const Households& households = cell.households;
    for (std::size_t h = 0; h < households.size(); ++h) {
        const Area operated = households.operated(static_cast<Row>(h));
        tally.contracted += households.contracted[h];
        tally.land_households += households.contracted[h].count > 0;
        tally.lessors += households.leased_out[h].count > 0;
        tally.lessees += households.leased_in[h].count > 0;
        tally.certified += households.contracted[h].count > 0 &&
                           (households.traits[h] & land_certified) != 0;
        if (operated.count <= 0) continue;
        tally.cooperative_members += households.cooperative[h] != no_row;
        tally.operated += operated;
        ++tally.farms;
        tally.family_farms += households.farm_class[h] == FarmClass::family_farm;
        tally.smart_farms += (households.traits[h] & smart_farming) != 0;
        tally.online_households += (households.traits[h] & sells_online) != 0;
        tally.contract_farms += (households.traits[h] & on_contract) != 0;
        if (operated >= large_farm) tally.operated_by_large += operated;
    }
}

void count_leases(const Cell& cell, Tally& tally) {
    const Leases& leases = cell.leases;
    for (std::size_t k = 0; k < leases.size(); ++k) {
        tally.leased += leases.area[k];
        if (is_organisation(leases.lessee[k])) {
            tally.operated += leases.area[k];
            tally.operated_by_large += leases.area[k];
        }
        if (leases.kin[k]) {
            tally.kin_leased += leases.area[k];
        } else {
            tally.rent_area += leases.area[k];
            tally.rent_paid += scaled(leases.rent_per_ha[k], in_hectares(leases.area[k]));
        }
    }
}

/// Houses, certificates, and who settled in a town and kept the homestead qualification.
void count_rights(const Cell& cell, Tally& tally) {
    const Households& households = cell.households;
    for (std::size_t h = 0; h < households.size(); ++h) {
        const std::uint8_t held = households.rights[h];
        if (!held) continue;
        if (held & house_use) {
            ++tally.houses;
            tally.idle_houses += households.house[h] == House::idle;
            tally.leased_houses += households.house[h] == House::leased;
            if (households.house[h] == House::leased) tally.house_rent += cell.house_rent;
            tally.certified_houses += (held & house_certified) != 0;
        }
        if (!(held & (qualification | gave_up_rights))) continue;
        const auto first = static_cast<std::size_t>(households.first_member[h]);
        if (cell.people.hukou[first] != Hukou::urban) continue;
        ++tally.settled_holders;
        tally.settled_kept += (held & qualification) != 0;
    }
    for (std::size_t b = 0; b < bundle_count; ++b) tally.exits_so_far[b] += cell.exits_so_far[b];
    ++tally.villages;
    tally.logistics_villages += cell.has_logistics;
    tally.village_equity += cell.village_equity;
    tally.exchange_villages += cell.on_exchange;
    tally.contracts += static_cast<std::int64_t>(cell.leases.size());
    tally.returned_homestead += cell.returned_homestead;
    tally.exited_homestead += cell.exited_homestead;
}

void count_village(const Cell& cell, Tally& tally) {
    tally.contracted += cell.reserve;
    tally.idle += cell.reserve - cell.reserve_leased;
    for (std::size_t u = 0; u < land_use_count; ++u) tally.land[u] += cell.land[u];
    const Area cultivated = cell.land[index(LandUse::permanent_basic_farmland)] +
                            cell.land[index(LandUse::other_cultivated)];
    tally.cultivated += cultivated;
    tally.nongrain += scaled(cultivated, cell.specialty_share);
    if (!cell.is_village()) return;
    count_farms(cell, tally);
    count_leases(cell, tally);
    count_rights(cell, tally);
}

void count_right_events(const Cell& cell, const CellEvents& events, Tally& tally) {
    for (std::size_t b = 0; b < bundle_count; ++b) tally.exits[b] += events.exits[b];
    tally.unfunded_offers += events.unfunded_offers;
    tally.houses_let += events.houses_let;
    tally.share_sales += events.share_sales;
    tally.disputes += events.disputes;
    tally.rights_violations += events.rights_violations;
    tally.exchange_area += events.exchange_area;
    if (cell.on_exchange) tally.exchange_area += events.newly_leased;
    tally.returnee_startups += events.returnee_startups;
    tally.upskilled += events.upskilled;
}

void count_events(const CellEvents& events, Tally& tally) {
    tally.births += events.births - events.births_away;
    tally.deaths += events.deaths - events.deaths_away;
    tally.unions += events.unions;
    tally.moved_to_town += events.moved_to_town;
    tally.moved_in_place += events.moved_in_place;
    tally.left_zone += events.left_zone;
    tally.returned += events.returned;
    tally.arrived += events.arrived;
    tally.settled += events.settled;
    tally.settled_in_place += events.settled_in_place;
    tally.hired += events.hired;
    tally.separated += events.separated;
    tally.newly_trained += events.trained;
    tally.startups += events.startups;
    tally.grain_kg += events.grain_kg;
    tally.crop_value += events.crop_value;
    tally.specialty_value += events.specialty_value;
    tally.crop_value_added += events.crop_value_added;
    tally.newly_leased += events.newly_leased;
}

void count_insurance(const CellEvents& events, Tally& tally) {
    tally.grain_farms += events.grain_farms;
    tally.insured_farms += events.insured_farms;
    tally.grain_area += events.grain_area;
    tally.insured_area += events.insured_area;
    tally.sum_insured += events.sum_insured;
    tally.premiums += events.premiums;
    tally.farmer_premiums += events.farmer_premiums;
    tally.indemnities += events.indemnities;
    tally.bare_value += events.bare_value;
    tally.bare_squares += events.bare_squares;
    tally.covered_value += events.covered_value;
    tally.covered_squares += events.covered_squares;
}

/// What a village sees of itself this year.
struct LocalYear {
    double farm_business = 0, farm_workers = 0, operated_ha = 0, farms = 0, smart = 0;
    double income = 0, heads = 0;
    std::array<double, place_count> at{};
};

LocalYear look_around(const Cell& cell) {
    LocalYear local;
    const Households& households = cell.households;
    for (std::size_t h = 0; h < households.size(); ++h) {
        local.income += in_yuan(households.wage[h] + households.business[h] +
                                households.property[h] + households.transfer[h]);
        const Area operated = households.operated(static_cast<Row>(h));
        if (operated.count <= 0) continue;
        local.farms += 1;
        local.operated_ha += in_hectares(operated);
        local.smart += (households.traits[h] & smart_farming) != 0;
        local.farm_business += in_yuan(households.business[h]);
    }
    for (std::size_t p = 0; p < cell.people.size(); ++p) {
        local.at[cell.people.place[p].code] += 1;
        local.farm_workers += cell.people.work[p] == Work::farm;
        local.heads += !outside_zone(cell.people.place[p]);
    }
    return local;
}

double towards(double expected, double realised, double gain) {
    return expected > 0 ? expected + gain * (realised - expected) : realised;
}

}  // namespace

void count(World& world) {
    count_cells(world, [&](std::size_t i, TallySheet& sheet) {
        const Cell& cell = world.cells[i];
        for (std::size_t p = 0; p < cell.people.size(); ++p) {
            count_person(cell, p, world.year, sheet);
        }
        Tally& home = sheet.at(cell.district, cell.stratum);
        count_village(cell, home);
        count_events(world.events[i], home);
        count_right_events(cell, world.events[i], home);
        count_insurance(world.events[i], home);
        home.finance_stations += cell.finance_station;
    });
}

void learn(World& world, double gain) {
    parallel_for(world.cells.size(), [&](std::size_t i) {
        Cell& cell = world.cells[i];
        const LocalYear local = look_around(cell);
        cell.neighbours_at = local.at;
        if (local.heads > 0) {
            cell.income_per_head = towards(cell.income_per_head, local.income / local.heads, gain);
        }
        if (local.farms > 0) {
            cell.farm_size = local.operated_ha / local.farms;
            cell.smart_share = local.smart / local.farms;
        }
        if (local.farm_workers > 0) {
            cell.farm_income_per_worker = towards(cell.farm_income_per_worker,
                                                  local.farm_business / local.farm_workers, gain);
        }
    });
}

}  // namespace changji::stocktaking
