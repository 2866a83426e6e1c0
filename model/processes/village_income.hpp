#pragma once

#include "model/scenario/parameter.hpp"
#include "model/world/world.hpp"

/// Income that reaches villages as communities: payments for ecological land (row A4) and grants
/// held as village equity (row T5.8).
namespace changji::village_income {

struct Coefficients {
    double equity_yield;

    // clang-format off
    static constexpr auto parameters() {
        using C = Coefficients;
        return std::array{
            Bound<C>{&C::equity_yield, {"equity.yield", "1/y", 0.05, 0.05, 0, 0.12, Role::coefficient, "", "4.9", "资金变股金年分红率", "yearly dividend on grants held as equity", "assumption"}},
        };
    }
    // clang-format on
};
static_assert(all_described<Coefficients>);

struct Levers {
    double eco_price, member_share, grant_equity;

    // clang-format off
    static constexpr auto parameters() {
        using L = Levers;
        using enum Role;
        return std::array{
            Bound<L>{&L::eco_price, {"a4.eco_price", "CNY/ha·y", 0, 150, 0, 1500, lever, "A4", "4.9", "生态产品付费", "payment per hectare of ecological land, by the district to the village", "design assumption"}},
            Bound<L>{&L::member_share, {"a4.hh_share", "share", 0.6, 0.6, 0, 1, lever, "A4", "4.9", "生态付费归农户比例", "part of it passed on to members", "design assumption"}},
            Bound<L>{&L::grant_equity, {"t5.grant_equity", "share", 0, 0.3, 0, 1, lever, "T5.8", "4.9", "财政资金变股金比例", "share of the district's agricultural grants held as village equity", "design assumption"}},
        };
    }
    // clang-format on
};
static_assert(all_described<Levers>);

struct Settings {
    Coefficients coefficients;
    PerDistrict<Levers> levers;
};

/// One year: districts pay villages for ecological land, villages pass a part on per member
/// household; last year's grants turn into equity, whose dividend goes to the same households.
void step(World& world, const Settings& settings);

}  // namespace changji::village_income
