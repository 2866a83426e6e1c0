#include <gtest/gtest.h>

#include "model/base/parallel.hpp"
#include "tests/support/farm_year.hpp"

/// What must hold in every farming year.
namespace changji {
namespace {

using test::one_year;
using test::opened;
using test::Rules;

struct Cash {
    PerDistrict<Money> households, organisations, collectives, districts;
};

Cash cash_of(const World& world) {
    Cash cash;
    for (const Cell& cell : world.cells) {
        for (const Money m : cell.households.cash) cash.households[cell.district] += m;
        cash.collectives[cell.district] += cell.collective_cash;
    }
    const Organisations& o = world.organisations;
    for (std::size_t i = 0; i < o.size(); ++i)
        cash.organisations[world.cells[static_cast<std::size_t>(o.home_cell[i])].district] +=
            o.cash[i];
    for (std::size_t d = 0; d < district_count; ++d) cash.districts[d] = world.districts[d].cash;
    return cash;
}

Money income_of(const Cell& cell) {
    Money sum;
    const Households& households = cell.households;
    for (std::size_t h = 0; h < households.size(); ++h)
        sum += households.wage[h] + households.business[h] + households.property[h] +
               households.transfer[h];
    return sum;
}

TEST(FarmingYear, CashChangesByTheLedgerToTheFen) {
    Rules rules;
    for (auto& levers : rules.market.levers) {
        levers.family_farm_entry = 0.03;
        levers.family_farm_grant = 30000;
        levers.cross_village = 0.4;
    }
    Money organisation_rent;  // organisations are few: not in every small world every year
    for (const std::uint32_t seed : {1u, 2u, 3u}) {
        World world = opened({27, 40, seed}, rules);
        for (Cell& cell : world.cells) {  // some land has come back to the collectives
            cell.reserve = cell.households.contracted[0] - cell.households.leased_out[0];
            cell.households.contracted[0] -= cell.reserve;
        }
        for (int y = 0; y < 4; ++y) {
            const Cash before = cash_of(world);
            one_year(world, rules);
            const Cash after = cash_of(world);
            organisation_rent += world.ledger.total(Item::organisation_rent);
            for (std::size_t i = 0; i < district_count; ++i) {
                const District d = district_at(i);
                EXPECT_EQ(after.households[i] - before.households[i],
                          world.ledger.net(Holder::household, d));
                EXPECT_EQ(after.organisations[i] - before.organisations[i],
                          world.ledger.net(Holder::organisation, d));
                EXPECT_EQ(after.collectives[i] - before.collectives[i],
                          world.ledger.net(Holder::collective, d));
                EXPECT_EQ(after.districts[i] - before.districts[i],
                          world.ledger.net(Holder::district, d));
            }
        }
        EXPECT_GT(world.ledger.total(Item::reserve_rent).count, 0);
        EXPECT_GT(world.ledger.total(Item::machinery_grant).count, 0);
    }
    EXPECT_GT(organisation_rent.count, 0);
}

/// Machines are bought out of cash; they are no cost of the year.
TEST(FarmingYear, HouseholdIncomePartsAreTheirCashFlowsBeforeInvestment) {
    const Rules rules;
    World world = opened({18, 40, 4});
    const Cash before = cash_of(world);
    one_year(world, rules);
    const Cash after = cash_of(world);
    PerDistrict<Money> income{};
    for (const Cell& cell : world.cells) income[cell.district] += income_of(cell);
    for (std::size_t i = 0; i < district_count; ++i) {
        Money invested;
        for (const Money m : world.ledger.flow[static_cast<std::size_t>(Item::machinery_purchase)][i])
            invested += m;
        EXPECT_EQ(after.households[i] - before.households[i] + invested, income[i]);
    }
}

void expect_land_balances(const World& world, const std::vector<Area>& contracted) {
    for (std::size_t c = 0; c < world.cells.size(); ++c) {
        const Cell& cell = world.cells[c];
        const Households& households = cell.households;
        Area out = cell.reserve_leased, in, right = cell.reserve;
        for (std::size_t h = 0; h < households.size(); ++h) {
            out += households.leased_out[h];
            in += households.leased_in[h];
            right += households.contracted[h];
            EXPECT_LE(households.leased_out[h], households.contracted[h]);
            EXPECT_TRUE(households.leased_out[h].count == 0 || households.leased_in[h].count == 0);
        }
        for (std::size_t k = 0; k < cell.leases.size(); ++k)
            if (is_organisation(cell.leases.lessee[k])) in += cell.leases.area[k];
        EXPECT_EQ(out, in);
        EXPECT_EQ(right, contracted[c]);
        EXPECT_LE(cell.reserve_leased, cell.reserve);
    }
}

TEST(FarmingYear, LandLeasedOutIsLandLeasedInAndNobodyDoesBoth) {
    const Rules rules;
    World world = opened({18, 60, 5});
    std::vector<Area> contracted;
    for (Cell& cell : world.cells) {
        Area sum = cell.reserve;
        for (const Area area : cell.households.contracted) sum += area;
        contracted.push_back(sum);
    }
    for (int y = 0; y < 6; ++y) {
        one_year(world, rules);
        expect_land_balances(world, contracted);
    }
    Area organised;
    for (const Area area : world.organisations.operated) organised += area;
    EXPECT_GT(organised.count, 0);
}

std::uint64_t hash_of(const World& world) {
    std::uint64_t value = table::hash(world.organisations);
    for (const Cell& cell : world.cells) {
        value = table::hash(cell.households, value);
        value = table::hash(cell.leases, value);
    }
    return value;
}

TEST(FarmingYear, ResultsDoNotDependOnTheNumberOfThreads) {
    const int usual = thread_count();
    std::vector<std::uint64_t> hashes;
    for (const int threads : {1, 2, 7}) {
        set_thread_count(threads);
        const Rules rules;
        World world = opened({18, 40, 6});
        for (int y = 0; y < 2; ++y) one_year(world, rules);
        hashes.push_back(hash_of(world));
    }
    set_thread_count(usual);
    EXPECT_EQ(hashes[0], hashes[1]);
    EXPECT_EQ(hashes[0], hashes[2]);
}

/// The same villages with the households of each in reverse order.
World reversed(const World& world) {
    World result = world;
    for (Cell& cell : result.cells) {
        const auto last = static_cast<Row>(cell.households.size()) - 1;
        std::vector<Row> households, people;
        for (Row h = last; h >= 0; --h) {
            households.push_back(h);
            const Row first = cell.households.first_member[static_cast<std::size_t>(h)];
            for (Row p = first; p < first + cell.households.members[static_cast<std::size_t>(h)];
                 ++p)
                people.push_back(p);
        }
        Households spare_households;
        People spare_people;
        table::take_rows(cell.households, households, spare_households);
        table::take_rows(cell.people, people, spare_people);
        Row next = 0;
        for (std::size_t h = 0; h < cell.households.size(); ++h) {
            cell.households.first_member[h] = next;
            next += cell.households.members[h];
        }
        for (Row& h : cell.people.household) h = last - h;
    }
    return result;
}

TEST(FarmingYear, ShuffledRowsGiveEachHouseholdTheSameOutcome) {
    const Rules rules;
    World world = test::farm_world({9, 50, 8});
    World mirror = reversed(world);
    for (World* each : {&world, &mirror}) {
        farmland::open(*each, rules.market, rules.technology, rules.draws);
        for (int y = 0; y < 3; ++y) one_year(*each, rules);
    }
    for (std::size_t c = 0; c < world.cells.size(); ++c) {
        const Households& a = world.cells[c].households;
        const Households& b = mirror.cells[c].households;
        EXPECT_EQ(world.cells[c].rent_per_ha, mirror.cells[c].rent_per_ha);
        for (std::size_t h = 0; h < a.size(); ++h) {
            const std::size_t m = a.size() - 1 - h;
            ASSERT_EQ(a.key[h], b.key[m]);
            EXPECT_EQ(a.leased_out[h], b.leased_out[m]);
            EXPECT_EQ(a.leased_in[h], b.leased_in[m]);
            EXPECT_EQ(a.cash[h], b.cash[m]);
        }
    }
}

}  // namespace
}  // namespace changji
