#include <gtest/gtest.h>

#include "model/world/household_rights.hpp"
#include "tests/support/small_cell.hpp"

namespace changji {
namespace {

/// Two families; the first holds everything and lets its house.
Cell two_families() {
    Cell cell = test::small_cell(Stratum::rural, {{{80}}, {{50}}});
    Households& h = cell.households;
    h.rights[0] = contract_right | qualification | house_use | member_share | house_certified;
    h.house[0] = House::leased;
    h.house_lease_last_year[0] = 2027;
    h.homestead[0] = Area{700};
    h.shares[0] = 2;
    return cell;
}

TEST(HouseholdRights, AHousePassesAsUseWithoutQualification) {
    Cell cell = two_families();
    pass_house(cell, 0, 1);
    EXPECT_EQ(cell.households.rights[1], house_use | house_certified);
    EXPECT_EQ(cell.households.house[1], House::leased);
    EXPECT_EQ(cell.households.house_lease_last_year[1], 2027);
    EXPECT_EQ(cell.households.homestead[1], Area{700});
    EXPECT_EQ(cell.households.homestead[0], Area{});
    EXPECT_FALSE(cell.households.rights[0] & house_use);
}

TEST(HouseholdRights, AnHeirWithAHouseKeepsTheOwnAndAddsTheLand) {
    Cell cell = two_families();
    cell.households.rights[1] = house_use | qualification;
    cell.households.house[1] = House::occupied;
    cell.households.homestead[1] = Area{300};
    pass_house(cell, 0, 1);
    EXPECT_EQ(cell.households.house[1], House::occupied);
    EXPECT_EQ(cell.households.house_lease_last_year[1], 0);
    EXPECT_EQ(cell.households.homestead[1], Area{1000});
    EXPECT_TRUE(cell.households.rights[1] & qualification);
}

TEST(HouseholdRights, SharesAndContractGoAlongWithAnElder) {
    Cell cell = two_families();
    cell.households.shares[1] = 1;
    pass_share_and_contract(cell, 0, 1);
    EXPECT_EQ(cell.households.shares, (Column<std::uint8_t>{0, 3}));
    EXPECT_EQ(cell.households.rights[1], contract_right | member_share);
    EXPECT_FALSE(cell.households.rights[0] & (contract_right | member_share));
}

TEST(HouseholdRights, WhatNobodyTakesOverIsTheVillages) {
    Cell cell = two_families();
    const Estate before = estate_of(cell);
    revert_rights(cell, 0);
    EXPECT_EQ(cell.returned_homestead, Area{700});
    EXPECT_EQ(cell.collective_shares, 2);
    EXPECT_EQ(cell.households.rights[0], 0);
    EXPECT_EQ(cell.households.house[0], House::none);
    const Estate after = estate_of(cell);
    EXPECT_EQ(after.shares, before.shares);
    EXPECT_EQ(before.homestead - after.homestead, Area{700});
    EXPECT_EQ(holdings_of(cell).use, 0);
}

}  // namespace
}  // namespace changji
