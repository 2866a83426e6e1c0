#pragma once

#include "model/scenario/parameter.hpp"
#include "model/scenario/scenario.hpp"
#include "model/world/world.hpp"

/// How far each reform has got in each district: equation (1).
namespace changji::rollout {

struct Coefficients {
    double speed, replication, reversal, coordination, promotion, reward, reward_reference;

    static constexpr auto parameters() {
        using C = Coefficients;
        using enum Role;
        return std::array{
            Bound<C>{&C::speed, {"roll.kappa0", "1/y", 0.25, 0.25, 0.1, 0.5, coefficient, "", "1", "改革推进基准速度", "base speed of rollout", "assumption"}},
            Bound<C>{&C::replication, {"roll.kappa_rep", "1/y", 0.10, 0.10, 0, 0.3, coefficient, "", "1", "先行经验复制速度", "replication of the leader's experience", "assumption"}},
            Bound<C>{&C::reversal, {"roll.kappa_dn", "1/y", 0.5, 0.5, 0.1, 1, coefficient, "", "1", "改革回退速度", "speed of reversal", "assumption"}},
            Bound<C>{&C::coordination, {"roll.e1_coord", "1", 0.3, 0.3, 0, 1, coefficient, "", "1", "协调机制效应", "effect of coordination", "assumption"}},
            Bound<C>{&C::promotion, {"roll.e2_promo", "1", 0.3, 0.3, 0, 1, coefficient, "", "1", "推进机制效应", "effect of promotion", "assumption"}},
            Bound<C>{&C::reward, {"roll.e3_reward", "1", 0.4, 0.4, 0, 1, coefficient, "", "1", "奖补效应", "effect of reward money", "assumption"}},
            Bound<C>{&C::reward_reference, {"roll.rew_ref", "CNY/y", 1e7, 1e7, 1e6, 1e8, coefficient, "", "1", "奖补参照额", "reward that counts as full, per district", "assumption"}},
        };
    }
};
static_assert(all_described<Coefficients>);

/// The terms of κ.
struct Levers {
    double coordination, planning, promotion, slippage, replication, authorised_from;

    static constexpr auto parameters() {
        using L = Levers;
        using enum Role;
        return std::array{
            Bound<L>{&L::coordination, {"s1.coord", "share", 0, 1, 0, 1, safeguard, "SG1", "1", "组织协调", "coordination", "design assumption"}},
            Bound<L>{&L::planning, {"s2.plan", "share", 0.7, 1, 0.3, 1, safeguard, "SG2", "1", "规划引领", "planning", "design assumption"}},
            Bound<L>{&L::promotion, {"s3.promo", "share", 0, 1, 0, 1, safeguard, "SG3", "1", "推进机制", "promotion", "design assumption"}},
            Bound<L>{&L::slippage, {"s3.slip_sd", "sd of log", 0.3, 0.1, 0, 1, safeguard, "SG3", "1", "推进偏差", "slippage of the speed", "design assumption"}},
            Bound<L>{&L::replication, {"s4.rep", "0/1", 0, 1, 0, 1, safeguard, "SG4c", "1", "经验交流推广", "exchange of experience", "design assumption"}},
            Bound<L>{&L::authorised_from, {"auth.year", "year", 2021, 2021, 2019, 9999, safeguard, "T1.4", "1", "国家授权年份", "year of national authorisation", "assumption"}},
        };
    }
};
static_assert(all_described<Levers>);

struct Settings {
    Coefficients coefficients;
    PerDistrict<Levers> levers;
    PerDistrict<double> reward{};  ///< reward paid last year and spent on reform, yuan of 2019
};

/// Next year's ρ of one item, (1): towards its target τ at speed κ, helped by the leader's ρ when
/// experience is exchanged, never past the target upward; downward at its own speed.
struct Push {
    double speed = 0;        ///< κ of district, item and year
    double replication = 0;  ///< κ_rep × rep
    double leader = 0;       ///< largest ρ of the item among districts
};
double next_rollout(double now, double target, const Push& push, double reversal);

/// ρ at the end of 2019.
void open(World& world);
/// One year of rollout of all items in all districts.
void advance(World& world, const Scenario& scenario, const Settings& settings,
             const Draws& draws);

}  // namespace changji::rollout
