#include <gtest/gtest.h>

#include "tests/support/opened_world.hpp"

/// Signs of the levers on industry and farmers' income: pairs of runs that differ in one value.
namespace changji {
namespace {

using test::after_years;
using test::opened_sample;
using test::shipped_scenario;

Scenario with(Scenario scenario, std::string_view key, double value) {
    bool found = false;
    for (std::size_t i = 0; i < all_parameters().size(); ++i) {
        if (all_parameters()[i].key != key) continue;
        for (Path& path : scenario.values[i]) path = Path{{{first_year, value}}};
        found = true;
    }
    EXPECT_TRUE(found) << key;
    return scenario;
}

struct Outcome {
    double jobs = 0, value_added = 0, food_zone_agrifood = 0, spilled = 0;
    double rural_business = 0, rural_transfer = 0, rural_property = 0, rural_hukou_pay = 0;
    double unemployed = 0, startups_open = 0, visits = 0, foreign = 0, anchor_jobs = 0;
};

Outcome outcome_of(const World& world) {
    Outcome o;
    for (std::size_t d = 0; d < district_count; ++d) {
        const DistrictState& state = world.districts[d];
        for (std::size_t s = 0; s < sector_count; ++s) {
            o.jobs += static_cast<double>(state.jobs[s]);
            o.value_added += in_yuan(state.value_added[s]);
            o.foreign += static_cast<double>(state.foreign_firms[s]);
        }
        o.spilled += state.effects[index(Contributor::spillover)][index(Sector::agrifood)];
        o.visits += state.visits;
        for (const Totals& t : world.totals[d]) {
            o.unemployed += t.by_work[static_cast<std::size_t>(Work::unemployed)];
            o.rural_hukou_pay += t.wages_rural_hukou;
        }
        const Totals& rural = world.totals[d][index(Stratum::rural)];
        o.rural_business += rural.business;
        o.rural_transfer += rural.transfer;
        o.rural_property += rural.property;
    }
    o.food_zone_agrifood = in_yuan(
        world.districts[District::food_zone].value_added[index(Sector::agrifood)]);
    for (std::size_t f = 0; f < world.firms.size(); ++f) {
        o.startups_open +=
            world.firms.open[f] && world.firms.origin[f] == FirmOrigin::startup ? 1 : 0;
        if (world.firms.origin[f] == FirmOrigin::anchor) o.anchor_jobs += world.firms.jobs[f];
    }
    return o;
}

Outcome run(const Scenario& scenario, int years = 4) {
    return outcome_of(after_years(opened_sample().world, scenario, years, Draws{1, 0}));
}

const Scenario& reform() {
    static const Scenario scenario = shipped_scenario("full_reform");
    return scenario;
}
const Outcome& reformed() {
    static const Outcome outcome = run(reform());
    return outcome;
}
Outcome reformed_with(std::string_view key, double value) { return run(with(reform(), key, value)); }

TEST(IndustrySigns, ParksRaiseValueAddedAndJobs) {
    const Outcome strong = reformed_with("park.eff", 0.2), none = reformed_with("park.eff", 0);
    EXPECT_GT(strong.value_added, none.value_added);
    EXPECT_GT(strong.jobs, none.jobs);
}

TEST(IndustrySigns, TheFoodZoneAndItsNeighboursGainFromItsBoost) {
    const Outcome none = reformed_with("t4.sf_boost", 0);
    EXPECT_GT(reformed().food_zone_agrifood, none.food_zone_agrifood);
    EXPECT_GT(reformed().spilled, none.spilled);
    EXPECT_GT(reformed().spilled, reformed_with("j2.spill", 0).spilled);
}

TEST(IndustrySigns, ForeignParksAndAnchorsBringFirms) {
    const Outcome without = reformed_with("j1.fdi_entry", 0), many = reformed_with("j1.fdi_entry", 30);
    EXPECT_EQ(without.foreign, 0);
    EXPECT_GE(many.foreign, reformed().foreign);
    EXPECT_EQ(reformed_with("j1.anchor_capex", 0).anchor_jobs, 0);
    EXPECT_GT(reformed_with("j1.anchor_capex", 1e10).anchor_jobs, reformed().anchor_jobs);
}

TEST(IndustrySigns, SupportKeepsStartupsAlive) {
    EXPECT_GE(reformed_with("p9.survival", 0.2).startups_open,
              reformed_with("p9.survival", 0).startups_open);
}

TEST(IndustrySigns, SitesAndExhibitionsDrawVisitors) {
    EXPECT_GT(reformed().visits, reformed_with("p7.expo_visits", 1).visits);
    EXPECT_GT(reformed().visits, reformed_with("site.eff", 0).visits);
}

TEST(IncomeSigns, ContractsOnlineSalesAndColdStoresRaiseBusinessIncome) {
    for (const auto& [key, base] : {std::pair{"t5.contract_gain", 0.0}, {"p5.prod_gain", 0.0},
                                    {"p5.cold_loss", 0.12}, {"j1.ginseng_prem", 0.0},
                                    {"t4.spec_ha", 0.0}})
        EXPECT_GT(reformed().rural_business, reformed_with(key, base).rural_business) << key;
}

TEST(IncomeSigns, ThePriceFloorHelpsWhenPricesFall) {
    Scenario slump = with(reform(), "shock.corn_price", 0);
    for (std::size_t i = 0; i < all_parameters().size(); ++i)
        if (all_parameters()[i].key == "shock.corn_price")
            for (Path& path : slump.values[i]) path = Path{{{2022, 0}, {2023, -0.9}}};
    // half way into the rollout a floor of 0.9 stands at less than half of the mean price
    EXPECT_GT(run(with(slump, "p1.storage_floor", 1)).rural_business,
              run(with(slump, "p1.storage_floor", 0)).rural_business);
}

TEST(IncomeSigns, EcologicalPaymentsAndPensionsRaiseTransfers) {
    EXPECT_GT(reformed_with("a4.eco_price", 1500).rural_transfer, reformed().rural_transfer);
    EXPECT_GT(reformed().rural_transfer, reformed_with("t5.pension_base", 1300).rural_transfer);
}

TEST(IncomeSigns, EquityAndContractDividendsRaisePropertyIncome) {
    EXPECT_GT(reformed_with("t5.grant_equity", 1).rural_property,
              reformed_with("t5.grant_equity", 0).rural_property);
    EXPECT_GT(reformed_with("t5.dividend", 0.3).rural_property,
              reformed_with("t5.dividend", 0).rural_property);
}

TEST(IncomeSigns, EqualPayRaisesWagesOfRuralHukouAndMatchingLowersUnemployment) {
    EXPECT_GT(reformed().rural_hukou_pay, reformed_with("t5.wage_disc", 0.10).rural_hukou_pay);
    EXPECT_LT(reformed_with("t5.match_ell", 8).unemployed, reformed_with("t5.match_ell", 1.8).unemployed);
}

}  // namespace
}  // namespace changji
