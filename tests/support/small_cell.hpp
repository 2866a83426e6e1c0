#pragma once

#include <vector>

#include "model/base/random.hpp"
#include "model/world/regroup.hpp"
#include "model/world/world.hpp"
#include "tests/support/farm_world.hpp"

/// Worlds of a few named people, for tests that follow each of them.
namespace changji::test {

using Family = std::vector<PersonSpec>;

/// A cell of Jiutai with the given households; keys of persons are the cell's key + 1, 2, 3 …
inline Cell small_cell(Stratum stratum, const std::vector<Family>& families, double ha = 1.0,
                       Key key = 1000) {
    Cell cell;
    cell.key = key;
    cell.district = District::jiutai;
    cell.stratum = stratum;
    Key person = key;
    for (std::size_t h = 0; h < families.size(); ++h) {
        add_household(cell, key + 500 + h, ha, 1000);
        for (const PersonSpec& member : families[h]) {
            add_person(cell, ++person, member);
            const std::size_t p = cell.people.size() - 1;
            cell.people.sex[p] = p % 2 == 0 ? Sex::female : Sex::male;
            cell.people.hukou[p] = stratum == Stratum::rural ? Hukou::rural : Hukou::urban;
            cell.people.years_in_place[p] = 5;
            if (member.work == Work::pupil) cell.people.in_school[p] = 1;
        }
    }
    cell.land[index(LandUse::permanent_basic_farmland)] =
        hectares(ha * static_cast<double>(families.size()));
    return cell;
}

inline void marry(Cell& cell, Row a, Row b) {
    cell.people.partner[static_cast<std::size_t>(a)] = b;
    cell.people.partner[static_cast<std::size_t>(b)] = a;
}

/// A lease between two households or the reserve; both sides booked.
inline void lease(Cell& cell, Row lessor, Row lessee, Area area) {
    Leases& leases = cell.leases;
    table::resize(leases, leases.size() + 1);
    leases.lessor.back() = lessor;
    leases.lessee.back() = lessee;
    leases.area.back() = area;
    leases.rent_per_ha.back() = yuan(3630);
    leases.last_year.back() = 2030;
    if (lessor == reserve_lessor) {
        cell.reserve_leased += area;
    } else {
        cell.households.leased_out[static_cast<std::size_t>(lessor)] += area;
    }
    if (!is_organisation(lessee))
        cell.households.leased_in[static_cast<std::size_t>(lessee)] += area;
}

inline World world_of(std::vector<Cell> cells) {
    World world;
    world.cells = std::move(cells);
    world.events.resize(world.cells.size());
    for (std::size_t d = 0; d < district_count; ++d) {
        world.weight[d] = {1, 1};
        for (std::size_t e = 0; e < district_count; ++e) world.minutes[d][e] = d == e ? 15 : 50;
    }
    return world;
}

}  // namespace changji::test
