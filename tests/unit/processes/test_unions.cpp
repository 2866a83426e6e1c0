#include <gtest/gtest.h>

#include "model/processes/unions.hpp"
#include "tests/support/small_cell.hpp"

namespace changji::demography {
namespace {

const Coefficients coefficients = base_values<Coefficients>();

Candidate candidate(const World& world, std::int32_t cell, Row row, double score) {
    const People& people = world.cells[static_cast<std::size_t>(cell)].people;
    const auto p = static_cast<std::size_t>(row);
    Candidate c{};
    c.score = score;
    c.key = people.key[p];
    c.cell = cell;
    c.row = row;
    c.sex = people.sex[p];
    c.age_class = 1;
    return c;
}

/// Two villages: in each, three families of a parent and a grown child, daughters in the first and
/// sons in the second (rows 1, 3, 5).
World two_villages() {
    const test::Family family{{55, Work::farm, home_place}, {25, Work::farm, home_place}};
    Cell daughters = test::small_cell(Stratum::rural, {family, family, family}, 1, 1000);
    Cell sons = test::small_cell(Stratum::rural, {family, family, family}, 1, 2000);
    for (Sex& sex : daughters.people.sex) sex = Sex::female;
    for (Sex& sex : sons.people.sex) sex = Sex::male;
    World world = test::world_of({daughters, sons});
    world.year = 2020;
    return world;
}

TEST(Unions, ScoreIsStatedAndFixedForLife) {
    World world = two_villages();
    People& people = world.cells[0].people;
    people.education[1] = Education::university;
    people.education[3] = Education::primary;
    people.key[3] = people.key[1];  // the same trait
    people.skill[1] = people.skill[3] = Skill::middle;
    const double difference = union_score(people, 1, Draws{}) - union_score(people, 3, Draws{});
    EXPECT_NEAR(difference, 0.6 * 10 / 3, 1e-12);
}

TEST(Unions, TheBestMatchTheBestAndTheSurplusStaySingle) {
    World world = two_villages();
    const std::vector<std::vector<Candidate>> found{
        {candidate(world, 0, 1, 0.1), candidate(world, 0, 3, 2.0), candidate(world, 0, 5, -1.0)},
        {candidate(world, 1, 1, 1.5), candidate(world, 1, 3, -0.5)}};
    const Key best_bride = world.cells[0].people.key[3], best_groom = world.cells[1].people.key[1];
    const Key last_bride = world.cells[0].people.key[5];
    form_unions(world, found, coefficients, Draws{});
    std::size_t couples = 0;
    for (Cell& cell : world.cells) {
        RegroupSpace space;
        regroup(cell, space);
        for (std::size_t p = 0; p < cell.people.size(); ++p) {
            const Row partner = cell.people.partner[p];
            if (cell.people.key[p] == last_bride) {
                EXPECT_EQ(partner, no_row);
            }
            if (partner < 0) continue;
            const auto q = static_cast<std::size_t>(partner);
            EXPECT_EQ(cell.people.partner[q], static_cast<Row>(p));
            EXPECT_EQ(cell.people.household[q], cell.people.household[p]);
            EXPECT_EQ(cell.people.place[q], cell.people.place[p]);
            ++couples;
            if (cell.people.key[p] == best_bride) {
                EXPECT_EQ(cell.people.key[q], best_groom);
            }
        }
    }
    EXPECT_EQ(couples, 4u);  // persons in two unions
    EXPECT_EQ(world.events[0].unions + world.events[1].unions, 2);
}

TEST(Unions, NobodyIsLostOrDoubledAndLandStaysWithItsHousehold) {
    World world = two_villages();
    const std::vector<std::vector<Candidate>> found{
        {candidate(world, 0, 1, 3), candidate(world, 0, 3, 2), candidate(world, 0, 5, 1)},
        {candidate(world, 1, 1, 3), candidate(world, 1, 3, 2), candidate(world, 1, 5, 1)}};
    form_unions(world, found, coefficients, Draws{});
    std::size_t persons = 0;
    Area land;
    std::vector<Key> keys;
    for (Cell& cell : world.cells) {
        RegroupSpace space;
        regroup(cell, space);
        persons += cell.people.size();
        keys.insert(keys.end(), cell.people.key.begin(), cell.people.key.end());
        for (const Area area : cell.households.contracted) land += area;
    }
    std::sort(keys.begin(), keys.end());
    EXPECT_EQ(std::unique(keys.begin(), keys.end()), keys.end());
    EXPECT_EQ(persons, 12u);
    EXPECT_EQ(land, hectares(6));
}

TEST(Unions, TheOrderInWhichCandidatesComeDoesNotMatter) {
    World world = two_villages(), turned = world;
    std::vector<std::vector<Candidate>> found{
        {candidate(world, 0, 1, 1), candidate(world, 0, 3, 1), candidate(world, 0, 5, 1)},
        {candidate(world, 1, 1, 2), candidate(world, 1, 3, 2)}};  // ties: keys decide
    form_unions(world, found, coefficients, Draws{});
    for (auto& cell : found) std::reverse(cell.begin(), cell.end());
    std::reverse(found.begin(), found.end());
    form_unions(turned, found, coefficients, Draws{});
    for (std::size_t i = 0; i < 2; ++i) {
        EXPECT_EQ(table::hash(world.cells[i].people), table::hash(turned.cells[i].people));
        EXPECT_EQ(table::hash(world.cells[i].households), table::hash(turned.cells[i].households));
    }
}

TEST(Unions, MembersOfOneHouseholdAreNotPaired) {
    World world = two_villages();
    world.cells[0].people.sex[0] = Sex::male;
    form_unions(world, {{candidate(world, 0, 0, 1), candidate(world, 0, 1, 1)}, {}}, coefficients,
                Draws{});
    EXPECT_EQ(world.cells[0].people.partner[1], no_row);
}

TEST(Unions, WhoAloneHoldsLandStaysWithIt) {
    Cell lone = test::small_cell(Stratum::rural, {{{30, Work::farm, home_place}}}, 1, 1000);
    World world = two_villages();
    world.cells[0] = lone;  // a woman with land of her own
    world.cells[0].people.sex[0] = Sex::female;
    form_unions(world, {{candidate(world, 0, 0, 1)}, {candidate(world, 1, 1, 1)}}, coefficients,
                Draws{});
    EXPECT_EQ(world.cells[0].people.size(), 2u);
    EXPECT_EQ(world.cells[0].people.partner[0], 1);
    EXPECT_EQ(world.events[0].unions, 1);
}

}  // namespace
}  // namespace changji::demography
