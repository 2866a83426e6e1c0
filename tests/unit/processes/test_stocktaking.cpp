#include <gtest/gtest.h>

#include "model/processes/accounts.hpp"
#include "model/processes/national_accounts.hpp"
#include "model/processes/stocktaking.hpp"
#include "tests/support/small_cell.hpp"

namespace changji::stocktaking {
namespace {

constexpr std::size_t jiutai = index(District::jiutai), yongji = index(District::yongji);
constexpr std::size_t rural = index(Stratum::rural), urban = index(Stratum::urban);

World village() {
    World world = test::world_of({test::small_cell(
        Stratum::rural,
        {{{40, Work::farm, home_place}, {10, Work::pupil, home_place}},
         {{70, Work::retired, home_place}, {30, Work::wage, town_of(District::yongji)}},
         {{50, Work::away, rest_of_nation}}})});
    world.cells[0].people.hukou[3] = Hukou::urban;
    world.cells[0].people.hukou_district[3] = District::yongji;
    world.cells[0].people.wage[3] = yuan(40000);
    return world;
}

TEST(Stocktaking, PersonsAreCountedOnceByAgeWorkAndRegistration) {
    World world = village();
    count(world);
    const Tally &home = world.tallies[jiutai][rural], &town = world.tallies[yongji][urban];
    EXPECT_EQ(home.age_0_14, 1);
    EXPECT_EQ(home.age_15_64, 1);
    EXPECT_EQ(home.age_65_up, 1);
    EXPECT_EQ(town.age_15_64, 1);
    EXPECT_EQ(town.urban_hukou, 1);
    EXPECT_EQ(home.registered, 4);
    EXPECT_EQ(home.registered_away, 1);
    EXPECT_EQ(town.registered, 1);
    EXPECT_EQ(town.employees, 1);
    EXPECT_EQ(town.commuters, 1);  // the job is in Jiutai
    EXPECT_EQ(town.wages_urban_hukou, yuan(40000));
    EXPECT_EQ(home.by_work[static_cast<std::size_t>(Work::farm)], 1);
}

TEST(Stocktaking, LandAndLeasesAreCountedWhereTheyLie) {
    World world = village();
    Cell& cell = world.cells[0];
    test::lease(cell, 2, 0, hectares(0.75));
    test::lease(cell, 1, organisation_lessee(0), hectares(1));
    cell.leases.kin[0] = 1;
    cell.leases.rent_per_ha[0] = Money{};
    cell.reserve = hectares(2);
    cell.households.contracted[0] = hectares(3);
    count(world);
    const Tally& t = world.tallies[jiutai][rural];
    EXPECT_EQ(t.contracted, hectares(3 + 1 + 1 + 2));
    EXPECT_EQ(t.idle, hectares(2));
    EXPECT_EQ(t.leased, hectares(1.75));
    EXPECT_EQ(t.kin_leased, hectares(0.75));
    EXPECT_EQ(t.rent_area, hectares(1));
    EXPECT_EQ(t.rent_paid, yuan(3630));
    EXPECT_EQ(t.lessors, 2);
    EXPECT_EQ(t.lessees, 1);
    EXPECT_EQ(t.operated, hectares(3.75 + 0.25 + 1));
    EXPECT_EQ(t.operated_by_large, hectares(3.75 + 1));  // 50 mu and organisations
}

TEST(Stocktaking, SampledCellsWeighAsTheirDistrictAndStratumSays) {
    World world = village();
    world.weight[jiutai][rural] = 7.5;
    count(world);
    EXPECT_EQ(world.totals[jiutai][rural].registered, 4 * 7.5);
    EXPECT_EQ(world.totals[yongji][urban].employees, 7.5);  // by the weight of the home cell
}

TEST(Stocktaking, ExpectationsMoveByTheStatedGain) {
    World world = village();
    Cell& cell = world.cells[0];
    cell.income_per_head = 10000;
    cell.households.business[0] = yuan(64000);
    learn(world, 0.5);
    EXPECT_DOUBLE_EQ(cell.income_per_head, 10000 + 0.5 * (64000 / 4.0 - 10000));
    EXPECT_DOUBLE_EQ(cell.farm_income_per_worker, 64000);  // no expectation yet: what was seen
    EXPECT_DOUBLE_EQ(cell.farm_size, 1);
    EXPECT_EQ(cell.neighbours_at[town_of(District::yongji).code], 1);
    learn(world, 0);
    EXPECT_DOUBLE_EQ(cell.income_per_head, 13000);
}

TEST(NationalAccounts, GdpIsTheSumOfFarmsOwnAccountAndWeightedFirms) {
    World world = village();
    DistrictState& state = world.districts[jiutai];
    world.weight[jiutai][urban] = 2;
    state.agriculture_value_added = yuan(1000);
    state.value_added[index(Sector::trade)] = yuan(300);
    state.value_added[index(Sector::services)] = yuan(200);
    world.totals[jiutai][urban].own_business = 70000;
    national_accounts::close(world);
    EXPECT_EQ(state.own_account_value_added, yuan(700));
    EXPECT_EQ(state.gdp, yuan(1000 + 700 + 2 * 500));
}

TEST(NationalAccounts, LocalDemandIsSpendingInPricesOf2019) {
    World world = village();
    world.zone.cpi = 1.25;
    world.tallies[jiutai][rural].consumption = yuan(400);
    world.tallies[jiutai][urban].consumption = yuan(500);
    world.districts[jiutai].budget.services = yuan(75);
    world.districts[jiutai].budget.administration = yuan(25);
    national_accounts::close(world);
    EXPECT_DOUBLE_EQ(world.districts[jiutai].demand[index(Sector::services)], 800);
    national_accounts::set_reference(world);
    EXPECT_EQ(world.districts[jiutai].demand0, world.districts[jiutai].demand);
}

}  // namespace
}  // namespace changji::stocktaking
