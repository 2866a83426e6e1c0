#include <gtest/gtest.h>

#include "model/population/land.hpp"
#include "tests/support/published_facts.hpp"

namespace changji::population {
namespace {

using test::published_facts;

class Sites : public ::testing::Test {
  protected:
    static const std::vector<Site>& sites() {
        static const std::vector<Site> result = [] {
            const Dealing dealing = deal(published_facts(), {});
            return make_sites(published_facts(), stored_persons(published_facts(), dealing),
                              dealing.heads, 1);
        }();
        return result;
    }
    static Area use(std::size_t row, LandUse which) { return sites()[row].land[index(which)]; }
};

TEST_F(Sites, KeepEveryDistrictsAreaToTheSquareMetre) {
    PerDistrict<Area> area{}, built{}, farmland{};
    for (std::size_t row = 0; row < sites().size(); ++row) {
        const District d = published_facts().places[row].district;
        for (const Area part : sites()[row].land) {
            EXPECT_GE(part.count, 0);
            area[d] += part;
        }
        for (const LandUse u :
             {LandUse::homestead, LandUse::collective_commercial, LandUse::collective_public,
              LandUse::state_construction, LandUse::transport_and_water})
            built[d] += use(row, u);
        farmland[d] +=
            use(row, LandUse::permanent_basic_farmland) + use(row, LandUse::other_cultivated);
    }
    for (std::size_t d = 0; d < district_count; ++d) {
        EXPECT_EQ(area[d], published_facts().districts[d].area);
        EXPECT_EQ(built[d], published_facts().districts[d].construction);
        EXPECT_EQ(farmland[d], published_facts().districts[d].cultivated);
    }
}

TEST_F(Sites, GiveThePublishedGrain) {
    double grain = 0;
    for (const Site& site : sites()) grain += in_hectares(site.contracted) * site.base_yield;
    EXPECT_NEAR(grain, 2'731'000, 1e-3);
}

TEST_F(Sites, TownsHoldNoFarmland) {
    for (std::size_t row = 0; row < sites().size(); ++row) {
        if (published_facts().places[row].stratum == Stratum::rural) continue;
        EXPECT_EQ(use(row, LandUse::permanent_basic_farmland).count, 0);
        EXPECT_EQ(use(row, LandUse::homestead).count, 0);
        EXPECT_EQ(sites()[row].contracted.count, 0);
        EXPECT_GT(use(row, LandUse::state_construction).count, 0);
    }
}

TEST_F(Sites, SpecialtyLandHasItsMeanAndItsCap) {
    double specialty = 0, farmland = 0;
    for (std::size_t row = 0; row < sites().size(); ++row) {
        const double area = in_hectares(use(row, LandUse::permanent_basic_farmland) +
                                        use(row, LandUse::other_cultivated));
        specialty += area * sites()[row].specialty_share;
        farmland += area;
        EXPECT_LE(sites()[row].specialty_share, specialty_most + 1e-12);
    }
    EXPECT_NEAR(specialty / farmland, 0.12, 1e-4);
}

TEST(ShareContracted, LosesNoSquareMetre) {
    const Contracts contracts = share_contracted({1'000'003}, {1.0, 2.5, 0.7});
    Area sum = contracts.reserve;
    for (const Area area : contracts.household) sum += area;
    EXPECT_EQ(sum.count, 1'000'003);
    EXPECT_GT(contracts.household[1], contracts.household[0]);
    EXPECT_NEAR(in_hectares(contracts.reserve), 0.03 * 100.0003, 0.01);
}

}  // namespace
}  // namespace changji::population
