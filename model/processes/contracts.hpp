#pragma once

#include "model/scenario/parameter.hpp"
#include "model/world/world.hpp"

/// Contract farming, eq. (34) and row T5.4: food firms offer contracts to the larger farms of each
/// village; the harvest books the shared price risk and the added margin, and the firms pay here.
namespace changji::contracts {

struct Coefficients {
    double output_share;

    // clang-format off
    static constexpr auto parameters() {
        using C = Coefficients;
        return std::array{
            Bound<C>{&C::output_share, {"contract.value_added_share", "share", 0.25, 0.25, 0.15, 0.5, Role::coefficient, "", "34", "农产品加工增加值率", "value added of food firms over their output", "assumption"}},
        };
    }
    // clang-format on
};
static_assert(all_described<Coefficients>);

struct Levers {
    double share, output_cap, dividend;

    // clang-format off
    static constexpr auto parameters() {
        using L = Levers;
        using enum Role;
        return std::array{
            Bound<L>{&L::share, {"t5.contract_share", "share", 0.08, 0.25, 0, 0.7, lever, "T5.4", "34", "订单农业农户比例上限", "largest share of farm households offered contracts", "design assumption"}},
            Bound<L>{&L::output_cap, {"lead.contract_cap", "share", 0.05, 0.20, 0, 0.7, lever, "T4.6", "34", "龙头企业订单采购比例上限", "most of the food firms' output that comes from contracts", "design assumption"}},
            Bound<L>{&L::dividend, {"t5.dividend", "share", 0, 0.06, 0, 0.3, lever, "T5.4", "34", "订单农户分红比例", "dividend to contract households, share of the firms' profit per yuan delivered", "design assumption"}},
        };
    }
    // clang-format on
};
static_assert(all_described<Levers>);

struct Settings {
    Coefficients coefficients;
    PerDistrict<Levers> levers;
};

/// Share of farm households offered contracts: the lever's, held so that deliveries at last year's
/// rate stay under the cap on purchases.
double offered_share(double wanted, double used_before, double delivered_before, double cap);

/// Marks the largest farms of every village, by operated area, as on contract for the year.
void offer(World& world, const Settings& settings);

/// After the harvest: firms pay the premiums that villages booked (or are paid where the spot price
/// fell behind), and dividends out of last year's profit.
void settle(World& world, const Settings& settings);

}  // namespace changji::contracts
