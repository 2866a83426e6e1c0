#include <cmath>
#include <set>

#include <gtest/gtest.h>

#include "model/processes/firm_demography.hpp"
#include "tests/support/job_world.hpp"

namespace changji {
namespace {

const auto coefficients = base_values<firm_demography::Coefficients>();

TEST(FirmDemography, PoorSmallAndYoungFirmsCloseMoreOften) {
    const auto chance = [](double margin, double jobs, int age) {
        return firm_demography::exit_probability({margin, jobs, age}, -1.35, coefficients);
    };
    EXPECT_NEAR(chance(0.0, 5, 10), 1 / (1 + std::exp(1.35)), 1e-12);
    EXPECT_GT(chance(-0.1, 5, 10), chance(0.1, 5, 10));
    EXPECT_GT(chance(0.1, 3, 10), chance(0.1, 30, 10));
    EXPECT_GT(chance(0.1, 5, 1), chance(0.1, 5, 3));
}

TEST(FirmDemography, MarginIsBoundedAndDefinedWithoutOutput) {
    EXPECT_EQ(firm_demography::margin(yuan(5), Money{}, 0.1), 0.0);
    EXPECT_EQ(firm_demography::margin(yuan(-500), yuan(1), 0.1), -1.0);
    EXPECT_NEAR(firm_demography::margin(yuan(10), yuan(100), 0.1), 0.2, 1e-12);
}

TEST(FirmDemography, SupportAndDemandBringEntries) {
    EXPECT_NEAR(firm_demography::entry_mean(10, 0.1, 0, 0.15, coefficients),
                10 * std::exp(0.06 + 0.15), 1e-12);
    EXPECT_NEAR(firm_demography::entry_mean(10, 9.0, 0, 0, coefficients), 10 * std::exp(1.0),
                1e-12);
    EXPECT_LE(firm_demography::entry_mean(9e9, 0, 0, 0, coefficients), 10000);
}

TEST(FirmDemography, PoissonNumbersHaveMeanAndVariance) {
    for (const double mean : {0.3, 7.0, 120.0}) {
        double sum = 0, squares = 0;
        constexpr int draws = 4000;
        for (int i = 0; i < draws; ++i) {
            const double n = firm_demography::poisson(mean, static_cast<Key>(i), 2020, {});
            sum += n;
            squares += n * n;
        }
        const double average = sum / draws;
        EXPECT_NEAR(average, mean, 5 * std::sqrt(mean / draws));
        EXPECT_NEAR((squares / draws - average * average) / mean, 1.0, 0.15);
    }
}

TEST(FirmDemography, StartMeetsTheExitRate) {
    const job_test::JobSettings settings;
    const World world = job_test::job_world(4, 500, settings);
    double exits = 0, entries = 0;
    for (std::size_t f = 0; f < world.firms.size(); ++f) {
        const double margin = firm_demography::margin(
            world.firms.profit[f], world.firms.value_added[f], world.solved.tax_rate_full);
        exits += firm_demography::exit_probability(
            {margin, static_cast<double>(world.firms.jobs[f]), world.year - world.firms.founded[f]},
            world.solved.exit_constant, coefficients);
    }
    for (const double rate : world.solved.entry_rate) entries += rate * district_count;
    EXPECT_NEAR(exits / static_cast<double>(world.firms.size()), 0.09, 1e-6);
    EXPECT_NEAR(entries, exits, 1e-6);
}

TEST(FirmDemography, RenewalKeepsKeysUniqueAndRowsInPlace) {
    const job_test::JobSettings settings;
    World world = job_test::job_world(4, 500, settings);
    const std::vector<Key> before = world.firms.key;
    for (int year = 0; year < 3; ++year) job_test::live_a_year(world, settings, {});
    ASSERT_GT(world.firms.size(), before.size());
    EXPECT_TRUE(std::equal(before.begin(), before.end(), world.firms.key.begin()));
    const std::set<Key> keys(world.firms.key.begin(), world.firms.key.end());
    EXPECT_EQ(keys.size(), world.firms.size());
}

TEST(FirmDemography, FirmBeyondItsOverdraftCloses) {
    const job_test::JobSettings settings;
    World world = job_test::job_world(1, 300, settings);
    ++world.year;
    world.firms.cash[0] = -scaled(world.firms.value_added[0], 0.2);
    firm_demography::renew(world, settings.demography, settings.firms, {}, 0.03);
    EXPECT_FALSE(world.firms.open[0]);
    EXPECT_EQ(world.firms.cash[0], Money{});
}

TEST(FirmDemography, SupportedDistrictGetsMoreFirms) {
    job_test::JobSettings settings;
    const World start = job_test::job_world(6, 500, settings);
    World plain = start, supported = start;
    for (auto& levers : settings.demography.levers) levers.entry_support = 0.5;
    job_test::JobSettings none;
    job_test::live_a_year(plain, none, {});
    job_test::live_a_year(supported, settings, {});
    EXPECT_GT(supported.firms.size(), plain.firms.size());
}

TEST(FirmDemography, StartupsLieInsideTheEntriesOf2019) {
    const job_test::JobSettings settings;
    const auto entrants = [&](double share, std::int64_t opened) {
        World world = job_test::job_world(6, 500, settings);
        double entries = 0;
        for (const double rate : world.solved.entry_rate) entries += rate * district_count;
        for (DistrictState& district : world.districts) {
            district.startup_firms_2019 = share * entries;  // more than any district's own entries
            district.startup_firms.fill(opened);
        }
        ++world.year;
        const std::size_t before = world.firms.size();
        firm_demography::renew(world, settings.demography, settings.firms, {}, 0.03);
        return world.firms.size() - before;
    };
    EXPECT_GT(entrants(0, 0), 0u);
    EXPECT_EQ(entrants(1, 0), 0u);  // every entry of 2019 was a start-up, and nobody starts now
    EXPECT_GT(entrants(1, 2), 0u);
}

}  // namespace
}  // namespace changji
