#include "model/processes/training.hpp"

#include "model/base/parallel.hpp"
#include "model/zone/decision.hpp"

namespace changji::training {
namespace {

std::int64_t train_cell(Cell& cell, const Settings& settings, int year, const Draws& draws) {
    People& people = cell.people;
    std::int64_t count = 0;
    const double share = settings.levers[cell.district].share;
    for (std::size_t p = 0; p < people.size(); ++p) {
        const int age = year - people.birth_year[p];
        if (people.hukou[p] != Hukou::rural || age < 16 || age > 59 || people.in_school[p] ||
            (people.traits[p] & trained) != 0 || outside_zone(people.place[p])) {
            continue;
        }
        if (draws.uniform(people.key[p], year, draw_training) >= share) continue;
        people.traits[p] |= trained;
        ++count;
    }
    return count;
}

}  // namespace

void train(World& world, const Settings& settings, const Draws& draws) {
    parallel_for(world.cells.size(), [&](std::size_t i) {
        world.events[i].trained = train_cell(world.cells[i], settings, world.year, draws);
    });
    const Money price = yuan(settings.coefficients.cost * world.zone.cpi);
    for (std::size_t i = 0; i < world.cells.size(); ++i) {
        const District d = world.cells[i].district;
        const Money cost{price.count * world.events[i].trained};
        world.districts[d].cash -= cost;
        world.ledger.pay_out(Item::training_cost, d, cost);
    }
}

}  // namespace changji::training
