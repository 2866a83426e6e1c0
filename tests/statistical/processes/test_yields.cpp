#include <array>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "model/processes/weather_and_prices.hpp"
#include "tests/support/farm_world.hpp"

/// Yields of villages drawn in many years against eq. (32). Limits lie 4.5 standard errors from
/// theory: each expectation raises a false alarm in 7 of a million seeds, the file in fewer than
/// 1 of 10,000; the seed is fixed, so that it never does by chance again.
namespace changji {
namespace {

constexpr int years = 6000;
constexpr double limit = 4.5;

/// Yield factors of one village per district and of a second one in the first, without floods.
const std::vector<std::array<double, 10>>& drawn() {
    static const std::vector<std::array<double, 10>> table = [] {
        auto settings = test::base_settings<weather_and_prices::Settings>();
        for (auto& levers : settings.levers) levers.flood_chance = 0;
        World world = test::farm_world({9, 0, 7});
        Cell second = world.cells[0];
        second.key = 4711;
        world.cells.push_back(second);
        world.events.resize(10);
        weather_and_prices::open(world, settings, {});
        std::vector<std::array<double, 10>> rows;
        for (int y = 0; y < years; ++y) {
            world.year = first_year + 1;
            weather_and_prices::step(world, settings, {},
                                     Draws{20261124, static_cast<std::uint32_t>(y)});
            std::array<double, 10> row{};
            for (std::size_t v = 0; v < row.size(); ++v) row[v] = world.cells[v].yield_factor;
            rows.push_back(row);
        }
        return rows;
    }();
    return table;
}

double mean_product(std::size_t a, std::size_t b) {
    double sum = 0;
    for (const auto& row : drawn()) sum += (row[a] - 1) * (row[b] - 1);
    return sum / years;
}

double correlation(std::size_t a, std::size_t b) {
    return mean_product(a, b) / std::sqrt(mean_product(a, a) * mean_product(b, b));
}

/// Correlation of yields whose normals correlate by rho: the skew takes a little off.
double expected(double rho, double kappa = 0.5) {
    return (std::exp(kappa * kappa * rho) - 1) / (std::exp(kappa * kappa) - 1);
}

/// Standard error of a correlation of skewed pairs: that of normal ones, widened by the kurtosis
/// that the skew brings (lognormal with kappa = .5: excess 5.9).
double error(double rho) {
    constexpr double excess = 5.9;
    return std::sqrt(((1 - rho * rho) * (1 - rho * rho) + rho * rho * excess) / years);
}

TEST(Yields, CorrelateByZoneCityAndDistrict) {
    // districts 0–3 belong to Changchun, 4–8 to Jilin; village 9 lies in district 0
    const double same_district = expected(0.5), city = expected(0.3), zone = expected(0.15);
    EXPECT_NEAR(city, 0.3, 0.03);
    EXPECT_NEAR(zone, 0.15, 0.02);
    EXPECT_NEAR(correlation(0, 9), same_district, limit * error(same_district));
    EXPECT_NEAR(correlation(0, 1), city, limit * error(city));
    EXPECT_NEAR(correlation(5, 7), city, limit * error(city));
    EXPECT_NEAR(correlation(0, 5), zone, limit * error(zone));
    EXPECT_NEAR(correlation(3, 8), zone, limit * error(zone));
}

TEST(Yields, HaveTheMeanSpreadAndTailOfTheirLaw) {
    const double p = 0.5 * std::erfc((std::log(1 + 0.3 * std::sqrt(std::exp(0.25) - 1) / 0.13) +
                                      0.125) /
                                     0.5 / std::sqrt(2.0));
    EXPECT_NEAR(p, 0.032, 0.002);  // 3.2 % in the prototype
    for (const std::size_t v : {0u, 4u, 8u}) {
        double sum = 0;
        int below = 0;
        for (const auto& row : drawn()) {
            sum += row[v];
            below += row[v] < 0.7;
        }
        EXPECT_NEAR(sum / years, 1, limit * 0.13 / std::sqrt(double{years}));
        EXPECT_NEAR(double{1.0 * below} / years, p, limit * std::sqrt(p * (1 - p) / years));
        const double spread = 0.13 * std::sqrt((5.9 + 2) / years) / 2;
        EXPECT_NEAR(std::sqrt(mean_product(v, v)), 0.13, limit * spread);
    }
}

}  // namespace
}  // namespace changji
