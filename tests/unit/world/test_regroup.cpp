#include <gtest/gtest.h>

#include "model/world/regroup.hpp"
#include "tests/support/small_cell.hpp"

namespace changji {
namespace {

std::vector<Key> members_of(const Cell& cell, Row household) {
    const auto h = static_cast<std::size_t>(household);
    const auto begin = cell.people.key.begin() + cell.households.first_member[h];
    return {begin, begin + cell.households.members[h]};
}

/// Three households of two: keys 1001 … 1006, couples (1001, 1002) and (1005, 1006).
Cell three_couples() {
    Cell cell = test::small_cell(Stratum::rural, {{{40}, {38}}, {{50}, {20}}, {{30}, {29}}});
    test::marry(cell, 0, 1);
    test::marry(cell, 4, 5);
    return cell;
}

TEST(Regroup, ChangesNothingWhereNothingHappened) {
    Cell cell = three_couples();
    test::lease(cell, 0, 2, hectares(0.5));
    const Cell before = cell;
    RegroupSpace space;
    regroup(cell, space);
    EXPECT_EQ(table::hash(cell.people), table::hash(before.people));
    EXPECT_EQ(table::hash(cell.households), table::hash(before.households));
    EXPECT_EQ(table::hash(cell.leases), table::hash(before.leases));
}

TEST(Regroup, MembersBecomeNeighboursAgain) {
    Cell cell = three_couples();
    cell.people.household[3] = 0;                    // the child of the second moves to the first
    table::append_row(cell.people, cell.people, 4);  // a birth in the third
    cell.people.key.back() = 1007;
    cell.people.partner.back() = no_row;
    const Row founded = add_household(cell.households, 777);
    cell.people.household[2] = founded;
    RegroupSpace space;
    regroup(cell, space);
    ASSERT_EQ(cell.households.size(), 3u);  // the second stands empty and goes
    EXPECT_EQ(members_of(cell, 0), (std::vector<Key>{1001, 1002, 1004}));
    EXPECT_EQ(members_of(cell, 1), (std::vector<Key>{1005, 1006, 1007}));
    EXPECT_EQ(members_of(cell, 2), (std::vector<Key>{1003}));
    EXPECT_EQ(cell.households.key[2], 777u);
    for (std::size_t h = 0; h < 3; ++h)
        for (std::int32_t m = 0; m < cell.households.members[h]; ++m)
            EXPECT_EQ(cell.people
                          .household[static_cast<std::size_t>(cell.households.first_member[h] + m)],
                      static_cast<Row>(h));
}

TEST(Regroup, KeepsPartnersTogetherAndWidowsTheSurvivor) {
    Cell cell = three_couples();
    cell.people.household[0] = no_row;  // dies
    RegroupSpace space;
    regroup(cell, space);
    EXPECT_EQ(cell.people.size(), 5u);
    EXPECT_EQ(cell.people.key[0], 1002u);
    EXPECT_EQ(cell.people.partner[0], no_row);
    EXPECT_EQ(cell.people.key[3], 1005u);
    EXPECT_EQ(cell.people.partner[3], 4);
    EXPECT_EQ(cell.people.partner[4], 3);
}

TEST(Regroup, LeasesFollowTheirHouseholdsReserveAndOrganisationsStay) {
    Cell cell = three_couples();
    test::lease(cell, 1, 2, hectares(0.5));
    test::lease(cell, reserve_lessor, 1, hectares(0.3));
    test::lease(cell, 2, organisation_lessee(4), hectares(0.2));
    cell.people.household[0] = cell.people.household[1] = no_row;
    RegroupSpace space;
    regroup(cell, space);
    EXPECT_EQ(cell.leases.lessor, (Column<Row>{0, reserve_lessor, 1}));
    EXPECT_EQ(cell.leases.lessee, (Column<Row>{1, 0, organisation_lessee(4)}));
    EXPECT_EQ(cell.households.leased_out[0], hectares(0.5));
}

TEST(Regroup, LeftOverMemoryOfAnotherCellDoesNotMatter) {
    RegroupSpace used, fresh;
    Cell other = test::small_cell(Stratum::rural, std::vector<test::Family>(50, {{40}, {38}}));
    regroup(other, used);
    Cell a = three_couples(), b = a;
    a.people.household[2] = b.people.household[2] = no_row;
    regroup(a, used);
    regroup(b, fresh);
    EXPECT_EQ(table::hash(a.people), table::hash(b.people));
    EXPECT_EQ(table::hash(a.households), table::hash(b.households));
}

TEST(Regroup, EmptyCellsStayEmpty) {
    Cell cell;
    RegroupSpace space;
    regroup(cell, space);
    EXPECT_EQ(cell.people.size(), 0u);
    EXPECT_EQ(cell.households.size(), 0u);
}

}  // namespace
}  // namespace changji
