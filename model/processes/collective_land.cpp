#include "model/processes/collective_land.hpp"

#include "model/base/math.hpp"
#include "model/scenario/plan_items.hpp"

namespace changji::collective_land {
namespace {

constexpr std::size_t blank_item = 0xB1A0;  // number of the fixed draw that makes a village blank

}  // namespace

const VillageItems& village_items() {
    static const VillageItems items{plan_item_index("T2.1"), plan_item_index("T2.2"),
                                    plan_item_index("T2.3"), plan_item_index("T2.6"),
                                    plan_item_index("T2.8"), plan_item_index("T2.9")};
    return items;
}

std::size_t grade_of(const Cell& cell) {
    return cell.minutes_to_centre <= 15 ? 0 : cell.minutes_to_centre <= 30 ? 1 : 2;
}

double site_factor(const Cell& cell, const Coefficients& c) {
    return math::exp(-c.decay * cell.minutes_to_centre);
}

double tenure_factor(const Levers& l) {
    return (1 - l.tenure_discount) * (1 + l.mixed);
}

double entry_cost(const Coefficients& c, double cpi, bool offsite) {
    return cpi * (c.compensation + c.service_cost + (offsite ? c.reclaim_cost : 0.0));
}

double open_share(const Cell& cell, double planning, const Levers& l, const Coefficients& c) {
    const bool blank = village_draw(cell, blank_item) < c.blank_share;
    return planning * (blank ? 1 - l.negative_list : 1.0);
}

void open(World& world, const Settings& settings) {
    world.parcels = {};
    for (DistrictState& district : world.districts)
        district.land_price.fill(settings.coefficients.price_2019);
    for (Cell& cell : world.cells) {
        cell.idle_commercial = scaled(cell.land[index(LandUse::collective_commercial)],
                                      settings.coefficients.idle_2019);
        cell.waiting = cell.entered = cell.reused_commercial = Area{};
    }
}

}  // namespace changji::collective_land
