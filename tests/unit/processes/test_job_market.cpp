#include <cmath>

#include <gtest/gtest.h>

#include "model/processes/job_market.hpp"
#include "tests/support/job_world.hpp"

namespace changji {
namespace {

TEST(JobMarket, MatchesNeverExceedEitherSide) {
    for (std::int64_t seekers = 0; seekers < 40; ++seekers) {
        for (std::int64_t vacancies = 0; vacancies < 40; ++vacancies) {
            for (const double exponent : {1.8, 2.5, 8.0}) {
                const auto count = job_market::matches(seekers, vacancies, exponent, 0.999);
                EXPECT_LE(count, std::min(seekers, vacancies));
                EXPECT_GE(count, 0);
            }
        }
    }
}

TEST(JobMarket, MatchingHasConstantReturns) {
    EXPECT_NEAR(job_market::expected_matches(300, 200, 2.5),
                100 * job_market::expected_matches(3, 2, 2.5), 1e-9);
    EXPECT_NEAR(job_market::expected_matches(7, 7, 2.5), 7 * std::pow(2.0, -1 / 2.5), 1e-12);
}

TEST(JobMarket, BetterMatchingMakesMoreMatches) {
    EXPECT_GT(job_market::expected_matches(300, 200, 4.0),
              job_market::expected_matches(300, 200, 2.5));
}

TEST(JobMarket, VacanciesInvertTheMatchingFunction) {
    const double vacancies = job_market::vacancies_for(150, 210, 2.5);
    EXPECT_NEAR(job_market::expected_matches(210, vacancies, 2.5), 150, 1e-6);
}

TEST(JobMarket, SkillPartsAddUpAndAreUnbiased) {
    const std::array<double, skill_count> shares{0.45, 0.35, 0.20};
    for (const std::int32_t vacancies : {1, 2, 7}) {
        std::array<double, skill_count> mean{};
        constexpr int steps = 1000;
        for (int i = 0; i < steps; ++i) {
            const auto parts = job_market::split_by_skill(vacancies, shares, (i + 0.5) / steps);
            EXPECT_EQ(parts[0] + parts[1] + parts[2], vacancies);
            for (std::size_t s = 0; s < skill_count; ++s) {
                EXPECT_GE(parts[s], 0);
                mean[s] += parts[s] / static_cast<double>(steps);
            }
        }
        for (std::size_t s = 0; s < skill_count; ++s) {
            EXPECT_NEAR(mean[s], vacancies * shares[s], 0.003);
        }
    }
}

TEST(JobMarket, SheddingComesOnTopOfSeparation) {
    EXPECT_EQ(job_market::leave_chance(0.08, 50, 60, true), 0.08);
    EXPECT_EQ(job_market::leave_chance(0.08, 50, 60, false), 1.0);
    // of 100 people 92 stay anyway; 46 are wanted
    EXPECT_NEAR(job_market::leave_chance(0.08, 100, 46, true), 0.54, 1e-12);
    EXPECT_EQ(job_market::leave_chance(0.08, 100, 0, true), 1.0);
}

TEST(JobMarket, BenefitEndsAfterTwelveMonths) {
    EXPECT_NEAR(job_market::unemployment_benefit(12000, 6, 6, 0.35), 2100, 1e-9);
    EXPECT_NEAR(job_market::unemployment_benefit(12000, 18, 12, 0.35), 2100, 1e-9);
    EXPECT_EQ(job_market::unemployment_benefit(12000, 30, 12, 0.35), 0.0);
}

TEST(JobMarket, SeparationClearsStaleEmployers) {
    const job_test::JobSettings settings;
    World world = job_test::job_world(1, 200, settings);
    People& people = world.cells[1].people;
    std::size_t worker = 0;
    while (people.work[worker] != Work::wage) ++worker;
    people.work[worker] = Work::retired;
    ++world.year;
    firms::plan(world, settings.firms, settings.effects, {});
    job_market::separate(world, settings.jobs, {});
    EXPECT_EQ(people.employer[worker], no_row);
    EXPECT_EQ(people.work[worker], Work::retired);
}

TEST(JobMarket, StartRefillsTheYearsOutflow) {
    const job_test::JobSettings settings;
    const World world = job_test::job_world(3, 500, settings);
    double seekers = 0, matches = 0, jobs = 0;
    for (const DistrictState& district : world.districts) {
        for (std::size_t s = 0; s < skill_count; ++s) {
            seekers += static_cast<double>(district.seekers[s]);
            matches += static_cast<double>(district.matches[s]);
            EXPECT_NEAR(wages::tightness_deviation(district.vacancies[s], district.seekers[s],
                                                   district.tightness0[s]),
                        0.0, 0.05);
        }
        jobs += district.density0;
    }
    EXPECT_NEAR(matches / jobs, 0.17, 0.004);
    EXPECT_GT(seekers, matches);
    EXPECT_GT(world.solved.vacancy_margin, 0.0);
    EXPECT_LT(world.solved.vacancy_margin, 0.2);
}

TEST(JobMarket, TightnessOfTheStartIsThatOfTheBurnInYear) {
    World world, burn_in;
    world.districts[0].tightness0 = {1.3, 1.3, 1.3};
    burn_in.districts[0].seekers = {200, 100, 0};
    burn_in.districts[0].vacancies = {150, 130, 7};
    burn_in.districts[0].matches = {120, 90, 0};
    job_market::take_markets(world, burn_in);
    const DistrictState& district = world.districts[0];
    EXPECT_DOUBLE_EQ(district.tightness0[0], 0.75);
    EXPECT_DOUBLE_EQ(district.job_chance[1], 0.9);
    EXPECT_DOUBLE_EQ(district.tightness0[2], 1.3);  // nobody searched: the first guess stands
    EXPECT_EQ(wages::tightness_deviation(district.vacancies[0], district.seekers[0],
                                         district.tightness0[0]),
              0);
}

}  // namespace
}  // namespace changji
