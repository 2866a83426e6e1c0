#include "model/processes/startups.hpp"

#include <algorithm>

#include "model/base/parallel.hpp"
#include "model/world/chosen_rows.hpp"
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

constexpr unsigned bit(Work work) { return 1u << static_cast<unsigned>(work); }
constexpr unsigned may_leave =
    bit(Work::farm) | bit(Work::wage) | bit(Work::unemployed) | bit(Work::home);

bool may_start(const People& people, std::size_t p, int year) {
    const int age = year - people.birth_year[p];
    return block::all(age >= 16, age <= 64, people.in_school[p] == 0,
                      !outside_zone(people.place[p]), (bit(people.work[p]) & may_leave) != 0);
}

/// The largest chance of anybody, which few draws reach.
double most_likely(const Settings& settings) {
    double most = 0;
    for (const Levers& levers : settings.levers)
        most = std::max({most, levers.hazard, levers.hazard * levers.returnees});
    return most;
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

/// Where a cell's starts are booked.
struct Books {
    CellEvents& events;
    Ledger& ledger;
};

/// What a start needs this year, and where it is booked.
struct Purse {
    Money capital;
    Ledger& ledger;
};

/// Whether the household could pay; it has, if so.
bool pay_capital(Cell& cell, std::size_t h, const Purse& purse) {
    Money& cash = cell.households.cash[h];
    if (cash < purse.capital) return false;
    cash -= purse.capital;
    purse.ledger.pay_out(Item::startup_capital, cell.district, purse.capital);
    return true;
}

/// What a yuan of a start-up brings in a year; nobody starts at the price of moneylenders.
constexpr double worth_to_founders = 0.18;  // assumption

void wish_to_start(Cell& cell, std::size_t p, Money capital) {
    Wishes& wishes = cell.wishes;
    table::resize(wishes, wishes.size() + 1);
    wishes.household.back() = cell.people.household[p];
    wishes.purpose.back() = LoanPurpose::business;
    wishes.capital.back() = capital;
    wishes.gain.back() = static_cast<float>(worth_to_founders);
    wishes.person.back() = cell.people.key[p];
}

/// Founders whose loan came through this spring.
std::int64_t start_with_loans(Cell& cell, int year, const Purse& purse) {
    std::int64_t count = 0;
    Wishes& wishes = cell.wishes;
    for (std::size_t w = 0; w < wishes.size(); ++w) {
        if (!wishes.granted[w] || wishes.household[w] < 0) continue;
        wishes.granted[w] = 0;
        const auto h = static_cast<std::size_t>(wishes.household[w]);
        wishes.household[w] = no_row;
        const auto first = static_cast<std::size_t>(cell.households.first_member[h]);
        const auto members = static_cast<std::size_t>(cell.households.members[h]);
        for (std::size_t p = first; p < first + members; ++p) {
            if (cell.people.key[p] != wishes.person[w] || !may_start(cell.people, p, year)) continue;
            if (!pay_capital(cell, h, purse)) continue;
            found_business(cell.people, p);
            ++count;
        }
    }
    return count;
}

void start_in_cell(Cell& cell, const World& world, const Settings& settings, const Draws& draws,
                   Founded& founded, Books books) {
    People& people = cell.people;
    CellEvents& events = books.events;
    const Purse purse{yuan(settings.coefficients.capital * world.zone.cpi), books.ledger};
    events.startups += start_with_loans(cell, world.year, purse);
    const std::uint32_t limit = block::limit_below(most_likely(settings));
    block::Words words;
    const auto open = [&](std::size_t p) { return may_start(people, p, world.year); };
    for_each_chosen(people, open, [&](const ChosenRows& rows) {
        block::draw(draws, rows.key.data(), rows.count, world.year, draw_startup, 0, words);
        for (std::size_t i = 0; i < rows.count; ++i) {
            if (words.word[0][i] > limit) continue;
            const std::size_t p = rows.person[i];
            const District d = residence_district(cell, people.place[p]);
            const Levers& levers = settings.levers[d];
            const bool back = (people.traits[p] & returnee) != 0;
            const double chance = levers.hazard * (back ? levers.returnees : 1.0);
            if (open_unit(words.word[0][i], words.word[1][i]) >= chance) continue;
            const auto h = static_cast<std::size_t>(people.household[p]);
            if (!pay_capital(cell, h, purse)) {
                wish_to_start(cell, p, purse.capital);
                continue;
            }
            found_business(people, p);
            ++events.startups;
            events.returnee_startups += back;
            if (block::short_unit(words.word[2][i]) >= settings.coefficients.firm_share) continue;
            const double u = block::short_unit(words.word[3][i]);
            ++founded.firms[index(d)][sector_at(world.solved.entry_rate, u)];
        }
    });
}

}  // namespace

void start(World& world, const Settings& settings, const Draws& draws) {
    PerThread<Founded> parts;
    PerThread<Ledger> ledgers;
    const World& seen = world;
    parallel_for(world.cells.size(), [&](std::size_t i) {
        start_in_cell(world.cells[i], seen, settings, draws, parts.mine(),
                      {world.events[i], ledgers.mine()});
    });
    world.ledger += ledgers.total();
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
