#pragma once

#include <vector>

namespace changji::output {

/// How one value varies over runs.
struct Spread {
    double low90 = 0, low50 = 0, high50 = 0, high90 = 0;
};

/// What a number of runs can support: nothing for one; lowest and highest for a few; quantiles.
enum class SpreadKind { none, range, quantiles };
SpreadKind spread_kind(std::size_t runs);

/// The middle 50 % and 90 % of the values, quantiles interpolated linearly; with fewer than ten
/// values low90 and high90 are the lowest and the highest and the middle half is NaN; with one
/// value, or a NaN among them, all are NaN.
Spread spread_of(std::vector<double> values);

}  // namespace changji::output
