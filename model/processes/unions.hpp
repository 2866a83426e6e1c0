#pragma once

#include <vector>

#include "model/processes/demography.hpp"

/// The marriage market and what a union does to two households. A part of demography.
namespace changji::demography {

/// A single person who meets the market this year.
struct Candidate {
    double score;         ///< rank by education, skill and a fixed trait
    Key key;
    std::int32_t cell;
    Row row;
    std::uint8_t market;  ///< district of residence, or district_count for those outside the zone
    std::uint8_t age_class;
    Sex sex;
};

/// The fixed rank trait z of eq. (4): the same in every scenario, or all couples would reshuffle.
double union_score(const People& people, Row p, const Draws& draws);

/// Pairs the candidates of all cells by rank within market and age class and carries the unions
/// out: one partner moves to the other's cell and household, or both found a household. Cells
/// need regrouping afterwards. Counts unions in the events of the couple's cell.
void form_unions(World& world, const std::vector<std::vector<Candidate>>& by_cell,
                 const Coefficients& c, const Draws& draws);

}  // namespace changji::demography
