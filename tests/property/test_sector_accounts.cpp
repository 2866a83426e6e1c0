#include <gtest/gtest.h>

#include "tests/support/opened_world.hpp"

/// Employment, value added and wages by sector and district close to GDP.
namespace changji {
namespace {

struct Sums {
    std::int64_t jobs = 0, employees = 0;
    Money value_added, wages, paid;
};
using BySector = std::array<std::array<Sums, sector_count>, district_count>;

BySector sums_of(const World& world) {
    BySector sums{};
    const Firms& firms = world.firms;
    for (std::size_t f = 0; f < firms.size(); ++f) {
        Sums& sum = sums[index(firms.district[f])][index(firms.sector[f])];
        sum.jobs += firms.jobs[f];
        sum.value_added += firms.value_added[f];
        sum.wages += firms.wage_bill[f];
    }
    for (const Cell& cell : world.cells) {
        const People& people = cell.people;
        for (std::size_t p = 0; p < people.size(); ++p) {
            if (people.work[p] != Work::wage || people.employer[p] == no_row) continue;
            const auto f = static_cast<std::size_t>(people.employer[p]);
            Sums& sum = sums[index(firms.district[f])][index(firms.sector[f])];
            ++sum.employees;
            sum.paid += people.wage[p];
        }
    }
    return sums;
}

void expect_closed(const World& world) {
    const BySector sums = sums_of(world);
    for (std::size_t d = 0; d < district_count; ++d) {
        const DistrictState& state = world.districts[d];
        double firms = 0, own = 0;
        for (std::size_t s = 0; s < sector_count; ++s) {
            const Sums& sum = sums[d][s];
            EXPECT_EQ(sum.jobs, state.jobs[s]);
            EXPECT_EQ(sum.jobs, sum.employees);
            EXPECT_EQ(sum.value_added, state.value_added[s]);
            EXPECT_EQ(sum.wages, sum.paid);
            firms += world.weight[d][index(Stratum::urban)] *
                     static_cast<double>(state.value_added[s].count);
        }
        for (const Totals& totals : world.totals[d]) own += totals.own_business;
        own += static_cast<double>(state.tourism_value_added.count);
        EXPECT_NEAR(own, static_cast<double>(state.own_account_value_added.count), 1);
        const double parts = firms + own + static_cast<double>(state.agriculture_value_added.count);
        EXPECT_NEAR(parts, static_cast<double>(state.gdp.count), 3) << district_names[d].key;
    }
}

TEST(SectorAccounts, CloseToGdpUnderFullReform) {
    World world = test::opened_sample().world;
    const Scenario reform = test::shipped_scenario("full_reform");
    for (int year = 0; year < 3; ++year) {
        world = test::after_years(std::move(world), reform, 1, Draws{1, 0});
        expect_closed(world);
    }
}

TEST(SectorAccounts, MeetTheGdpOf2019) {
    double gdp = 0;
    for (const DistrictState& state : test::opened_sample().world.districts)
        gdp += in_yuan(state.gdp);
    EXPECT_NEAR(gdp / 2.165e11, 1, 1e-6);
}

}  // namespace
}  // namespace changji
