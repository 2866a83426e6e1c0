#include "calibration/scores.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace changji::calibration {
namespace {

constexpr double root_two = 1.4142135623730951;
constexpr double inverse_root_two_pi = 0.3989422804014327;

/// E|X| of a normal X; |mean| for a point.
double mean_distance(double mean, double spread) {
    if (spread <= 0) return std::abs(mean);
    const double z = mean / spread;
    return 2 * spread * normal_density(z) + mean * (2 * normal_distribution(z) - 1);
}

}  // namespace

ShareInterval wilson(std::size_t successes, std::size_t trials, double deviate) {
    if (trials == 0) return {};
    const auto n = static_cast<double>(trials);
    const double share = static_cast<double>(successes) / n, z2 = deviate * deviate;
    const double centre = (share + z2 / (2 * n)) / (1 + z2 / n);
    const double half =
        deviate / (1 + z2 / n) * std::sqrt(share * (1 - share) / n + z2 / (4 * n * n));
    return {share, std::max(0.0, centre - half), std::min(1.0, centre + half)};
}

double normal_density(double z) {
    return inverse_root_two_pi * std::exp(-z * z / 2);
}

double normal_distribution(double z) {
    return std::erfc(-z / root_two) / 2;
}

double Mixture::mean() const {
    return std::inner_product(centre.begin(), centre.end(), weight.begin(), 0.0);
}

double Mixture::distribution(double value) const {
    double below = 0;
    for (std::size_t i = 0; i < centre.size(); ++i) {
        const double distance = value - centre[i];
        const double step = distance > 0 ? 1 : distance < 0 ? 0 : 0.5;
        below += weight[i] * (spread[i] > 0 ? normal_distribution(distance / spread[i]) : step);
    }
    return below;
}

double Mixture::quantile(double probability) const {
    const double widest = *std::max_element(spread.begin(), spread.end());
    double low = *std::min_element(centre.begin(), centre.end()) - 10 * widest;
    double high = *std::max_element(centre.begin(), centre.end()) + 10 * widest;
    for (int step = 0; step < 200 && low < high; ++step) {
        const double middle = low + (high - low) / 2;
        if (middle <= low || middle >= high) break;
        (distribution(middle) < probability ? low : high) = middle;
    }
    return high;
}

double crps(const Mixture& forecast, double value) {
    double to_value = 0, between = 0;
    for (std::size_t i = 0; i < forecast.centre.size(); ++i) {
        to_value +=
            forecast.weight[i] * mean_distance(value - forecast.centre[i], forecast.spread[i]);
        for (std::size_t j = 0; j < forecast.centre.size(); ++j)
            between += forecast.weight[i] * forecast.weight[j] *
                       mean_distance(forecast.centre[i] - forecast.centre[j],
                                     std::hypot(forecast.spread[i], forecast.spread[j]));
    }
    return to_value - between / 2;
}

double weighted_quantile(std::vector<double> values, std::vector<double> weights,
                         double probability) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
    const double total = std::accumulate(weights.begin(), weights.end(), 0.0);
    double before = 0, last_middle = 0, last_value = values[order.front()];
    for (const std::size_t i : order) {
        const double middle = (before + weights[i] / 2) / total;
        before += weights[i];
        if (middle >= probability) {
            if (middle <= last_middle) return values[i];
            const double part = (probability - last_middle) / (middle - last_middle);
            return last_middle == 0 ? values[i] : last_value + part * (values[i] - last_value);
        }
        last_middle = middle;
        last_value = values[i];
    }
    return last_value;
}

}  // namespace changji::calibration
