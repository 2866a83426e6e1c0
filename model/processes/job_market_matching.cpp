#include <algorithm>

#include "model/base/parallel.hpp"
#include "model/processes/job_market.hpp"
#include "model/world/chosen_rows.hpp"
#include "model/zone/decision.hpp"

namespace changji::job_market {

namespace {

constexpr std::size_t market_count = district_count * skill_count;
using MarketCounts = std::array<std::int32_t, market_count>;

std::size_t market_of(const People& people, std::size_t p) {
    return index(people.work_district[p]) * skill_count + index(people.skill[p]);
}

Key market_key(std::size_t market) {
    return derived_key(0x6A6F6273u, static_cast<std::uint32_t>(market), 0);
}

std::uint64_t hashed_rank(const Draws& draws, Key key, int year, Decision decision,
                          std::uint32_t index) {
    const auto words = draws.bits(key, year, decision, index);
    return (std::uint64_t{words[0]} << 32) | words[1];
}

using SeekerLists = std::array<std::vector<Seeker>, market_count>;

/// Seekers of all cells by market: counted, then written to places that no thread shares.
SeekerLists collect_seekers(const World& world, const Draws& draws) {
    const std::size_t cells = world.cells.size();
    std::vector<MarketCounts> at(cells);
    std::vector<std::vector<Row>> searching(cells);
    parallel_for(cells, [&](std::size_t c) {
        const People& people = world.cells[c].people;
        at[c].fill(0);
        for_each_in_work(people, Work::unemployed, [&](const ChosenRows& rows) {
            for (std::size_t i = 0; i < rows.count; ++i) {
                ++at[c][market_of(people, rows.person[i])];
                searching[c].push_back(static_cast<Row>(rows.person[i]));
            }
        });
    });
    MarketCounts total{};
    for (MarketCounts& cell : at) {
        for (std::size_t m = 0; m < market_count; ++m) {
            const std::int32_t here = cell[m];
            cell[m] = total[m];
            total[m] += here;
        }
    }
    SeekerLists lists;
    for (std::size_t m = 0; m < market_count; ++m) {
        lists[m].resize(static_cast<std::size_t>(total[m]));
    }
    parallel_for(cells, [&](std::size_t c) {
        const People& people = world.cells[c].people;
        for (const Row row : searching[c]) {
            const auto p = static_cast<std::size_t>(row);
            const std::size_t m = market_of(people, p);
            lists[m][static_cast<std::size_t>(at[c][m]++)] = {
                hashed_rank(draws, people.key[p], world.year, draw_job_rank, 0), people.key[p],
                static_cast<std::int32_t>(c), row};
        }
    });
    return lists;
}

struct Opening {
    Row firm;
    std::int32_t vacancies;
};
using OpeningLists = std::array<std::vector<Opening>, market_count>;

OpeningLists collect_vacancies(const World& world, const Draws& draws) {
    const Firms& firms = world.firms;
    OpeningLists lists;
    for (std::size_t f = 0; f < firms.size(); ++f) {
        const std::int32_t vacancies = firms.sought[f] - firms.jobs[f];
        if (!firms.open[f] || vacancies <= 0) continue;
        const std::size_t d = index(firms.district[f]);
        const double u = draws.uniform(firms.key[f], world.year, draw_vacancy_rank);
        const auto parts = split_by_skill(vacancies, world.districts[d].skill_mix, u);
        for (std::size_t s = 0; s < skill_count; ++s) {
            if (parts[s] == 0) continue;
            lists[d * skill_count + s].push_back({static_cast<Row>(f), parts[s]});
        }
    }
    return lists;
}

std::vector<Slot> slots_of(const World& world, const Draws& draws, std::size_t market,
                           const std::vector<Opening>& openings) {
    std::size_t count = 0;
    for (const Opening& opening : openings) count += static_cast<std::size_t>(opening.vacancies);
    std::vector<Slot> slots;
    slots.reserve(count);
    const auto skill = static_cast<std::uint32_t>(market % skill_count + 1);
    for (const Opening& opening : openings) {
        const Key key = world.firms.key[static_cast<std::size_t>(opening.firm)];
        for (std::int32_t i = 0; i < opening.vacancies; ++i) {
            const std::uint32_t address = (skill << 24) + static_cast<std::uint32_t>(i);
            slots.push_back(
                {hashed_rank(draws, key, world.year, draw_vacancy_rank, address), opening.firm, i});
        }
    }
    return slots;
}

/// Clears one market: counts, hires, and the new state of the hired.
std::vector<Hire> clear_market(World& world, const Draws& draws, double exponent,
                               std::size_t market, std::vector<Seeker>& seekers,
                               const std::vector<Opening>& openings) {
    std::vector<Slot> slots = slots_of(world, draws, market, openings);
    const double u = draws.uniform(market_key(market), world.year, draw_matching_rounding);
    const auto vacancies = static_cast<std::int64_t>(slots.size());
    const auto searching = static_cast<std::int64_t>(seekers.size());
    const std::int64_t count = matches(searching, vacancies, exponent, u);
    DistrictState& district = world.districts[market / skill_count];
    const std::size_t s = market % skill_count;
    district.seekers[s] = searching;
    district.vacancies[s] = vacancies;
    district.matches[s] = count;
    std::vector<Hire> hires = assign(seekers, slots, static_cast<std::size_t>(count));
    for (const Hire& hire : hires) {
        People& people = world.cells[static_cast<std::size_t>(hire.cell)].people;
        const auto p = static_cast<std::size_t>(hire.person);
        people.employer[p] = hire.firm;
        people.work[p] = Work::wage;
        people.months_unemployed[p] = 0;
    }
    return hires;
}

std::uint32_t position(std::uint64_t rank) {
    return static_cast<std::uint32_t>(rank);
}

template <class Entry, class Before>
void keep_first(std::vector<Entry>& entries, std::size_t count, const Before& before) {
    if (count < entries.size()) {
        std::nth_element(entries.begin(), entries.begin() + static_cast<std::ptrdiff_t>(count),
                         entries.end(), before);
        entries.resize(count);
    }
}

/// Sorts entries whose positions are uniform: they are dealt out by their leading bits, about one
/// to a place, and neighbours put right.
template <class Entry, class Before>
void sort_by_position(std::vector<Entry>& entries, const Before& before) {
    int bits = 1;
    while ((std::size_t{1} << bits) < entries.size()) ++bits;
    const auto place = [&](const Entry& entry) {
        return static_cast<std::size_t>(position(entry.rank) >> (32 - bits));
    };
    std::vector<std::uint32_t> next((std::size_t{1} << bits) + 1, 0);
    for (const Entry& entry : entries) ++next[place(entry) + 1];
    for (std::size_t k = 1; k < next.size(); ++k) next[k] += next[k - 1];
    std::vector<Entry> dealt(entries.size());
    for (const Entry& entry : entries) dealt[next[place(entry)]++] = entry;
    for (std::size_t i = 1; i < dealt.size(); ++i) {
        const Entry entry = dealt[i];
        std::size_t k = i;
        for (; k > 0 && before(entry, dealt[k - 1]); --k) dealt[k] = dealt[k - 1];
        dealt[k] = entry;
    }
    entries.swap(dealt);
}

}  // namespace

std::vector<Hire> assign(std::vector<Seeker>& seekers, std::vector<Slot>& slots,
                         std::size_t count) {
    keep_first(seekers, count, [](const Seeker& a, const Seeker& b) {
        return a.rank != b.rank ? a.rank < b.rank : a.key < b.key;
    });
    keep_first(slots, count, [](const Slot& a, const Slot& b) {
        if (a.rank != b.rank) return a.rank < b.rank;
        return a.firm != b.firm ? a.firm < b.firm : a.number < b.number;
    });
    sort_by_position(seekers, [](const Seeker& a, const Seeker& b) {
        const std::uint32_t x = position(a.rank), y = position(b.rank);
        return x != y ? x < y : a.key < b.key;
    });
    sort_by_position(slots, [](const Slot& a, const Slot& b) {
        const std::uint32_t x = position(a.rank), y = position(b.rank);
        if (x != y) return x < y;
        return a.firm != b.firm ? a.firm < b.firm : a.number < b.number;
    });
    std::vector<Hire> hires;
    hires.reserve(count);
    std::vector<std::size_t> waiting, free_slots;
    std::size_t next = 0;
    const auto join = [&](std::size_t slot) {
        const Seeker& seeker = seekers[waiting.back()];
        waiting.pop_back();
        hires.push_back({seeker.cell, seeker.person, slots[slot].firm});
    };
    for (std::size_t slot = 0; slot < slots.size(); ++slot) {
        while (next < seekers.size() &&
               position(seekers[next].rank) <= position(slots[slot].rank)) {
            waiting.push_back(next++);
        }
        if (waiting.empty()) {
            free_slots.push_back(slot);
        } else {
            join(slot);
        }
    }
    while (next < seekers.size()) waiting.push_back(next++);
    for (const std::size_t slot : free_slots) join(slot);  // once more round the circle
    return hires;
}

namespace {

struct FirmCounts {
    std::vector<std::int32_t> count;
    FirmCounts& operator+=(const FirmCounts& other) {
        for (std::size_t f = 0; f < count.size(); ++f) count[f] += other.count[f];
        return *this;
    }
};

/// Choices made since the separations have left jobs too.
std::vector<std::int32_t> employees_by_firm(const World& world) {
    PerThread<FirmCounts> parts(FirmCounts{std::vector<std::int32_t>(world.firms.size(), 0)});
    parallel_for(world.cells.size(), [&](std::size_t c) {
        const People& people = world.cells[c].people;
        std::vector<std::int32_t>& count = parts.mine().count;
        for_each_in_work(people, Work::wage, [&](const ChosenRows& rows) {
            for (std::size_t i = 0; i < rows.count; ++i) {
                ++count[static_cast<std::size_t>(people.employer[rows.person[i]])];
            }
        });
    });
    return parts.total().count;
}

std::array<std::size_t, market_count> largest_first(const SeekerLists& seekers) {
    std::array<std::size_t, market_count> order;
    for (std::size_t m = 0; m < market_count; ++m) order[m] = m;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return seekers[a].size() > seekers[b].size();
    });
    return order;
}

}  // namespace

void match(World& world, const Settings& settings, const Draws& draws) {
    world.firms.jobs = employees_by_firm(world);
    SeekerLists seekers = collect_seekers(world, draws);
    const OpeningLists openings = collect_vacancies(world, draws);
    std::array<std::vector<Hire>, market_count> hires;
    const auto order = largest_first(seekers);  // a large market that begins last is waited for
    parallel_for(market_count, [&](std::size_t k) {
        const std::size_t m = order[k];
        hires[m] = clear_market(world, draws, settings.levers[m / skill_count].matching, m,
                                seekers[m], openings[m]);
    });
    for (const std::vector<Hire>& market : hires) {
        for (const Hire& hire : market) {
            ++world.firms.jobs[static_cast<std::size_t>(hire.firm)];
            ++world.events[static_cast<std::size_t>(hire.cell)].hired;
        }
    }
}

}  // namespace changji::job_market
