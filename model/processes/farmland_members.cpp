#include "model/processes/farmland_members.hpp"

#include <algorithm>

#include "model/world/household_draws.hpp"
#include "model/zone/decision.hpp"

namespace changji::farmland {

namespace {

constexpr std::int64_t family_farm_floor = 20000;  // m²

}  // namespace

double next_cooperative_share(double now, double target, double step) {
    return std::max(now, std::min(target, now + step));
}

void join_cooperative(Cell& cell, Row cooperative, double share, const Draws& draws) {
    Households& households = cell.households;
    if (cooperative == no_row) return;
    const auto outsider = [&](std::size_t h) {
        const bool land = households.contracted[h].count + households.leased_in[h].count > 0;
        return block::all(households.cooperative[h] == no_row, land);
    };
    for_each_draw(households, draws, first_year, draw_cooperative, outsider,
                  [&](std::size_t h, double u) {
                      if (u < share) households.cooperative[h] = cooperative;
                  });
}

void choose_custody(Cell& cell, double share, const farm_technology::Staff& staff,
                    const Draws& draws) {
    Households& households = cell.households;
    for (std::uint8_t& traits : households.traits) {
        traits = static_cast<std::uint8_t>(traits & ~uses_custody);
    }
    const auto offered = [&](std::size_t h) {
        return block::all(staff.eldest[h] > 60, households.operated(static_cast<Row>(h)).count > 0);
    };
    for_each_draw(households, draws, first_year, draw_custody, offered,
                  [&](std::size_t h, double u) {
                      if (u < share) households.traits[h] |= uses_custody;
                  });
}

void found_family_farms(Cell& cell, const Settings& settings, double cpi, int year, const Draws& draws,
                        Ledger& ledger) {
    const Levers& levers = settings.levers[cell.district];
    const double machinery_price = settings.coefficients.machinery_price;
    Households& households = cell.households;
    const Money grant = yuan(levers.family_farm_grant * cpi);
    for (std::size_t h = 0; h < households.size(); ++h) {
        if (households.farm_class[h] == FarmClass::family_farm) continue;
        if (households.operated(static_cast<Row>(h)).count < family_farm_floor) continue;
        const double u = draws.uniform(households.key[h], year, draw_family_farm);
        if (u >= levers.family_farm_entry) continue;
        households.farm_class[h] = FarmClass::family_farm;
        if (grant.count <= 0) continue;
        // A subsidy on production: transfer income. The machine is an investment, not a cost.
        ledger.post(Item::machinery_grant, cell.district, cell.district, grant);
        ledger.pay_out(Item::crop_inputs, cell.district, grant);
        households.transfer[h] += grant;
        households.machinery_ha[h] +=
            static_cast<float>(levers.family_farm_grant / machinery_price);
    }
}

}  // namespace changji::farmland
