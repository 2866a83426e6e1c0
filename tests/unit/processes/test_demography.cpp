#include <cmath>

#include <gtest/gtest.h>

#include "model/processes/demography.hpp"
#include "tests/support/small_cell.hpp"

namespace changji::demography {
namespace {

const Coefficients coefficients = base_values<Coefficients>();
const Settings settings = test::base_settings<Settings>();

/// From the yearly probabilities, with deaths in the middle of the year.
double life_expectancy(Sex sex, Stratum lives, int year) {
    double alive = 1, years = 0;
    for (int age = 0; age <= oldest; ++age) {
        const double q = death_probability(age, sex, lives, year, coefficients);
        years += alive * (1.0 - 0.5 * q);
        alive *= 1.0 - q;
    }
    return years;
}

TEST(Demography, LifeExpectancyOf2019Is76And81) {
    EXPECT_NEAR(life_expectancy(Sex::male, Stratum::urban, 2019), 76.0, 0.05);
    EXPECT_NEAR(life_expectancy(Sex::female, Stratum::urban, 2019), 81.0, 0.05);
}

TEST(Demography, CountryPeopleLiveShorterAndEverybodyLongerLater) {
    for (const Sex sex : {Sex::male, Sex::female}) {
        EXPECT_LT(life_expectancy(sex, Stratum::rural, 2019),
                  life_expectancy(sex, Stratum::urban, 2019));
        EXPECT_GT(life_expectancy(sex, Stratum::urban, 2035),
                  life_expectancy(sex, Stratum::urban, 2019) + 0.5);
    }
}

TEST(Demography, DeathIsCertainAt110AndInfantsHaveTheirOwnRate) {
    EXPECT_EQ(death_probability(110, Sex::female, Stratum::urban, 2019, coefficients), 1.0);
    EXPECT_EQ(death_probability(0, Sex::male, Stratum::rural, 2019, coefficients), 0.004);
}

TEST(Demography, FertilityPathMeetsItsThreeYears) {
    EXPECT_DOUBLE_EQ(total_fertility(2019, coefficients), 0.95);
    EXPECT_DOUBLE_EQ(total_fertility(2024, coefficients), 0.70);
    EXPECT_DOUBLE_EQ(total_fertility(2035, coefficients), 0.75);
    EXPECT_NEAR(total_fertility(2021, coefficients), 0.85, 1e-12);
    EXPECT_DOUBLE_EQ(total_fertility(2050, coefficients), 0.75);
}

WomenByAge women_of_2019(std::uint32_t seed) {
    WomenByAge women;
    for (std::size_t i = 0; i < women.all.size(); ++i) {
        const double u = Draws{seed, 0}.uniform(i, 0, draw_birth);
        women.all[i] = 200 + static_cast<std::int64_t>(u * 800);
        const double married = i < 8 ? 0.1 * static_cast<double>(i) : 0.85;
        const double wives = married * static_cast<double>(women.all[i]);
        women.in_union[i][0] = static_cast<std::int64_t>(wives * 0.3);
        women.in_union[i][1] = static_cast<std::int64_t>(wives * 0.55);
        women.in_union[i][2] = static_cast<std::int64_t>(wives * 0.15);
    }
    return women;
}

double expected_births_per_woman(const WomenByAge& women, const BirthTable& table) {
    double total = 0;
    for (std::size_t i = 0; i < women.all.size(); ++i) {
        double births = 0;
        for (std::size_t k = 0; k < 3; ++k)
            births += static_cast<double>(women.in_union[i][k]) * table[i][k];
        total += births / static_cast<double>(women.all[i]);
    }
    return total;
}

TEST(Demography, ExpectedBirthsPerWomanSumToTotalFertilityExactly) {
    for (const std::uint32_t seed : {1u, 2u, 3u}) {
        const WomenByAge women = women_of_2019(seed);
        for (const int year : {2020, 2024, 2035}) {
            const BirthTable table = birth_table(women, year, coefficients);
            EXPECT_NEAR(expected_births_per_woman(women, table),
                        total_fertility(year, coefficients), 1e-12);
        }
    }
}

TEST(Demography, BirthsAreNeverLikelierThanPoint6) {
    const BirthTable table = birth_table(women_of_2019(1), 2020, coefficients);
    for (const auto& by_parity : table) {
        for (const double b : by_parity) EXPECT_LE(b, 0.6);
        EXPECT_GE(by_parity[0], by_parity[1]);
        EXPECT_GE(by_parity[1], by_parity[2]);
    }
}

TEST(Demography, UnionHazardIsPiecewiseLinear) {
    EXPECT_EQ(union_hazard(19, coefficients), 0.0);
    EXPECT_DOUBLE_EQ(union_hazard(26, coefficients), 0.26);
    EXPECT_DOUBLE_EQ(union_hazard(35, coefficients), 0.066);
    EXPECT_EQ(union_hazard(50, coefficients), 0.0);
    EXPECT_NEAR(union_hazard(42, coefficients), 0.066 * 8 / 15, 1e-12);
}

TEST(Demography, UnionMultiplierMeetsTheShareOf30To39) {
    const double multiplier = solve_union_multiplier(0.89, coefficients);
    EXPECT_NEAR(union_share_30_39(multiplier, coefficients), 0.89, 1e-9);
    EXPECT_GT(multiplier, 0.5);
    EXPECT_LT(multiplier, 2.0);
}

/// A village of couples with and without children, for whole years.
World couples(std::size_t count) {
    std::vector<test::Family> families;
    for (std::size_t h = 0; h < count; ++h) {
        const int age = 22 + static_cast<int>(h % 30);
        families.push_back({{age, Work::farm, home_place}, {age + 2, Work::wage, home_place}});
    }
    Cell cell = test::small_cell(Stratum::rural, families);
    for (Row p = 0; p < static_cast<Row>(2 * count); p += 2) test::marry(cell, p, p + 1);
    for (Money& wage : cell.people.wage) wage = yuan(12000);
    for (std::uint8_t& bits : cell.people.traits) bits = trained;
    World world = test::world_of({cell});
    world.year = 2020;
    return world;
}

TEST(Demography, EventsAccountForEverybody) {
    World world = couples(4000);
    const std::int64_t before = static_cast<std::int64_t>(world.cells[0].people.size());
    renew(world, settings, Draws{});
    const CellEvents& events = world.events[0];
    EXPECT_EQ(static_cast<std::int64_t>(world.cells[0].people.size()),
              before + events.births - events.deaths);
    EXPECT_GT(events.births, 0);
    EXPECT_GT(events.deaths, 0);
    EXPECT_GT(events.dissolutions, 0);
}

TEST(Demography, BirthsComeAsOftenAsTheTableSays) {
    World world = couples(4000);
    WomenByAge women;
    for (std::size_t p = 0; p < world.cells[0].people.size(); p += 2) {
        const int age = world.cells[0].people.age(static_cast<Row>(p), 2020);
        if (age < first_fertile || age > last_fertile) continue;
        ++women.all[static_cast<std::size_t>(age - first_fertile)];
        ++women.in_union[static_cast<std::size_t>(age - first_fertile)][0];
    }
    const BirthTable table = birth_table(women, 2020, coefficients);
    double expected = 0, variance = 0;
    for (std::size_t i = 0; i < table.size(); ++i) {
        const auto wives = static_cast<double>(women.in_union[i][0]);
        expected += wives * table[i][0];
        variance += wives * table[i][0] * (1.0 - table[i][0]);
    }
    renew(world, settings, Draws{});
    // Binomial; 4.4 standard errors are passed by chance once in 100,000 seeds. Mothers who die
    // before (0.1 %) lie within it.
    EXPECT_NEAR(static_cast<double>(world.events[0].births), expected, 4.4 * std::sqrt(variance));
}

TEST(Demography, NewbornsAreFreshPersonsOfTheMothersHousehold) {
    World world = couples(2000);
    renew(world, settings, Draws{});
    const People& people = world.cells[0].people;
    std::int64_t newborns = 0;
    for (std::size_t p = 0; p < people.size(); ++p) {
        if (people.birth_year[p] != 2020) continue;
        ++newborns;
        EXPECT_EQ(people.partner[p], no_row);
        EXPECT_EQ(people.work[p], Work::child);
        EXPECT_EQ(people.wage[p], Money{});
        EXPECT_EQ(people.parity[p], 0);
        EXPECT_EQ(people.traits[p], 0);
        EXPECT_EQ(people.hukou[p], Hukou::rural);
    }
    EXPECT_EQ(newborns, world.events[0].births);
}

}  // namespace
}  // namespace changji::demography
