#include <array>

#include <gtest/gtest.h>

#include "model/base/math.hpp"
#include "model/processes/migration_choosing.hpp"
#include "model/zone/decision.hpp"
#include "tests/support/small_cell.hpp"

namespace changji::migration {
namespace {

constexpr std::size_t adults = 200;
constexpr int year = 2020;
const Draws draws{3, 1};

World mixed_village() {
    World world = test::world_of({test::small_cell(
        Stratum::rural,
        std::vector<test::Family>(adults, {{30, Work::unemployed, home_place}}))});
    world.year = year;
    Cell& cell = world.cells[0];
    cell.minutes_to_centre = 20;
    cell.farm_income_per_worker = 15000;
    cell.farm_size = 1;
    cell.income_per_head = 15000;
    for (std::size_t p = 0; p < adults; ++p) {
        const double u = fixed_trait(cell.people.key[p], 77);
        cell.people.ability[p] = static_cast<float>(u - 0.5);
        cell.people.skill[p] = static_cast<Skill>(p % 3);
        if (p % 4 == 3) cell.people.place[p] = town_of(district_at(p % district_count));
        cell.households.contracted[p] = p % 5 == 0 ? Area{} : hectares(0.2 + u);
    }
    for (DistrictState& state : world.districts) {
        state.job_chance = {0.9, 0.93, 0.95};
        state.expected_wage = {38000, 46000, 62000};
        state.service = {0.5, 0.7};
    }
    for (std::size_t d = 0; d < district_count; ++d)
        for (std::size_t e = 0; e < district_count; ++e)
            world.minutes[d][e] = d == e ? 10 : (d + e) % 2 == 0 ? 30 : 90;
    world.solved.choice = {0.3, -0.2, 0.1, 0.4, 0.2, -0.1, 0.3, 0.0, 0.0, 0.0};
    return world;
}

double gumbel(Key key, std::uint32_t word) {
    const auto words = draws.bits(key, year, draw_choice, word / 4);
    return -math::log(-math::log(block::short_unit(words[word % 4])));
}

/// The best of alternatives, whose Gumbels follow each other from word `first` on.
template <std::size_t n>
int best(const std::array<double, n>& utilities, double lambda, Key key, std::uint32_t first) {
    int found = -1;
    double most = 0;
    for (std::size_t k = 0; k < n; ++k) {
        if (utilities[k] <= impossible / 2) continue;
        const double value =
            utilities[k] / lambda + gumbel(key, first + static_cast<std::uint32_t>(k));
        if (found < 0 || value > most) {
            most = value;
            found = static_cast<int>(k);
        }
    }
    return found;
}

/// Slow twin: one person at a time, every alternative with its own draw. Words 0–3 belong to the
/// nests, those of alternative a begin at 4 + a.
int slow_choice(const PersonNests& nests, double lambda, Key key) {
    const OriginTable& table = *nests.table;
    const int nest = best(nests.value, 1.0, key, 0);
    if (nest == 0) return farm_own + best(nests.stay, lambda, key, 4);
    if (nest == 1) return commute_to + best(table.commute, lambda, key, 4 + commute_to);
    if (nest == 3) return leave_zone + best(table.leave, lambda, key, 4 + leave_zone);
    const int k = best(table.moves, lambda, key, 4 + move_to_town);
    const int towns = district_count;
    return k < towns ? move_to_town + k : move_to_country + (k - towns);
}

void expect_equal_choices(const World& world, const Settings& settings) {
    const Cell& cell = world.cells[0];
    const Coefficients& c = settings.coefficients;
    CellChoices choices(world, settings);
    choices.enter(cell);
    Reviewers reviewers;
    reviewers.clear();
    std::vector<int> expected;
    for (std::size_t p = 0; p < adults; ++p) {
        const auto row = static_cast<Row>(p);
        const double relative = relative_farm(cell, cell.people.household[p]);
        const bool home = cell.people.place[p] == home_place;
        const double farm = farm_utility(cell, relative, c);
        expected.push_back(slow_choice(person_nests(choices, cell, row, farm, year, c), c.nest,
                                       cell.people.key[p]));
        reviewers.add(p, cell.people.key[p], open_nests(choices, cell, row, year, c),
                      home ? relative : 0.0);
    }
    reviewers.choose(cell, c, year, draws);
    std::array<int, 4> nests{};
    for (std::size_t p = 0; p < adults; ++p) {
        EXPECT_EQ(int{reviewers.taken(p)}, expected[p]) << p;
        ++nests[expected[p] < commute_to ? 0u : expected[p] < move_to_town ? 1u
                : expected[p] < leave_zone || expected[p] >= move_to_country ? 2u : 3u];
    }
    for (const int taken : nests) EXPECT_GT(taken, 0);  // every kind of choice was compared
}

TEST(Choosing, BlocksChooseLikePersonsOneByOne) {
    expect_equal_choices(mixed_village(), test::base_settings<Settings>());
}

TEST(Choosing, BlocksChooseLikePersonsOneByOneWhenTheCountrysideIsOpen) {
    Settings settings = test::base_settings<Settings>();
    for (Levers& levers : settings.levers) levers.reverse = 1;
    expect_equal_choices(mixed_village(), settings);
}

}  // namespace
}  // namespace changji::migration
