#include <cmath>

#include <gtest/gtest.h>

#include "model/processes/farmland.hpp"
#include "model/processes/harvest.hpp"
#include "model/processes/harvest_shares.hpp"
#include "model/processes/harvest_village.hpp"
#include "tests/support/farm_world.hpp"

namespace changji::harvest {
namespace {

const Draws draws{1, 0};

TEST(Harvest, SharesAreExactAndLargestRemaindersComeFirst) {
    const std::vector<std::int32_t> heads{3, 0, 2, 2};
    const std::vector<Key> keys{9, 1, 5, 4};
    std::vector<Money> parts(4);
    apportion(Money{10}, heads, keys, parts);  // 4.29, 0, 2.86, 2.86
    EXPECT_EQ(parts[0].count, 4);
    EXPECT_EQ(parts[1].count, 0);
    EXPECT_EQ(parts[2].count, 3);
    EXPECT_EQ(parts[3].count, 3);
    apportion(Money{8}, heads, keys, parts);  // 3.43, 0, 2.29, 2.29: one fen by remainder
    EXPECT_EQ(parts[0].count, 4);
    EXPECT_EQ(parts[2].count + parts[3].count, 4);
    apportion(Money{9}, std::vector<std::int32_t>{1, 1}, std::vector<Key>{7, 3},
              std::span(parts).first(2));
    EXPECT_EQ(parts[1].count, 5);  // a tie goes to the smaller key
}

TEST(Harvest, GrainIsSoldHalfAtLastYearsPrice) {
    ZoneState zone;
    zone.corn_price = 2400;
    zone.corn_price_before = 1700;
    EXPECT_DOUBLE_EQ(farm_gate_price(zone, base_values<farm_technology::Coefficients>()), 2050);
}

TEST(Harvest, OneFarmBooksSalesInputsAndHiredWork) {
    World world = test::farm_world({9, 1, 7});
    const auto season =
        farm_technology::season_of(world, base_values<farm_technology::Coefficients>(), 1700);
    const farm_technology::Operator farm{0, 12, 0, 1, 10};
    const FarmYear year = farm_year(season, farm, 1, 6.9, 1.05);
    EXPECT_EQ(year.grain_kg, 6900);
    EXPECT_EQ(year.sales, yuan(6.9 * 1700 * 1.05));
    EXPECT_EQ(year.inputs, yuan(5200 * (1 + 0.22 * (1 - 1 / 3.33))));
    EXPECT_NEAR(in_yuan(year.hired), (52 - 12) * 140, 0.01);
}

TEST(Harvest, OpeningMeetsTheGrainAndTheCropValueOf2019) {
    World world = test::farm_world({18, 80, 7});
    const auto technology = test::base_settings<farm_technology::Settings>();
    farmland::open(world, test::base_settings<farmland::Settings>(), technology, draws);
    const Targets targets{8000, 27e6};
    open(world, technology, targets);
    auto settings = test::base_settings<Settings>();
    settings.coefficients.plot_sd = 0;
    gather(world, settings, technology, 0.015, draws);
    std::int64_t kilograms = 0;
    Money value;
    for (const CellEvents& events : world.events) {
        kilograms += events.grain_kg;
        value += events.crop_value;
    }
    EXPECT_NEAR(static_cast<double>(kilograms), 8e6, 10);
    EXPECT_NEAR(in_yuan(value), 27e6, 100);
}

struct Gathered {
    World world;
    double grain = 0, business = 0, transfer = 0;
};

Gathered gathered(const Settings& settings, const farm_technology::Settings& technology,
                  double weather, double price) {
    Gathered g{test::farm_world({9, 60, 7})};
    World& world = g.world;
    farmland::open(world, test::base_settings<farmland::Settings>(),
                   test::base_settings<farm_technology::Settings>(), draws);
    world.year = 2020;
    world.zone.corn_price = price;
    for (Cell& cell : world.cells) cell.yield_factor = weather;
    gather(world, settings, technology, 0.015, draws);
    for (std::size_t c = 0; c < world.cells.size(); ++c) {
        g.grain += static_cast<double>(world.events[c].grain_kg);
        for (const Money m : world.cells[c].households.business) g.business += in_yuan(m);
        for (const Money m : world.cells[c].households.transfer) g.transfer += in_yuan(m);
    }
    return g;
}

TEST(Harvest, DroughtLowersGrainAndABetterPriceRaisesBusinessIncome) {
    const auto settings = test::base_settings<Settings>();
    const auto technology = test::base_settings<farm_technology::Settings>();
    const Gathered normal = gathered(settings, technology, 1, 1700);
    EXPECT_NEAR(gathered(settings, technology, 0.7, 1700).grain / normal.grain, 0.7, 0.01);
    const Gathered dear = gathered(settings, technology, 1, 2300);
    EXPECT_EQ(dear.grain, normal.grain);
    EXPECT_GT(dear.business, normal.business);
}

TEST(Harvest, SubsidiesAreTransferIncomePerContractedAndPerFarmedHectare) {
    auto settings = test::base_settings<Settings>();
    auto technology = test::base_settings<farm_technology::Settings>();
    for (Levers& levers : settings.levers) levers.owner_subsidy = 1200;
    const double before = gathered(test::base_settings<Settings>(), technology, 1, 1700).transfer;
    const Gathered after = gathered(settings, technology, 1, 1700);
    double land = 0;
    for (const Cell& cell : after.world.cells)
        for (const Area area : cell.households.contracted) land += in_hectares(area);
    EXPECT_NEAR(after.transfer - before, 200 * land, 5);
    for (auto& levers : technology.levers) levers.operator_subsidy = 0;
    const double owners = gathered(settings, technology, 1, 1700).transfer;
    EXPECT_NEAR(owners, 1200 * land, 5);
}

TEST(Harvest, TheRentOfAContractInDisputeIsFrozen) {
    World world = test::farm_world({12, 60, 7});
    const auto technology = test::base_settings<farm_technology::Settings>();
    farmland::open(world, test::base_settings<farmland::Settings>(), technology, draws);
    Money due, frozen;
    for (Cell& cell : world.cells) {
        Leases& leases = cell.leases;
        for (std::size_t k = 0; k < leases.size(); ++k) {
            leases.disputed_in[k] =
                static_cast<std::int16_t>(k % 3 == 0 ? world.year : world.year - 1);
            if (leases.lessor[k] == reserve_lessor || is_organisation(leases.lessee[k])) continue;
            const Money rent = scaled(leases.rent_per_ha[k], in_hectares(leases.area[k]));
            (k % 3 == 0 ? frozen : due) += rent;
        }
    }
    gather(world, test::base_settings<Settings>(), technology, 0.015, draws);
    EXPECT_GT(frozen.count, 0);
    EXPECT_EQ(world.ledger.total(Item::rent), due);
}

TEST(Harvest, DayLabourIsPaidToFarmWorkersAndUnemployedOfTheVillage) {
    World world = test::farm_world({9, 0, 7});
    Cell& cell = world.cells[0];
    test::add_household(cell, 1, 30, 0);
    test::add_person(cell, 11, {40, Work::farm, home_place});
    test::add_household(cell, 2, 0, 0);
    test::add_person(cell, 12, {30, Work::unemployed, home_place});
    test::add_household(cell, 3, 0, 0);
    test::add_person(cell, 13, {30, Work::home, home_place});
    world.events.assign(world.cells.size(), {});
    gather(world, test::base_settings<Settings>(), test::base_settings<farm_technology::Settings>(),
           0, draws);
    const Money paid = world.ledger.total(Item::farm_hired_pay);
    EXPECT_GT(paid.count, 0);
    EXPECT_EQ(cell.households.wage[0] + cell.households.wage[1], paid);
    EXPECT_LE(std::abs((cell.households.wage[0] - cell.households.wage[1]).count), 1);
    EXPECT_EQ(cell.households.wage[2], Money{});
}

}  // namespace
}  // namespace changji::harvest
