#include "calibration/attainment.hpp"

#include <algorithm>
#include <cmath>

namespace changji::calibration {
namespace {

double in_basis(const output::Target& target, const output::Results& results, std::size_t run,
                std::size_t row) {
    const auto value = [&](int year) { return results.value(target.measure, run, year, row); };
    switch (target.basis) {
        case output::Basis::times_2019:
            return value(target.year) / value(first_year);
        case output::Basis::mean_of_3_years:
            return (value(target.year) + value(target.year - 1) + value(target.year - 2)) / 3;
        default:
            return value(target.year);
    }
}

}  // namespace

double attained_in(const output::Target& target, const output::Results& results, std::size_t run,
                   std::size_t row) {
    if (row != output::zone_row || target.scope == output::Scope::zone)
        return in_basis(target, results, run, row);
    double found = in_basis(target, results, run, 0);
    for (std::size_t d = 1; d < district_count; ++d) {
        const double other = in_basis(target, results, run, d);
        found = target.scope == output::Scope::lowest_district ? std::min(found, other)
                                                               : std::max(found, other);
    }
    return found;
}

double margin(const output::Target& target, double attained) {
    const double scale = target.threshold != 0 ? std::abs(target.threshold) : 1;
    const double gap = (attained - target.threshold) / scale;
    return target.rule == output::Rule::at_least ? gap : -gap;
}

}  // namespace changji::calibration
