#include "model/processes/startups.hpp"

#include <algorithm>

#include "model/base/block.hpp"
#include "model/base/parallel.hpp"
#include "model/zone/decision.hpp"

namespace changji::startups {
namespace {

using BySector = std::array<std::int64_t, sector_count>;

/// Firms founded, by district and sector.
struct Founded {
    std::array<BySector, district_count> firms{};
    Founded& operator+=(const Founded& other) {
        for (std::size_t d = 0; d < district_count; ++d)
            for (std::size_t s = 0; s < sector_count; ++s) firms[d][s] += other.firms[d][s];
        return *this;
    }
};

bool may_start(const People& people, std::size_t p, int year) {
    const int age = year - people.birth_year[p];
    if (age < 16 || age > 64 || people.in_school[p] || outside_zone(people.place[p])) return false;
    const Work work = people.work[p];
    return work == Work::farm || work == Work::wage || work == Work::unemployed ||
           work == Work::home;
}

/// The sector at a share u of the entries of 2019, sector by sector.
std::size_t sector_at(const std::array<double, sector_count>& rates, double u) {
    double sum = 0, reached = 0;
    for (const double rate : rates) sum += rate;
    for (std::size_t s = 0; s + 1 < sector_count; ++s) {
        reached += rates[s];
        if (u * sum < reached) return s;
    }
    return sector_count - 1;
}

void found_business(People& people, std::size_t p) {
    people.work[p] = Work::self_employed;
    people.employer[p] = no_row;
    people.months_unemployed[p] = 0;
}

void start_in_cell(Cell& cell, const World& world, const Settings& settings, const Draws& draws,
                   Founded& founded, CellEvents& events) {
    People& people = cell.people;
    block::Lanes<std::size_t> person;
    block::Lanes<Key> key;
    block::Words words;
    for (std::size_t begin = 0; begin < people.size(); begin += block::size) {
        const std::size_t end = std::min(people.size(), begin + block::size);
        std::size_t open = 0;
        for (std::size_t p = begin; p < end; ++p) {
            person[open] = p;
            key[open] = people.key[p];
            open += may_start(people, p, world.year) ? 1 : 0;
        }
        block::draw(draws, key.data(), open, world.year, draw_startup, 0, words);
        for (std::size_t i = 0; i < open; ++i) {
            const std::size_t p = person[i];
            const District d = residence_district(cell, people.place[p]);
            const Levers& levers = settings.levers[d];
            const bool back = (people.traits[p] & returnee) != 0;
            const double chance = levers.hazard * (back ? levers.returnees : 1.0);
            if (open_unit(words.word[0][i], words.word[1][i]) >= chance) continue;
            found_business(people, p);
            ++events.startups;
            events.returnee_startups += back;
            if (block::short_unit(words.word[2][i]) >= settings.coefficients.firm_share) continue;
            const double u = block::short_unit(words.word[3][i]);
            ++founded.firms[index(d)][sector_at(world.solved.entry_rate, u)];
        }
    }
}

}  // namespace

void start(World& world, const Settings& settings, const Draws& draws) {
    PerThread<Founded> parts;
    const World& seen = world;
    parallel_for(world.cells.size(), [&](std::size_t i) {
        start_in_cell(world.cells[i], seen, settings, draws, parts.mine(), world.events[i]);
    });
    const Founded founded = parts.total();
    for (std::size_t d = 0; d < district_count; ++d)
        world.districts[d].startup_firms = founded.firms[d];
}

void take_firms(World& world, const World& burn_in) {
    for (std::size_t d = 0; d < district_count; ++d) {
        world.districts[d].startup_firms = burn_in.districts[d].startup_firms;
        double count = 0;
        for (const std::int64_t firms : burn_in.districts[d].startup_firms)
            count += static_cast<double>(firms);
        world.districts[d].startup_firms_2019 = count;
    }
}

}  // namespace changji::startups
