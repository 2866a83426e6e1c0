#include "model/processes/training.hpp"

#include "model/base/parallel.hpp"
#include "model/world/chosen_rows.hpp"
#include "model/zone/decision.hpp"

namespace changji::training {
namespace {

/// Adults of rural hukou in the zone whom no training has reached yet.
bool may_train(const People& people, std::size_t p, int year) {
    const int age = year - people.birth_year[p];
    return block::all(people.hukou[p] == Hukou::rural, age >= 16, age <= 59,
                      people.in_school[p] == 0, (people.traits[p] & trained) == 0,
                      !outside_zone(people.place[p]));
}

std::int64_t train_cell(Cell& cell, const Settings& settings, int year, const Draws& draws) {
    People& people = cell.people;
    std::int64_t count = 0;
    const double share = settings.levers[cell.district].share;
    block::Words words;
    const auto open = [&](std::size_t p) { return may_train(people, p, year); };
    for_each_chosen(people, open, [&](const ChosenRows& rows) {
        block::draw(draws, rows.key.data(), rows.count, year, draw_training, 0, words);
        for (std::size_t i = 0; i < rows.count; ++i) {
            if (open_unit(words.word[0][i], words.word[1][i]) >= share) continue;
            people.traits[rows.person[i]] |= trained;
            ++count;
        }
    });
    return count;
}

bool may_upskill(const People& people, std::size_t p, int year) {
    const int age = year - people.birth_year[p];
    const Work work = people.work[p];
    return block::all(people.place[p] == home_place, age >= 18, age <= 55,
                      block::any(work == Work::farm, work == Work::self_employed),
                      people.education[p] < Education::college);
}

std::int64_t upskill_cell(Cell& cell, double share, int year, const Draws& draws) {
    if (share <= 0 || !cell.is_village()) return 0;
    People& people = cell.people;
    std::int64_t count = 0;
    block::Words words;
    const auto open = [&](std::size_t p) { return may_upskill(people, p, year); };
    for_each_chosen(people, open, [&](const ChosenRows& rows) {
        block::draw(draws, rows.key.data(), rows.count, year, draw_upskilling, 0, words);
        for (std::size_t i = 0; i < rows.count; ++i) {
            if (open_unit(words.word[0][i], words.word[1][i]) >= share) continue;
            Education& education = people.education[rows.person[i]];
            education = static_cast<Education>(static_cast<int>(education) + 1);
            ++count;
        }
    });
    return count;
}

}  // namespace

void train(World& world, const Settings& settings, const Draws& draws) {
    parallel_for(world.cells.size(), [&](std::size_t i) {
        Cell& cell = world.cells[i];
        world.events[i].trained = train_cell(cell, settings, world.year, draws);
        world.events[i].upskilled =
            upskill_cell(cell, settings.levers[cell.district].upskill, world.year, draws);
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
