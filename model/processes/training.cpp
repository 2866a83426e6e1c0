#include "model/processes/training.hpp"

#include <algorithm>

#include "model/base/block.hpp"
#include "model/base/parallel.hpp"
#include "model/zone/decision.hpp"

namespace changji::training {
namespace {

bool may_train(const People& people, std::size_t p, int year) {
    const int age = year - people.birth_year[p];
    return people.hukou[p] == Hukou::rural && age >= 16 && age <= 59 && !people.in_school[p] &&
           (people.traits[p] & trained) == 0 && !outside_zone(people.place[p]);
}

std::int64_t train_cell(Cell& cell, const Settings& settings, int year, const Draws& draws) {
    People& people = cell.people;
    std::int64_t count = 0;
    const double share = settings.levers[cell.district].share;
    block::Lanes<std::size_t> person;
    block::Lanes<Key> key;
    block::Words words;
    for (std::size_t begin = 0; begin < people.size(); begin += block::size) {
        const std::size_t end = std::min(people.size(), begin + block::size);
        std::size_t open = 0;
        for (std::size_t p = begin; p < end; ++p) {
            person[open] = p;
            key[open] = people.key[p];
            open += may_train(people, p, year) ? 1 : 0;
        }
        block::draw(draws, key.data(), open, year, draw_training, 0, words);
        for (std::size_t i = 0; i < open; ++i) {
            if (open_unit(words.word[0][i], words.word[1][i]) >= share) continue;
            people.traits[person[i]] |= trained;
            ++count;
        }
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
