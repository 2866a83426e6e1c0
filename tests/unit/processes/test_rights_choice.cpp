#include <cmath>

#include <gtest/gtest.h>

#include "model/processes/rights_choice.hpp"

namespace changji::rights {
namespace {

const Coefficients coefficients = base_values<Coefficients>();
constexpr std::uint8_t all_rights = contract_right | qualification | house_use | member_share;
constexpr Menu full_menu{0x1fc, false, 0.1, 1.0};  // b2 … b8

/// A settled family at the calibrated rent: contract land of 0.9 ha, a house that rents for 1,800.
Household family() {
    Household h;
    h.rights = all_rights;
    h.income = 80000;
    h.worth = {(3630 + 1500) * 0.9 / 0.08, 1800 / 0.08, 20000, 8 * 200.0};
    h.house_pay = house_compensation(900, 160, 330, coefficients);
    return h;
}

double over_keeping(std::size_t bundle, const Household& h, const Menu& menu = full_menu) {
    return bundle_value(bundle, h, menu, coefficients) - bundle_value(0, h, menu, coefficients);
}

bool offered(std::size_t bundle, const Household& h, const Menu& menu = full_menu) {
    return available_bundles(h, menu, coefficients) >> bundle & 1u;
}

TEST(RightsChoice, HousePayIsByAreaUpToTheCapAndTheHouse) {
    EXPECT_DOUBLE_EQ(house_compensation(200, 120, 330, coefficients), 200 * 120 + 20000);
    EXPECT_DOUBLE_EQ(house_compensation(900, 120, 330, coefficients), 330 * 120 + 20000);
}

TEST(RightsChoice, ValueIsTheStatedUtility) {
    Household h = family();
    h.attachment = 2;
    const double pay = 1.1 * (h.worth.contract + h.house_pay + h.worth.qualification);
    const double felt = 7 * h.worth.contract + h.worth.house + 2 * h.worth.qualification;
    EXPECT_NEAR(bundle_value(7, h, full_menu, coefficients),
                0.6 * (pay - felt) / h.income - 5.6 - 4 - 1 - 0.5 * 2, 1e-12);
    EXPECT_DOUBLE_EQ(bundle_value(0, h, full_menu, coefficients), 0.8);
}

TEST(RightsChoice, PayAttractsAttachmentAndIncomeDeter) {
    const Household plain = family();
    Household paid = family(), attached = family(), rich = family();
    paid.house_pay += 40000;
    attached.attachment = 1;
    rich.income = 200000;
    EXPECT_GT(over_keeping(2, paid), over_keeping(2, plain));
    EXPECT_LT(over_keeping(2, attached), over_keeping(2, plain));
    EXPECT_LT(over_keeping(2, rich), over_keeping(2, plain));
    EXPECT_DOUBLE_EQ(over_keeping(4, attached), over_keeping(4, plain));  // no house in b4
}

TEST(RightsChoice, KeepingTheQualificationIsPreferredAtEqualPay) {
    Coefficients c = coefficients;
    c.pay_multiple = 0;  // nothing for the qualification: both pay for the house alone
    Menu menu = full_menu;
    menu.bonus = 0;
    EXPECT_GT(bundle_value(2, family(), menu, c), bundle_value(3, family(), menu, c) + 0.8);
}

TEST(RightsChoice, ExitFromContractLandIsRareAtItsPresentValue) {
    const double odds = std::exp(over_keeping(4, family()));
    EXPECT_LT(odds, 0.002);
    EXPECT_GT(std::exp(over_keeping(2, family())), 3 * odds);
}

TEST(RightsChoice, TheRightToRebuildAddsTheQualificationToReturningLandOnly) {
    Menu rebuild = full_menu;
    rebuild.may_rebuild = true;
    const Household h = family();
    EXPECT_NEAR(over_keeping(2, h, rebuild) - over_keeping(2, h), 20000 / h.income, 1e-12);
    EXPECT_DOUBLE_EQ(over_keeping(3, h, rebuild), over_keeping(3, h));
}

TEST(RightsChoice, CombinedRightsAreWorthTheBonus) {
    const Household h = family();
    const double parts =
        compensation(2, h, full_menu, coefficients) + compensation(4, h, full_menu, coefficients);
    EXPECT_DOUBLE_EQ(compensation(6, h, full_menu, coefficients), 1.1 * parts);
}

TEST(RightsChoice, OnlyRightsHeldAndOnTheMenuAreOffered) {
    Household h = family();
    EXPECT_EQ(available_bundles(h, full_menu, coefficients), 0x1fcu);
    EXPECT_EQ(available_bundles(h, Menu{1u << 4, false, 0, 1}, coefficients), 1u << 4);
    EXPECT_EQ(available_bundles(h, Menu{}, coefficients), 0u);
    h.rights = house_use | member_share;  // inherited: use without qualification
    EXPECT_EQ(available_bundles(h, full_menu, coefficients), 1u << 5);
}

TEST(RightsChoice, ElderMembersWithoutPensionKeepTheContractLand) {
    Household h = family();
    h.elder_without_pension = true;
    for (const std::size_t b : {4u, 6u, 7u, 8u}) EXPECT_FALSE(offered(b, h)) << b;
    for (const std::size_t b : {2u, 3u, 5u}) EXPECT_TRUE(offered(b, h)) << b;
}

TEST(RightsChoice, OffersBelowTheFloorOrWithoutPayAreOffTheMenu) {
    Household h = family();
    h.house_pay = 0.9 * h.worth.house;
    EXPECT_FALSE(offered(2, h));
    EXPECT_TRUE(offered(4, h));  // at its present value exactly
    Menu higher = full_menu;
    higher.floor = 1.05;
    EXPECT_FALSE(offered(4, h, higher));
    h.worth.share = 0;
    EXPECT_FALSE(offered(5, h));
}

}  // namespace
}  // namespace changji::rights
