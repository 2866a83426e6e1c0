#pragma once

#include <array>
#include <memory>
#include <vector>

#include "model/base/parallel.hpp"
#include "model/world/world.hpp"

namespace changji {

/// Tallies of one thread's cells of one class; a sum of sheets is exact in any order. A tally is made
/// when it is first met: people of a village live in few districts.
class TallySheet {
public:
    Tally& at(District d, Stratum s) {
        auto& tally = by_[index(d)][index(s)];
        if (!tally) tally = std::make_unique<Tally>();
        return *tally;
    }
    /// Null if nothing was counted there.
    Tally* met(std::size_t district, std::size_t stratum) const {
        return by_[district][stratum].get();
    }

private:
    ByStratum<std::unique_ptr<Tally>> by_;
};

/// One sheet for each class of cells: those of one district and stratum share a sampling weight.
using TallySheets = std::array<TallySheet, district_count * stratum_count>;

/// The sum over threads of what one class has counted at a place, or null.
inline const Tally* sum_of_threads(std::vector<TallySheets>& threads, std::size_t cell_class,
                                   std::size_t district, std::size_t stratum) {
    Tally* sum = nullptr;
    for (TallySheets& sheets : threads) {
        Tally* const part = sheets[cell_class].met(district, stratum);
        if (sum != nullptr && part != nullptr) *sum += *part;
        if (sum == nullptr) sum = part;
    }
    return sum;
}

/// Calls visit(cell index, sheet) for all cells in parallel and adds the sheets to world.tallies
/// and, weighted by the sampling weight of each cell's class, to world.totals.
template <class Visit>
void count_cells(World& world, const Visit& visit) {
    std::vector<TallySheets> threads(static_cast<std::size_t>(thread_count()));
    parallel_for(world.cells.size(), [&](std::size_t i) {
        const Cell& cell = world.cells[i];
        const std::size_t cell_class = index(cell.district) * stratum_count + index(cell.stratum);
        visit(i, threads[static_cast<std::size_t>(this_thread())][cell_class]);
    });
    parallel_for(district_count * stratum_count, [&](std::size_t place) {
        const std::size_t d = place / stratum_count, s = place % stratum_count;
        for (std::size_t k = 0; k < district_count * stratum_count; ++k) {
            const Tally* const sum = sum_of_threads(threads, k, d, s);
            if (sum == nullptr) continue;
            world.tallies[d][s] += *sum;
            add_weighted(world.totals[d][s], *sum,
                         world.weight[k / stratum_count][k % stratum_count]);
        }
    });
}

}  // namespace changji
