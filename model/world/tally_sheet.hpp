#pragma once

#include <array>
#include <memory>
#include <vector>

#include "model/base/parallel.hpp"
#include "model/world/world.hpp"

namespace changji {

/// Tallies of the cells of one class; a sum of sheets is exact in any order.
struct TallySheet {
    ByStratum<Tally> by{};
    Tally& at(District d, Stratum s) { return by[index(d)][index(s)]; }
};

/// One thread's sheets, by class of cells: district and stratum of the cell, which share a sampling
/// weight. Few threads meet all classes.
class TallySheets {
public:
    static constexpr std::size_t count = district_count * stratum_count;
    static std::size_t class_of(const Cell& cell) {
        return index(cell.district) * stratum_count + index(cell.stratum);
    }
    TallySheet& of(std::size_t k) {
        if (!sheets_[k]) sheets_[k] = std::make_unique<TallySheet>();
        return *sheets_[k];
    }
    /// Null if this thread has met no cell of the class.
    const TallySheet* met(std::size_t k) const { return sheets_[k].get(); }

private:
    std::array<std::unique_ptr<TallySheet>, count> sheets_;
};

/// Calls visit(cell index, sheet) for all cells in parallel and adds the sheets to world.tallies
/// and, weighted by the sampling weight of each cell's class, to world.totals.
template <class Visit>
void count_cells(World& world, const Visit& visit) {
    std::vector<TallySheets> sheets(static_cast<std::size_t>(thread_count()));
    parallel_for(world.cells.size(), [&](std::size_t i) {
        TallySheets& mine = sheets[static_cast<std::size_t>(this_thread())];
        visit(i, mine.of(TallySheets::class_of(world.cells[i])));
    });
    parallel_for(TallySheets::count, [&](std::size_t to) {
        const std::size_t d = to / stratum_count, s = to % stratum_count;
        for (std::size_t k = 0; k < TallySheets::count; ++k) {
            Tally sum;
            for (const TallySheets& thread : sheets) {
                if (const TallySheet* sheet = thread.met(k)) sum += sheet->by[d][s];
            }
            world.tallies[d][s] += sum;
            add_weighted(world.totals[d][s], sum,
                         world.weight[k / stratum_count][k % stratum_count]);
        }
    });
}

}  // namespace changji
