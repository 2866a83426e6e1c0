#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <vector>

namespace changji {

// Inline, so that the model core needs no library of the input layer.

/// Integers in proportion to weights that add up to `total` exactly: largest remainder, ties by
/// position. Negative weights count as 0; if all are 0 the total is shared equally.
inline std::vector<std::int64_t> apportion(const std::vector<double>& weights, std::int64_t total) {
    const std::size_t count = weights.size();
    std::vector<std::int64_t> parts(count, 0);
    if (count == 0) return parts;
    double sum = 0;
    for (const double weight : weights) sum += weight > 0 ? weight : 0.0;
    std::vector<double> remainder(count);
    std::int64_t given = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const double share =
            sum > 0 ? (weights[i] > 0 ? weights[i] : 0.0) / sum : 1.0 / static_cast<double>(count);
        const double exact = share * static_cast<double>(total);
        const double whole = std::floor(exact);
        parts[i] = static_cast<std::int64_t>(whole);
        remainder[i] = exact - whole;
        given += parts[i];
    }
    std::vector<std::size_t> order(count);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return remainder[a] > remainder[b]; });
    for (std::size_t k = 0; given < total; k = (k + 1) % count, ++given) ++parts[order[k]];
    for (std::size_t k = count; given > total; --given) {  // rounding of the shares themselves
        k = k == 0 ? count - 1 : k - 1;
        if (parts[order[k]] > 0)
            --parts[order[k]];
        else
            ++given;
    }
    return parts;
}

}  // namespace changji
