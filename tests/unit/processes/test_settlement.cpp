#include <cmath>

#include <gtest/gtest.h>

#include "model/processes/settlement.hpp"
#include "tests/support/small_cell.hpp"

namespace changji::settlement {
namespace {

const Coefficients coefficients = base_values<Coefficients>();
const Levers levers = base_values<Levers>();

Applicant landholder() {
    Applicant a;
    a.rights_value = 80000;
    a.income = 40000;
    a.urban_services = 0.7;
    a.rural_services = 0.5;
    return a;
}

double chance(const Applicant& a, double kept = 0.5) {
    return settlement_probability(a, kept, coefficients, levers);
}

TEST(Settlement, IsTheStatedLogit) {
    Applicant a = landholder();
    a.age = 55;
    a.stable_job = a.urban_home = a.child_at_school = true;
    const double u = -5 + 0.6 + 0.8 + 0.5 * 0.7 + 0.3 * 0.2 - 0.35 * 0.5 * std::log(3.0) - 0.25;
    EXPECT_NEAR(chance(a), 1 / (1 + std::exp(-u)), 1e-12);
}

TEST(Settlement, CertainRightsAttractAndRightsAtRiskDeter) {
    Applicant poor = landholder(), rich = landholder();
    rich.rights_value = 4 * poor.rights_value;
    EXPECT_GT(chance(poor, 1.0), chance(poor, 0.5));
    EXPECT_LT(chance(rich, 0.5), chance(poor, 0.5));
    EXPECT_DOUBLE_EQ(chance(rich, 1.0), chance(poor, 1.0));  // nothing at risk
}

TEST(Settlement, ABarrierOfOneClosesTheTown) {
    Levers closed = levers;
    closed.barrier = 1;
    EXPECT_EQ(settlement_probability(landholder(), 1.0, coefficients, closed), 0.0);
    closed.barrier = 0.25;
    EXPECT_DOUBLE_EQ(settlement_probability(landholder(), 0.5, coefficients, closed),
                     0.75 * chance(landholder()));
}

TEST(Settlement, JobsHomesChildrenServicesAndDegreesAttractAgeDeters) {
    const double plain = chance(landholder());
    for (bool Applicant::*gain : {&Applicant::stable_job, &Applicant::urban_home,
                                  &Applicant::child_at_school, &Applicant::tertiary}) {
        Applicant a = landholder();
        a.*gain = true;
        EXPECT_GT(chance(a), plain);
    }
    Applicant served = landholder(), old = landholder();
    served.urban_services = 0.9;
    old.age = 65;
    EXPECT_GT(chance(served), plain);
    EXPECT_LT(chance(old), plain);
}

TEST(Settlement, RicherHouseholdsBuyHomesMoreOften) {
    EXPECT_NEAR(home_purchase_probability(350000, 350000, false, false), 1 / (1 + std::exp(4.0)),
                1e-12);
    EXPECT_GT(home_purchase_probability(700000, 350000, false, false),
              home_purchase_probability(350000, 350000, false, false));
    EXPECT_GT(home_purchase_probability(350000, 350000, true, true),
              home_purchase_probability(350000, 350000, true, false));
}

/// Families who have lived in Jiutai's town for five years; constants so that all would settle.
struct Movers {
    World world;
    Settings settings = test::base_settings<Settings>();

    explicit Movers(Place place, int families = 50) {
        world = test::world_of({test::small_cell(
            Stratum::rural,
            std::vector<test::Family>(static_cast<std::size_t>(families),
                                      {{30, Work::wage, place}, {28, Work::home, place}}))});
        world.year = 2020;
        settings.coefficients.constant = 30;
        for (std::size_t d = 0; d < district_count; ++d) settings.rights_kept[d] = 1;
    }
    void settle() { settlement::settle(world, settings, Draws{}); }
};

TEST(Settlement, RegistersMembersWhereTheyLiveAndTheirLandStays) {
    Movers movers(town_of(District::yongji));
    const Area land = movers.world.cells[0].households.contracted[0];
    movers.settle();
    const Cell& cell = movers.world.cells[0];
    for (std::size_t p = 0; p < cell.people.size(); ++p) {
        EXPECT_EQ(cell.people.hukou[p], Hukou::urban);
        EXPECT_EQ(cell.people.hukou_district[p], District::yongji);
    }
    EXPECT_EQ(cell.households.contracted[0], land);
    EXPECT_EQ(movers.world.events[0].settled, 100);
    EXPECT_EQ(movers.world.events[0].settled_in_place, 0);
}

TEST(Settlement, HoldersOfRightsAtRiskSettleLessOften) {
    const auto settled = [](std::uint8_t rights) {
        Movers movers(town_of(District::jiutai), 2000);
        movers.settings.coefficients.constant = 0;
        movers.settings.coefficients.land = 1;
        movers.world.cells[0].rent_per_ha = yuan(3630);
        for (std::size_t d = 0; d < district_count; ++d) movers.settings.rights_kept[d] = 0;
        for (std::uint8_t& held : movers.world.cells[0].households.rights) held = rights;
        movers.settle();
        return movers.world.events[0].settled;
    };
    EXPECT_LT(settled(contract_right | qualification), settled(qualification));
    EXPECT_LT(settled(qualification), settled(0));
}

TEST(Settlement, RightsAreWeighedAgainstLastYearsIncome) {
    const auto settled = [](double income_before) {
        Movers movers(town_of(District::jiutai), 2000);
        movers.settings.coefficients.constant = 0;
        movers.settings.coefficients.land = 1;
        for (std::size_t d = 0; d < district_count; ++d) movers.settings.rights_kept[d] = 0;
        Households& households = movers.world.cells[0].households;
        for (std::uint8_t& held : households.rights) held = qualification;
        for (Money& income : households.income_before) income = yuan(income_before);
        movers.settle();  // this year's parts are still empty
        return movers.world.events[0].settled;
    };
    EXPECT_GT(settled(200000), 1.2 * static_cast<double>(settled(0)));
}

TEST(Settlement, NobodySettlesWhoLivesInTheVillageOrOutsideOrCameLately) {
    for (const Place place : {home_place, rest_of_nation, countryside_of(District::yongji)}) {
        Movers movers(place);
        movers.settle();
        EXPECT_EQ(movers.world.events[0].settled, 0);
    }
    Movers recent(town_of(District::jiutai));
    for (std::uint8_t& years : recent.world.cells[0].people.years_in_place) years = 1;
    recent.settle();
    EXPECT_EQ(recent.world.events[0].settled, 0);
}

TEST(Settlement, ABarrierOfOneSettlesNobody) {
    Movers movers(town_of(District::jiutai));
    for (Levers& l : movers.settings.levers) l.barrier = 1;
    movers.settle();
    EXPECT_EQ(movers.world.events[0].settled, 0);
}

TEST(Settlement, WhoBuysAHomePaysTheDownPaymentToTheFen) {
    Movers movers(town_of(District::jiutai), 400);
    Households& households = movers.world.cells[0].households;
    for (Money& cash : households.cash) cash = yuan(900000);
    movers.settle();
    std::int64_t homes = 0;
    for (std::size_t h = 0; h < households.size(); ++h) {
        const bool owns = (households.traits[h] & urban_home) != 0;
        homes += owns;
        EXPECT_EQ(households.cash[h], yuan(owns ? 900000 - 0.3 * 350000 : 900000));
    }
    EXPECT_GT(homes, 0);
    EXPECT_EQ(movers.world.ledger.total(Item::home_purchase), Money{homes * 10500000});
}

}  // namespace
}  // namespace changji::settlement
