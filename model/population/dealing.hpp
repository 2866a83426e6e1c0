#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "model/base/random.hpp"
#include "model/population/composition.hpp"
#include "model/population/targets.hpp"

namespace changji::population {

/// What a caller may choose.
struct SynthesisOptions {
    double sample = 1;       ///< share of cells in memory, whole villages and neighbourhoods
    std::uint32_t seed = 1;  ///< of the population; independent of the years' seed
    Basis basis = Basis::registered;
};

/// Identity of a place: a hash of its official code, the same in every population.
Key cell_key(std::string_view code);
/// Identity of a household: its cell, group and number within both.
Key household_key(Key cell, Group group, std::uint32_t number);

/// Destination of the town movers of each district: cumulative shares over districts.
using Destinations = PerDistrict<std::array<double, district_count>>;
District destination(const Destinations& cumulative, District home, Key household,
                     std::uint32_t seed);

/// Households of one district and group in a shuffled order: type numbers, cut into the cells
/// of its stratum: cell number c (within the stratum) owns [start[c], start[c + 1]).
struct Deck {
    std::vector<std::uint16_t> type;
    std::vector<std::uint32_t> start;
};

/// All households of the zone before any attribute is drawn: 1.5 million type numbers.
struct Dealing {
    std::array<Types, group_count> types;
    PerDistrict<std::array<Deck, group_count>> decks;
    PerDistrict<Heads> heads;
    PerDistrict<std::int64_t> newcomers;  ///< residents registered outside the zone
    Destinations destinations;
    double worst_margin = 0;  ///< largest relative miss of a raking
};

/// Rakes household types to the margins of every district and group, makes whole households of
/// them with exact person totals, and deals them to villages and neighbourhoods.
Dealing deal(const Baseline& baseline, const SynthesisOptions& options);

}  // namespace changji::population
