#pragma once

#include <array>

#include "model/processes/firms.hpp"
#include "model/scenario/parameter.hpp"
#include "model/world/world.hpp"

/// Entry and exit of firms, eq. (34).
namespace changji::firm_demography {

struct Coefficients {
    double exit_rate;  ///< of 2019
    double exit_profit, exit_size, exit_young;
    double entry_demand;
    double entry_clip;
    double overdraft_months;

    static constexpr auto parameters() {
        using C = Coefficients;
        constexpr auto role = Role::coefficient;
        return std::array{
            Bound<C>{&C::exit_rate,
                     {"firm.exit_rate0", "1/y", 0.09, 0.09, 0.05, 0.15, role, "", "34",
                      "2019年企业退出率", "exits and entries of 2019 over firms", "prototype"}},
            Bound<C>{
                &C::exit_profit,
                {"firm.exit_profit", "logit", -4, -4, -8, -1, role, "", "34", "利润率对退出的影响",
                 "exit by economic profit over value added", "assumption"}},
            Bound<C>{&C::exit_size,
                     {"firm.exit_size", "logit", -0.6, -0.6, -1, 0, role, "", "34",
                      "规模对退出的影响", "exit by ln(jobs/5)", "prototype"}},
            Bound<C>{&C::exit_young,
                     {"firm.exit_young", "logit", 0.5, 0.5, 0, 1.5, role, "", "34",
                      "新企业退出加成", "exit of firms younger than three years", "assumption"}},
            Bound<C>{
                &C::entry_demand,
                {"firm.entry_demand", "1", 0.6, 0.6, 0, 1.5, role, "", "34", "需求对进入的影响",
                 "entry by log real local demand over trend", "assumption"}},
            Bound<C>{&C::entry_clip,
                     {"edge.entry_exp", "log", 1, 1, 0.3, 2, role, "", "4.0d", "进入率指数上下限",
                      "bound on the entry exponent", "assumption"}},
            Bound<C>{&C::overdraft_months,
                     {"edge.overdraft", "month", 1, 1, 0, 6, role, "", "4.0g", "透支上限",
                      "largest overdraft in months of value added", "assumption"}},
        };
    }
};
static_assert(all_described<Coefficients>);

struct Levers {
    double entry_support, survival;

    static constexpr auto parameters() {
        return std::array{
            Bound<Levers>{&Levers::entry_support,
                          {"firm.entry_support", "log", 0, 0.15, 0, 0.5, Role::safeguard, "2.2b",
                           "34", "创业进入扶持", "support of firm entry", "assumption"}},
            Bound<Levers>{&Levers::survival,
                          {"p9.survival", "prob", 0, 0.03, 0, 0.2, Role::lever, "P9b", "34",
                           "创业企业存活提升",
                           "fall of the exit probability of start-ups in their first three years",
                           "design assumption"}}};
    }
};
static_assert(all_described<Levers>);

struct Settings {
    Coefficients coefficients;
    PerDistrict<Levers> levers;
};

/// Key of the list that new firms of a district and sector are numbered in.
Key list_key(std::size_t district, std::size_t sector);

/// What the exit of a firm depends on.
struct Condition {
    double margin;  ///< economic profit over value added
    double jobs;
    int age;
    double support = 0;  ///< taken off the probability of a start-up younger than three years
};

/// Yearly probability that a firm closes. \source eq. (34)
double exit_probability(const Condition& condition, double constant,
                        const Coefficients& coefficients);

/// Economic profit over value added in [−1, 1], before tax; 0 for a firm without value added.
double margin(Money profit, Money value_added, double tax_rate);

/// Expected entries of a district and sector: mean of 2019 × exp(exponent), the exponent held
/// within the clip except for support. `others` adds what later processes bring: land on offer,
/// parks, access to finance, all as log deviations from 2019.
double entry_mean(double mean0, double demand_change, double others, double support,
                  const Coefficients& coefficients);

/// A Poisson number drawn in parts of mean 50 at most, one addressed uniform each.
/// `index` counts the draws of the address.
int poisson(double mean, Key key, int year, const Draws& draws);

/// Multiplier of λ by district and sector (functional roles of the plan; 1 = none).
using Roles = firms::BySector<double>;
constexpr Roles no_roles() {
    Roles roles;
    for (auto& row : roles) {
        for (double& x : row) x = 1.0;
    }
    return roles;
}

/// Closes firms and opens new ones; entrants copy the size of a random exiter of their sector.
/// Runs before firms::plan. A firm whose overdraft passed the limit closes for certain.
/// `trend` g_w: growth of demand that brings no entry.
void renew(World& world, const Settings& settings, const firms::Settings& firm_settings,
           const Draws& draws, double trend, const Roles& roles = no_roles());

/// Solves Solved::exit_constant so that expected exits are `exit_rate` of the firms open now, and
/// Solved::entry_rate so that expected entries are the same number by sector.
void solve_start(World& world, const Settings& settings);

}  // namespace changji::firm_demography
