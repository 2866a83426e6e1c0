#pragma once

#include <cstdint>

#include "model/base/random.hpp"
#include "model/zone/decision.hpp"
#include "model/zone/zone.hpp"

/// Indices of the draws behind draw_synthesis, one list per kind of agent. Append only.
namespace changji::population {

enum class CellDraw : std::uint32_t {
    size,
    minutes,
    river,
    yield,
    specialty,
    land_per_head,
    order
};
enum class HouseholdDraw : std::uint32_t { contract, ability, outside_place, home };
enum class PersonDraw : std::uint32_t { ability, schooling, work, commute, years, status };

inline double cell_draw(Key cell, CellDraw which, std::uint32_t seed) {
    return Draws{seed, 0}.uniform(cell, first_year, draw_synthesis,
                                  static_cast<std::uint32_t>(which));
}
inline Draws::Pair household_draw(Key household, HouseholdDraw which, std::uint32_t seed) {
    return Draws{seed, 0}.pair(household, first_year, draw_synthesis,
                               static_cast<std::uint32_t>(which));
}
inline Draws::Pair person_draw(Key person, PersonDraw which, std::uint32_t seed) {
    return Draws{seed, 0}.pair(person, first_year, draw_synthesis,
                               static_cast<std::uint32_t>(which));
}

}  // namespace changji::population
