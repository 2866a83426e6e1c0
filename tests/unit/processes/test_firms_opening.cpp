#include <algorithm>
#include <numeric>

#include <gtest/gtest.h>

#include "model/base/check.hpp"
#include "model/processes/firms_opening.hpp"
#include "tests/support/job_world.hpp"

namespace changji {
namespace {

const auto coefficients = base_values<firms::OpeningCoefficients>();

TEST(FirmsOpening, PartsAddUpToTheTotal) {
    const auto parts = firms::apportion(100, {1, 1, 1});
    EXPECT_EQ(parts, (std::vector<std::int64_t>{34, 33, 33}));
    EXPECT_EQ(firms::apportion(7, {0.0, 2.0, 0.0}), (std::vector<std::int64_t>{0, 7, 0}));
    EXPECT_EQ(firms::apportion(0, {1.0, 1.0}), (std::vector<std::int64_t>{0, 0}));
}

TEST(FirmsOpening, SizesAreSkewedBoundedAndExact) {
    const auto sizes = firms::firm_sizes(16000, 1000, 5, coefficients);
    EXPECT_EQ(std::accumulate(sizes.begin(), sizes.end(), std::int64_t{0}), 16000);
    EXPECT_GE(*std::min_element(sizes.begin(), sizes.end()), 1);
    EXPECT_LT(sizes[500], 8);  // the median is far below the mean of 16
    EXPECT_LT(*std::max_element(sizes.begin(), sizes.end()), 16000 / 2);
    const auto tiny = firms::firm_sizes(3, 10, 5, coefficients);
    EXPECT_EQ(tiny, (std::vector<std::int64_t>{1, 1, 1}));
}

TEST(FirmsOpening, EverybodyHasAnEmployerInTheDistrictOfWork) {
    const job_test::JobSettings settings;
    const World world = job_test::job_world(3, 400, settings);
    for (const Cell& cell : world.cells) {
        for (std::size_t p = 0; p < cell.people.size(); ++p) {
            if (cell.people.work[p] != Work::wage) continue;
            ASSERT_NE(cell.people.employer[p], no_row);
            const auto f = static_cast<std::size_t>(cell.people.employer[p]);
            EXPECT_EQ(world.firms.district[f], cell.people.work_district[p]);
        }
    }
}

TEST(FirmsOpening, ValueAddedMeetsSectorTotals) {
    const job_test::JobSettings settings;
    const World world = job_test::job_world(3, 400, settings);
    const firms::FirmTargets targets = job_test::firm_targets(world);
    for (std::size_t s = 0; s < sector_count; ++s) {
        double target = 0, made = 0;
        for (std::size_t d = 0; d < district_count; ++d) {
            target += targets.value_added[d][s];
            made += in_yuan(world.districts[d].value_added[s]);
        }
        EXPECT_NEAR(made, target, 1.0);  // each firm is rounded to the fen
        const double shares = world.solved.labour_share[s] + world.solved.capital_share[s] +
                              world.solved.land_share[s];
        EXPECT_NEAR(shares, 0.85, 1e-12);
    }
}

TEST(FirmsOpening, EveryFirmWantsTheJobsItHas) {
    job_test::JobSettings settings;
    settings.firms.coefficients.shock_sd = 0;
    const World world = job_test::job_world(3, 400, settings);
    for (std::size_t f = 0; f < world.firms.size(); ++f) {
        const std::size_t d = index(world.firms.district[f]);
        const firms::Inputs inputs{in_yuan(world.firms.capital[f]) / 1.03, 0,
                                   in_hectares(world.firms.land[f])};
        const double wanted = firms::wanted_jobs(
            firms::technology(world.solved, world.firms.sector[f]), world.firms.level[f], inputs,
            1.0, firms::job_cost(world.districts[d], 1.35));
        EXPECT_NEAR(wanted / world.firms.jobs[f], 1.0, 1e-3);  // capital is after investment
    }
}

TEST(FirmsOpening, WorkersWithoutValueAddedAreTheUsersFault) {
    const job_test::JobSettings settings;
    World world = job_test::bare_job_world(1, 50);
    wages::solve_levels(world, settings.wages, {});
    EXPECT_THROW(firms::open(world, {}, settings.opening(), {}), InputError);
}

}  // namespace
}  // namespace changji
