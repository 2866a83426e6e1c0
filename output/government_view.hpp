#pragma once

#include "model/world/world.hpp"

namespace changji::output {

/// Budget lines, village works, evaluation and adjustments of one district, full population; fen.
/// Evaluations add over districts only to be averaged.
struct GovernmentFigures {
    double earmark = 0, reward = 0, land_fund_used = 0, borrowing = 0;
    double administration = 0, rural_services = 0, urban_services = 0, capital_works = 0,
           interest = 0;
    double village_works = 0, private_works = 0, water_works = 0;
    double villages = 0, beautiful = 0, beauty = 0, watered = 0;
    double evaluated = 0, score = 0, rank = 0, mean_rank = 0, first_chance = 0,
           top_three_chance = 0;
    double adjustments = 0, brakes = 0;

    GovernmentFigures& operator+=(const GovernmentFigures& other);
};

GovernmentFigures government_of(const World& world, std::size_t district);

}  // namespace changji::output
