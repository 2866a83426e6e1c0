#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "model/processes/job_market.hpp"
#include "model/zone/decision.hpp"
#include "tests/support/job_world.hpp"

namespace changji {
namespace {

using job_market::Hire;
using job_market::Seeker;
using job_market::Slot;

/// Slow twin of job_market::assign: sorts everything, then every slot, starting from those whose
/// nearest free seeker stands closest before it on the circle, takes that seeker.
std::map<Row, Row> slow_assign(std::vector<Seeker> seekers, std::vector<Slot> slots,
                               std::size_t count) {
    std::sort(seekers.begin(), seekers.end(),
              [](const Seeker& a, const Seeker& b) { return a.rank < b.rank; });
    std::sort(slots.begin(), slots.end(),
              [](const Slot& a, const Slot& b) { return a.rank < b.rank; });
    seekers.resize(count);
    slots.resize(count);
    std::map<Row, Row> firm_of;
    while (!slots.empty()) {
        std::size_t best_seeker = 0, best_slot = 0;
        std::uint64_t best = std::uint64_t{1} << 40;
        for (std::size_t i = 0; i < seekers.size(); ++i) {
            for (std::size_t j = 0; j < slots.size(); ++j) {
                const std::uint32_t distance = static_cast<std::uint32_t>(slots[j].rank) -
                                               static_cast<std::uint32_t>(seekers[i].rank);
                if (distance < best) {
                    best = distance;
                    best_seeker = i;
                    best_slot = j;
                }
            }
        }
        firm_of[seekers[best_seeker].person] = slots[best_slot].firm;
        seekers.erase(seekers.begin() + static_cast<std::ptrdiff_t>(best_seeker));
        slots.erase(slots.begin() + static_cast<std::ptrdiff_t>(best_slot));
    }
    return firm_of;
}

std::uint64_t hash(std::uint32_t market, std::uint32_t i, std::uint32_t kind) {
    return derived_key(market, i, kind);
}

std::vector<Seeker> random_seekers(std::uint32_t market, std::size_t count) {
    std::vector<Seeker> seekers;
    for (std::uint32_t i = 0; i < count; ++i) {
        seekers.push_back({hash(market, i, 1), i, 0, static_cast<Row>(i)});
    }
    return seekers;
}

std::vector<Slot> random_slots(std::uint32_t market, std::size_t count) {
    std::vector<Slot> slots;
    for (std::uint32_t i = 0; i < count; ++i) {
        slots.push_back({hash(market, i, 2), static_cast<Row>(i % 7), static_cast<int>(i / 7)});
    }
    return slots;
}

std::map<Row, Row> fast_assign(std::vector<Seeker> seekers, std::vector<Slot> slots,
                               std::size_t count) {
    std::map<Row, Row> firm_of;
    for (const Hire& hire : job_market::assign(seekers, slots, count)) {
        firm_of[hire.person] = hire.firm;
    }
    return firm_of;
}

TEST(JobMatching, EqualsTheSlowTwinOnRandomMarkets) {
    for (std::uint32_t market = 0; market < 60; ++market) {
        const std::size_t seekers = 1 + hash(market, 0, 3) % 40,
                          slots = 1 + hash(market, 1, 3) % 40;
        const std::size_t count = hash(market, 2, 3) % (std::min(seekers, slots) + 1);
        const auto u = random_seekers(market, seekers);
        const auto v = random_slots(market, slots);
        EXPECT_EQ(fast_assign(u, v, count), slow_assign(u, v, count)) << "market " << market;
    }
}

TEST(JobMatching, OneMoreSeekerChangesFewOthers) {
    constexpr std::size_t count = 3000;
    double changed = 0;
    constexpr int trials = 20;
    for (std::uint32_t trial = 0; trial < trials; ++trial) {
        const auto slots = random_slots(trial, 5000);
        const auto more = random_seekers(trial, 4001);
        auto fewer = more;
        fewer.pop_back();
        const auto with = fast_assign(more, slots, count);
        const auto without = fast_assign(fewer, slots, count);
        for (const auto& [person, firm] : without) {
            const auto found = with.find(person);
            if (found == with.end() || found->second != firm) ++changed;
        }
    }
    EXPECT_LT(changed / trials, 0.06 * count);  // √count ≈ 55; joining by rank would change ⅓
}

/// The whole step against a plain re-count of one world.
TEST(JobMatching, MarketFiguresEqualAPlainCount) {
    const job_test::JobSettings settings;
    const Draws draws;
    World world = job_test::job_world(2, 400, settings);
    ++world.year;
    firms::plan(world, settings.firms, settings.effects, draws);
    job_market::separate(world, settings.jobs, draws);
    const World before = world;
    job_market::match(world, settings.jobs, draws);
    for (std::size_t d = 0; d < district_count; ++d) {
        std::int64_t vacancies = 0, counted = 0;
        std::array<std::int64_t, skill_count> seekers{}, hired{};
        for (std::size_t f = 0; f < before.firms.size(); ++f) {
            if (index(before.firms.district[f]) != d || !before.firms.open[f]) continue;
            vacancies += std::max(0, before.firms.sought[f] - before.firms.jobs[f]);
        }
        for (std::size_t c = 0; c < before.cells.size(); ++c) {
            const People& people = before.cells[c].people;
            for (std::size_t p = 0; p < people.size(); ++p) {
                if (people.work[p] != Work::unemployed || index(people.work_district[p]) != d) {
                    continue;
                }
                ++seekers[index(people.skill[p])];
                hired[index(people.skill[p])] += world.cells[c].people.work[p] == Work::wage;
            }
        }
        const DistrictState& district = world.districts[d];
        EXPECT_EQ(district.seekers, seekers);
        EXPECT_EQ(district.matches, hired);
        for (std::size_t s = 0; s < skill_count; ++s) {
            counted += district.vacancies[s];
            const double expected = job_market::expected_matches(
                static_cast<double>(seekers[s]), static_cast<double>(district.vacancies[s]), 2.5);
            EXPECT_LE(std::abs(static_cast<double>(hired[s]) - expected), 1.0);
        }
        EXPECT_EQ(counted, vacancies);
    }
    for (std::size_t f = 0; f < world.firms.size(); ++f) {
        EXPECT_LE(world.firms.jobs[f], std::max(world.firms.sought[f], before.firms.jobs[f]));
    }
}

}  // namespace
}  // namespace changji
