#include "model/simulation/land_audit.hpp"

#include <algorithm>
#include <string>

#include "model/base/check.hpp"

namespace changji::land_audit {
namespace {

[[noreturn]] void fail(const char* account, const std::string& place, std::int64_t off,
                       const char* unit) {
    throw BalanceError("the books do not balance: " + std::string(account) + " in " + place +
                       " is off by " + std::to_string(off) + " " + unit);
}

PerDistrict<Area> construction_of(const World& world) {
    PerDistrict<Area> stock;
    for (const Cell& cell : world.cells) stock[cell.district] += land::construction(cell);
    return stock;
}

void check_ledgers(const World& world, const Opening& opening,
                   const PerDistrict<land::Levers>& levers) {
    const PerDistrict<Area> stock = construction_of(world);
    for (std::size_t d = 0; d < district_count; ++d) {
        const DistrictState& state = world.districts[d];
        const std::string place(district_names[d].key);
        for (const Area ledger : {state.cultivated_credit, state.construction_quota}) {
            if (ledger.count < 0) fail("land ledger", place, ledger.count, "m2");
        }
        const Area booked = state.construction_2019 + state.land_record.quota_granted -
                            state.land_record.quota_sold - state.construction_quota;
        if (stock[d] != booked) fail("construction land", place, (stock[d] - booked).count, "m2");
        const Area most = std::max(land::ceiling(state, levers[d]), opening.construction[d]);
        if (stock[d] > most)
            fail("ceiling of construction land", place, (stock[d] - most).count, "m2");
    }
}

/// Collective lots in use by the cell they lie in.
std::vector<Area> held_by_cell(const World& world) {
    std::vector<Area> held(world.cells.size());
    const Parcels& parcels = world.parcels;
    for (std::size_t p = 0; p < parcels.size(); ++p) {
        if (parcels.in_force[p] && parcels.mode[p] != LandMode::state)
            held[static_cast<std::size_t>(parcels.site[p])] += parcels.area[p];
    }
    return held;
}

void check_cells(const World& world, const Opening& opening) {
    const std::vector<Area> held = held_by_cell(world);
    for (std::size_t i = 0; i < world.cells.size(); ++i) {
        const Cell& cell = world.cells[i];
        const auto at_most = [&](const char* account, Area part, LandUse use) {
            const Area whole = cell.land[index(use)];
            if (part.count < 0 || part > whole)
                fail(account, "cell " + std::to_string(i), (part - whole).count, "m2");
        };
        const auto fixed = [&](const char* account, Area before, LandUse use) {
            const Area now = cell.land[index(use)];
            if (now != before)
                fail(account, "cell " + std::to_string(i), (now - before).count, "m2");
        };
        fixed("basic farmland", opening.basic_farmland[i], LandUse::permanent_basic_farmland);
        fixed("ecological land", opening.ecological[i], LandUse::ecological);
        at_most("idle, reused and held commercial land",
                cell.idle_commercial + cell.reused_commercial + held[i],
                LandUse::collective_commercial);
        at_most("idle commercial land", cell.idle_commercial, LandUse::collective_commercial);
        at_most("returned homesteads", cell.returned_homestead, LandUse::homestead);
        if (cell.waiting > cell.idle_commercial)
            fail("lots on offer", "cell " + std::to_string(i),
                 (cell.waiting - cell.idle_commercial).count, "m2");
    }
}

void check_money(const World& world) {
    for (std::size_t d = 0; d < district_count; ++d) {
        const LandFlows& f = world.districts[d].land_flows;
        const Money off = f.proceeds - f.cost - f.levy - f.leak - f.town - f.village - f.members;
        if (off.count != 0)
            fail("proceeds of collective land", std::string(district_names[d].key), off.count,
                 "fen");
    }
}

}  // namespace

Opening open(const World& world) {
    Opening opening;
    for (const Cell& cell : world.cells) {
        opening.basic_farmland.push_back(cell.land[index(LandUse::permanent_basic_farmland)]);
        opening.ecological.push_back(cell.land[index(LandUse::ecological)]);
    }
    opening.construction = construction_of(world);
    return opening;
}

void close(const World& world, const Opening& opening, const PerDistrict<land::Levers>& levers) {
    check_ledgers(world, opening, levers);
    check_cells(world, opening);
    check_money(world);
}

}  // namespace changji::land_audit
