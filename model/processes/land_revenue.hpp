#pragma once

#include <array>

#include "model/base/quantity.hpp"
#include "model/world/parcels.hpp"

/// Where a payment for collective construction land goes, eqs. (25) and (26).
namespace changji::collective_land {

/// Shares of a payment, all but the last of what is left after the ones before.
struct Terms {
    double cost = 0;               ///< of the payment: actual cost of the land
    double levy = 0;               ///< of the payment: levy on appreciation
    double leak = 0;               ///< of the rest, lost outside
    double town = 0, members = 0;  ///< of what remains; the village keeps the remainder
};
struct Shares {
    Money cost, levy, leak, town, village, members;
};

/// Share of levy in a price: rate × (price − reserve)⁺ ÷ price. \source eq. (26)
double levy_share(double price, double reserve, double rate);

/// Splits a payment without losing a fen: levy and leak round down, the three parts by largest
/// remainder, ties to the village, then the members. \source eq. (26)
Shares split(Money payment, const Terms& terms);

/// What a village weighs the modes by: certainty equivalents over the price.
struct ModeValues {
    double term, discount, lease_rate, equity_premium;
    double risk;  ///< half the risk weight × variance of dividends, over the price
};
std::array<double, collective_mode_count> mode_values(const ModeValues& values);

/// The mode a village takes for a uniform draw: chances ∝ e^(scale × value). \source eq. (25)
LandMode choose_mode(const std::array<double, collective_mode_count>& values, double scale,
                     double u);

}  // namespace changji::collective_land
