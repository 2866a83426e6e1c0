#include <algorithm>

#include <gtest/gtest.h>

#include "model/processes/rights.hpp"
#include "model/processes/rollout.hpp"
#include "tests/support/settled_village.hpp"

namespace changji::rights {
namespace {

using test::all_rights;
using Village = test::SettledVillage;

TEST(Rights, WhoeverReturnsLandIsPaidAndKeepsTheQualification) {
    Village v;
    v.transfer();
    EXPECT_EQ(v.events().exits[2], 40);
    EXPECT_EQ(v.cell().exits_so_far[2], 40);
    EXPECT_EQ(v.cell().returned_homestead, Area{900 * 40});
    const Money pay = yuan(330 * 120 + 20000);
    for (std::size_t h = 0; h < 40; ++h) {
        EXPECT_EQ(v.households().rights[h],
                  contract_right | qualification | member_share | gave_up_rights);
        EXPECT_EQ(v.households().house[h], House::returned);
        EXPECT_EQ(v.households().homestead[h], Area{});
        EXPECT_EQ(v.households().cash[h], yuan(1000) + pay);
        EXPECT_EQ(v.households().property[h], Money{});  // not income
    }
    EXPECT_EQ(v.world.ledger.total(Item::exit_compensation_district), Money{40 * pay.count});
    EXPECT_EQ(v.world.districts[District::jiutai].cash, Money{-40 * pay.count});
    EXPECT_EQ(v.events().rights_violations, 0);
}

TEST(Rights, NobodyIsOfferedAnythingWithoutPilotOrMenu) {
    Village v;
    v.settings.pilot[District::jiutai] = 0;
    v.transfer();
    EXPECT_EQ(v.cell().exits.size(), 0u);
}

TEST(Rights, ThoseWhoLiveThereCameLatelyOrHaveNoOtherHomeAreNotAsked) {
    for (const int what : {0, 1, 2}) {
        Village v;
        if (what == 0) v.cell().people.place[0] = home_place;
        if (what == 1) v.cell().people.years_in_place[0] = 2;
        if (what == 2) v.households().traits[0] = 0;
        v.transfer();
        EXPECT_EQ(v.events().exits[2], 39) << what;
        EXPECT_TRUE(v.households().rights[0] & house_use);
    }
}

TEST(Rights, UrbanHukouStandsForYearsOfResidence) {
    Village v;
    v.cell().people.years_in_place[0] = 1;
    v.cell().people.hukou[0] = Hukou::urban;
    v.transfer();
    EXPECT_EQ(v.events().exits[2], 40);
}

TEST(Rights, ContractLandLeftGoesToTheReserveAndItsLeasesRunOn) {
    Village v(2);
    v.open_all();
    v.settings.menu[District::jiutai].mask = 1u << 3;  // b4 alone
    v.settings.pilot[District::jiutai] = 0;
    v.settings.coefficients.exit_contract = 50;
    v.households().traits[1] = 0;
    test::lease(v.cell(), 0, 1, hectares(0.6));
    v.transfer();
    EXPECT_EQ(v.events().exits[4], 1);
    EXPECT_EQ(v.cell().reserve, hectares(1));
    EXPECT_EQ(v.cell().reserve_leased, hectares(0.6));
    EXPECT_EQ(v.cell().leases.lessor[0], reserve_lessor);
    EXPECT_EQ(v.households().contracted[0], Area{});
    EXPECT_FALSE(v.households().rights[0] & contract_right);
    EXPECT_TRUE(v.households().rights[0] & house_use);
}

TEST(Rights, AllRightsLeftAreGoneAndTheSharesAreTheVillages) {
    Village v(3);
    v.open_all();
    v.settings.menu[District::jiutai].mask = 1u << 7;  // b8 alone
    v.settings.pilot[District::jiutai] = 0;
    v.transfer();
    EXPECT_EQ(v.events().exits[8], 3);
    EXPECT_EQ(v.cell().collective_shares, 3);
    for (const std::uint8_t held : v.households().rights) EXPECT_EQ(held, gave_up_rights);
    EXPECT_EQ(v.events().rights_violations, 0);
}

TEST(Rights, TheVillagePaysFirstThenTheDistrictAndTheRestWaitsInOrderOfSigning) {
    Village v(10);
    const Money pay = yuan(330 * 120 + 20000);
    v.cell().collective_cash = Money{3 * pay.count + 5};
    v.world.districts[District::jiutai].budget.reform = Money{4 * pay.count};
    v.transfer();
    EXPECT_EQ(v.events().exits[2], 7);
    EXPECT_EQ(v.events().unfunded_offers, 3);
    EXPECT_EQ(v.cell().collective_cash, Money{5});
    EXPECT_EQ(v.world.ledger.total(Item::exit_compensation_village), Money{3 * pay.count});
    const auto waiting = [&] {
        const auto& signed_in = v.households().exit_signed;
        return std::count(signed_in.begin(), signed_in.end(), std::int16_t{2020});
    };
    EXPECT_EQ(waiting(), 3);
    // A family that signs a year later waits behind them.
    std::size_t late = 0;
    while (v.households().exit_signed[late] != 0) ++late;
    v.households().rights[late] = all_rights;
    v.households().house[late] = House::occupied;
    v.world.year = 2021;
    v.events() = {};
    v.cell().collective_cash = Money{};
    v.world.districts[District::jiutai].budget.reform = Money{3 * pay.count};
    v.transfer();
    EXPECT_EQ(v.events().exits[2], 3);
    EXPECT_EQ(waiting(), 0);
    EXPECT_EQ(v.households().exit_signed[late], 2021);
}

TEST(Rights, InjectedViolationsAreCounted) {
    Village v(6);
    v.transfer();
    const Cell sound = v.cell();
    Holdings before = holdings_of(sound);
    before.use += 6;  // what the six returned
    EXPECT_EQ(violations(sound, before), 0);
    Cell taken = sound;  // a right taken without any choice
    taken.households.rights[0] = gave_up_rights;
    EXPECT_EQ(violations(taken, before), 3);
    Cell forced = sound;
    forced.exits.value[2] = forced.exits.keep[2] - 0.1;
    EXPECT_EQ(violations(forced, before), 1);
    Cell cheap = sound;
    cheap.exits.paid[1] = cheap.exits.floor[1] - Money{1};
    EXPECT_EQ(violations(cheap, before), 1);
}

TEST(Rights, CertificatesMoveTowardsTheTargetAndNeverBack) {
    Village v(400);
    v.settings.pilot[District::jiutai] = 0;
    v.world.districts[District::jiutai].house_certified = 0.35;
    v.settings.levers[District::jiutai].certified = 1;
    v.transfer();
    EXPECT_DOUBLE_EQ(v.world.districts[District::jiutai].house_certified, 0.35 + 0.15 * 0.65);
    std::int64_t held = 0;
    for (const std::uint8_t rights : v.households().rights) held += (rights & house_certified) != 0;
    EXPECT_NEAR(static_cast<double>(held), 400 * 0.4475, 40);  // 4 standard errors
    v.settings.levers[District::jiutai].certified = 0;
    v.transfer();
    EXPECT_DOUBLE_EQ(v.world.districts[District::jiutai].house_certified, 0.4475);
}

TEST(Rights, DisputesCostBothSidesAndAreRarerOnTheExchange) {
    for (const bool exchange : {false, true}) {
        Village v(40);
        v.settings.pilot[District::jiutai] = 0;
        v.settings.exchange[District::jiutai] = exchange;
        v.settings.levers[District::jiutai].dispute = 0;
        for (Row h = 0; h + 1 < 40; h += 2)
            for (int k = 1; k <= 40; ++k) test::lease(v.cell(), h, h + 1, Area{100 + k});
        v.transfer();
        const std::int64_t disputes = v.events().disputes;
        if (exchange) {
            EXPECT_EQ(disputes, 0);
        } else {
            EXPECT_GT(disputes, 2);  // 16 expected of 800
        }
        EXPECT_EQ(v.world.ledger.total(Item::dispute_cost), Money{2 * disputes * 50000});
        EXPECT_EQ(std::count(v.cell().leases.disputed_in.begin(),
                             v.cell().leases.disputed_in.end(), v.world.year),
                  disputes);
    }
}

TEST(Rights, SharesAreSoldAtEightDividendsAndNoneIsLost) {
    Village v(200);
    v.settings.pilot[District::jiutai] = 0;
    v.settings.coefficients.share_sales = 0.5;
    for (Money& cash : v.households().cash) cash = yuan(5000);
    const auto cash_of_all = [&] {
        Money sum;
        for (const Money cash : v.households().cash) sum += cash;
        return sum;
    };
    const Money before = cash_of_all();
    v.settings.levers[District::jiutai].share_trade = 1;
    v.transfer();
    EXPECT_EQ(v.events().share_sales, 0);  // no dividend, no price
    v.cell().share_dividend = yuan(100);
    v.transfer();
    EXPECT_GT(v.events().share_sales, 20);
    EXPECT_EQ(cash_of_all(), before);
    EXPECT_EQ(estate_of(v.cell()).shares, 200);
    for (std::size_t h = 0; h < 200; ++h)
        EXPECT_EQ((v.households().rights[h] & member_share) != 0, v.households().shares[h] > 0);
}

TEST(RightsOpening, HomesteadsAddUpAndFamiliesHoldAllRights) {
    World world = test::farm_world();
    rollout::open(world);
    for (Cell& cell : world.cells) {
        cell.land[index(LandUse::homestead)] = Area{54321};
        cell.households.kind[0] = HouseholdKind::collective;
        cell.households.contracted[1] = Area{};
    }
    Settings settings = test::base_settings<Settings>();
    open(world, settings);
    std::int64_t certified = 0, families = 0;
    for (const Cell& cell : world.cells) {
        Area sum = cell.returned_homestead;
        for (const Area area : cell.households.homestead) sum += area;
        EXPECT_EQ(sum, Area{54321});
        EXPECT_EQ(cell.households.rights[0], contract_right);
        EXPECT_EQ(cell.households.house[0], House::none);
        EXPECT_FALSE(cell.households.rights[1] & contract_right);
        for (std::size_t h = 2; h < cell.households.size(); ++h) {
            EXPECT_EQ(cell.households.rights[h] & all_rights, all_rights);
            certified += (cell.households.rights[h] & house_certified) != 0;
            ++families;
        }
    }
    EXPECT_NEAR(static_cast<double>(certified), 0.35 * static_cast<double>(families), 50);
}

}  // namespace
}  // namespace changji::rights
