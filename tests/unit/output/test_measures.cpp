#include <cmath>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "output/measures.hpp"
#include "output/recorder.hpp"
#include "output/solved_values.hpp"
#include "tests/unit/output/hand_made_world.hpp"

namespace changji::output {
namespace {

constexpr std::size_t jiutai = index(District::jiutai), changyi = index(District::changyi);

Results recorded() {
    Recorder recorder({"by hand", 0, 0});
    World world = hand_made_world();
    recorder.record(world);
    ++world.year;
    world.totals[jiutai][index(Stratum::rural)].residents = 3;
    recorder.record(world);
    return recorder.take();
}

double in_2019(const char* measure, std::size_t row) {
    return recorded().value(measure, 0, 2019, row);
}

TEST(Measures, NamesAreUniqueAndEveryTextIsThere) {
    std::set<std::string_view> names;
    for (const Measure& m : measures()) {
        EXPECT_TRUE(names.insert(m.name).second) << m.name;
        EXPECT_FALSE(m.unit.empty() || m.zh.empty() || m.en.empty() || m.level.empty()) << m.name;
        EXPECT_TRUE(m.code.empty() || m.code.front() == 'K') << m.name;
        EXPECT_TRUE(!m.unit.starts_with("CNY") || !m.price_basis.empty()) << m.name;
    }
}

TEST(Measures, NamesThatOthersRelyOnExist) {
    for (const char* name :
         {"rural_income", "urban_income", "income_ratio", "cohort_income_ratio", "residents",
          "urban_share", "hukou_urban_share", "transferred_share", "rent_yuan_per_mu", "grain_t",
           "construction_ha", "exits_households_cum", "ccl_parcels_cum", "ccl_area_ha_cum",
           "ccl_value_yuan_cum", "gdp_yuan", "rollout_mean", "voluntariness_violations"})
        EXPECT_NE(recorded().find(name), nullptr) << name;
}

TEST(Measures, IncomePerHeadIsOfResidentsOfTheStratum) {
    EXPECT_DOUBLE_EQ(in_2019("rural_income", jiutai), 15000);
    EXPECT_DOUBLE_EQ(in_2019("rural_wage_income", jiutai), 5000);
    EXPECT_DOUBLE_EQ(in_2019("urban_income", changyi), 30000);
    EXPECT_DOUBLE_EQ(in_2019("income_ratio", zone_row), 2);
    EXPECT_DOUBLE_EQ(in_2019("cohort_income", zone_row), 18000);
    EXPECT_DOUBLE_EQ(in_2019("cohort_income_ratio", zone_row), 30000.0 / 18000);
}

TEST(Measures, TheFourPartsAddUpToIncome) {
    double sum = 0;
    for (const char* part : {"rural_wage_income", "rural_business_income", "rural_property_income",
                             "rural_transfer_income"})
        sum += in_2019(part, zone_row);
    EXPECT_DOUBLE_EQ(sum, in_2019("rural_income", zone_row));
}

TEST(Measures, SeriesIn2019PricesAreDividedByTheConsumerPriceIndex) {
    EXPECT_DOUBLE_EQ(in_2019("rural_income_2019_prices", jiutai), 15000 / 1.25);
    EXPECT_DOUBLE_EQ(in_2019("gdp_yuan_2019_prices", zone_row), 4e6 / 1.25);
}

TEST(Measures, GiniAndTheilOfTwoGroupsFollowTheFormulas) {
    // 4 heads with 15,000 and 5 with 30,000: mean 23,333; Gini = population share less income
    // share of the poorer group.
    EXPECT_NEAR(in_2019("gini", zone_row), 4.0 / 9 - 60.0 / 210, 1e-12);
    const double between = 60.0 / 210 * std::log((60.0 / 210) / (4.0 / 9)) +
                           150.0 / 210 * std::log((150.0 / 210) / (5.0 / 9));
    EXPECT_NEAR(in_2019("theil", zone_row), between, 1e-12);
    EXPECT_NEAR(in_2019("theil_between_strata", zone_row), between, 1e-12);
    EXPECT_NEAR(in_2019("theil_between_districts", zone_row), between, 1e-12);
    EXPECT_NEAR(in_2019("theil", jiutai), 0, 1e-12);
}

TEST(Measures, ZoneRowsAreFormedFromSums) {
    EXPECT_DOUBLE_EQ(in_2019("residents", zone_row), 9);
    EXPECT_DOUBLE_EQ(in_2019("urban_share", zone_row), 5.0 / 9);
    EXPECT_DOUBLE_EQ(in_2019("hukou_urban_share", zone_row), 0.2);
    EXPECT_DOUBLE_EQ(in_2019("gdp_yuan", zone_row), 4e6);
    EXPECT_DOUBLE_EQ(in_2019("gdp_manufacturing_yuan", zone_row), 2e6);
    EXPECT_DOUBLE_EQ(in_2019("full_revenue_yuan", zone_row), 6000);
    EXPECT_DOUBLE_EQ(in_2019("service_ratio", zone_row), 0.5 / 0.75);
    EXPECT_DOUBLE_EQ(in_2019("rollout_mean", zone_row), 2 * 0.375 / 9);
    EXPECT_DOUBLE_EQ(in_2019("tightness", zone_row), 0.5);
}

TEST(Measures, FirmsAndBudgetsOfASampleAreWeighted) {
    World world = hand_made_world();
    world.weight[changyi] = {4, 10};
    Recorder recorder({"by hand", 0, 0});
    recorder.record(world);
    const Results results = recorder.take();
    EXPECT_DOUBLE_EQ(results.value("firms", 0, 2019, changyi), 20);
    EXPECT_DOUBLE_EQ(results.value("gdp_manufacturing_yuan", 0, 2019, changyi), 15e6);
    EXPECT_DOUBLE_EQ(results.value("full_revenue_yuan", 0, 2019, changyi), 30000);
    EXPECT_DOUBLE_EQ(results.value("gdp_yuan", 0, 2019, changyi), 3e6);
}

TEST(Measures, FarmlandRatesUseAreas) {
    EXPECT_DOUBLE_EQ(in_2019("transferred_share", jiutai), 0.4);
    EXPECT_DOUBLE_EQ(in_2019("rent_yuan_per_mu", jiutai), 2400 / (6.0 * 15));
    EXPECT_DOUBLE_EQ(in_2019("mean_farm_ha", jiutai), 5);
    EXPECT_DOUBLE_EQ(in_2019("large_farm_share", jiutai), 0.25);
    EXPECT_DOUBLE_EQ(in_2019("grain_t", jiutai), 130);
    EXPECT_DOUBLE_EQ(in_2019("construction_ha", jiutai), 5);
    EXPECT_DOUBLE_EQ(in_2019("nongrain_share", jiutai), 0.1);
}

TEST(Measures, ExitsCountHouseholdsByBundleAndSince2020) {
    EXPECT_DOUBLE_EQ(in_2019("exits_households_cum", jiutai), 11);
    EXPECT_DOUBLE_EQ(in_2019("exits_qualification_cum", jiutai), 3);
    EXPECT_DOUBLE_EQ(in_2019("exits_b2", jiutai), 3);
    EXPECT_DOUBLE_EQ(in_2019("exits_b3", zone_row), 1);
    EXPECT_DOUBLE_EQ(in_2019("rights_kept_share", jiutai), 0.8);
    EXPECT_DOUBLE_EQ(in_2019("house_certified_share", jiutai), 0.25);
    EXPECT_DOUBLE_EQ(in_2019("exchange_cover_share", zone_row), 0.75);
    EXPECT_DOUBLE_EQ(in_2019("homestead_returned_ha", jiutai), 0.5);
}

TEST(Measures, WorkRates) {
    EXPECT_DOUBLE_EQ(in_2019("urban_unemployment_rate", changyi), 0.25);
    EXPECT_DOUBLE_EQ(in_2019("mean_wage", zone_row), 40000);
    EXPECT_DOUBLE_EQ(in_2019("wage_gap", zone_row), 1 - 30000.0 / 45000);
    EXPECT_DOUBLE_EQ(in_2019("offfarm_share", zone_row), 1.0 / 3);
    EXPECT_DOUBLE_EQ(in_2019("in_place_share", zone_row), 0.5);
}

TEST(Measures, AValueThatDoesNotExistIsNotANumber) {
    EXPECT_TRUE(std::isnan(in_2019("urban_income", jiutai)));
    EXPECT_TRUE(std::isnan(in_2019("rent_yuan_per_mu", changyi)));
    EXPECT_TRUE(std::isnan(in_2019("gini", index(District::yongji))));
    EXPECT_DOUBLE_EQ(in_2019("residents", index(District::yongji)), 0);
}

TEST(Measures, ChangeOfResidentsComparesWithTheYearBefore) {
    const Results results = recorded();
    EXPECT_DOUBLE_EQ(results.value("resident_change", 0, 2019, jiutai), 0);
    EXPECT_DOUBLE_EQ(results.value("resident_change", 0, 2020, jiutai), -1);
    EXPECT_DOUBLE_EQ(results.value("resident_change", 0, 2020, zone_row), -1);
    EXPECT_DOUBLE_EQ(results.value("net_migration", 0, 2020, zone_row), -2);
}

TEST(Recorder, KeepsTheFlowsOfTheLedgerByYear) {
    Recorder recorder({"by hand", 0, 0});
    recorder.record(hand_made_world());
    ASSERT_EQ(recorder.flows().size(), 1u);
    EXPECT_EQ(recorder.flows()[0].total[static_cast<std::size_t>(Item::wages)], yuan(500));
}

TEST(SolvedValues, NameEveryMemberOfSolved) {
    std::size_t numbers = 0;
    for (const SolvedValue& value : solved_values({})) numbers += value.numbers.size();
    EXPECT_EQ(numbers * sizeof(double), sizeof(Solved));
}

}  // namespace
}  // namespace changji::output
