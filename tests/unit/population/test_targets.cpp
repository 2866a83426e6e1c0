#include <gtest/gtest.h>

#include "model/base/check.hpp"
#include "model/population/targets.hpp"
#include "tests/support/published_facts.hpp"

namespace changji::population {
namespace {

using test::published_facts;

TEST(HeadCounts, RegisteredAddUpToThePlan) {
    std::int64_t registered = 0, outside = 0;
    for (const Heads& heads : head_counts(published_facts(), Basis::registered)) {
        registered += heads.registered();
        outside += heads.rural_outside + heads.urban_outside;
        EXPECT_EQ(heads.rural_home + heads.urban_residents, heads.residents);
    }
    EXPECT_EQ(registered, 3'330'000);
    EXPECT_EQ(outside, 666'000);
}

TEST(HeadCounts, InTheResidentBasisEverybodyLivesInTheZone) {
    std::int64_t residents = 0;
    for (const Heads& heads : head_counts(published_facts(), Basis::resident)) {
        residents += heads.residents;
        EXPECT_EQ(heads.rural_outside + heads.urban_outside, 0);
        EXPECT_EQ(heads.rural_home + heads.rural_town + heads.urban_home, heads.residents);
    }
    EXPECT_EQ(residents, 3'330'000);
}

TEST(HeadCounts, RefuseMoreVillagersThanRuralHukou) {
    Baseline baseline = published_facts();
    baseline.districts[District::yongji].resident_urban_share = 0;
    baseline.districts[District::yongji].rural_hukou_share = 0.1;
    EXPECT_THROW(head_counts(baseline, Basis::registered), InputError);
}

TEST(SizeShares, HaveTheMeanAskedFor) {
    for (const double mean : {2.0, 2.34, 2.6, 2.94}) {
        const SizeShares shares = size_shares(published_facts(), mean);
        double sum = 0, persons = 0;
        for (std::size_t s = 0; s < shares.size(); ++s) {
            sum += shares[s];
            persons += shares[s] * static_cast<double>(s + 1);
        }
        EXPECT_NEAR(sum, 1, 1e-12);
        EXPECT_NEAR(persons, mean, 1e-9);
    }
}

TEST(AgeShares, CloseOnTheBroadGroupsOfTheProvince) {
    const BroadAges broad = provincial_ages_2019(published_facts());
    double rural_share = 0, residents = 0;
    for (const DistrictFacts& facts : published_facts().districts) {
        rural_share += facts.residents * (1 - facts.resident_urban_share);
        residents += facts.residents;
    }
    rural_share /= residents;
    const AgeShares rural = age_shares(published_facts(), Stratum::rural);
    const AgeShares urban = age_shares(published_facts(), Stratum::urban);
    double children = 0, old = 0, all = 0;
    for (std::size_t a = 0; a < rural.size(); ++a) {
        const double share = rural_share * rural[a] + (1 - rural_share) * urban[a];
        all += share;
        if (a < 6) children += share;
        if (a >= 26) old += share;
    }
    EXPECT_NEAR(all, 1, 1e-12);
    EXPECT_NEAR(children, broad.children, 1e-12);
    EXPECT_NEAR(old, broad.old, 1e-12);
}

TEST(AgeShares, TheCountrysideIsOlder) {
    const auto old = [](Stratum stratum) {
        const AgeShares shares = age_shares(published_facts(), stratum);
        double sum = 0;
        for (std::size_t a = 26; a < shares.size(); ++a) sum += shares[a];
        return sum;
    };
    EXPECT_GT(old(Stratum::rural), old(Stratum::urban) + 0.03);
}

TEST(MeanSizes, AverageToTheProvince) {
    const auto heads = head_counts(published_facts(), Basis::registered);
    const auto sizes = mean_sizes(published_facts(), heads);
    double persons = 0, households = 0;
    for (std::size_t d = 0; d < district_count; ++d) {
        const auto family = static_cast<double>(heads[d].residents - heads[d].collective);
        persons += family;
        households += family / sizes[d];
    }
    EXPECT_NEAR(persons / households, 2.34, 1e-9);
}

}  // namespace
}  // namespace changji::population
