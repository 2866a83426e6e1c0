#include "output/spread.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace changji::output {
namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

/// Below this the 5 % and 95 % quantiles would only be the extremes under a better name.
constexpr std::size_t least_runs_for_quantiles = 10;

double quantile(const std::vector<double>& sorted, double share) {
    const double at = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(at);
    if (below + 1 >= sorted.size()) return sorted.back();
    return sorted[below] + (at - static_cast<double>(below)) * (sorted[below + 1] - sorted[below]);
}

}  // namespace

SpreadKind spread_kind(std::size_t runs) {
    if (runs < 2) return SpreadKind::none;
    return runs < least_runs_for_quantiles ? SpreadKind::range : SpreadKind::quantiles;
}

Spread spread_of(std::vector<double> values) {
    const bool has_gap =
        std::any_of(values.begin(), values.end(), [](double value) { return std::isnan(value); });
    const SpreadKind kind = spread_kind(values.size());
    if (has_gap || kind == SpreadKind::none) return {nothing, nothing, nothing, nothing};
    std::sort(values.begin(), values.end());
    if (kind == SpreadKind::range) return {values.front(), nothing, nothing, values.back()};
    return {quantile(values, 0.05), quantile(values, 0.25), quantile(values, 0.75),
            quantile(values, 0.95)};
}

}  // namespace changji::output
