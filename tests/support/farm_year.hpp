#pragma once

#include "model/processes/adoption.hpp"
#include "model/processes/farmland.hpp"
#include "model/processes/harvest.hpp"
#include "model/processes/insurance.hpp"
#include "model/processes/satellite.hpp"
#include "model/processes/weather_and_prices.hpp"
#include "tests/support/farm_world.hpp"

/// The farming part of a year, in the order of the schedule.
namespace changji::test {

struct Rules {
    farmland::Settings market = base_settings<farmland::Settings>();
    farm_technology::Settings technology = base_settings<farm_technology::Settings>();
    harvest::Settings harvest = base_settings<harvest::Settings>();
    adoption::Settings adoption = base_settings<adoption::Settings>();
    weather_and_prices::Settings weather = base_settings<weather_and_prices::Settings>();
    insurance::Settings insurance = base_settings<insurance::Settings>();
    satellite::Settings satellite{base_values<satellite::Coefficients>()};
    weather_and_prices::Forcing forcing{};
    Draws draws{1, 0};
};

inline void one_year(World& world, const Rules& rules) {
    ++world.year;
    world.ledger = {};
    for (CellEvents& events : world.events) events = {};
    adoption::step(world, rules.adoption, rules.technology, rules.draws);
    farmland::transfer(world, rules.market, rules.technology, rules.draws);
    insurance::offer(world, rules.insurance, rules.technology, rules.draws);
    weather_and_prices::step(world, rules.weather, rules.forcing, rules.draws);
    harvest::gather(world, rules.harvest, rules.technology, 0.015, rules.draws);
    satellite::step(world, rules.satellite, 0.45);
    insurance::settle(world, rules.insurance, rules.technology);
}

inline World opened(const Countryside& countryside, const Rules& rules = {}) {
    World world = farm_world(countryside);
    farmland::open(world, rules.market, rules.technology, rules.draws);
    const auto farms = static_cast<double>(countryside.villages * countryside.households);
    harvest::open(world, rules.technology, {5.6 * farms, 20000 * farms});
    satellite::open(world, rules.satellite);
    for (auto& district : world.totals) district[index(Stratum::rural)].registered = 1;
    insurance::open(world, rules.insurance, rules.technology);
    return world;
}

}  // namespace changji::test
