#include "model/simulation/simulation.hpp"

#include "model/simulation/audit.hpp"
#include "model/simulation/credit_audit.hpp"
#include "model/simulation/land_audit.hpp"

namespace changji {

void advance(World& world, const Scenario& scenario, const weather_and_prices::Forcing& forcing,
             const Draws& draws, const Watcher& watcher) {
    ++world.year;
    const audit::Opening opening = audit::open(world);
    const land_audit::Opening land_opening = land_audit::open(world);
    Year year{scenario, forcing, draws, bind_settings(scenario, world.year, world.districts)};
    for (const Process& process : processes()) {
        process.run(world, year);
        watcher.after(process.info.key);
    }
    audit::close(world, opening);
    land_audit::close(world, land_opening, year.settings.land.levers);
    credit_audit::close(world);
    watcher.after("audit");
}

void simulate(World& world, const Scenario& scenario, const weather_and_prices::Forcing& forcing,
              const Draws& draws, const Watcher& watcher) {
    watcher.record(world);
    while (world.year < scenario.last_year) {
        advance(world, scenario, forcing, draws, watcher);
        watcher.record(world);
    }
}

}  // namespace changji
