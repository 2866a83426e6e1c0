#include <gtest/gtest.h>

#include "model/base/parallel.hpp"
#include "model/processes/adoption.hpp"
#include "model/processes/farmland.hpp"
#include "model/processes/harvest.hpp"
#include "model/processes/satellite.hpp"
#include "model/processes/weather_and_prices.hpp"
#include "tests/support/farm_world.hpp"

/// What must hold in every farming year, and the signs of its responses.
namespace changji {
namespace {

struct Rules {
    farmland::Settings market = test::base_settings<farmland::Settings>();
    farm_technology::Settings technology = test::base_settings<farm_technology::Settings>();
    harvest::Settings harvest = test::base_settings<harvest::Settings>();
    adoption::Settings adoption = test::base_settings<adoption::Settings>();
    weather_and_prices::Settings weather = test::base_settings<weather_and_prices::Settings>();
    satellite::Settings satellite{base_values<satellite::Coefficients>()};
    weather_and_prices::Forcing forcing{};
    Draws draws{1, 0};
};

void one_year(World& world, const Rules& rules) {
    ++world.year;
    world.ledger = {};
    for (CellEvents& events : world.events) events = {};
    adoption::step(world, rules.adoption, rules.technology, rules.draws);
    farmland::transfer(world, rules.market, rules.technology, rules.draws);
    weather_and_prices::step(world, rules.weather, rules.forcing, rules.draws);
    harvest::gather(world, rules.harvest, rules.technology, 0.015, rules.draws);
    satellite::step(world, rules.satellite, 0.45);
}

World opened(const test::Countryside& countryside, const Rules& rules = {}) {
    World world = test::farm_world(countryside);
    farmland::open(world, rules.market, rules.technology, rules.draws);
    const auto farms = static_cast<double>(countryside.villages * countryside.households);
    harvest::open(world, rules.technology, {5.6 * farms, 20000 * farms});
    satellite::open(world, rules.satellite);
    return world;
}

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
    for (std::size_t d = 0; d < district_count; ++d)
        cash.districts[d] = world.districts[d].cash;
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
        EXPECT_GT(world.ledger.total(Item::organisation_rent).count, 0);
    }
}

TEST(FarmingYear, HouseholdIncomePartsAreTheirCashFlows) {
    const Rules rules;
    World world = opened({18, 40, 4});
    std::vector<Money> before;
    for (const Cell& cell : world.cells) {
        Money cash;
        for (const Money m : cell.households.cash) cash += m;
        before.push_back(cash);
    }
    one_year(world, rules);
    for (std::size_t c = 0; c < world.cells.size(); ++c) {
        Money cash;
        for (const Money m : world.cells[c].households.cash) cash += m;
        EXPECT_EQ(cash - before[c], income_of(world.cells[c]));
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

struct Market {
    double rent = 0, share = 0;
};

/// Rent and transferred share after some years in a fixed world of 2019.
Market market_with(const World& start, const Rules& rules, int years = 6) {
    World world = start;
    for (int y = 0; y < years; ++y) {
        ++world.year;
        farmland::transfer(world, rules.market, rules.technology, rules.draws);
    }
    double paid = 0, area = 0, leased = 0, contracted = 0;
    for (const Cell& cell : world.cells) {
        for (std::size_t k = 0; k < cell.leases.size(); ++k) {
            const double ha = in_hectares(cell.leases.area[k]);
            leased += ha;
            if (cell.leases.rent_per_ha[k].count == 0) continue;
            area += ha;
            paid += ha * in_yuan(cell.leases.rent_per_ha[k]);
        }
        for (const Area land : cell.households.contracted) contracted += in_hectares(land);
    }
    return {paid / area, leased / contracted};
}

TEST(FarmlandSigns, ADearerTransactionLowersTheTransferredShare) {
    const World start = opened({36, 80, 9});
    Rules cheap, dear;
    for (auto& levers : cheap.market.levers) levers.transaction_cost = 450;
    for (auto& levers : dear.market.levers) levers.transaction_cost = 1800;
    const double base = market_with(start, {}).share;
    EXPECT_GT(market_with(start, cheap).share, base + 0.01);
    EXPECT_LT(market_with(start, dear).share, base - 0.01);
}

TEST(FarmlandSigns, PartOfAnOperatorSubsidyPassesIntoTheRent) {
    const World start = opened({36, 80, 10});
    Rules more;
    for (auto& levers : more.technology.levers) levers.operator_subsidy += 750;
    const double pass = (market_with(start, more).rent - market_with(start, {}).rent) / 750;
    EXPECT_GT(pass, 0.1);
    EXPECT_LT(pass, 1);
}

TEST(FarmlandSigns, ABetterCornPriceRaisesTheRent) {
    const World start = opened({36, 80, 11});
    World dear = start;
    dear.zone.corn_price_mean = 2300;
    EXPECT_GT(market_with(dear, {}).rent, 1.2 * market_with(start, {}).rent);
}

TEST(FarmlandSigns, CertificatesAndOffFarmWagesRaiseTheTransferredShare) {
    World start = opened({36, 80, 12});
    World bare = start;
    for (Cell& cell : bare.cells)
        for (std::uint8_t& traits : cell.households.traits)
            traits = static_cast<std::uint8_t>(traits & ~land_certified);
    World busy = start;
    busy.zone.wage_index = 160.0 / 140;
    const double base = market_with(start, {}).share;
    EXPECT_LT(market_with(bare, {}).share, base - 0.02);
    EXPECT_GT(market_with(busy, {}).share, base);
}

TEST(FarmlandSigns, MoreCreditMakesTheLargestFarmLarger) {
    const World start = opened({36, 80, 13});
    const auto largest = [&](double credit) {
        World world = start;
        Rules rules;
        rules.market.coefficients.credit_line = credit;
        for (int y = 0; y < 4; ++y) {
            ++world.year;
            farmland::transfer(world, rules.market, rules.technology, rules.draws);
        }
        double ha = 0;
        for (const Cell& cell : world.cells)
            for (std::size_t h = 0; h < cell.households.size(); ++h)
                ha = std::max(ha, in_hectares(cell.households.operated(static_cast<Row>(h))));
        return ha;
    };
    EXPECT_GT(largest(100000), largest(0));
}

}  // namespace
}  // namespace changji
