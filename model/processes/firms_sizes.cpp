#include <algorithm>
#include <cmath>
#include <numeric>

#include "model/base/math.hpp"
#include "model/processes/firms_opening.hpp"

namespace changji::firms {

std::vector<std::int64_t> apportion(std::int64_t total, const std::vector<double>& weights) {
    std::vector<std::int64_t> parts(weights.size(), 0);
    const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
    if (total <= 0 || sum <= 0) return parts;
    std::vector<std::pair<double, std::size_t>> rest(weights.size());
    std::int64_t left = total;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const double exact = static_cast<double>(total) * (weights[i] / sum);
        parts[i] = static_cast<std::int64_t>(std::floor(exact));
        rest[i] = {static_cast<double>(parts[i]) - exact, i};  // largest remainder first
        left -= parts[i];
    }
    std::sort(rest.begin(), rest.end());
    for (std::size_t i = 0; left > 0; i = (i + 1) % rest.size(), --left) ++parts[rest[i].second];
    return parts;
}

double truncated_pareto(double p, double exponent, double cap) {
    const double tail = math::power(cap, -exponent);
    return math::power(1.0 - p * (1.0 - tail), -1.0 / exponent);
}

std::vector<std::int64_t> firm_sizes(std::int64_t jobs, std::size_t count, Key key,
                                     const OpeningCoefficients& c) {
    const auto n = static_cast<double>(
        std::min<std::size_t>(count, static_cast<std::size_t>(std::max<std::int64_t>(1, jobs))));
    // sizes stretch to the mean, so the cap applies to the stretched size
    const double cap = std::max(2.0, std::min(c.size_cap, static_cast<double>(jobs) / 4.0) / 2.0);
    std::vector<double> weights(static_cast<std::size_t>(n));
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const Key mixed = derived_key(key, static_cast<std::uint32_t>(i), 0x73697A65u);
        const double u =
            open_unit(static_cast<std::uint32_t>(mixed >> 32), static_cast<std::uint32_t>(mixed));
        weights[i] = truncated_pareto((static_cast<double>(i) + u) / n, c.size_exponent, cap);
    }
    std::vector<std::int64_t> sizes =
        apportion(jobs - static_cast<std::int64_t>(weights.size()), weights);
    for (std::int64_t& size : sizes) ++size;
    return sizes;
}

}  // namespace changji::firms
