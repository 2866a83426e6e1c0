#include <cmath>

#include <gtest/gtest.h>

#include "model/processes/firms.hpp"
#include "tests/support/job_world.hpp"

namespace changji {
namespace {

const firms::Coefficients coefficients = base_values<firms::Coefficients>();
constexpr firms::Technology technology{0.3, 0.45, 0.08};
constexpr firms::Inputs inputs{2e6, 12, 0.4};

double surplus(double jobs, double price, double cost) {
    firms::Inputs at = inputs;
    at.jobs = jobs;
    return price * firms::output(technology, 1.3, at) - cost * jobs;
}

TEST(Firms, OutputIsTheStatedFunction) {
    const double expected =
        std::exp(1.3) * std::pow(2e6, 0.45) * std::pow(12, 0.3) * std::pow(0.4, 0.08);
    EXPECT_NEAR(firms::output(technology, 1.3, inputs) / expected, 1.0, 1e-12);
    EXPECT_EQ(firms::output(technology, 1.3, {2e6, 0, 0.4}), 0.0);
    EXPECT_EQ(firms::output(technology, 1.3, {0, 12, 0.4}), 0.0);
}

TEST(Firms, ReturnsToScaleAreTheSumOfExponents) {
    const firms::Inputs twice{2 * inputs.capital, 2 * inputs.jobs, 2 * inputs.hectares};
    const double ratio = firms::output(technology, 0, twice) / firms::output(technology, 0, inputs);
    EXPECT_NEAR(ratio, std::pow(2.0, 0.3 + 0.45 + 0.08), 1e-12);
}

TEST(Firms, ClosedFormJobsMaximiseSurplus) {
    const double price = 1.1, cost = 60000;
    const double best = firms::wanted_jobs(technology, 1.3, inputs, price, cost);
    double low = 1e-6, high = 100 * best;  // numeric optimum by golden section
    const double golden = (std::sqrt(5.0) - 1) / 2;
    for (int step = 0; step < 200; ++step) {
        const double a = high - golden * (high - low), b = low + golden * (high - low);
        (surplus(a, price, cost) < surplus(b, price, cost) ? low : high) =
            surplus(a, price, cost) < surplus(b, price, cost) ? a : b;
    }
    EXPECT_NEAR(0.5 * (low + high) / best, 1.0, 1e-5);
}

TEST(Firms, DearerLabourMeansFewerJobs) {
    EXPECT_LT(firms::wanted_jobs(technology, 1.3, inputs, 1.0, 70000),
              firms::wanted_jobs(technology, 1.3, inputs, 1.0, 60000));
}

TEST(Firms, CapitalConvergesToWhatIsWanted) {
    double capital = 100;
    for (int year = 0; year < 60; ++year) {
        capital = capital * (1 - coefficients.depreciation) +
                  firms::investment(250, capital, coefficients);
    }
    EXPECT_NEAR(capital, 250, 0.01);
    EXPECT_EQ(firms::investment(0, 100, coefficients), 0.0);  // capital can fall by δ only
    EXPECT_NEAR(firms::user_cost(coefficients), 0.1385, 1e-12);
}

TEST(Firms, PositionsMovePartOfTheWay) {
    EXPECT_EQ(firms::positions(100, 120, 0.5, 0.10, 0.0), 121);
    EXPECT_EQ(firms::positions(100, 120, 1.0, 0.10, 0.99), 132);
    EXPECT_EQ(firms::positions(100, 120, 0.5, 0.101, 0.95), 122);
}

TEST(Firms, EffectsAreCapped) {
    const job_test::JobSettings settings;
    const World world = job_test::job_world(1, 100, settings);
    firms::Effects none, some, many;
    some[0][0] = 0.05;
    many[0][0] = 0.90;
    const auto plain = firms::common_productivity(world, coefficients, none);
    EXPECT_NEAR(firms::common_productivity(world, coefficients, some)[0][0] - plain[0][0], 0.05,
                1e-12);
    EXPECT_NEAR(firms::common_productivity(world, coefficients, many)[0][0] - plain[0][0], 0.15,
                1e-12);
}

TEST(Firms, ProductivityStaysStationary) {
    job_test::JobSettings settings;
    World world = job_test::job_world(6, 400, settings);
    const auto variance = [&] {
        double sum = 0;
        for (const double z : world.firms.productivity) sum += z * z;
        return sum / static_cast<double>(world.firms.size());
    };
    const double expected = firms::stationary_variance(coefficients);
    const auto count = static_cast<double>(world.firms.size());
    const double margin = 5 * expected * std::sqrt(2 / count);  // five standard errors
    EXPECT_NEAR(variance(), expected, margin);
    for (int year = 0; year < 8; ++year) {
        ++world.year;
        firms::plan(world, settings.firms, settings.effects, {});
    }
    EXPECT_NEAR(variance(), expected, margin);
}

TEST(Firms, ClosedFirmGivesUpAllJobs) {
    const job_test::JobSettings settings;
    World world = job_test::job_world(1, 200, settings);
    ++world.year;
    world.firms.open[0] = 0;
    firms::plan(world, settings.firms, settings.effects, {});
    EXPECT_EQ(world.firms.sought[0], 0);
    EXPECT_EQ(world.firms.shed[0], world.firms.jobs[0]);
}

TEST(Firms, DearerSkillsAreSoughtLessAtTheStatedElasticity) {
    DistrictState district;
    district.skill_mix = district.skill_mix0 = {0.5, 0.3, 0.2};
    district.log_wage0 = {10, 10.2, 10.5};
    district.log_wage = {10.4, 10.6, 10.9};
    const auto same = firms::wanted_skills(district, 1.4);
    for (std::size_t s = 0; s < skill_count; ++s) EXPECT_NEAR(same[s], district.skill_mix0[s], 1e-12);
    district.log_wage[2] -= 0.1;
    const auto more = firms::wanted_skills(district, 1.4);
    EXPECT_NEAR(std::log(more[2] / more[0]) - std::log(0.2 / 0.5), 0.14, 1e-12);
    EXPECT_NEAR(more[0] + more[1] + more[2], 1, 1e-12);
    EXPECT_EQ(firms::wanted_skills(district, 0)[2], 0.2);
}

}  // namespace
}  // namespace changji
