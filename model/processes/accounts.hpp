#pragma once

#include "model/scenario/parameter.hpp"
#include "model/world/world.hpp"

/// Household accounts: the four official parts of disposable income and consumption, §4.11, (42).
namespace changji::accounts {

struct Coefficients {
    double employee_pension, consume_income, consume_wealth, self_employed_pay,
        unemployment_replacement;

    static constexpr auto parameters() {
        using C = Coefficients;
        using enum Role;
        return std::array{
            Bound<C>{&C::employee_pension, {"trans.pension_urban", "CNY/head·y", 24500, 24500, 18000, 32000, coefficient, "", "4.11", "职工养老金", "pension of the retired employee class, 2019", "assumption"}},
            Bound<C>{&C::consume_income, {"cons.mpc_income", "share", 0.70, 0.70, 0.5, 0.9, coefficient, "", "42", "收入边际消费倾向", "consumption out of income", "assumption"}},
            Bound<C>{&C::consume_wealth, {"cons.mpc_wealth", "share", 0.04, 0.04, 0, 0.1, coefficient, "", "42", "财富边际消费倾向", "consumption out of wealth", "assumption"}},
            Bound<C>{&C::self_employed_pay, {"lab.self_employed_pay", "×", 0.9, 0.9, 0.6, 1.3, coefficient, "", "7", "自营收入与工资比", "self-employed income against middle pay", "assumption"}},
            Bound<C>{&C::unemployment_replacement, {"lab.ui_replacement", "share", 0.35, 0.35, 0.2, 0.6, coefficient, "", "11", "失业金替代率", "replacement rate of unemployment insurance", "assumption"}},
        };
    }
};
static_assert(all_described<Coefficients>);

struct Levers {
    double rural_pension, unemployment_cover;

    static constexpr auto parameters() {
        using L = Levers;
        return std::array{
            Bound<L>{&L::rural_pension, {"t5.pension_base", "CNY/head·y", 1300, 1800, 0, 6000, Role::lever, "T5.7", "4.11", "城乡居民基础养老金", "basic pension of residents without an employee pension", "assumption"}},
            Bound<L>{&L::unemployment_cover, {"t5.ui_cov", "share", 0.2, 0.5, 0, 1, Role::lever, "T5.3", "7", "失业保险覆盖率", "employees covered by unemployment insurance", "assumption"}},
        };
    }
};
static_assert(all_described<Levers>);

struct Settings {
    Coefficients coefficients;
    PerDistrict<Levers> levers;
    double remit_share = 0.2;  ///< declared by migration
};

/// Pays wages, own business, pensions, remittances and other transfers to households, consumes,
/// and counts residents and their incomes into world.tallies (reset here). Adds to what the
/// harvest has booked. Members living in a town are residents of that town: their own income
/// counts there; what belongs to the household counts where the household lives.
void settle(World& world, const Settings& settings);

/// Forgets the incomes of the year before; call before the first process that books income.
void open_year(World& world);

}  // namespace changji::accounts
