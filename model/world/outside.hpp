#pragma once

#include <array>

namespace changji {

/// Places outside the zone: pay, chances, services and house prices relative to the zone's towns.
struct OutsidePlace {
    double pay, chance, services, house_price, minutes;
};
/// \source assumption; the constants a_k are solved on top, so only differences over time matter.
constexpr std::array<OutsidePlace, 3> outside_places{{
    {1.15, 0.95, 0.75, 1.3, 70}, {0.95, 0.94, 0.65, 0.8, 180}, {1.35, 0.95, 0.80, 1.8, 480}}};

}  // namespace changji
