#include "model/population/sampling.hpp"

#include <algorithm>

#include "model/base/quantity.hpp"
#include "model/population/addresses.hpp"
#include "model/population/dealing.hpp"

namespace changji::population {

std::vector<std::size_t> sample_cells(const Baseline& baseline,
                                      const std::vector<std::int64_t>& persons, double share,
                                      std::uint32_t seed) {
    std::vector<std::size_t> kept;
    for (std::size_t d = 0; d < district_count; ++d)
        for (const Stratum stratum : {Stratum::rural, Stratum::urban}) {
            std::vector<std::size_t> rows;
            for (std::size_t row = 0; row < persons.size(); ++row)
                if (index(baseline.places[row].district) == d &&
                    baseline.places[row].stratum == stratum)
                    rows.push_back(row);
            if (rows.empty()) continue;
            std::stable_sort(rows.begin(), rows.end(),
                             [&](std::size_t a, std::size_t b) { return persons[a] < persons[b]; });
            const auto all = static_cast<double>(rows.size());
            const auto wanted = std::clamp<std::int64_t>(round_half_away(share * all), 1,
                                                         static_cast<std::int64_t>(rows.size()));
            // From the middle half, so that a single cell is never an extreme one.
            const double u = 0.25 + 0.5 * cell_draw(cell_key(baseline.places[rows.front()].code),
                                                    CellDraw::order, seed);
            for (std::int64_t k = 0; k < wanted; ++k) {
                const double at = (static_cast<double>(k) + u) * all / static_cast<double>(wanted);
                kept.push_back(rows[std::min(static_cast<std::size_t>(at), rows.size() - 1)]);
            }
        }
    std::sort(kept.begin(), kept.end());
    return kept;
}

}  // namespace changji::population
