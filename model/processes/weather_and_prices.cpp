#include "model/processes/weather_and_prices.hpp"

#include <algorithm>
#include <cmath>

#include "model/base/math.hpp"
#include "model/base/parallel.hpp"
#include "model/zone/decision.hpp"

namespace changji::weather_and_prices {

namespace {

constexpr double price_before = 1700;  // yuan/t in 2018 and 2019; recalled
constexpr Key zone_key = 0x7A6F6E65, city_key = 0x63697479, district_key = 0x64697374;

double normal(const Draws& draws, Key key, int year, std::uint32_t decision) {
    return math::normal_quantile(draws.uniform(key, year, decision));
}

}  // namespace

double cpi_at(int year, const Forcing& forcing, const Coefficients& c) {
    double cpi = 1;
    for (int y = first_year + 1; y <= year; ++y) {
        const auto observed = forcing.cpi_growth.find(y);
        cpi *= 1 + (observed != forcing.cpi_growth.end() ? observed->second : c.inflation);
    }
    return cpi;
}

double corn_path(int year, const Forcing& forcing, const Coefficients& c) {
    const auto& path = forcing.corn_price;
    if (path.empty()) return price_before * cpi_at(year, forcing, c);
    const auto& [last, last_price] = *path.rbegin();
    if (year > last) return last_price * cpi_at(year, forcing, c) / cpi_at(last, forcing, c);
    const auto next = path.lower_bound(year);
    if (next->first == year || next == path.begin()) return next->second;
    const auto before = std::prev(next);
    const double part = static_cast<double>(year - before->first) / (next->first - before->first);
    return before->second + part * (next->second - before->second);
}

double yield_factor(double x, const Coefficients& c) {
    return weather::yield_factor(x, c.yield_sd, c.skew);
}

void open(World& world, const Settings& settings, const Forcing& forcing) {
    ZoneState& zone = world.zone;
    const Coefficients& c = settings.coefficients;
    zone.cpi = zone.wage_index = 1;
    zone.corn_price = corn_path(first_year, forcing, c);
    const bool known =
        !forcing.corn_price.empty() && forcing.corn_price.begin()->first < first_year;
    zone.corn_price_before = known ? corn_path(first_year - 1, forcing, c) : zone.corn_price;
    zone.corn_price_mean = 0.5 * (zone.corn_price + zone.corn_price_before);
    zone.price_deviation = 0;
}

namespace {

/// Weather common to each district, as its part of the village's standard normal.
PerDistrict<double> common_weather(World& world, const Settings& settings, const Draws& draws) {
    const Coefficients& c = settings.coefficients;
    ZoneState& zone = world.zone;
    zone.weather = normal(draws, zone_key, world.year, draw_weather_zone);
    for (std::size_t i = 0; i < zone.city_weather.size(); ++i)
        zone.city_weather[i] = normal(draws, city_key + i, world.year, draw_weather_city);
    PerDistrict<double> common{};
    double mean_zone = 0;
    std::array<double, 2> city_sum{};
    std::array<int, 2> city_districts{};
    for (std::size_t d = 0; d < district_count; ++d) {
        const auto city = static_cast<std::size_t>(city_of(district_at(d)));
        const double forced = settings.levers[d].drought;
        const double z0 = forced != 0 ? forced : zone.weather;
        const double z_city = forced != 0 ? forced : zone.city_weather[city];
        DistrictState& state = world.districts[d];
        state.weather = normal(draws, district_key + d, world.year, draw_weather_district);
        common[d] = std::sqrt(c.zone_share) * z0 + std::sqrt(c.city_share) * z_city +
                    std::sqrt(c.district_share) * state.weather;
        mean_zone += z0 / district_count;
        city_sum[city] += z_city;
        ++city_districts[city];
    }
    zone.weather = mean_zone;
    for (std::size_t i = 0; i < city_sum.size(); ++i)
        zone.city_weather[i] = city_sum[i] / city_districts[i];
    return common;
}

void move_prices(World& world, const Settings& settings, const Forcing& forcing,
                 const Draws& draws) {
    const Coefficients& c = settings.coefficients;
    ZoneState& zone = world.zone;
    const double growth = cpi_at(world.year, forcing, c) / zone.cpi;
    zone.cpi *= growth;
    zone.wage_index *= math::exp(settings.real_wage_growth);
    zone.nominal_growth = settings.real_wage_growth + math::log(growth);
    const double r = c.price_yield_correlation;
    const double own = normal(draws, zone_key, world.year, draw_price);
    const double shock = r * zone.weather + std::sqrt(1 - r * r) * own;
    zone.price_deviation = c.price_persistence * zone.price_deviation + c.price_sd * shock;
    double change = 0;
    for (const Levers& levers : settings.levers) change += levers.price_shock / district_count;
    zone.corn_price_before = zone.corn_price;
    zone.corn_price =
        corn_path(world.year, forcing, c) * math::exp(zone.price_deviation) * (1 + change);
    zone.corn_price_mean += c.mean_gain * (zone.corn_price - zone.corn_price_mean);
}

double village_factor(const Cell& cell, double common, int year, const Settings& settings,
                      const Draws& draws) {
    const Coefficients& c = settings.coefficients;
    const double rest = std::max(0.0, 1 - c.zone_share - c.city_share - c.district_share);
    const double own = normal(draws, cell.key, year, draw_weather_village);
    double factor = yield_factor(common + std::sqrt(rest) * own, c);
    const double flood = draws.uniform(cell.key, year, draw_flood);
    const double chance = settings.levers[cell.district].flood_chance;
    if (cell.on_river && flood < chance) factor *= 1 - c.flood_loss;
    return factor;
}

}  // namespace

void step(World& world, const Settings& settings, const Forcing& forcing, const Draws& draws) {
    const PerDistrict<double> common = common_weather(world, settings, draws);
    move_prices(world, settings, forcing, draws);
    parallel_for(world.cells.size(), [&](std::size_t i) {
        Cell& cell = world.cells[i];
        if (!cell.is_village()) return;
        cell.yield_factor =
            village_factor(cell, common[cell.district], world.year, settings, draws);
    });
}

}  // namespace changji::weather_and_prices
