#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "model/world/world.hpp"
#include "output/patterns.hpp"
#include "output/government_view.hpp"
#include "output/results.hpp"

namespace changji::output {

/// Construction land of one district, by the weight of its villages; m² and fen.
struct LandFigures {
    double parcels_cum = 0, area_cum = 0, value_cum = 0, offsite_cum = 0, direct_cum = 0;
    std::array<double, collective_mode_count> by_mode{};
    double parcels = 0, area = 0, value = 0, equivalent = 0, state_area = 0, state_value = 0;
    double proceeds = 0, cost = 0, levy = 0, leak = 0, town = 0, village = 0, members = 0;
    double resold = 0, held = 0, idle = 0;
    double credit = 0, quota = 0, quota_sold = 0;
    double redeveloped = 0, consolidated = 0, reused = 0, fund = 0;

    LandFigures& operator+=(const LandFigures& other);
};

/// What measures read of one district's state, in a form that adds over districts: averages are
/// kept as value × weight. The zone's figures are the sum, so that its ratios follow from sums.
/// Money in fen, as in the state.
struct Figures {
    double districts = 0;
    std::array<double, sector_count> value_added{}, jobs{}, firms{}, entries{}, exits{};
    double agriculture = 0, own_account = 0, gdp = 0;
    double seekers = 0, vacancies = 0, matches = 0;
    double local_revenue = 0, shared_revenue = 0, transfers = 0, spending = 0, reform = 0;
    double cash = 0, debt = 0;
    double insurer_equity = 0, insurer_capital = 0, premium_subsidy = 0;
    double house_price = 0;                                         ///< index × urban residents
    std::array<double, stratum_count> service{}, infrastructure{};  ///< index × residents
    /// Effects of the pool × value added by contributor, their sum, and the sum under the cap.
    std::array<double, contributor_count> effects{};
    double effect_sum = 0, effect = 0;
    double park_jobs = 0, town_jobs = 0, foreign_firms = 0;
    double foreign_investment = 0, anchor_investment = 0;
    double towns = 0, parks = 0, park_grades = 0;  ///< at work; grades above 2019, summed
    double visits = 0, tourism_value_added = 0, eco_payments = 0;
    double technology = 0;               ///< log yield growth × cultivated land
    double rural_real_consumption = 0;   ///< at the prices that online trade leaves
    double rollout = 0;          ///< mean ρ over the plan's items
    double income_log_mean = 0;  ///< Y ln(Y/N): between-district Theil
    LandFigures land;
    GovernmentFigures government;

    Figures& operator+=(const Figures& other);
};

/// All that a measure may read of one district, or of the zone, at the end of one year.
struct DistrictView {
    Totals rural, urban, both;  ///< by stratum of residence; farmland is in the rural stratum
    Figures figures;
    PatternSums patterns;
    ZoneState zone;
    double residents_before = 0;  ///< residents of the year before; in 2019 those of 2019
};

/// The ten views of a world. `before` gives last year's residents by row.
std::vector<DistrictView> views_of(const World& world,
                                   const std::array<double, row_count>& residents_before);

}  // namespace changji::output
