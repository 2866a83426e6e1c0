#pragma once

#include "model/base/parallel.hpp"
#include "model/world/world.hpp"

namespace changji {

/// Tallies of one thread; a sum of sheets is exact in any order.
struct TallySheet {
    ByStratum<Tally> by{};
    Tally& at(District d, Stratum s) { return by[index(d)][index(s)]; }
    TallySheet& operator+=(const TallySheet& other) {
        for (std::size_t d = 0; d < district_count; ++d) {
            for (std::size_t s = 0; s < stratum_count; ++s) by[d][s] += other.by[d][s];
        }
        return *this;
    }
};

/// Calls visit(cell index, sheet) for all cells in parallel and adds the sheets to world.tallies
/// and, weighted by the sampling weight of each cell's class, to world.totals.
template <class Visit>
void count_cells(World& world, const Visit& visit) {
    std::array<std::vector<std::size_t>, district_count * stratum_count> classes;
    for (std::size_t i = 0; i < world.cells.size(); ++i) {
        const Cell& cell = world.cells[i];
        classes[index(cell.district) * stratum_count + index(cell.stratum)].push_back(i);
    }
    for (std::size_t k = 0; k < classes.size(); ++k) {
        const auto& members = classes[k];
        if (members.empty()) continue;
        PerThread<TallySheet> sheets;
        parallel_for(members.size(), [&](std::size_t m) { visit(members[m], sheets.mine()); });
        const TallySheet sheet = sheets.total();
        const double weight = world.weight[k / stratum_count][k % stratum_count];
        for (std::size_t d = 0; d < district_count; ++d) {
            for (std::size_t s = 0; s < stratum_count; ++s) {
                world.tallies[d][s] += sheet.by[d][s];
                add_weighted(world.totals[d][s], sheet.by[d][s], weight);
            }
        }
    }
}

}  // namespace changji
