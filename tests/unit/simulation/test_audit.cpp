#include <functional>
#include <string>

#include <gtest/gtest.h>

#include "model/base/check.hpp"
#include "model/simulation/audit.hpp"
#include "tests/support/small_cell.hpp"

namespace changji {
namespace {

/// Two villages with leases, a firm, an organisation and a district with cash.
World sound_world() {
    Cell cell = test::small_cell(Stratum::rural, {{{40}, {38}}, {{50}, {20}}, {{30}, {29}}});
    test::marry(cell, 0, 1);
    test::marry(cell, 4, 5);
    cell.reserve = hectares(2);
    for (std::size_t h = 0; h < 3; ++h) {
        cell.households.rights[h] = contract_right | house_use | member_share;
        cell.households.homestead[h] = Area{600};
        cell.households.shares[h] = 1;
    }
    cell.returned_homestead = Area{200};
    cell.land[index(LandUse::homestead)] = Area{2000};
    test::lease(cell, 0, 1, hectares(0.5));
    test::lease(cell, reserve_lessor, 2, hectares(1.5));
    test::lease(cell, 2, organisation_lessee(0), hectares(0.25));
    World world = test::world_of({cell, cell});
    table::resize(world.firms, 2);
    world.firms.district = {District::jiutai, District::yongji};
    world.firms.cash = {yuan(100), yuan(200)};
    table::resize(world.organisations, 1);
    world.organisations.cash[0] = yuan(50);
    world.districts[District::jiutai].cash = yuan(1000);
    return world;
}

using Change = std::function<void(World&)>;

/// What the audit says after a change to a sound world; empty if it lets it pass.
std::string verdict(const Change& change) {
    World world = sound_world();
    const audit::Opening opening = audit::open(world);
    change(world);
    try {
        audit::close(world, opening);
    } catch (const BalanceError& error) {
        return error.what();
    }
    return "";
}

void expect_caught(const Change& change, const std::string& account, const std::string& amount) {
    const std::string said = verdict(change);
    EXPECT_NE(said.find(account), std::string::npos) << "said: " << said;
    EXPECT_NE(said.find(amount), std::string::npos) << "said: " << said;
}

TEST(Audit, LetsASoundYearPass) {
    EXPECT_EQ(verdict([](World&) {}), "");
    EXPECT_EQ(verdict([](World& w) {
                  w.cells[0].households.cash[0] += yuan(7);
                  w.ledger.receive(Item::rural_pension, District::jiutai, yuan(7));
              }),
              "");
}

TEST(Audit, CatchesAnInsurerWhoseEquityIsNotItsCash) {
    expect_caught([](World& w) { ++w.districts[District::changyi].insurer.equity.count; },
                  "balance sheet of insurers in changyi", "off by -1 fen");
}

TEST(Audit, CatchesOneFenOfEveryHolder) {
    expect_caught([](World& w) { ++w.districts[District::fengman].insurer.cash.count; },
                  "cash of insurers in fengman", "off by 1 fen");
    expect_caught([](World& w) { ++w.cells[1].households.cash[2].count; },
                  "cash of households in jiutai", "off by 1 fen");
    expect_caught([](World& w) { --w.firms.cash[1].count; }, "cash of firms in yongji",
                  "off by -1 fen");
    expect_caught([](World& w) { ++w.organisations.cash[0].count; },
                  "cash of organisations in jiutai", "off by 1 fen");
    expect_caught([](World& w) { ++w.cells[0].collective_cash.count; },
                  "cash of collectives in jiutai", "off by 1 fen");
    expect_caught([](World& w) { ++w.districts[District::changyi].cash.count; },
                  "cash of districts in changyi", "off by 1 fen");
}

TEST(Audit, CatchesAPostingWithoutCash) {
    expect_caught([](World& w) { w.ledger.pay_out(Item::services, District::jiutai, Money{1}); },
                  "cash of districts in jiutai", "off by 1 fen");
    expect_caught(
        [](World& w) { w.ledger.post(Item::wages, District::jiutai, District::jiutai, Money{1}); },
        "cash of households in jiutai", "off by -1 fen");
}

TEST(Audit, CatchesOneSquareMetre) {
    expect_caught([](World& w) { ++w.cells[1].land[2].count; }, "land in cell 1", "off by 1 m2");
    expect_caught([](World& w) { ++w.cells[0].households.contracted[1].count; },
                  "contracted land in cell 0", "off by 1 m2");
    expect_caught([](World& w) { --w.cells[0].reserve.count; }, "contracted land in cell 0",
                  "off by -1 m2");
    expect_caught([](World& w) { ++w.cells[0].households.leased_out[0].count; },
                  "land leased out in cell 0", "off by 1 m2");
    expect_caught([](World& w) { --w.cells[0].households.leased_in[1].count; },
                  "land rented in cell 0", "off by -1 m2");
    expect_caught([](World& w) { ++w.cells[0].reserve_leased.count; }, "land leased out in cell 0",
                  "off by 1 m2");
    expect_caught([](World& w) { --w.cells[0].leases.area[0].count; }, "land leased out in cell 0",
                  "off by 1 m2");
}

TEST(Audit, CatchesAPersonTooManyOrTooFew) {
    expect_caught([](World& w) { ++w.events[0].deaths; }, "people in the zone", "off by 1 persons");
    expect_caught([](World& w) { ++w.events[1].births; }, "people in the zone",
                  "off by -1 persons");
    expect_caught([](World& w) { ++w.events[1].arrived; }, "people in the zone",
                  "off by -1 persons");
}

TEST(Audit, CatchesHomesteadsSharesAndRightsThatDoNotAgree) {
    expect_caught([](World& w) { w.cells[0].returned_homestead += Area{1}; }, "homestead land", "1 m2");
    expect_caught([](World& w) { w.cells[1].households.homestead[2] -= Area{7}; }, "homestead land",
                  "-7 m2");
    expect_caught([](World& w) { ++w.cells[0].households.shares[1]; }, "shares", "1 shares");
    expect_caught([](World& w) { w.cells[0].households.rights[0] = house_use | member_share; },
                  "rights", "1 households");
    expect_caught([](World& w) { w.cells[0].households.rights[0] = contract_right | member_share; },
                  "rights", "1 households");
    EXPECT_EQ(verdict([](World& w) {  // returned as it must be
                  w.cells[0].returned_homestead += w.cells[0].households.homestead[0];
                  w.cells[0].households.homestead[0] = Area{};
                  w.cells[0].households.rights[0] = contract_right | member_share;
              }),
              "");
}

TEST(Audit, CatchesBrokenHouseholds) {
    expect_caught([](World& w) { w.cells[0].people.household[3] = 0; }, "household membership",
                  "cell 0");
    expect_caught([](World& w) { --w.cells[1].households.members[2]; }, "household membership",
                  "cell 1");
    expect_caught([](World& w) { w.cells[1].households.first_member[2] = 2; },
                  "household membership", "cell 1");
}

TEST(Audit, CatchesABrokenUnion) {
    expect_caught([](World& w) { w.cells[1].people.partner[5] = no_row; }, "unions", "cell 1");
    expect_caught([](World& w) { w.cells[0].people.partner[0] = 4; }, "unions", "cell 0");
}

}  // namespace
}  // namespace changji
