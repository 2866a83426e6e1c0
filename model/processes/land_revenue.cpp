#include "model/processes/land_revenue.hpp"

#include <algorithm>
#include <cmath>

#include "model/base/math.hpp"

namespace changji::collective_land {
namespace {

Money floored(Money amount, double share) {
    return {static_cast<std::int64_t>(std::floor(static_cast<double>(amount.count) * share))};
}

/// Village, members, town: the order of ties.
std::array<Money, 3> three_parts(Money total, double village, double members, double town) {
    const std::array<double, 3> shares{village, members, town};
    std::array<Money, 3> parts;
    std::array<double, 3> remainder{};
    std::int64_t left = total.count;
    for (std::size_t k = 0; k < 3; ++k) {
        parts[k] = floored(total, shares[k]);
        remainder[k] =
            static_cast<double>(total.count) * shares[k] - static_cast<double>(parts[k].count);
        left -= parts[k].count;
    }
    while (left > 0) {
        const auto largest = std::max_element(remainder.begin(), remainder.end());
        ++parts[static_cast<std::size_t>(largest - remainder.begin())].count;
        *largest = -1;
        --left;
    }
    parts[0].count += left;  // shares that add to a little over one
    return parts;
}

}  // namespace

double levy_share(double price, double reserve, double rate) {
    return price > reserve ? rate * (price - reserve) / price : 0.0;
}

Shares split(Money payment, const Terms& terms) {
    Shares shares;
    shares.levy = floored(payment, terms.levy);
    shares.cost = std::min(scaled(payment, terms.cost), payment - shares.levy);
    const Money net = payment - shares.cost - shares.levy;
    shares.leak = floored(net, terms.leak);
    const double village = 1.0 - terms.town - terms.members;
    const auto parts = three_parts(net - shares.leak, village, terms.members, terms.town);
    shares.village = parts[0];
    shares.members = parts[1];
    shares.town = parts[2];
    return shares;
}

std::array<double, collective_mode_count> mode_values(const ModeValues& v) {
    const double annuity = (1.0 - math::power(1.0 + v.discount, -v.term)) / v.discount;
    const double lease = v.lease_rate * annuity;
    return {1.0, lease, v.equity_premium * lease - v.risk};
}

LandMode choose_mode(const std::array<double, collective_mode_count>& values, double scale,
                     double u) {
    std::array<double, collective_mode_count> weight{};
    double sum = 0;
    for (std::size_t m = 0; m < weight.size(); ++m) {
        weight[m] = math::exp(scale * values[m]);
        sum += weight[m];
    }
    double left = u * sum;
    std::size_t m = 0;
    while (m + 1 < weight.size() && left >= weight[m]) left -= weight[m++];
    return static_cast<LandMode>(m);
}

}  // namespace changji::collective_land
