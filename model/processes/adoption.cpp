#include "model/processes/adoption.hpp"

#include <algorithm>

#include "model/base/parallel.hpp"
#include "model/zone/decision.hpp"

namespace changji::adoption {

double hazard(double village_share, bool schooled, double ha, const Levers& levers,
              double technology_rate, const Coefficients& c) {
    const double base = levers.start + c.peers * village_share + (schooled ? c.schooling : 0) +
                        c.size * math::log(1 + ha) + technology_rate + levers.transfer_centre;
    return std::clamp(base * (1 + levers.outreach), 0.0, 1.0);
}

namespace {

/// Someone at home with twelve years of schooling.
bool schooled(const Cell& cell, std::size_t h) {
    const auto first = static_cast<std::size_t>(cell.households.first_member[h]);
    const auto end = first + static_cast<std::size_t>(cell.households.members[h]);
    for (std::size_t p = first; p < end; ++p)
        if (cell.people.place[p] == home_place && years_of(cell.people.education[p]) >= 12)
            return true;
    return false;
}

struct Village {
    const Levers& levers;
    const Coefficients& coefficients;
    double technology_rate = 0, ceiling = 0;
};

bool adopts(const Cell& cell, std::size_t h, double ha, int year, const Village& v,
            const Draws& draws) {
    const double u = draws.uniform(cell.households.key[h], year, draw_adoption);
    if (u >= v.ceiling) return false;
    return u < hazard(cell.smart_share, schooled(cell, h), ha, v.levers, v.technology_rate,
                      v.coefficients);
}

void adopt_in(Cell& cell, int year, const Village& v, const Draws& draws) {
    Households& households = cell.households;
    std::int64_t farms = 0, smart = 0;
    for (std::size_t h = 0; h < households.size(); ++h) {
        const Area operated = households.operated(static_cast<Row>(h));
        if (operated.count <= 0) continue;
        ++farms;
        std::uint8_t& traits = households.traits[h];
        if (!(traits & smart_farming) && adopts(cell, h, in_hectares(operated), year, v, draws))
            traits = static_cast<std::uint8_t>(traits | smart_farming);
        smart += (traits & smart_farming) != 0;
    }
    if (farms > 0) cell.smart_share = static_cast<double>(smart) / static_cast<double>(farms);
}

void grow_technology(World& world, const farm_technology::Settings& technology) {
    double mean = 0;
    for (std::size_t d = 0; d < district_count; ++d) {
        double& level = world.districts[d].technology;
        level +=
            technology.coefficients.technology_growth + 0.2 * technology.levers[d].technology_rate;
        mean += level / district_count;
    }
    world.zone.technology = mean;
}

}  // namespace

void step(World& world, const Settings& settings, const farm_technology::Settings& technology,
          const Draws& draws) {
    grow_technology(world, technology);
    constexpr double largest_farm = 2048;  // ha; spares the logarithm where the draw is above
    parallel_for(world.cells.size(), [&](std::size_t c) {
        Cell& cell = world.cells[c];
        if (!cell.is_village()) return;
        const Levers& levers = settings.levers[cell.district];
        const double rate = technology.levers[cell.district].technology_rate;
        const double ceiling =
            hazard(cell.smart_share, true, largest_farm, levers, rate, settings.coefficients);
        adopt_in(cell, world.year, {levers, settings.coefficients, rate, ceiling}, draws);
    });
}

}  // namespace changji::adoption
