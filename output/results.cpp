#include "output/results.hpp"

#include <algorithm>
#include <limits>

namespace changji::output {

const Series* Results::find(std::string_view name) const {
    const auto at = std::find_if(series.begin(), series.end(),
                                 [&](const Series& candidate) { return candidate.name == name; });
    return at == series.end() ? nullptr : &*at;
}

std::size_t Results::year_index(int year) const {
    return static_cast<std::size_t>(std::find(years.begin(), years.end(), year) - years.begin());
}

double Results::value(std::string_view name, std::size_t run, int year, std::size_t row) const {
    const Series* found = find(name);
    const std::size_t at = year_index(year);
    if (found == nullptr || at == years.size()) return std::numeric_limits<double>::quiet_NaN();
    return found->values[cell(run, at, row)];
}

}  // namespace changji::output
