#include <gtest/gtest.h>

#include "model/processes/household_division.hpp"
#include "tests/support/small_cell.hpp"

namespace changji::demography {
namespace {

const Coefficients coefficients = base_values<Coefficients>();
constexpr Place town = town_of(District::jiutai);

Area contracted_land(const Cell& cell) {
    Area sum = cell.reserve;
    for (const Area area : cell.households.contracted) sum += area;
    return sum;
}

TEST(HouseholdDivision, MembersSettledInATownFoundAHouseholdWithoutLand) {
    Cell cell = test::small_cell(Stratum::rural, {{{60, Work::farm, home_place},
                                                   {30, Work::wage, town},
                                                   {28, Work::wage, town},
                                                   {5, Work::child, home_place}}});
    test::marry(cell, 1, 2);
    divide_households(cell, 2020, coefficients, Draws{});
    EXPECT_EQ(cell.people.household, (Column<Row>{0, 1, 1, 1}));  // the child follows the couple
    EXPECT_EQ(cell.people.place[3], town);
    EXPECT_EQ(cell.households.contracted[0], hectares(1));
    EXPECT_EQ(cell.households.contracted[1], Area{});
    EXPECT_EQ(cell.households.cash[1], Money{});
}

TEST(HouseholdDivision, NeitherRecentMoversNorThoseOutsideTheZoneDivide) {
    Cell cell = test::small_cell(
        Stratum::rural,
        {{{60, Work::farm, home_place}, {30, Work::wage, town}, {28, Work::away, rest_of_nation}}});
    cell.people.years_in_place[1] = 1;
    divide_households(cell, 2020, coefficients, Draws{});
    EXPECT_EQ(cell.people.household, (Column<Row>{0, 0, 0}));
}

TEST(HouseholdDivision, AHouseholdThatLivesInTownTogetherStaysWhole) {
    Cell cell =
        test::small_cell(Stratum::rural, {{{40, Work::wage, town}, {38, Work::wage, town}}});
    divide_households(cell, 2020, coefficients, Draws{});
    EXPECT_EQ(cell.people.household, (Column<Row>{0, 0}));
}

TEST(HouseholdDivision, ACoupleInTownDoesNotPartWhenOneMovesOn) {
    const Place other = town_of(District::changyi);
    Cell cell = test::small_cell(Stratum::rural, {{{40, Work::wage, other},
                                                   {38, Work::home, town},
                                                   {9, Work::pupil, town}}});
    test::marry(cell, 0, 1);
    divide_households(cell, 2020, coefficients, Draws{});
    EXPECT_EQ(cell.people.household[0], cell.people.household[1]);
    EXPECT_EQ(cell.people.household[0], cell.people.household[2]);
    EXPECT_EQ(cell.people.place[0], cell.people.place[1]);
}

TEST(HouseholdDivision, AnElderJoinsAYoungerHouseholdAndBringsTheLand) {
    std::vector<test::Family> families;
    for (int h = 0; h < 200; ++h) families.push_back({{78, Work::retired, home_place}});
    for (int h = 0; h < 200; ++h) families.push_back({{48, Work::farm, home_place}});
    Cell cell = test::small_cell(Stratum::rural, families);
    const Area before = contracted_land(cell);
    divide_households(cell, 2020, coefficients, Draws{});
    std::int64_t joined = 0;
    for (std::size_t h = 0; h < 200; ++h) {
        if (cell.people.household[h] == static_cast<Row>(h)) continue;
        ++joined;
        EXPECT_EQ(cell.households.contracted[h], Area{});
        EXPECT_EQ(cell.households.cash[h], Money{});
    }
    EXPECT_EQ(contracted_land(cell), before);
    EXPECT_GT(joined, 40);  // 80 expected, 6.9 standard error, a few find nobody in eight tries
    EXPECT_LT(joined, 112);
}

TEST(HouseholdDivision, DissolutionGivesThePartnerAHouseholdOfHisOwn) {
    Cell cell = test::small_cell(Stratum::rural,
                                 {{{30, Work::farm, home_place}, {32, Work::farm, home_place}}});
    test::marry(cell, 0, 1);
    dissolve_union(cell, 0, 2020);
    EXPECT_EQ(cell.people.partner, (Column<Row>{no_row, no_row}));
    EXPECT_EQ(cell.people.household, (Column<Row>{0, 1}));
    EXPECT_EQ(cell.households.contracted[0], hectares(1));
}

TEST(HouseholdDivision, HandingOverMovesLandLeasesAndCash) {
    Cell cell = test::small_cell(Stratum::rural, {{{40}}, {{40}}, {{40}}});
    test::lease(cell, 0, 2, hectares(0.4));
    test::lease(cell, 2, 0, hectares(0.3));
    hand_over(cell, 0, 1);
    EXPECT_EQ(cell.households.contracted[1], hectares(2));
    EXPECT_EQ(cell.households.leased_out[1], hectares(0.4));
    EXPECT_EQ(cell.households.leased_in[1], hectares(0.3));
    EXPECT_EQ(cell.households.cash[1], yuan(2000));
    EXPECT_EQ(cell.leases.lessor, (Column<Row>{1, 2}));
    EXPECT_EQ(cell.leases.lessee, (Column<Row>{2, 1}));
    EXPECT_EQ(cell.households.cash[0], Money{});
}

TEST(HouseholdDivision, LandOfTheVanishedGoesToTheReserveAndItsLeasesRunOn) {
    Cell cell = test::small_cell(Stratum::rural, {{{80}}, {{40}}});
    test::lease(cell, 0, 1, hectares(0.6));
    const Area before = contracted_land(cell);
    cell.people.household[0] = no_row;
    Ledger ledger;
    RegroupSpace space;
    settle_vanished_households(cell, find_moves(cell, space), ledger);
    regroup_found(cell, space);
    EXPECT_EQ(cell.reserve, hectares(1));
    EXPECT_EQ(cell.reserve_leased, hectares(0.6));
    ASSERT_EQ(cell.leases.size(), 1u);
    EXPECT_EQ(cell.leases.lessor[0], reserve_lessor);
    EXPECT_EQ(cell.leases.lessee[0], 0);
    EXPECT_EQ(cell.households.leased_in[0], hectares(0.6));
    EXPECT_EQ(contracted_land(cell), before);
    EXPECT_EQ(ledger.total(Item::cash_leaving), yuan(1000));
}

/// 200 elders who have died, with houses, and 200 households who could be their children's.
Cell houses_without_members() {
    std::vector<test::Family> families;
    for (int h = 0; h < 200; ++h) families.push_back({{78, Work::retired, home_place}});
    for (int h = 0; h < 200; ++h) families.push_back({{48, Work::wage, town}});
    Cell cell = test::small_cell(Stratum::rural, families);
    for (std::size_t h = 0; h < 200; ++h) {
        cell.households.rights[h] = qualification | house_use | member_share;
        cell.households.house[h] = House::occupied;
        cell.households.homestead[h] = Area{500};
        cell.households.shares[h] = 1;
        cell.people.household[h] = no_row;
    }
    return cell;
}

TEST(HouseholdDivision, HousesOfTheVanishedPassToAChildsHouseholdAsUseWithoutQualification) {
    Cell cell = houses_without_members();
    Ledger ledger;
    RegroupSpace space;
    settle_vanished_households(cell, find_moves(cell, space), ledger, {1, Draws{}});
    Area inherited;
    for (std::size_t h = 200; h < 400; ++h) {
        inherited += cell.households.homestead[h];
        EXPECT_FALSE(cell.households.rights[h] & (qualification | member_share));
    }
    EXPECT_EQ(inherited + cell.returned_homestead, Area{200 * 500});
    EXPECT_LT(cell.returned_homestead, Area{10 * 500});  // eight tries of two find an heir
    EXPECT_EQ(cell.collective_shares, 200);
}

TEST(HouseholdDivision, HousesWithoutHeirsRevertToTheVillage) {
    Cell cell = houses_without_members();
    Ledger ledger;
    RegroupSpace space;
    settle_vanished_households(cell, find_moves(cell, space), ledger, {0, Draws{}});
    EXPECT_EQ(cell.returned_homestead, Area{200 * 500});
    for (const std::uint8_t held : cell.households.rights) EXPECT_EQ(held, 0);
}

TEST(HouseholdDivision, LandRentedByTheVanishedReturnsToItsLessors) {
    Cell cell = test::small_cell(Stratum::rural, {{{80}}, {{40}}});
    test::lease(cell, 1, 0, hectares(0.5));
    cell.reserve = hectares(2);
    test::lease(cell, reserve_lessor, 0, hectares(1.5));
    cell.people.household[0] = no_row;
    Ledger ledger;
    RegroupSpace space;
    settle_vanished_households(cell, find_moves(cell, space), ledger);
    EXPECT_EQ(cell.leases.size(), 0u);
    EXPECT_EQ(cell.households.leased_out[1], Area{});
    EXPECT_EQ(cell.reserve_leased, Area{});
    EXPECT_EQ(cell.reserve, hectares(3));
}

}  // namespace
}  // namespace changji::demography
