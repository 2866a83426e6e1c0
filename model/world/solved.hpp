#pragma once

#include <array>

#include "model/zone/zone.hpp"

namespace changji {

/// Alternatives whose constants a_k are solved so that the first year's flows meet their priors.
enum class Choice : std::uint8_t {
    local_wage, self_employ, home, commute, move, leave_from_village, leave_from_town, come_back,
    self_employ_town, home_town, commute_from_town, move_from_town, move_to_countryside
};
constexpr std::size_t choice_count = 13;

/// Levels solved once when the world opens (2019), so that it starts in its own steady motion.
/// They are constants afterwards; every one is written to the results.
struct Solved {
    double union_multiplier = 1;
    double rural_months = 0.78;           ///< share of the year a rural resident works for wages
    std::array<double, choice_count> choice{};  ///< a_k
    std::array<double, skill_count> outside_pay{40000, 46000, 60000};  ///< yuan/y, 2019, zone level
    double land_bid_share = 0.6;          ///< β_b
    double land_attachment = 4000;        ///< ψ₀, yuan/ha
    double base_yield = 6.9;              ///< zone mean, t/ha
    double specialty_value_per_ha = 80000;///< yuan/ha gross, 2019
    double satellite_household_share = 0.6;
    double insurance_constant = 0;        ///< of uptake, logit
    double exit_constant = -1.35;
    std::array<double, sector_count> entry_rate{};   ///< λ₀ per district-average, firms/y
    std::array<double, sector_count> labour_share{}, capital_share{}, land_share{};  ///< β α τ
    std::array<double, sector_count> trend{};        ///< g_A
    double vacancy_margin = 0.10;         ///< v₀
    double tax_rate_full = 0, tax_rate_local = 0;    ///< of GDP
    double visits_scale = 0;              ///< G of eq. (35)
    double house_kept_share = 0;          ///< of empty houses that kin look after
    double transfer_ratio = 1.6;          ///< transfers to districts ÷ local revenue
};

}  // namespace changji
