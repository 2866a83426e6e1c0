#pragma once

#include "model/processes/rights.hpp"
#include "tests/support/small_cell.hpp"

namespace changji::test {

constexpr std::uint8_t all_rights = contract_right | qualification | house_use | member_share;

/// Families settled in Jiutai's town with a dwelling there; everybody would return the land.
struct SettledVillage {
    World world;
    rights::Settings settings = base_settings<rights::Settings>();

    explicit SettledVillage(int families = 40, Place place = town_of(District::jiutai)) {
        world = world_of(
            {small_cell(Stratum::rural,
                        std::vector<Family>(static_cast<std::size_t>(families),
                                            {{40, Work::wage, place}, {38, Work::home, place}}))});
        Cell& c = cell();
        for (std::size_t h = 0; h < c.households.size(); ++h) {
            c.households.rights[h] = all_rights;
            c.households.house[h] = House::occupied;
            c.households.homestead[h] = Area{900};
            c.households.shares[h] = 1;
            c.households.traits[h] |= urban_home;
            c.households.income_before[h] = yuan(80000);
        }
        c.land[index(LandUse::homestead)] = Area{900 * families};
        c.rent_per_ha = yuan(3630);
        c.house_rent = yuan(1800);
        world.year = 2020;
        world.districts[District::jiutai].budget.reform = yuan(1e9);
        settings.pilot[District::jiutai] = 1;
        settings.coefficients.exit_house = 50;
    }
    Cell& cell() { return world.cells[0]; }
    Households& households() { return world.cells[0].households; }
    CellEvents& events() { return world.events[0]; }
    void open_all() {
        settings.menu[District::jiutai] = {1, 255};
        rights::Levers& l = settings.levers[District::jiutai];
        l.exit_contract = l.exit_qualification = l.exit_share = l.keep_qualification = 1;
    }
    void transfer() { rights::transfer(world, settings, Draws{}); }
};

}  // namespace changji::test
