#include <cmath>

#include <gtest/gtest.h>

#include "model/processes/public_finance.hpp"
#include "tests/support/farm_world.hpp"

namespace changji::public_finance {
namespace {

const Coefficients coefficients = base_values<Coefficients>();
constexpr std::size_t rural = index(Stratum::rural), urban = index(Stratum::urban);

TEST(PublicFinance, ServicesStandStillAtTheirStationarySpending) {
    for (const double q : {0.5, 0.7}) {
        const double x = 0.06 * q / (0.12 * (1 - q));  // Q* = γx/(δ + γx)
        EXPECT_NEAR(next_service(q, std::pow(x, 1 / 0.8), coefficients), q, 1e-12);
    }
    EXPECT_NEAR(next_service(0.5, 0, coefficients), 0.94 * 0.5, 1e-15);
    EXPECT_GT(next_service(0.5, 2, coefficients), next_service(0.5, 1, coefficients));
    EXPECT_LE(next_service(1.0, 1e6, coefficients), 1.0);
}

struct Districts {
    World world;
    Settings settings = test::base_settings<Settings>();

    Districts() {
        for (std::size_t d = 0; d < district_count; ++d) {
            world.tallies[d][rural].residents = 150000;
            world.tallies[d][urban].residents = 210000 + static_cast<std::int64_t>(10000 * d);
            world.tallies[d][rural].registered = 300000;
        }
        collect_taxes();
        open(world, settings);
        start_year();
    }
    void collect_taxes() {
        for (std::size_t d = 0; d < district_count; ++d)
            world.districts[d].budget.local_revenue =
                yuan(9e8 + 1e7 * static_cast<double>(d) + 0.37);
    }
    void start_year() {
        world.ledger = Ledger{};
        for (DistrictState& state : world.districts) state.cash = Money{};
        collect_taxes();
        for (std::size_t d = 0; d < district_count; ++d)
            world.ledger.post(Item::firm_tax_local, d, d, world.districts[d].budget.local_revenue);
        for (DistrictState& state : world.districts) state.cash += state.budget.local_revenue;
    }
    void spend() { public_finance::spend(world, settings); }
};

TEST(PublicFinance, TheServicesOf2019HoldAt2019Spending) {
    Districts districts;
    for (int year = 0; year < 5; ++year) {
        districts.start_year();
        districts.spend();
    }
    for (const DistrictState& state : districts.world.districts) {
        EXPECT_NEAR(state.service[urban], 0.70, 1e-9);
        EXPECT_NEAR(state.service[rural], 0.50, 1e-9);
        EXPECT_NEAR(state.infrastructure[urban], 1.0, 0.02);  // interest takes a little of works
    }
}

TEST(PublicFinance, EveryFenThatComesInIsSpentOrBorrowed) {
    Districts districts;
    for (Levers& levers : districts.settings.levers) levers.earmark = 3e8;
    districts.world.districts[2].debt = yuan(1e11);  // interest it cannot afford
    districts.spend();
    for (std::size_t d = 0; d < district_count; ++d) {
        const DistrictState& state = districts.world.districts[d];
        EXPECT_EQ(state.cash, Money{}) << d;
        EXPECT_EQ(state.cash, districts.world.ledger.net(Holder::district, district_at(d)));
        EXPECT_EQ(state.budget.rural_services + state.budget.urban_services, state.budget.services);
    }
    EXPECT_GT(districts.world.districts[2].budget.borrowing, Money{});
    EXPECT_EQ(districts.world.districts[2].budget.capital_works, Money{});
    EXPECT_EQ(districts.world.districts[0].budget.borrowing, Money{});
}

TEST(PublicFinance, TheEarmarkIsAZoneTotalByRegisteredPersons) {
    Districts districts;
    for (Levers& levers : districts.settings.levers) levers.earmark = 3e8;
    for (std::size_t d = 0; d < district_count; ++d)
        districts.world.totals[d][rural].registered = 300000;
    districts.spend();
    Money sum;
    for (const DistrictState& state : districts.world.districts) sum += state.budget.earmark;
    EXPECT_NEAR(in_yuan(sum), 3e8, 1);
}

TEST(PublicFinance, ASampleReceivesItsShareOfTheEarmark) {
    Districts districts;  // a hundredth of the zone
    for (Levers& levers : districts.settings.levers) levers.earmark = 3e8;
    for (std::size_t d = 0; d < district_count; ++d)
        districts.world.totals[d][rural].registered = 100.0 * 300000;
    districts.spend();
    Money sum;
    for (const DistrictState& state : districts.world.districts) sum += state.budget.earmark;
    EXPECT_NEAR(in_yuan(sum), 3e6, 1);
}

TEST(PublicFinance, TransfersAndLinesAreTheStatedShares) {
    Districts districts;
    districts.spend();
    const Budget& budget = districts.world.districts[0].budget;
    EXPECT_EQ(budget.transfers, scaled(budget.local_revenue, 1.6));
    const Money total = budget.local_revenue + budget.transfers;
    EXPECT_EQ(budget.administration, scaled(total, 0.45));
    EXPECT_EQ(budget.services, scaled(total, 0.30));
    EXPECT_EQ(budget.reform, scaled(total, 0.05));
}

TEST(PublicFinance, ServicesNeverFallBelow95PercentOfLastYear) {
    Districts districts;
    const Money before = districts.world.districts[0].budget.services;
    districts.world.districts[0].budget.local_revenue = yuan(1e8);
    districts.spend();
    EXPECT_EQ(districts.world.districts[0].budget.services, scaled(before, 0.95));
    EXPECT_GT(districts.world.districts[0].debt, Money{});
}

TEST(PublicFinance, RuralLeversShiftServicesToTheCountryside) {
    const auto rural_part = [](auto change) {
        Districts districts;
        for (Levers& levers : districts.settings.levers) change(levers);
        districts.spend();
        return districts.world.districts[0].budget.rural_services;
    };
    const Money plain = rural_part([](Levers&) {});
    EXPECT_GT(rural_part([](Levers& l) { l.rural_weight = 1.3; }), plain);
    EXPECT_GT(rural_part([](Levers& l) { l.service_add = 0.08; }), plain);
}

TEST(PublicFinance, SettlementIsPaidPerPersonSettled) {
    Districts districts;
    districts.world.tallies[0][rural].settled = 13;
    districts.spend();
    EXPECT_EQ(districts.world.ledger.total(Item::settlement_cost),
              Money{13 * yuan(16859 * 1.12).count});
    EXPECT_EQ(districts.world.districts[0].cash, Money{});
}

}  // namespace
}  // namespace changji::public_finance
