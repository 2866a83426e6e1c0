#pragma once

#include <map>

#include "model/base/random.hpp"
#include "model/scenario/parameter.hpp"
#include "model/world/weather.hpp"
#include "model/world/world.hpp"

/// Weather by village, the corn price, consumer prices and the national wage index: the shocks of
/// equation (32) and the forcing paths.
namespace changji::weather_and_prices {

struct Coefficients {
    double yield_sd, zone_share, city_share, district_share, skew;
    double price_sd, price_persistence, price_yield_correlation;
    double flood_loss, inflation, mean_gain;

    // clang-format off
    static constexpr auto parameters() {
        using C = Coefficients;
        using enum Role;
        return std::array{
            Bound<C>{&C::yield_sd, {"risk.sigma_y", "1", 0.13, 0.13, 0.08, 0.2, coefficient, "", "32", "村单产波动", "standard deviation of the village yield factor", "assumption"}},
            Bound<C>{&C::zone_share, {"risk.share_zone", "variance share", 0.15, 0.15, 0.05, 0.5, coefficient, "", "32", "全区天气方差份额", "part of weather common to the zone", "prototype"}},
            Bound<C>{&C::city_share, {"risk.share_city", "variance share", 0.15, 0.15, 0, 0.4, coefficient, "", "32", "市级天气方差份额", "part of weather common to a city", "assumption"}},
            Bound<C>{&C::district_share, {"risk.share_district", "variance share", 0.20, 0.20, 0, 0.4, coefficient, "", "32", "区县天气方差份额", "part of weather common to a district; the village's is the remainder", "assumption"}},
            Bound<C>{&C::skew, {"risk.skew_kappa", "1", 0.5, 0.5, 0, 0.8, coefficient, "", "32", "单产左偏程度", "left skew of yields", "assumption"}},
            Bound<C>{&C::price_sd, {"risk.sigma_p", "log", 0.08, 0.08, 0.04, 0.16, coefficient, "", "32", "价格冲击", "innovation of the corn price", "prototype"}},
            Bound<C>{&C::price_persistence, {"risk.phi_p", "1", 0.6, 0.6, 0.2, 0.9, coefficient, "", "32", "价格偏离持续性", "persistence of the corn price's deviation", "assumption"}},
            Bound<C>{&C::price_yield_correlation, {"risk.corr_py", "1", -0.15, -0.15, -0.5, 0.1, coefficient, "", "32", "价格与天气相关", "correlation of price and zone weather", "assumption"}},
            Bound<C>{&C::flood_loss, {"risk.flood_loss", "of yield", 0.35, 0.35, 0.1, 0.8, coefficient, "", "32", "洪涝损失", "loss of yield in a flooded village", "assumption"}},
            Bound<C>{&C::inflation, {"price.cpi", "1/y", 0.02, 0.02, 0, 0.05, coefficient, "", "4.0a", "通货膨胀率", "consumer price growth after the observed years", "assumption"}},
            Bound<C>{&C::mean_gain, {"price.mean_gain", "1", 0.5, 0.5, 0.2, 1, coefficient, "", "7", "价格预期调整", "weight of this year in the recent mean of the corn price", "assumption; equal to expect.gain"}},
        };
    }
    // clang-format on
};
static_assert(all_described<Coefficients>);

struct Levers {
    double flood_chance, drought, price_shock;

    // clang-format off
    static constexpr auto parameters() {
        using L = Levers;
        using enum Role;
        return std::array{
            Bound<L>{&L::flood_chance, {"p10.flood_p", "1/y", 0.05, 0.03, 0, 0.25, lever, "P10b", "32", "沿河村洪涝概率", "yearly flood probability of a village on a river", "design assumption"}},
            Bound<L>{&L::drought, {"shock.z0", "sd", 0, 0, -5, 5, stress, "", "32", "强制天气冲击", "zone and city weather forced to this value; 0 leaves the draw", "stress scenario"}},
            Bound<L>{&L::price_shock, {"shock.corn_price", "share", 0, 0, -0.9, 3, stress, "", "32", "玉米价格冲击", "change of the corn price; the zone's price takes the mean over districts", "stress scenario"}},
        };
    }
    // clang-format on
};
static_assert(all_described<Levers>);

struct Settings {
    Coefficients coefficients;
    PerDistrict<Levers> levers;
    double real_wage_growth = 0.03;  ///< lab.wage_growth, log per year, declared by wages
};

/// Paths from outside the model: observed years, then extrapolation.
struct Forcing {
    std::map<int, double> cpi_growth;  ///< share per year; later years grow by price.cpi
    std::map<int, double> corn_price;  ///< yuan/t, nominal; recalled figures; then constant real
};

/// Consumer prices, 2019 = 1.
double cpi_at(int year, const Forcing& forcing, const Coefficients& c);
/// The corn price without shocks, nominal yuan/t; linear between given years.
double corn_path(int year, const Forcing& forcing, const Coefficients& c);
/// Yield factor of a village from a combined standard normal, eq. (32); never below 0.
double yield_factor(double x, const Coefficients& c);

/// Prices of 2019; call once before the opening of the farmland market.
void open(World& world, const Settings& settings, const Forcing& forcing);

/// Draws the year's weather and price and moves the indices. Writes ZoneState's cpi, wage_index,
/// nominal_growth, corn prices and weather, DistrictState::weather and Cell::yield_factor.
void step(World& world, const Settings& settings, const Forcing& forcing, const Draws& draws);

}  // namespace changji::weather_and_prices
