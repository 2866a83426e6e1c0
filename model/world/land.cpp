#include "model/world/land.hpp"

#include <algorithm>

namespace changji::land {

namespace {

bool is_construction(LandUse use) {
    return use == LandUse::homestead || use == LandUse::collective_commercial ||
           use == LandUse::collective_public || use == LandUse::state_construction ||
           use == LandUse::transport_and_water;
}

struct Effects {
    Area credit, quota, cultivated, facilities;  ///< changes of the district's accounts
};

Effects effects_of(Transition change, Area area) {
    constexpr LandUse field = LandUse::other_cultivated, facility = LandUse::facility_and_orchard;
    Effects e;
    const bool was_built = is_construction(change.from), is_built = is_construction(change.to);
    if (change.to == field) {
        e.cultivated += area;
        e.credit += area;
        if (was_built) e.quota += area;
    }
    if (change.from == field) {
        e.cultivated -= area;
        if (is_built) e.credit -= area;
    }
    if (is_built && !was_built) e.quota -= area;
    if (change.to == facility) e.facilities += area;
    if (change.from == facility) {
        e.facilities -= area;
        e.credit = {};  // or land taken out for facilities and put back would earn credit
    }
    return e;
}

}  // namespace

double red_line(int year, const Levers& levers) {
    if (levers.red_line_on < 0.5) return 0;
    const double way = std::clamp((year - first_year) / 16.0, 0.0, 1.0);
    return 1 + way * (levers.red_line_ratio - 1);
}

Area construction(const Cell& cell) {
    Area sum;
    for (std::size_t use = 0; use < land_use_count; ++use) {
        if (is_construction(static_cast<LandUse>(use))) sum += cell.land[use];
    }
    return sum;
}

Area ceiling(const DistrictState& district, const Levers& levers) {
    return scaled(district.construction_2019, levers.ceiling / construction_2019_ha) +
           district.land_record.quota_granted - district.land_record.quota_sold;
}

Area usable_quota(const DistrictState& district, const Levers& levers) {
    const Area stock = district.construction_2019 + district.land_record.quota_granted -
                       district.land_record.quota_sold - district.construction_quota;
    return std::max(Area{}, std::min(district.construction_quota,
                                     ceiling(district, levers) - stock));
}

void open(World& world) {
    for (DistrictState& state : world.districts) {
        state.construction_2019 = Area{};
        state.land_record = {};
        state.land_flows = {};
        state.cultivated_2019 = state.cultivated_now = Area{};
        state.cultivated_credit = state.construction_quota = Area{};
        state.converted_to_facilities = Area{};
    }
    for (const Cell& cell : world.cells) {
        DistrictState& state = world.districts[cell.district];
        const Area area = cell.land[index(LandUse::permanent_basic_farmland)] +
                          cell.land[index(LandUse::other_cultivated)];
        state.construction_2019 += construction(cell);
        state.cultivated_2019 += area;
        state.cultivated_now += area;
    }
}

Verdict convert(Cell& cell, DistrictState& district, Transition change, Area area,
                double line_share) {
    if (!allowed(change.from, change.to) || area.count < 0) return Verdict::not_a_transition;
    if (cell.land[index(change.from)] < area) return Verdict::not_enough_land;
    const Effects e = effects_of(change, area);
    const Area credit = district.cultivated_credit + e.credit;
    const Area quota = district.construction_quota + e.quota;
    if (e.credit.count < 0 && credit.count < 0) return Verdict::no_cultivated_credit;
    if (e.quota.count < 0 && quota.count < 0) return Verdict::no_construction_quota;
    const Area cultivated = district.cultivated_now + e.cultivated;
    const Area facilities = district.converted_to_facilities + e.facilities;
    const Area protected_land = cultivated + std::max(facilities, Area{});
    const bool shrinks = (e.cultivated + e.facilities).count < 0;
    if (shrinks && protected_land < scaled(district.cultivated_2019, line_share))
        return Verdict::below_red_line;
    cell.land[index(change.from)] -= area;
    cell.land[index(change.to)] += area;
    district.cultivated_credit = credit;
    district.construction_quota = quota;
    district.cultivated_now = cultivated;
    district.converted_to_facilities = facilities;
    return Verdict::done;
}

}  // namespace changji::land
