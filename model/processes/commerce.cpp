#include "model/processes/commerce.hpp"

#include <algorithm>

#include "model/base/parallel.hpp"
#include "model/scenario/plan_items.hpp"
#include "model/world/household_draws.hpp"
#include "model/zone/decision.hpp"

namespace changji::commerce {
namespace {

/// Households whose fixed draw lies below the share trade online; without logistics nobody does.
void connect(Cell& cell, double share, const Draws& draws) {
    Households& households = cell.households;
    for (std::uint8_t& traits : households.traits)
        traits = static_cast<std::uint8_t>(traits & ~sells_online);
    if (!cell.has_logistics) return;
    for_each_draw(
        households, draws, first_year, draw_online, [](std::size_t) { return true; },
        [&](std::size_t h, double u) {
            if (u < share) households.traits[h] |= sells_online;
        });
}

void connect_villages(World& world, const Settings& settings, const Draws& draws) {
    const std::size_t item = plan_item_index("P5b");
    const World& seen = world;
    parallel_for(world.cells.size(), [&](std::size_t i) {
        Cell& cell = world.cells[i];
        if (!cell.is_village()) return;
        cell.has_logistics =
            village_draw(cell, item) < settings.levers[cell.district].logistics ? 1 : 0;
        connect(cell, seen.districts[cell.district].online_share, draws);
    });
}

}  // namespace

void open(World& world, const Settings& settings, const Draws& draws) {
    for (DistrictState& state : world.districts)
        state.online_share = settings.coefficients.online_2019;
    connect_villages(world, settings, draws);
}

void step(World& world, const Settings& settings, const Draws& draws) {
    for (std::size_t d = 0; d < district_count; ++d) {
        DistrictState& state = world.districts[d];
        const Levers& l = settings.levers[d];
        state.online_share =
            std::max(state.online_share,
                     std::min(l.adoption, state.online_share + settings.coefficients.step));
        state.cost_of_living_gain = l.cost_of_living;
    }
    connect_villages(world, settings, draws);
}

}  // namespace changji::commerce
