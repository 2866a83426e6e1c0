#include <cmath>
#include <map>

#include <gtest/gtest.h>

#include "model/processes/choice.hpp"
#include "tests/support/small_cell.hpp"

namespace changji::migration {
namespace {

/// Alike adults of one village, with all alternatives of villagers open to them.
struct Village {
    World world;
    Settings settings = test::base_settings<Settings>();

    explicit Village(std::size_t adults = 1) {
        world = test::world_of(
            {test::small_cell(Stratum::rural, std::vector<test::Family>(
                                                  adults, {{30, Work::unemployed, home_place}}))});
        world.year = 2020;
        Cell& cell = world.cells[0];
        for (std::size_t p = 0; p < adults; ++p) {
            cell.people.skill[p] = Skill::middle;
            cell.people.birth_year[p] = 1990;
            cell.people.months_unemployed[p] = 0;
        }
        cell.minutes_to_centre = 20;
        cell.farm_income_per_worker = 15000;
        cell.farm_size = 1;
        cell.income_per_head = 15000;
        for (DistrictState& state : world.districts) {
            state.job_chance = {0.9, 0.93, 0.95};
            state.expected_wage = {38000, 46000, 62000};
            state.service = {0.5, 0.7};
        }
        for (std::size_t e = 1; e < district_count;
             ++e)  // half of the districts can be commuted to
            world.minutes[0][e] = e < 5 ? 30 : 90;
        world.solved.choice = {0.3, -0.2, 0.1, 0.4, 0.2, -0.1, 0.3, 0.0, 0.0, 0.0};
    }

    PersonNests nests(CellChoices& choices, Row p = 0) const {
        const Cell& cell = world.cells[0];
        const auto h = cell.people.household[static_cast<std::size_t>(p)];
        const Coefficients& c = settings.coefficients;
        return person_nests(choices, cell, p, farm_utility(cell, relative_farm(cell, h), c), 2020,
                            settings.coefficients);
    }
};

template <std::size_t n>
void add_nest(std::map<int, double>& result, int base, const std::array<double, n>& utilities,
              double nest, double lambda) {
    double sum = 0;
    for (const double u : utilities)
        if (u > impossible) sum += std::exp(u / lambda);
    for (std::size_t k = 0; k < n; ++k)
        if (utilities[k] > impossible)
            result[base + static_cast<int>(k)] = nest * std::exp(utilities[k] / lambda) / sum;
}

/// P(k) = P(k|n)·P(n) of eq. (8), written out with the C library.
std::map<int, double> probabilities(const PersonNests& nests, double lambda) {
    std::array<double, nest_count> weight{};
    double sum = 0;
    for (std::size_t n = 0; n < nest_count; ++n) {
        if (nests.value[n] > impossible / 2) weight[n] = std::exp(nests.value[n]);
        sum += weight[n];
    }
    for (double& w : weight) w /= sum;
    std::map<int, double> result;
    add_nest(result, farm_own, nests.stay, weight[0], lambda);
    add_nest(result, commute_to, nests.table->commute, weight[1], lambda);
    add_nest(result, move_to_town, nests.table->moves, weight[2], lambda);
    add_nest(result, leave_zone, nests.table->leave, weight[3], lambda);
    return result;
}

int chosen_by(const People& people, std::size_t p) {
    if (outside_zone(people.place[p])) return leave_zone + people.place[p].code - city_cores.code;
    if (people.place[p] != home_place) return move_to_town + people.place[p].code - 1;
    if (people.work[p] == Work::farm) return farm_own;
    if (people.work[p] == Work::self_employed) return self_employ;
    if (people.work[p] == Work::home) return at_home;
    const auto d = static_cast<int>(people.work_district[p]);
    return d == 0 ? local_wage : commute_to + d;
}

TEST(Choice, ProbabilitiesSumToOne) {
    const Village village;
    CellChoices choices(village.world, village.settings);
    choices.enter(village.world.cells[0]);
    double sum = 0;
    for (const auto& [k, p] : probabilities(village.nests(choices), 0.57)) sum += p;
    EXPECT_NEAR(sum, 1.0, 1e-12);
}

TEST(Choice, ValueOfANestIsItsInclusiveValue) {
    const Village village;
    CellChoices choices(village.world, village.settings);
    choices.enter(village.world.cells[0]);
    const PersonNests nests = village.nests(choices);
    const double lambda = village.settings.coefficients.nest;
    double sum = 0;
    for (const double u : nests.stay) sum += std::exp(u / lambda);
    EXPECT_NEAR(nests.value[0], lambda * std::log(sum), 1e-12);
}

TEST(Choice, DrawnFrequenciesAreTheProbabilities) {
    constexpr std::size_t adults = 40000;
    Village village(adults);
    village.settings.coefficients.review = 1;
    CellChoices choices(village.world, village.settings);
    choices.enter(village.world.cells[0]);
    std::map<int, double> expected = probabilities(village.nests(choices), 0.57);
    choose(village.world, village.settings, Draws{1, 0});
    std::map<int, std::int64_t> count;
    for (std::size_t p = 0; p < adults; ++p) ++count[chosen_by(village.world.cells[0].people, p)];
    double chi2 = 0;
    std::size_t classes = 0;
    for (const auto& [k, p] : expected) {
        const double n = p * adults;
        ASSERT_GT(n, 5) << k;
        chi2 += (static_cast<double>(count[k]) - n) * (static_cast<double>(count[k]) - n) / n;
        ++classes;
        count.erase(k);
    }
    for (const auto& [k, n] : count) EXPECT_EQ(n, 0) << "impossible alternative " << k;
    ASSERT_EQ(classes, 20u);  // 4 at home, 4 commutes, 9 towns, 3 outside
    // Chi-squared with 19 degrees of freedom exceeds 53 by chance once in 20,000 seeds.
    EXPECT_LT(chi2, 53);
}

TEST(Choice, FarDistrictsCannotBeCommutedTo) {
    const Village village;
    CellChoices choices(village.world, village.settings);
    choices.enter(village.world.cells[0]);
    const OriginTable& table = choices.at(home_place, Skill::middle, true);
    EXPECT_EQ(table.commute[0], impossible);  // the own district: local work
    EXPECT_GT(table.commute[1], impossible);  // 20 + 30 minutes
    EXPECT_EQ(table.commute[5], impossible);  // 20 + 90 minutes
}

TEST(Choice, PayAttractsDistanceAndHousePricesDeter) {
    const auto town = [](auto change) {
        Village village;
        change(village.world);
        CellChoices choices(village.world, village.settings);
        choices.enter(village.world.cells[0]);
        return choices.at(home_place, Skill::middle, true).moves[3];
    };
    const double plain = town([](World&) {});
    EXPECT_NEAR(town([](World& w) { w.districts[3].expected_wage[1] *= 1.1; }) - plain,
                0.35 / 1.4664 * std::log(1.1), 1e-12);
    EXPECT_NEAR(town([](World& w) { w.minutes[0][3] = 70; }) - plain,
                -0.35 * std::log((1 + 90 / 30.0) / (1 + 50 / 30.0)), 1e-12);
    EXPECT_NEAR(town([](World& w) { w.districts[3].house_price = 1.5; }) - plain,
                -0.20 * std::log(1.5), 1e-12);
    EXPECT_GT(town([](World& w) { w.cells[0].neighbours_at[town_of(district_at(3)).code] = 10; }),
              plain);
}

TEST(Choice, TheOldAndTheMarriedMoveLess) {
    Village village(3);
    People& people = village.world.cells[0].people;
    people.birth_year[1] = 1965;
    test::marry(village.world.cells[0], 2, 0);
    people.partner[0] = no_row;  // row 2 alone is married
    CellChoices choices(village.world, village.settings);
    choices.enter(village.world.cells[0]);
    const double plain = village.nests(choices, 0).value[2];
    EXPECT_NEAR(village.nests(choices, 1).value[2] - plain, -0.04 * 25, 1e-12);
    EXPECT_NEAR(village.nests(choices, 2).value[2] - plain, -0.8, 1e-12);
}

TEST(Choice, CountrysideIsOpenToTownspeopleOnlyAfterTheReform) {
    Village village;
    village.world.cells[0].stratum = Stratum::urban;
    const auto open = [&] {
        CellChoices choices(village.world, village.settings);
        choices.enter(village.world.cells[0]);
        return choices.at(home_place, Skill::low, true).moves[district_count] > impossible;
    };
    EXPECT_FALSE(open());
    for (Levers& levers : village.settings.levers) levers.reverse = 1;
    EXPECT_TRUE(open());
}

TEST(Choice, FarmUtilityNeedsAFarm) {
    Village village;
    Cell& cell = village.world.cells[0];
    const Coefficients& c = village.settings.coefficients;
    const double one_ha = farm_utility(cell, relative_farm(cell, 0), c);
    cell.households.contracted[0] = hectares(4);
    const double four_ha = farm_utility(cell, relative_farm(cell, 0), c);
    EXPECT_NEAR(four_ha - one_ha, 0.35 / 1.4664 * std::log(2.0), 1e-9);
    cell.households.contracted[0] = Area{};
    EXPECT_EQ(farm_utility(cell, relative_farm(cell, 0), c), impossible);
}

}  // namespace
}  // namespace changji::migration
