#pragma once

#include "model/scenario/parameter.hpp"
#include "model/world/world.hpp"

/// Markets for what the countryside sells: premiums and the floor of grain, organic and chilled
/// specialty crops, ginseng, and the specialty belt of row T4.2. Rows J1, J2.2, P1, P4a, P5c, Z4b.
namespace changji::markets {

struct Coefficients {
    double organic_yield, ginseng_share, cold_effect, auction_minutes, belt_step;

    // clang-format off
    static constexpr auto parameters() {
        using C = Coefficients;
        using enum Role;
        return std::array{
            Bound<C>{&C::organic_yield, {"organic.yield", "×", 0.9, 0.9, 0.7, 1, coefficient, "", "4.9", "有机种植单产倍数", "yield of organic crops over plain ones", "assumption"}},
            Bound<C>{&C::ginseng_share, {"sat.ginseng_share", "share", 0.03, 0.03, 0, 0.2, coefficient, "", "37", "人参占畜牧林渔比重", "ginseng in the value of livestock, forestry and fishery", "assumption"}},
            Bound<C>{&C::cold_effect, {"cold.effect", "per 1e8 CNY", 0.01, 0.01, 0, 0.05, coefficient, "", "12", "每亿元冷链存量减损", "fall of losses, as a part of themselves, per 100 M yuan of cold stores", "assumption"}},
            Bound<C>{&C::auction_minutes, {"auction.minutes", "min", 60, 60, 20, 150, coefficient, "", "4.9", "拍卖中心服务范围", "reach of the auction centre in Jingyue", "assumption"}},
            Bound<C>{&C::belt_step, {"spec.village_step", "share/y", 0.05, 0.05, 0.01, 0.3, coefficient, "", "4.4", "一村一年转设施农业上限", "most of a village's other cultivated land that turns to facilities in a year", "assumption"}},
        };
    }
    // clang-format on
};
static_assert(all_described<Coefficients>);

struct Levers {
    double grain_premium, auction_spread, storage_floor, organic_share, organic_premium;
    double cold_loss, cold_stores, ginseng_premium, specialty_belt;

    // clang-format off
    static constexpr auto parameters() {
        using L = Levers;
        using enum Role;
        return std::array{
            Bound<L>{&L::grain_premium, {"j1.grain_prem", "log", 0, 0.03, 0, 0.1, lever, "J1.1", "12", "优质粮溢价", "price premium of grain in the anchor's districts, Jiutai and Yongji", "design assumption"}},
            Bound<L>{&L::auction_spread, {"j2.auction_spread", "share", 0, 0.015, 0, 0.05, lever, "J2.2", "12", "拍卖中心减少价差", "rise of the farm-gate price within reach of the auction centre", "design assumption"}},
            Bound<L>{&L::storage_floor, {"p1.storage_floor", "× mean price", 0, 0.9, 0, 1, lever, "P1b", "12", "粮食收储底价", "floor of the farm-gate price over its recent mean; buyers outside pay the difference", "design assumption"}},
            Bound<L>{&L::organic_share, {"p4.organic_share", "share", 0.02, 0.06, 0, 1, lever, "P4a", "4.9", "特色作物有机比例", "organic share of specialty crops", "design assumption"}},
            Bound<L>{&L::organic_premium, {"p4.organic_prem", "log", 0.15, 0.15, 0, 0.5, lever, "P4a", "4.9", "有机溢价", "price premium of organic crops", "design assumption"}},
            Bound<L>{&L::cold_loss, {"p5.cold_loss", "share", 0.12, 0.08, 0, 0.6, lever, "P5c", "12", "生鲜损耗率", "perishables lost between farm and market", "design assumption"}},
            Bound<L>{&L::cold_stores, {"z4.cold_capex", "CNY/y", 0, 1e8, 0, 1e9, lever, "Z4b", "12", "冷链年投资(全区)", "yearly public investment in cold stores, zone, by the province", "design assumption"}},
            Bound<L>{&L::ginseng_premium, {"j1.ginseng_prem", "log", 0, 0.10, 0, 0.4, lever, "J1.4", "37", "人参溢价", "price premium of ginseng", "design assumption"}},
            Bound<L>{&L::specialty_belt, {"t4.spec_ha", "ha", 0, 3000, 0, 10000, lever, "T4.2", "4.4", "棚膜与特色种植新增面积", "further land under facilities and specialty crops, in five yearly steps", "design assumption"}},
        };
    }
    // clang-format on
};
static_assert(all_described<Levers>);

struct Settings {
    Coefficients coefficients;
    PerDistrict<Levers> levers;
    PerDistrict<double> nongrain_max;  ///< grain.nongrain_max, declared by farm_technology
};

/// Value of specialty crops when part of them is organic, over none organic.
double organic_factor(const Levers& levers, const Coefficients& coefficients);
/// Share of perishables that reaches the market.
double kept_share(const Levers& levers, double stores_yuan, const Coefficients& coefficients);

/// Once a year before the farmland market: DistrictState::grain_premium, price_floor,
/// specialty_factor, satellite_factor, and land of the specialty belt.
void step(World& world, const Settings& settings);

}  // namespace changji::markets
