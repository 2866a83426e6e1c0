#pragma once

#include <array>
#include <cstdint>

namespace changji {

/// What districts are compared by; each level is such that more is better.
enum class Criterion : std::uint8_t {
    rollout,       ///< K53 mean ρ
    income_ratio,  ///< K04 rural over urban income
    settlements,   ///< K12 per registered rural person
    transferred,   ///< K16
    land_entry,    ///< K26 entered area of the year per idle and entered area
    grain,         ///< K20 t per hectare cultivated in 2019
    services,      ///< K45 rural over urban
    beautiful      ///< K47
};
constexpr std::size_t criterion_count = 8;
constexpr std::size_t index(Criterion c) {
    return static_cast<std::size_t>(c);
}
using Levels = std::array<double, criterion_count>;  ///< NaN where there is nothing to compare

/// The yearly evaluation of one district.
struct Evaluation {
    Levels level{}, level_2019{};
    double score = 0;      ///< with noise, 0 … 1 and beyond
    std::int64_t rank = 0; ///< 1 is best, 0 in a year without evaluation
    /// Over many other draws of the noise: mean rank, chance of the first and of the first three.
    double mean_rank = 0, first_chance = 0, top_three_chance = 0;
    double award = 0;      ///< yuan of 2019, due next year
    double reward = 0;     ///< yuan of 2019, paid this year
};

}  // namespace changji
