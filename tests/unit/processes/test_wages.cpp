#include <cmath>

#include <gtest/gtest.h>

#include "model/base/check.hpp"
#include "model/processes/wages.hpp"
#include "tests/support/job_world.hpp"

namespace changji {
namespace {

const wages::Coefficients coefficients = base_values<wages::Coefficients>();
const wages::Levers levers = base_values<wages::Levers>();
constexpr wages::Worker worker{Skill::middle, Education::upper_secondary, 38, false, false};

TEST(Wages, PremiumIsTheStatedEquation) {
    // 12 years of schooling, 38 − 12 − 6 = 20 years of experience
    EXPECT_NEAR(wages::log_premium(worker, coefficients, levers),
                0.045 * 12 + 0.02 * 20 - 0.0003 * 400, 1e-12);
}

TEST(Wages, ExperienceIsNeverNegative) {
    wages::Worker young = worker;
    young.education = Education::university;
    young.age = 17;
    EXPECT_NEAR(wages::log_premium(young, coefficients, levers), 0.045 * 16, 1e-12);
}

TEST(Wages, TrainingRaisesAndDiscriminationLowersPay) {
    wages::Worker trained_worker = worker, rural = worker;
    trained_worker.trained = true;
    rural.rural_hukou = true;
    const double plain = wages::log_premium(worker, coefficients, levers);
    EXPECT_NEAR(wages::log_premium(trained_worker, coefficients, levers) - plain, 0.08, 1e-12);
    EXPECT_NEAR(wages::log_premium(rural, coefficients, levers) - plain, -0.10, 1e-12);
}

TEST(Wages, LevelsFollowTightnessWithinCaps) {
    EXPECT_NEAR(wages::level_change(0.05, 0.0, coefficients), 0.05, 1e-15);
    EXPECT_NEAR(wages::level_change(0.05, 0.4, coefficients), 0.05 + 0.05 * 0.4, 1e-15);
    EXPECT_NEAR(wages::level_change(0.05, 9.0, coefficients), 0.10, 1e-15);  // deviation ≤ 1
    EXPECT_NEAR(wages::level_change(0.90, 0.0, coefficients), std::log(1.15), 1e-12);
    EXPECT_NEAR(wages::level_change(-0.90, 0.0, coefficients), std::log(0.90), 1e-12);
}

TEST(Wages, TightnessHasNoEffectWithoutMarket) {
    EXPECT_EQ(wages::tightness_deviation(0, 0, 0.8), 0.0);
    EXPECT_EQ(wages::tightness_deviation(10, 10, 0.0), 0.0);
    EXPECT_NEAR(wages::tightness_deviation(0, 10, 0.5), std::log(0.5 / 10 / 0.5), 1e-12);
}

TEST(Wages, TablePaysWhatTheEquationSays) {
    const job_test::JobSettings settings;
    const World world = job_test::job_world(1, 60, settings);
    const Cell& cell = world.cells.front();
    const wages::PayTable table(world, settings.wages);
    for (std::size_t p = 0; p < cell.people.size(); ++p) {
        const wages::Worker person{cell.people.skill[p], cell.people.education[p],
                                   cell.people.age(static_cast<Row>(p), world.year),
                                   (cell.people.traits[p] & trained) != 0,
                                   cell.people.hukou[p] == Hukou::rural};
        const double log_wage =
            wages::expected_log_wage(world.districts[cell.people.work_district[p]], person,
                                     settings.wages.coefficients, settings.wages.levers[0]);
        const double yuan = std::exp(log_wage + static_cast<double>(cell.people.ability[p]));
        EXPECT_NEAR(in_yuan(table.pay(cell.people, p, world.year, 1.0)), yuan, 0.006);
    }
}

TEST(Wages, RuralResidenceIsByPlaceNotByHukou) {
    Cell cell;
    cell.stratum = Stratum::rural;
    job_test::add_person(cell, 1);
    EXPECT_TRUE(wages::rural_resident(cell, 0));
    cell.people.place[0] = town_of(District::yongji);
    EXPECT_FALSE(wages::rural_resident(cell, 0));
    cell.people.place[0] = countryside_of(District::yongji);
    EXPECT_TRUE(wages::rural_resident(cell, 0));
    cell.people.place[0] = rest_of_nation;
    EXPECT_FALSE(wages::rural_resident(cell, 0));
    cell.stratum = Stratum::urban;
    cell.people.place[0] = home_place;
    EXPECT_FALSE(wages::rural_resident(cell, 0));
}

TEST(Wages, OpeningLevelsMeetBothWageParts) {
    const job_test::JobSettings settings;
    const wages::OpeningTargets targets;
    World world = job_test::bare_job_world(2, 200);
    for (std::size_t d = 0; d < district_count; ++d) world.weight[d][0] = 3.0;
    wages::solve_levels(world, settings.wages, targets);
    double fen[2] = {0, 0}, heads[2] = {0, 0};
    for (const Cell& cell : world.cells) {
        const auto s = cell.is_village() ? 0 : 1;
        for (const Money wage : cell.people.wage) fen[s] += static_cast<double>(wage.count);
        heads[s] += static_cast<double>(cell.people.size());
    }
    EXPECT_NEAR(fen[0] / heads[0] / 100, targets.rural_per_head, 0.01);
    EXPECT_NEAR(fen[1] / heads[1] / 100, targets.urban_per_head, 0.01);
}

TEST(Wages, OpeningWithoutWageWorkersIsTheUsersFault) {
    const job_test::JobSettings settings;
    World world = job_test::bare_job_world(1, 10);
    for (Cell& cell : world.cells) {
        for (Work& work : cell.people.work) work = Work::home;
    }
    EXPECT_THROW(wages::solve_levels(world, settings.wages, {}), InputError);
}

TEST(Wages, ExpectationsMoveByTheGain) {
    const job_test::JobSettings settings;
    World world = job_test::job_world(1, 200, settings);
    DistrictState& district = world.districts[0];
    district.job_chance[1] = 0.6;
    district.seekers[1] = 100;
    district.matches[1] = 80;
    district.vacancies[1] = 0;
    district.tightness0[1] = 0;
    district.expected_wage[1] = 1000;
    world.zone.nominal_growth = 0.05;
    wages::adjust(world, settings.wages);
    EXPECT_NEAR(district.job_chance[1], 0.7, 1e-12);
    EXPECT_NEAR(district.expected_wage[1], 1000 * std::exp(0.05), 1e-9);
}

}  // namespace
}  // namespace changji
