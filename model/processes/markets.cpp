#include "model/processes/markets.hpp"

#include <algorithm>
#include <vector>

#include "model/base/math.hpp"
#include "model/world/land.hpp"

namespace changji::markets {
namespace {

constexpr std::array belt_districts{District::food_zone, District::changyi, District::yongji};
constexpr int belt_years = 5;

bool near_auction(const World& world, std::size_t d, const Coefficients& c) {
    constexpr std::size_t market = index(District::jingyue);
    return d == market || world.minutes[d][market] <= c.auction_minutes;
}

double cold_stores_of_zone(const Settings& settings) {
    double sum = 0;
    for (const Levers& levers : settings.levers) sum += levers.cold_stores;
    return sum / static_cast<double>(district_count);
}

void set_prices(World& world, std::size_t d, const Settings& settings) {
    const Coefficients& c = settings.coefficients;
    const Levers& l = settings.levers[d];
    const Levers base = base_values<Levers>();
    DistrictState& state = world.districts[d];
    const District district = district_at(d);
    const bool anchored = district == District::jiutai || district == District::yongji;
    state.grain_premium = math::exp(anchored ? l.grain_premium : 0.0) *
                          (near_auction(world, d, c) ? 1.0 + l.auction_spread : 1.0);
    // the mean of the years before: a floor that fell with this year's price would hold nothing
    state.price_floor = l.storage_floor * world.zone.corn_price_mean;
    state.cold_storage += yuan(cold_stores_of_zone(settings));
    state.specialty_factor =
        organic_factor(l, c) / organic_factor(base, c) *
        (kept_share(l, in_yuan(state.cold_storage), c) / kept_share(base, 0, c));
    state.satellite_factor = 1.0 + c.ginseng_share * (math::exp(l.ginseng_premium) - 1.0);
}

Area belt_land(const Cell& cell) { return cell.land[index(LandUse::other_cultivated)]; }

/// Turns land of one village to facilities; what it grows there is no grain.
Area build(Cell& cell, DistrictState& state, Area wanted, double nongrain_max) {
    const Area fields = cell.land[index(LandUse::permanent_basic_farmland)] + belt_land(cell) +
                        cell.facility_crops;
    const double room = nongrain_max - cell.specialty_share;
    const Area area = std::min({wanted, belt_land(cell), scaled(fields, std::max(0.0, room))});
    if (area.count <= 0) return {};
    const land::Transition change{LandUse::other_cultivated, LandUse::facility_and_orchard};
    if (land::convert(cell, state, change, area, 0) != land::Verdict::done) return {};
    cell.facility_crops += area;
    cell.specialty_share +=
        static_cast<double>(area.count) / static_cast<double>(fields.count);
    return area;
}

/// One district's yearly fifth of the belt: villages by access, each a small part of its land.
void grow_belt(World& world, District district, Area step, Area aim, const Settings& settings) {
    DistrictState& state = world.districts[district];
    Area left = std::min(step, aim - state.facilities_planned);
    if (left.count <= 0) return;
    std::vector<std::size_t> villages;
    for (std::size_t i = 0; i < world.cells.size(); ++i)
        if (world.cells[i].is_village() && world.cells[i].district == district)
            villages.push_back(i);
    std::stable_sort(villages.begin(), villages.end(), [&](std::size_t a, std::size_t b) {
        return world.cells[a].minutes_to_centre < world.cells[b].minutes_to_centre;
    });
    for (const std::size_t i : villages) {
        if (left.count <= 0) break;
        Cell& cell = world.cells[i];
        const Area most = scaled(belt_land(cell), settings.coefficients.belt_step);
        const Area done =
            build(cell, state, std::min(left, most), settings.nongrain_max[district]);
        left -= done;
        state.facilities_planned += done;
    }
}

/// Districts share the belt by their other cultivated land; a sample builds its part.
void grow_belts(World& world, const Settings& settings) {
    PerDistrict<double> land{};
    double all = 0;
    for (const Cell& cell : world.cells)
        if (cell.is_village()) land[cell.district] += in_hectares(belt_land(cell));
    for (const District d : belt_districts)
        all += land[d] * world.weight[index(d)][index(Stratum::rural)];
    if (all <= 0) return;
    for (const District d : belt_districts) {
        const double wanted = settings.levers[d].specialty_belt * land[d] / all;
        if (wanted <= 0) continue;
        grow_belt(world, d, hectares(wanted / belt_years), hectares(wanted), settings);
    }
}

}  // namespace

double organic_factor(const Levers& l, const Coefficients& c) {
    return 1.0 + l.organic_share * (c.organic_yield * math::exp(l.organic_premium) - 1.0);
}

double kept_share(const Levers& l, double stores_yuan, const Coefficients& c) {
    return 1.0 - l.cold_loss * std::max(0.0, 1.0 - c.cold_effect * stores_yuan / 1e8);
}

void step(World& world, const Settings& settings) {
    for (std::size_t d = 0; d < district_count; ++d) set_prices(world, d, settings);
    grow_belts(world, settings);
}

}  // namespace changji::markets
