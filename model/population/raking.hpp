#pragma once

#include <cstdint>
#include <vector>

namespace changji::population {

/// What each household type contributes to each margin: sparse rows of (margin, count).
struct Contributions {
    struct Entry {
        std::uint16_t margin;
        std::uint8_t count;
    };
    std::vector<std::uint32_t> first{0};
    std::vector<Entry> entries;

    std::size_t size() const { return first.size() - 1; }
    void end_row() { first.push_back(static_cast<std::uint32_t>(entries.size())); }
};

struct Raked {
    std::vector<double> weight;  ///< households of each type
    double worst = 0;            ///< largest |achieved − target| ÷ total of the targets
    int steps = 0;
};

/// Weights closest to equal ones in relative entropy that meet household and person margins
/// together: weight = start × exp(λ·contributions), λ by damped Newton steps on the convex dual.
/// A type that contributes to a margin of target 0 gets weight 0. Margins may depend on each
/// other as long as their targets agree; where they cannot all be met the nearest point is
/// returned and `worst` tells the miss. Same bits on every CPU.
/// \source minimum discrimination information; Deville & Särndal 1992, generalised raking
Raked rake(const Contributions& contributions, const std::vector<double>& targets, double start);

/// Whole households of each type: truncated weights, and the fractions by one systematic pass
/// from `u` in (0, 1), so that every margin stays within a few units.
/// \source Lovelace & Ballas 2013, truncate–replicate–sample
std::vector<std::int32_t> integerise(const std::vector<double>& weight, double u);

}  // namespace changji::population
