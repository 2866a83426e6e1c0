#pragma once

#include <array>

#include "model/processes/firms.hpp"
#include "model/scenario/parameter.hpp"
#include "model/world/world.hpp"

/// Production of firms and their books, eqs. (33) and (37).
namespace changji::production {

struct Coefficients {
    double demand_elasticity;  ///< σ_N
    double price_band;

    static constexpr auto parameters() {
        using C = Coefficients;
        return std::array{
            Bound<C>{&C::demand_elasticity,
                     {"price.sigma_N", "1", 2, 2, 1, 5, Role::coefficient, "", "37",
                      "非贸易品需求弹性", "elasticity of demand for local services", "assumption"}},
            Bound<C>{&C::price_band,
                     {"edge.price_band", "1", 2, 2, 1.2, 4, Role::coefficient, "", "4.0d",
                      "相对价格上下限", "relative prices stay in 1/x to x", "assumption"}},
        };
    }
};
static_assert(all_described<Coefficients>);

struct Settings {
    Coefficients coefficients;
};

/// Sectors whose output is used locally: trade and other services.
constexpr bool local_market(Sector sector) {
    return sector == Sector::trade || sector == Sector::services;
}

/// Price of a local service relative to the CPI, 2019 = 1: ((D/D₀)/(Y/Y₀))^(1/σ), held in the
/// band; 1 where the 2019 level is unknown or nothing is made. \source eq. (37)
double relative_price(double demand, double supply, const Coefficients& coefficients);

/// One firm's year in fen; the parts add up to the change of its cash.
struct Account {
    Money sales, wages, contributions, tax_local, tax_shared, investment, paid_out;
    Money change() const {
        return sales - wages - contributions - tax_local - tax_shared - investment - paid_out;
    }
};

/// What settles an account besides the firm's own figures.
struct Rates {
    double employer_cost, tax_full, tax_local, cash_months;
};

/// Posts in the order of §4.0g: sales, wages, contributions, taxes, investment as far as cash
/// allows, and the rest above the working cash to the owners.
Account settle(Money cash, Money value_added, Money wages, Money investment, const Rates& rates);

/// Makes the year's output at realised z, sets the prices of local services, books every firm and
/// its district's taxes and totals, and adds investment to capital. Wages leave the firm's cash
/// here; Item::wages is posted by the process that pays households, payer = district of work.
/// `trend` g_w carries last year's demand forward to this year.
void produce(World& world, const Settings& settings, const firms::Settings& firm_settings,
             const firms::Effects& effects, double trend);

}  // namespace changji::production
