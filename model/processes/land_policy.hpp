#pragma once

#include "model/scenario/parameter.hpp"
#include "model/world/land.hpp"
#include "model/world/world.hpp"

/// What districts do with land before the market opens: new quota, consolidation of unused land,
/// sale of quota, redevelopment of villages in town.
namespace changji::land_policy {

struct Coefficients {
    double consolidation_cost, reclaim_cost, reform_share, homestead_m2;

    // clang-format off
    static constexpr auto parameters() {
        using C = Coefficients;
        using enum Role;
        return std::array{
            Bound<C>{&C::consolidation_cost, {"land.consol_cost", "CNY/ha", 3e5, 3e5, 1e5, 1e6, coefficient, "", "4.6", "土地整治成本", "cost of bringing unused land under crops", "assumption"}},
            Bound<C>{&C::reclaim_cost, {"land.reclaim_cost", "CNY/ha", 4.5e5, 4.5e5, 2e5, 1e6, coefficient, "", "4.6", "宅基地复垦成本", "cost of putting returned homesteads back to crops", "assumption; equal to ccl.reclaim_cost"}},
            Bound<C>{&C::reform_share, {"land.reform_share", "share", 0.2, 0.2, 0, 1, coefficient, "", "4.10", "改革支出可用于整治的比例", "share of the reform line open to consolidation beyond the land fund", "assumption"}},
            Bound<C>{&C::homestead_m2, {"land.homestead_m2", "m2", 800, 800, 200, 3000, coefficient, "", "A3", "户均宅基地面积", "homestead land behind one compensated dwelling", "assumption; opening homestead land over rural families"}},
        };
    }
    // clang-format on
};
static_assert(all_described<Coefficients>);

struct Levers {
    double redevelopment, compensation, new_quota, consolidation;
    double quota_price, quota_sold;

    // clang-format off
    static constexpr auto parameters() {
        using L = Levers;
        using enum Role;
        return std::array{
            Bound<L>{&L::redevelopment, {"a3.redev_rate", "1/y", 0, 0.05, 0, 0.3, lever, "A3", "4.6", "城中村年改造率", "share of vacant homesteads of villages in town redeveloped a year", "design assumption"}},
            Bound<L>{&L::compensation, {"a3.comp_mult", "×", 1.2, 1.2, 0.5, 3, lever, "A3", "4.6", "城中村补偿倍数", "compensation over the house price", "design assumption"}},
            Bound<L>{&L::new_quota, {"z1.new_quota", "ha/y", 0, 150, 0, 1000, lever, "Z1a", "2", "新增建设用地指标(全区)", "new construction quota a year, zone total, by GDP", "design assumption"}},
            Bound<L>{&L::consolidation, {"z1.consol_ha", "ha/y", 0, 300, 0, 2000, lever, "Z1d", "4.6", "国土综合整治面积(全区)", "unused land brought under crops a year, zone total, by headroom", "design assumption"}},
            Bound<L>{&L::quota_price, {"z1.xprov_price", "CNY/ha", 3e6, 3e6, 1e6, 6e6, lever, "Z1d", "4.6", "跨省域调剂指标价格", "price of quota sold to other provinces", "assumption"}},
            Bound<L>{&L::quota_sold, {"z1.xprov_share", "share", 0, 0.3, 0, 1, lever, "Z1d", "4.6", "跨省域调剂比例", "share of the quota earned in the year that is sold", "design assumption"}},
        };
    }
    // clang-format on
};
static_assert(all_described<Levers>);

struct Settings {
    Coefficients coefficients;
    PerDistrict<Levers> levers;
    PerDistrict<land::Levers> land;
    double house_price_2019 = 350000;  ///< yuan a dwelling, declared by migration
};

constexpr double in_town_minutes = 15;  ///< villages up to here count as villages in town

/// Part of a zone total that falls to each district of a possibly sampled world: by weight, over
/// the sampling weight of its villages.
PerDistrict<double> district_parts(const World& world, const PerDistrict<double>& weight);

/// What can be done with the money at hand.
Area affordable(Area wanted, double cost_per_ha, Money money);

/// One year; starts the year's land flows.
void step(World& world, const Settings& settings);

}  // namespace changji::land_policy
