#include <gtest/gtest.h>

#include "model/base/math.hpp"
#include "model/processes/credit_terms.hpp"
#include "tests/support/farm_world.hpp"

namespace changji::credit {
namespace {

const Coefficients c = base_values<Coefficients>();

TEST(CreditTerms, DefaultFollowsTheStatedLogit) {
    EXPECT_DOUBLE_EQ(default_probability({}, c), math::logistic(-4.2));
    EXPECT_DOUBLE_EQ(default_probability({0.5, true, true, true}, c),
                     math::logistic(-4.2 + 1.5 + 0.4 - 0.3 + 0.25));
}

TEST(CreditTerms, PriceIsCostPlusMargin) {
    const Price at_reference = price_of({50000, 0.02, 0.65, 0.025, false}, c);
    EXPECT_DOUBLE_EQ(at_reference.rate, 0.0385 + 0.015 + 0.013 + 0.025);
    const Price tiny = price_of({100, 0.02, 0.65, 0.025, false}, c);
    EXPECT_DOUBLE_EQ(tiny.rate, 0.0385 + 0.015 + 0.013 + 0.05);  // at most twice the cost
    EXPECT_LT(tiny.value, at_reference.value);
}

TEST(CreditTerms, GuaranteesSizeAndRecoveryLowerTheRate) {
    const Quote quote{30000, 0.03, 0.65, 0.025, false};
    Quote guaranteed = quote, larger = quote, recovered = quote;
    guaranteed.guaranteed = true;
    larger.size = 60000;
    recovered.loss = 0.4;
    for (const Quote& better : {guaranteed, larger, recovered}) {
        EXPECT_LT(price_of(better, c).rate, price_of(quote, c).rate);
        EXPECT_GE(price_of(better, c).value, price_of(quote, c).value);
    }
}

struct OneFarm {
    Cell cell;
    Settings settings;
    OneFarm() {
        cell.stratum = Stratum::rural;
        cell.rent_per_ha = yuan(3630);
        test::add_household(cell, 5, 3.0, 10000);
        Households& h = cell.households;
        h.traits[0] = land_certified;
        h.rights[0] = contract_right | qualification | house_use | member_share;
        h.house[0] = House::occupied;
        h.homestead[0] = Area{400};
        h.shares[0] = 2;
        cell.share_dividend = yuan(100);
        settings.coefficients = c;
        for (Levers& l : settings.levers) {
            l = base_values<Levers>();
            l.land_eligible = l.house_eligible = l.share_eligible = 1;
            l.share_ltv = 0.4;
        }
        for (double& x : settings.pay_per_m2) x = 120;
        for (double& x : settings.pay_area_cap) x = 330;
        for (double& x : settings.legal_risk) x = 0.5;
    }
};

TEST(CreditTerms, RoomIsWhatTheEquationGives) {
    OneFarm f;
    const Room room = room_of(f.cell, 0, f.settings, 1);
    EXPECT_EQ(room.unsecured, yuan(30000));
    EXPECT_NEAR(in_yuan(room.land), 0.7 * 3630 * 5 * 3 * 0.667, 1);
    EXPECT_EQ(room.house.count, 0);  // no certificate of the house yet
    EXPECT_NEAR(in_yuan(room.share), 0.4 * 8 * 2 * 100, 1);
    f.cell.households.rights[0] |= house_certified;
    EXPECT_NEAR(in_yuan(room_of(f.cell, 0, f.settings, 1).house), 0.3 * 0.5 * (120 * 330 + 20000),
                1);
}

TEST(CreditTerms, CertificateAndEligibilityOpenTheLand) {
    OneFarm f;
    f.cell.households.traits[0] = 0;
    EXPECT_EQ(room_of(f.cell, 0, f.settings, 1).land.count, 0);
    f.cell.households.traits[0] = land_certified;
    f.cell.households.leased_out[0] = hectares(3);
    EXPECT_EQ(room_of(f.cell, 0, f.settings, 1).land.count, 0);  // let land is not at hand
}

TEST(CreditTerms, LoansTakeUpTheirRoom) {
    OneFarm f;
    const Room before = room_of(f.cell, 0, f.settings, 1);
    table::resize(f.cell.loans, 2);
    f.cell.loans.product = {LoanProduct::unsecured, LoanProduct::contracted_land};
    f.cell.loans.balance = {yuan(12000), yuan(5000)};
    f.cell.loans.pledged[1] = hectares(1);
    const Room after = room_of(f.cell, 0, f.settings, 1);
    EXPECT_EQ(after.unsecured, before.unsecured - yuan(12000));
    EXPECT_EQ(after.land, before.land - yuan(5000));
    EXPECT_EQ(after.pledge, before.pledge - hectares(1));
}

}  // namespace
}  // namespace changji::credit
