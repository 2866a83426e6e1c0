#include <algorithm>
#include <cmath>
#include <map>

#include <gtest/gtest.h>

#include "model/base/parallel.hpp"
#include "tests/support/job_world.hpp"

namespace changji {
namespace {

using job_test::JobSettings;

std::int64_t jobs_in(const World& world) {
    std::int64_t jobs = 0;
    for (const DistrictState& district : world.districts) {
        for (const std::int64_t n : district.jobs) jobs += n;
    }
    return jobs;
}

std::int64_t unemployed_in(const World& world) {
    std::int64_t count = 0;
    for (const Cell& cell : world.cells) {
        count += std::count(cell.people.work.begin(), cell.people.work.end(), Work::unemployed);
    }
    return count;
}

World after_years(World world, const JobSettings& settings, int years) {
    for (int year = 0; year < years; ++year) job_test::live_a_year(world, settings, {});
    return world;
}

std::uint64_t state_hash(const World& world) {
    std::uint64_t sum = table::hash(world.firms);
    for (const Cell& cell : world.cells) sum = table::hash(cell.people, sum);
    return sum;
}

TEST(Jobs, JobsAndWageBillsOfFirmsAreThoseOfPeople) {
    const JobSettings settings;
    World world = job_test::job_world(3, 400, settings);
    for (int year = 0; year < 3; ++year) {
        job_test::live_a_year(world, settings, {});
        std::vector<std::int32_t> jobs(world.firms.size(), 0);
        std::vector<Money> pay(world.firms.size());
        for (const Cell& cell : world.cells) {
            for (std::size_t p = 0; p < cell.people.size(); ++p) {
                const bool employed = cell.people.work[p] == Work::wage;
                ASSERT_EQ(employed, cell.people.employer[p] != no_row);
                if (!employed) continue;
                const auto f = static_cast<std::size_t>(cell.people.employer[p]);
                ASSERT_TRUE(world.firms.open[f]);
                ASSERT_EQ(world.firms.district[f], cell.people.work_district[p]);
                ++jobs[f];
                pay[f] += cell.people.wage[p];
            }
        }
        EXPECT_EQ(jobs, world.firms.jobs);
        EXPECT_EQ(pay, world.firms.wage_bill);
    }
}

TEST(Jobs, CashOfFirmsBalancesToTheFen) {
    const JobSettings settings;
    World world = job_test::job_world(3, 400, settings);
    for (int year = 0; year < 4; ++year) {
        const World before = world;
        job_test::live_a_year(world, settings, {});
        for (std::size_t d = 0; d < district_count; ++d) {
            Money change, wages;
            for (std::size_t f = 0; f < world.firms.size(); ++f) {
                if (index(world.firms.district[f]) != d) continue;
                change += world.firms.cash[f];
                if (f < before.firms.size()) change -= before.firms.cash[f];
                wages += world.firms.wage_bill[f];
            }
            const District district = district_at(d);
            EXPECT_EQ(change, world.ledger.net(Holder::firm, district) - wages);
            EXPECT_EQ(world.districts[d].cash - before.districts[d].cash,
                      world.ledger.net(Holder::district, district));
        }
    }
}

TEST(Jobs, TaxesAreTheStatedSharesOfValueAdded) {
    const JobSettings settings;
    const World world = after_years(job_test::job_world(3, 400, settings), settings, 1);
    Money value_added, local, shared;
    for (const DistrictState& district : world.districts) {
        for (const Money m : district.value_added) value_added += m;
        local += district.budget.local_revenue;
        shared += district.budget.shared_revenue;
    }
    EXPECT_NEAR(in_yuan(local) / in_yuan(value_added), 0.0376, 1e-6);
    EXPECT_NEAR(in_yuan(shared) / in_yuan(value_added), 0.1095 - 0.0376, 1e-6);
}

TEST(Jobs, SameBytesForAnyNumberOfThreads) {
    const JobSettings settings;
    const int threads = thread_count();
    std::uint64_t first = 0;
    for (const int count : {1, 2, 3, 7}) {
        set_thread_count(count);
        const World world = after_years(job_test::job_world(3, 300, settings), settings, 3);
        if (first == 0) first = state_hash(world);
        EXPECT_EQ(state_hash(world), first) << count << " threads";
    }
    set_thread_count(threads);
}

/// Order of firms and of cells must not matter to what happens to a person.
TEST(Jobs, RowOrderIsIrrelevant) {
    const JobSettings settings;
    const World start = job_test::job_world(3, 300, settings);
    World shuffled = start;
    std::vector<Row> order(start.firms.size()), place(start.firms.size());
    for (std::size_t f = 0; f < order.size(); ++f) order[f] = static_cast<Row>(f);
    std::sort(order.begin(), order.end(), [&](Row a, Row b) {
        return start.firms.key[static_cast<std::size_t>(a)] * 77 <
               start.firms.key[static_cast<std::size_t>(b)] * 77;
    });
    for (std::size_t f = 0; f < order.size(); ++f) {
        place[static_cast<std::size_t>(order[f])] = static_cast<Row>(f);
    }
    Firms spare;
    table::take_rows(shuffled.firms, order, spare);
    std::reverse(shuffled.cells.begin(), shuffled.cells.end());
    for (Cell& cell : shuffled.cells) {
        for (Row& employer : cell.people.employer) {
            if (employer != no_row) employer = place[static_cast<std::size_t>(employer)];
        }
    }
    const World a = after_years(start, settings, 3), b = after_years(shuffled, settings, 3);
    std::map<Key, std::pair<Key, Money>> of_a;
    for (const Cell& cell : a.cells) {
        for (std::size_t p = 0; p < cell.people.size(); ++p) {
            const Row f = cell.people.employer[p];
            of_a[cell.people.key[p]] = {f == no_row ? 0 : a.firms.key[static_cast<std::size_t>(f)],
                                        cell.people.wage[p]};
        }
    }
    std::size_t different = 0;
    for (const Cell& cell : b.cells) {
        for (std::size_t p = 0; p < cell.people.size(); ++p) {
            const Row f = cell.people.employer[p];
            const std::pair<Key, Money> here{
                f == no_row ? 0 : b.firms.key[static_cast<std::size_t>(f)], cell.people.wage[p]};
            different += of_a.at(cell.people.key[p]) != here;
        }
    }
    EXPECT_EQ(different, 0u);
}

TEST(Jobs, StartIsSteadyWithoutShocks) {
    JobSettings settings;
    settings.firms.coefficients.shock_sd = 0;
    const World start = job_test::job_world(8, 800, settings);
    const World first = after_years(start, settings, 1), second = after_years(first, settings, 1);
    const auto jobs0 = static_cast<double>(jobs_in(start)),
               jobs1 = static_cast<double>(jobs_in(first)),
               jobs2 = static_cast<double>(jobs_in(second));
    EXPECT_NEAR(jobs1 / jobs0, 1.0, 0.02);
    EXPECT_NEAR(jobs2 / jobs1, 1.0, 0.015);
}

TEST(Jobs, FirmsEnterAndLeaveInEqualNumbers) {
    const JobSettings settings;
    const World world = after_years(job_test::job_world(8, 800, settings), settings, 1);
    double entries = 0, exits = 0, firms = 0;
    for (const DistrictState& district : world.districts) {
        for (std::size_t s = 0; s < sector_count; ++s) {
            entries += static_cast<double>(district.entries[s]);
            exits += static_cast<double>(district.exits[s]);
            firms += static_cast<double>(district.firms[s]);
        }
    }
    EXPECT_NEAR(exits / firms, 0.09, 0.015);
    EXPECT_NEAR(entries / firms, 0.09, 0.015);
}

TEST(JobSigns, BetterMatchingLowersUnemployment) {
    JobSettings plain, reform;
    for (auto& levers : reform.jobs.levers) levers.matching = 4.0;
    const World start = job_test::job_world(4, 500, plain);
    EXPECT_LT(unemployed_in(after_years(start, reform, 3)),
              unemployed_in(after_years(start, plain, 3)));
}

TEST(JobSigns, LessDiscriminationRaisesRuralPay) {
    JobSettings plain, reform;
    for (auto& levers : reform.wages.levers) levers.discrimination = 0.03;
    const World start = job_test::job_world(2, 400, plain);
    const World a = after_years(start, plain, 1), b = after_years(start, reform, 1);
    Money before, after;
    for (const Money wage : a.cells[0].people.wage) before += wage;
    for (const Money wage : b.cells[0].people.wage) after += wage;
    EXPECT_NEAR(in_yuan(after) / in_yuan(before), std::exp(0.07), 1e-6);
}

TEST(JobSigns, ProductivityEffectsRaiseJobsAndOutput) {
    JobSettings plain, reform;
    for (auto& row : reform.effects) row.fill(0.05);
    const World start = job_test::job_world(4, 500, plain);
    const World a = after_years(start, plain, 3), b = after_years(start, reform, 3);
    EXPECT_GT(jobs_in(b), jobs_in(a));
    EXPECT_GT(b.districts[0].value_added[1], a.districts[0].value_added[1]);
}

TEST(JobSigns, TightMarketsRaiseWages) {
    const JobSettings settings;
    World loose = job_test::job_world(1, 200, settings), tight = loose;
    tight.districts[0].vacancies[0] *= 3;
    wages::adjust(loose, settings.wages);
    wages::adjust(tight, settings.wages);
    EXPECT_GT(tight.districts[0].log_wage[0], loose.districts[0].log_wage[0]);
}

}  // namespace
}  // namespace changji
