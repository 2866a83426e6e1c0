#include <gtest/gtest.h>

#include "model/processes/accounts.hpp"
#include "tests/support/small_cell.hpp"

namespace changji::accounts {
namespace {

constexpr Place town = town_of(District::yongji);

struct Books {
    World world;
    Settings settings = test::base_settings<Settings>();

    explicit Books(const std::vector<test::Family>& families) {
        world = test::world_of({test::small_cell(Stratum::rural, families)});
        world.year = 2020;
        for (DistrictState& state : world.districts) {
            state.expected_wage = {38000, 46000, 62000};
            state.other_transfers = {100.37, 250.19};
            state.other_property = {55.11, 900.07};
        }
        for (std::size_t p = 0; p < people().size(); ++p)
            if (people().work[p] == Work::wage) people().wage[p] = yuan(30000.01);
    }
    People& people() { return world.cells[0].people; }
    Households& households() { return world.cells[0].households; }
    void settle() { accounts::settle(world, settings); }
    Money income(std::size_t h) {
        return households().wage[h] + households().business[h] + households().property[h] +
               households().transfer[h];
    }
};

TEST(Accounts, WagesArePostedToTheFenFromWhereOneWorksToWhereTheHouseholdIs) {
    Books books({{{40, Work::wage, home_place}, {38, Work::wage, home_place}}});
    books.people().work_district[1] = District::fengman;
    books.settle();
    const auto& flow = books.world.ledger.flow[static_cast<std::size_t>(Item::wages)];
    const auto jiutai = index(District::jiutai);
    EXPECT_EQ(flow[jiutai][jiutai], yuan(30000.01));
    EXPECT_EQ(flow[index(District::fengman)][jiutai], yuan(30000.01));
    EXPECT_EQ(books.households().wage[0], yuan(60000.02));
}

TEST(Accounts, TransfersArePostedToTheFen) {
    Books books({{{70, Work::retired, home_place},
                  {66, Work::retired, home_place},
                  {20, Work::home, home_place}}});
    books.people().traits[1] = employee_pension;
    books.settle();
    const Ledger& ledger = books.world.ledger;
    EXPECT_EQ(ledger.total(Item::rural_pension), yuan(1300));
    EXPECT_EQ(ledger.total(Item::employee_pension), yuan(24500));
    EXPECT_EQ(ledger.total(Item::other_transfers), Money{3 * 10037});
    EXPECT_EQ(ledger.total(Item::other_property), Money{3 * 5511});
    EXPECT_EQ(books.households().transfer[0], yuan(1300 + 24500) + Money{3 * 10037});
    EXPECT_EQ(books.households().property[0], Money{3 * 5511});
}

TEST(Accounts, DisposableIncomeIsTheSumOfFourPartsInHouseholdsAndTallies) {
    std::vector<test::Family> families;
    for (int h = 0; h < 40; ++h) {
        families.push_back({{40 + h, Work::farm, home_place},
                            {35, Work::self_employed, h % 3 == 0 ? town : home_place},
                            {30, Work::away, rest_of_nation},
                            {25, Work::wage, h % 2 == 0 ? town : home_place}});
    }
    Books books(families);
    for (std::size_t h = 0; h < 40; ++h) books.households().business[h] = yuan(8000.55);
    books.settle();
    Money households, tallied, classes, in_ledger;
    for (std::size_t h = 0; h < 40; ++h) households += books.income(h);
    for (const auto& district : books.world.tallies)
        for (const Tally& t : district) {
            tallied += t.wage + t.business + t.property + t.transfer;
            for (const Money income : t.income_by_income) classes += income;
        }
    for (const Item item : {Item::wages, Item::remittances, Item::own_business, Item::rural_pension,
                            Item::employee_pension, Item::other_transfers, Item::other_property,
                            Item::unemployment_benefit})
        in_ledger += books.world.ledger.total(item);
    EXPECT_EQ(tallied, households);
    EXPECT_EQ(classes, households);
    EXPECT_EQ(in_ledger + Money{40 * 800055}, households);
}

TEST(Accounts, CashMovesByIncomeNotYetBookedLessConsumption) {
    Books books({{{40, Work::wage, home_place}}});
    books.households().business[0] = yuan(5000);  // booked by the harvest with its cash
    const Money before = books.households().cash[0];
    books.settle();
    const Money income = books.income(0);
    EXPECT_EQ(books.households().cash[0],
              before + income - yuan(5000) - books.households().consumption[0]);
    const Money wealth = before + income - yuan(5000);
    EXPECT_EQ(books.households().consumption[0], scaled(income, 0.70) + scaled(wealth, 0.04));
    EXPECT_EQ(books.world.ledger.total(Item::consumption), books.households().consumption[0]);
}

TEST(Accounts, NobodyConsumesMoreThanTheCashHeld) {
    Books books({{{40, Work::wage, home_place}}});
    books.households().cash[0] = yuan(-29000);
    books.settle();
    EXPECT_LE(books.households().consumption[0], yuan(30000.01 - 29000 + 155.48));
    EXPECT_EQ(books.households().cash[0], Money{});
}

TEST(Accounts, RemittancesWithinAHouseholdNetToZero) {
    Books together({{{60, Work::farm, home_place}, {30, Work::wage, town}}});
    together.settle();
    EXPECT_EQ(together.world.ledger.total(Item::remittances), Money{});
    const Money sent = scaled(yuan(30000.01), 0.20);
    const Tally& rural = together.world.tallies[index(District::jiutai)][index(Stratum::rural)];
    const Tally& urban = together.world.tallies[index(District::yongji)][index(Stratum::urban)];
    const Money old_age = yuan(1300);
    EXPECT_EQ(rural.transfer, sent + yuan(100.37) + old_age);
    EXPECT_EQ(urban.transfer, yuan(250.19) - sent);
    EXPECT_EQ(together.households().transfer[0], yuan(100.37) + yuan(250.19) + old_age);
}

TEST(Accounts, MembersOutsideTheZoneSendMoneyOnlyToThoseAtHome) {
    Books home({{{60, Work::farm, home_place}, {30, Work::away, rest_of_nation}}});
    Books nobody({{{30, Work::away, rest_of_nation}}});
    home.settle();
    nobody.settle();
    EXPECT_GT(home.world.ledger.total(Item::remittances), yuan(5000));
    EXPECT_EQ(nobody.world.ledger.total(Item::remittances), Money{});
    EXPECT_EQ(nobody.households().consumption[0], Money{});
}

TEST(Accounts, ResidentsAreCountedWhereTheyLive) {
    Books books(
        {{{60, Work::farm, home_place}, {30, Work::wage, town}, {28, Work::away, rest_of_nation}}});
    books.settle();
    EXPECT_EQ(books.world.tallies[index(District::jiutai)][index(Stratum::rural)].residents, 1);
    EXPECT_EQ(books.world.tallies[index(District::yongji)][index(Stratum::urban)].residents, 1);
    EXPECT_EQ(
        books.world.tallies[index(District::jiutai)][index(Stratum::rural)].resident_households, 1);
}

TEST(Accounts, OpeningAYearForgetsIncomesEventsAndFlows) {
    Books books({{{40, Work::wage, home_place}}});
    books.settle();
    books.world.events[0].births = 3;
    open_year(books.world);
    EXPECT_EQ(books.income(0), Money{});
    EXPECT_EQ(books.world.events[0].births, 0);
    EXPECT_EQ(books.world.ledger.total(Item::wages), Money{});
}

}  // namespace
}  // namespace changji::accounts
