#include <cmath>

#include <gtest/gtest.h>

#include "model/processes/contracts.hpp"
#include "tests/support/farm_year.hpp"

namespace changji {
namespace {

contracts::Settings settings_with(double share, double dividend = 0) {
    contracts::Settings settings;
    settings.coefficients = base_values<contracts::Coefficients>();
    for (auto& levers : settings.levers) levers = {share, 0.2, dividend};
    return settings;
}

void add_food_firms(World& world) {
    Firms& firms = world.firms;
    for (std::size_t d = 0; d < district_count; ++d) {
        for (int i = 0; i < 3; ++i) {
            table::resize(firms, firms.size() + 1);
            firms.key.back() = firms.size();
            firms.district.back() = district_at(d);
            firms.sector.back() = Sector::agrifood;
            firms.open.back() = 1;
            firms.jobs.back() = 10 + 7 * i;
            firms.cash.back() = yuan(1e7);
            firms.profit.back() = yuan(1e6);
        }
        world.districts[d].value_added[index(Sector::agrifood)] = yuan(1e8);
    }
}

Money cash_of_firms(const World& world) {
    Money sum;
    for (const Money cash : world.firms.cash) sum += cash;
    return sum;
}

/// A year with contracts; spot price against the price that planting expected.
World contracted_year(const contracts::Settings& settings, double spot = 1700) {
    test::Rules rules;
    rules.harvest.coefficients.plot_sd = 0;
    World world = test::opened({18, 40, 8}, rules);
    add_food_firms(world);
    ++world.year;
    world.ledger = {};
    contracts::offer(world, settings);
    world.zone.corn_price = spot;
    harvest::gather(world, rules.harvest, rules.technology, 0, rules.draws);
    contracts::settle(world, settings);
    return world;
}

TEST(Contracts, GoToTheLargestFarms) {
    World world = test::opened({6, 50, 4});
    contracts::offer(world, settings_with(0.2));
    for (const Cell& cell : world.cells) {
        const Households& h = cell.households;
        Area smallest_on = hectares(1e6), largest_off;
        std::int64_t on = 0, farms = 0;
        for (std::size_t k = 0; k < h.size(); ++k) {
            const Area area = h.operated(static_cast<Row>(k));
            if (area.count <= 0) continue;
            ++farms;
            const bool contracted = (h.traits[k] & on_contract) != 0;
            on += contracted;
            if (contracted) smallest_on = std::min(smallest_on, area);
            if (!contracted) largest_off = std::max(largest_off, area);
        }
        EXPECT_NEAR(static_cast<double>(on), 0.2 * static_cast<double>(farms), 1.0);
        EXPECT_GE(smallest_on, largest_off);
    }
}

TEST(Contracts, ShareFallsWhereFirmsCannotBuyMore) {
    EXPECT_DOUBLE_EQ(contracts::offered_share(0.25, 0, 0, 100), 0.25);
    EXPECT_DOUBLE_EQ(contracts::offered_share(0.25, 0.2, 200, 100), 0.1);
    EXPECT_DOUBLE_EQ(contracts::offered_share(0.25, 0.2, 50, 100), 0.25);
}

TEST(Contracts, FirmsPayWhatFarmsGetToTheFen) {
    const World without = contracted_year(settings_with(0)), with = contracted_year(settings_with(0.25, 0.06));
    const Money premium = with.ledger.total(Item::contract_premium);
    const Money dividend = with.ledger.total(Item::contract_dividend);
    EXPECT_GT(premium.count, 0);
    EXPECT_GT(dividend.count, 0);
    EXPECT_EQ(cash_of_firms(without) - cash_of_firms(with), premium + dividend);
    Money business, property;
    for (std::size_t c = 0; c < with.cells.size(); ++c) {
        const Households &a = with.cells[c].households, &b = without.cells[c].households;
        for (std::size_t h = 0; h < a.size(); ++h) {
            business += a.business[h] - b.business[h];
            property += a.property[h] - b.property[h];
        }
    }
    EXPECT_EQ(business, premium);
    EXPECT_EQ(property, dividend);
}

TEST(Contracts, ShareThePriceRisk) {
    const auto premium = [](double spot) {
        return contracted_year(settings_with(0.25), spot).ledger.total(Item::contract_premium);
    };
    EXPECT_GT(premium(1300), premium(1700));
    EXPECT_LT(premium(2600), premium(1700));
}

}  // namespace
}  // namespace changji
