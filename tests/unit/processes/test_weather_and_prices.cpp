#include <cmath>

#include <gtest/gtest.h>

#include "model/processes/weather_and_prices.hpp"
#include "tests/support/farm_world.hpp"

namespace changji::weather_and_prices {
namespace {

const Forcing forcing{
    {{2020, 0.023}, {2021, 0.006}}, {{2018, 1700}, {2019, 1700}, {2020, 2400}, {2022, 2700}}};

TEST(WeatherAndPrices, ConsumerPricesAreObservedThenGrowByTwoPercent) {
    const auto c = base_values<Coefficients>();
    EXPECT_DOUBLE_EQ(cpi_at(2019, forcing, c), 1);
    EXPECT_NEAR(cpi_at(2023, forcing, c), 1.023 * 1.006 * 1.02 * 1.02, 1e-12);
}

TEST(WeatherAndPrices, CornPathIsLinearBetweenYearsAndConstantInRealTermsAfterwards) {
    const auto c = base_values<Coefficients>();
    EXPECT_DOUBLE_EQ(corn_path(2021, forcing, c), 2550);
    EXPECT_NEAR(corn_path(2025, forcing, c), 2700 * 1.02 * 1.02 * 1.02, 1e-9);
}

TEST(WeatherAndPrices, SkewedShockHasMeanZeroVarianceOneAndALongLowerTail) {
    double sum = 0, squares = 0, cubes = 0;
    const int n = 20000;
    for (int i = 0; i < n; ++i) {
        const double g = weather::skewed(math::normal_quantile((i + 0.5) / n), 0.5);
        sum += g;
        squares += g * g;
        cubes += g * g * g;
    }
    EXPECT_NEAR(sum / n, 0, 1e-3);
    EXPECT_NEAR(squares / n, 1, 5e-3);
    EXPECT_LT(cubes / n, -1);
}

TEST(WeatherAndPrices, AYieldBelowSeventyPercentIsRare) {
    const auto c = base_values<Coefficients>();
    int low = 0;
    const int n = 20000;
    for (int i = 0; i < n; ++i) low += yield_factor(math::normal_quantile((i + 0.5) / n), c) < 0.7;
    EXPECT_NEAR(static_cast<double>(low) / n, 0.032, 0.004);  // 3.2 % in the prototype
}

World after(const Settings& settings, int years) {
    World world = test::farm_world({18, 1, 7});
    open(world, settings, forcing);
    for (int y = 1; y <= years; ++y) {
        world.year = first_year + y;
        step(world, settings, forcing, Draws{1, 0});
    }
    return world;
}

TEST(WeatherAndPrices, TheZoneStartsAtThePricesOf2019) {
    const World world = after(test::base_settings<Settings>(), 0);
    EXPECT_DOUBLE_EQ(world.zone.corn_price, 1700);
    EXPECT_DOUBLE_EQ(world.zone.corn_price_mean, 1700);
}

TEST(WeatherAndPrices, StepMovesIndicesAndKeepsLastYearsPrice) {
    const auto settings = test::base_settings<Settings>();
    const World before = after(settings, 1), now = after(settings, 2);
    EXPECT_DOUBLE_EQ(now.zone.corn_price_before, before.zone.corn_price);
    EXPECT_NEAR(now.zone.cpi, 1.023 * 1.006, 1e-12);
    EXPECT_NEAR(now.zone.wage_index, std::exp(0.06), 1e-12);
    EXPECT_NEAR(now.zone.nominal_growth, 0.03 + std::log(1.006), 1e-12);
}

TEST(WeatherAndPrices, AForcedDroughtLowersEveryVillage) {
    auto settings = test::base_settings<Settings>();
    const World usual = after(settings, 1);
    for (Levers& levers : settings.levers) levers.drought = -2.5;
    const World dry = after(settings, 1);
    double difference = 0;
    for (std::size_t i = 0; i < usual.cells.size(); ++i)
        difference += dry.cells[i].yield_factor - usual.cells[i].yield_factor;
    EXPECT_LT(difference / 18, -0.1);
    EXPECT_DOUBLE_EQ(dry.zone.weather, -2.5);
}

TEST(WeatherAndPrices, APriceShockIsAShareOfThePrice) {
    auto settings = test::base_settings<Settings>();
    const World usual = after(settings, 1);
    for (Levers& levers : settings.levers) levers.price_shock = -0.3;
    EXPECT_NEAR(after(settings, 1).zone.corn_price, 0.7 * usual.zone.corn_price, 1e-9);
}

TEST(WeatherAndPrices, FloodsOnlyReachVillagesOnARiver) {
    auto settings = test::base_settings<Settings>();
    for (Levers& levers : settings.levers) levers.flood_chance = 0;
    const World dry = after(settings, 1);
    for (Levers& levers : settings.levers) levers.flood_chance = 0.999999;
    const World wet = after(settings, 1);
    for (std::size_t i = 0; i < dry.cells.size(); ++i) {
        const double factor = dry.cells[i].on_river ? 0.65 : 1;
        EXPECT_NEAR(wet.cells[i].yield_factor, factor * dry.cells[i].yield_factor, 1e-12);
    }
}

}  // namespace
}  // namespace changji::weather_and_prices
