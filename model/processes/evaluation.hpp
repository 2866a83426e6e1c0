#pragma once

#include "model/scenario/parameter.hpp"
#include "model/world/world.hpp"

/// The yearly evaluation of the nine districts, their ranking and the reward that follows from it:
/// equations (40) and (41).
namespace changji::evaluation {

struct Levers {
    double on, noise, third_party, pool, steepness;
    double rollout, income_ratio, settlements, transferred, land_entry, grain, services, beautiful;

    // clang-format off
    static constexpr auto parameters() {
        using L = Levers;
        using enum Role;
        return std::array{
            Bound<L>{&L::on, {"eval.on", "0/1", 1, 1, 0, 1, safeguard, "2.2e", "40", "年度综合评价", "yearly evaluation; 0: no scores and no rewards", "design assumption"}},
            Bound<L>{&L::noise, {"s4.noise_sd", "sd", 0.10, 0.10, 0, 0.5, safeguard, "SG4a", "40", "评价误差", "error of the score", "design assumption"}},
            Bound<L>{&L::third_party, {"s4.third_party", "share", 0, 1, 0, 1, safeguard, "SG4a", "40", "第三方评估", "evaluation by a third party, halves the error", "design assumption"}},
            Bound<L>{&L::pool, {"s4.pool", "CNY/y", 0, 1e8, 0, 1e9, safeguard, "SG4b", "41", "奖补资金(全区)", "reward money a year, zone total", "design assumption"}},
            Bound<L>{&L::steepness, {"s4.zeta", "1/rank", 0, 0.25, 0, 1.5, safeguard, "SG4b", "41", "奖补随名次递减", "fall of the reward by rank", "design assumption"}},
            Bound<L>{&L::rollout, {"s4.w_rollout", "1", 0.1, 0.1, 0, 1, safeguard, "SG4a", "40", "权重：推进度", "weight of the rollout, K53", "equal weights, assumption"}},
            Bound<L>{&L::income_ratio, {"s4.w_income_ratio", "1", 0.1, 0.1, 0, 1, safeguard, "SG4a", "40", "权重：城乡收入比", "weight of the income ratio, K04", "equal weights, assumption"}},
            Bound<L>{&L::settlements, {"s4.w_settlements", "1", 0.1, 0.1, 0, 1, safeguard, "SG4a", "40", "权重：落户", "weight of settlements, K12", "equal weights, assumption"}},
            Bound<L>{&L::transferred, {"s4.w_transferred", "1", 0.1, 0.1, 0, 1, safeguard, "SG4a", "40", "权重：土地流转", "weight of the leased share, K16", "equal weights, assumption"}},
            Bound<L>{&L::land_entry, {"s4.w_land_entry", "1", 0.1, 0.1, 0, 1, safeguard, "SG4a", "40", "权重：土地入市", "weight of collective land entered, K26", "equal weights, assumption"}},
            Bound<L>{&L::grain, {"s4.w_grain", "1", 0.1, 0.1, 0, 1, safeguard, "SG4a", "40", "权重：粮食", "weight of grain, K20", "equal weights, assumption"}},
            Bound<L>{&L::services, {"s4.w_services", "1", 0.1, 0.1, 0, 1, safeguard, "SG4a", "40", "权重：公共服务", "weight of equal services, K45", "equal weights, assumption"}},
            Bound<L>{&L::beautiful, {"s4.w_beautiful", "1", 0.1, 0.1, 0, 1, safeguard, "SG4a", "40", "权重：美丽乡村", "weight of beautiful villages, K47", "equal weights, assumption"}},
        };
    }
    // clang-format on
};
static_assert(all_described<Levers>);

struct Settings {
    PerDistrict<Levers> levers;
};

/// What each criterion reads of a district.
Levels levels_of(const World& world, std::size_t district);

/// Share of districts that lie below each, ties counting half; NaN stays NaN.
PerDistrict<double> percentiles(const PerDistrict<double>& values);

/// Score without noise, (40): weighted mean over the criteria that both years have.
PerDistrict<double> scores(const PerDistrict<Levels>& now, const PerDistrict<Levels>& before,
                           const Levels& weights);

/// Rank 1 for the highest score; ties go to the earlier district of the plan.
PerDistrict<std::int64_t> ranks(const PerDistrict<double>& scores);

/// Reward of each district, yuan of 2019, (41); adds up to the pool.
PerDistrict<double> rewards(const PerDistrict<std::int64_t>& rank, double pool, double steepness);

/// Levels of 2019.
void open(World& world);

/// Scores, ranks and awards of the year. The awards are paid with the next budget.
void evaluate(World& world, const Settings& settings, const Draws& draws);

}  // namespace changji::evaluation
