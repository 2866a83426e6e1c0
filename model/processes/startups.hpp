#pragma once

#include "model/scenario/parameter.hpp"
#include "model/world/world.hpp"

/// Adults who start a business of their own, eq. (34): most stay self-employed, one in ten opens a
/// firm in the year after.
namespace changji::startups {

struct Coefficients {
    double firm_share, capital;

    static constexpr auto parameters() {
        using C = Coefficients;
        return std::array{
            Bound<C>{&C::firm_share, {"firm.startup_share", "share", 0.10, 0.10, 0.02, 0.3, Role::coefficient, "", "34", "创业者中开办企业比重", "share of start-ups that become firms", "assumption"}},
            Bound<C>{&C::capital, {"firm.startup_capital", "CNY", 10000, 10000, 0, 200000, Role::coefficient, "", "29", "创业所需自筹资金", "capital a start-up needs from the household or a bank", "assumption"}},
        };
    }
};
static_assert(all_described<Coefficients>);

struct Levers {
    double hazard, returnees;

    static constexpr auto parameters() {
        using L = Levers;
        return std::array{
            Bound<L>{&L::hazard, {"p9.startup", "1/y", 0.004, 0.007, 0, 0.035, Role::lever, "P9a", "34", "年创业率", "adults who start a business in a year", "design assumption"}},
            Bound<L>{&L::returnees, {"z5.return_mult", "×", 1, 1.5, 0.5, 4, Role::lever, "Z5d", "34", "返乡人员创业倍数", "multiplier for adults back from outside the zone", "design assumption"}},
        };
    }
};
static_assert(all_described<Levers>);

struct Settings {
    Coefficients coefficients;
    PerDistrict<Levers> levers;
};

/// Resident adults out of school who are not self-employed yet may start: they give up their job
/// or search and put in the household's capital; who lacks it asks a bank next spring and starts
/// when the loan is there. Founders of firms are counted by district and sector in DistrictState::startup_firms
/// for firm_demography. Runs after the choices of the year, which set who is a returnee.
void start(World& world, const Settings& settings, const Draws& draws);

/// Start-up firms expected in 2019, which λ₀ includes: those of a burn-in year.
void take_firms(World& world, const World& burn_in);

}  // namespace changji::startups
