#include <cmath>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include <gtest/gtest.h>

#include "calibration/abc_smc.hpp"
#include "calibration/calibration.hpp"
#include "calibration/designs.hpp"
#include "calibration/gaussian_process.hpp"

namespace changji::calibration {
namespace {

double smooth(const std::vector<double>& x) {
    return 3 + 2 * x[0] + std::sin(5 * x[1]) + x[0] * x[1];
}

TEST(Designs, HypercubeHasOnePointInEverySlice) {
    RandomStream random(1, 1);
    const Points points = latin_hypercube(37, 5, random);
    for (std::size_t d = 0; d < 5; ++d) {
        std::vector<int> count(37);
        for (const auto& point : points) ++count[static_cast<std::size_t>(point[d] * 37)];
        for (const int c : count) EXPECT_EQ(c, 1);
    }
}

TEST(Designs, SobolPointsAreEvenlySpread) {
    RandomStream random(1, 2);
    const Points points = sobol_points(1024, 8, random);
    double mean = 0;
    for (const auto& point : points) {
        double product = 1;
        for (const double x : point) product *= 1 + 0.5 * (x - 0.5);
        mean += product / 1024;
    }
    EXPECT_NEAR(mean, 1, 2e-3);  // plain random points: standard error 0.013
}

TEST(Emulator, PredictsASmoothFunctionFromFewRuns) {
    RandomStream random(1, 3);
    const Points inputs = spread_hypercube(50, 2, random);
    std::vector<double> outputs;
    for (const auto& x : inputs) outputs.push_back(smooth(x));
    const GaussianProcess emulator(inputs, outputs);
    double worst = 0;
    for (const auto& x : latin_hypercube(100, 2, random))
        worst = std::max(worst, std::abs(emulator.predict(x).mean - smooth(x)));
    EXPECT_LT(worst, 0.05);
    EXPECT_LT(emulator.leave_one_out().rmse_share, 0.05);
}

TEST(Emulator, FindsTheNoiseOfARunAndCoversIt) {
    RandomStream random(1, 4);
    const Points inputs = spread_hypercube(120, 2, random);
    std::vector<double> outputs;
    for (const auto& x : inputs) outputs.push_back(smooth(x) + 0.3 * random.normal());
    const GaussianProcess emulator(inputs, outputs);
    EXPECT_NEAR(std::sqrt(emulator.nugget()), 0.3, 0.09);
    EXPECT_NEAR(emulator.leave_one_out().coverage_90, 0.9, 0.09);  // 3.3 standard deviations
}

TEST(Emulator, LeavingOneOutIsAFitWithoutIt) {
    RandomStream random(1, 5);
    const Points inputs = spread_hypercube(25, 1, random);
    std::vector<double> outputs;
    for (const auto& x : inputs) outputs.push_back(std::sin(6 * x[0]) + 0.1 * random.normal());
    const GaussianProcess whole(inputs, outputs, 0.01);
    double squares = 0;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        Points rest = inputs;
        std::vector<double> values = outputs;
        rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(i));
        values.erase(values.begin() + static_cast<std::ptrdiff_t>(i));
        const double gap = GaussianProcess(rest, values, 0.01).predict(inputs[i]).mean - outputs[i];
        squares += gap * gap;
    }
    // The shortcut keeps the length scales of the whole fit.
    EXPECT_NEAR(whole.leave_one_out().rmse, std::sqrt(squares / 25), 0.03);
}

TEST(Abc, FindsThePosteriorOfALinearModel) {
    // y = x0 observed as 0.4 ± 0.1, x1 unseen: x0 ~ N(0.4, 0.1), x1 uniform
    RandomStream random(1, 6);
    AbcSettings settings;
    settings.particles = 1000;
    const Particles p = abc_smc(
        2,
        [](const std::vector<double>& x, RandomStream&) { return std::pow((x[0] - 0.4) / 0.1, 2); },
        settings, random);
    std::vector<double> first, second;
    for (const auto& x : p.points) {
        first.push_back(x[0]);
        second.push_back(x[1]);
    }
    EXPECT_NEAR(weighted_quantile(first, p.weights, 0.5), 0.4, 0.02);
    EXPECT_NEAR(weighted_quantile(first, p.weights, 0.95), 0.4 + 0.1645, 0.03);
    EXPECT_NEAR(weighted_quantile(second, p.weights, 0.95), 0.95, 0.04);
}

/// A quick model with three inputs, of which two are seen by three aims.
class Recovered : public ::testing::Test {
  protected:
    Recovered() {
        for (int i = 0; i < 3; ++i)
            inputs_.push_back({"input" + std::to_string(i), 0, 1, false, true});
        for (const double value : {1.0, 0.5, 0.7}) {
            FitTarget target;
            target.name = "aim" + std::to_string(value);
            target.published = value;
            target.tolerance = 0.2;
            targets_.push_back(target);
        }
        plan_.waves = 2;
        plan_.runs = 60;
        plan_.replicates = 12;
        plan_.particles = 100;
        plan_.populations = 3;
    }
    static void simulate(const std::vector<TableRow>& rows, RunTable& table) {
        for (TableRow row : rows) {
            RandomStream noise(row.replicate, 9);
            const double a = row.inputs[0], b = row.inputs[1];
            row.outputs = {a + b + 0.05 * noise.normal(), a * a + 0.05 * noise.normal(),
                           std::sin(2 * b) + 0.05 * noise.normal()};
            table.append({row});
        }
    }
    RunTable table(const std::string& name) const {
        return RunTable(std::filesystem::path(::testing::TempDir()) / name,
                        {"input0", "input1", "input2"}, {"a", "b", "c"});
    }
    std::vector<Input> inputs_;
    std::vector<FitTarget> targets_;
    CalibrationPlan plan_;
};

TEST_F(Recovered, PosteriorNarrowsWhatIsSeenAndKeepsThePriorOfTheRest) {
    std::filesystem::remove(std::filesystem::path(::testing::TempDir()) / "narrow.csv");
    RunTable runs = table("narrow.csv");
    const Calibration calibration(inputs_, targets_, plan_);
    const Calibrated result = calibration.run(runs, simulate);
    EXPECT_LT(result.waves.front().not_implausible_share, 0.8);
    EXPECT_GT(result.effective, 20);
    std::vector<double> weights, first, third;
    for (const ParameterDraw& draw : result.posterior.draws) {
        weights.push_back(draw.weight);
        first.push_back(draw.values[0]);
        third.push_back(draw.values[2]);
    }
    const auto width = [&](const std::vector<double>& x) {
        return weighted_quantile(x, weights, 0.95) - weighted_quantile(x, weights, 0.05);
    };
    EXPECT_LT(width(first), 0.45);
    EXPECT_GT(width(third), 0.7);
    // a + b = 1, a² = 0.5: a near 0.66
    EXPECT_NEAR(weighted_quantile(first, weights, 0.5), 0.68, 0.12);
}

TEST_F(Recovered, AKilledCampaignGoesOnToTheSameResult) {
    const auto folder = std::filesystem::path(::testing::TempDir());
    std::filesystem::remove(folder / "whole.csv");
    std::filesystem::remove(folder / "killed.csv");
    const Calibration calibration(inputs_, targets_, plan_);
    RunTable whole = table("whole.csv");
    const Calibrated expected = calibration.run(whole, simulate);
    {
        RunTable killed = table("killed.csv");
        int left = 90;
        EXPECT_THROW(calibration.run(killed,
                                     [&](const std::vector<TableRow>& rows, RunTable& into) {
                                         for (const TableRow& row : rows) {
                                             if (left-- == 0) throw std::runtime_error("killed");
                                             simulate({row}, into);
                                         }
                                     }),
                     std::runtime_error);
    }
    std::ofstream(folder / "killed.csv", std::ios::app) << "2,1,half a li";
    RunTable resumed = table("killed.csv");
    const Calibrated again = calibration.run(resumed, simulate);
    ASSERT_EQ(again.posterior.draws.size(), expected.posterior.draws.size());
    EXPECT_EQ(draws_csv(again.posterior), draws_csv(expected.posterior));
}

TEST_F(Recovered, IntervalsHoldKnownTruthsAsOftenAsTheySay) {
    std::filesystem::remove(std::filesystem::path(::testing::TempDir()) / "truth.csv");
    RunTable runs = table("truth.csv");
    plan_.waves = 1;
    const Calibration calibration(inputs_, targets_, plan_);
    calibration.run(runs, simulate);
    const EmulatorSet emulators = calibration.emulators_of(runs);
    AbcSettings settings;
    settings.particles = 120;
    settings.moves = 3;
    const auto make = [&](std::size_t trial, const std::vector<double>& truth) {
        RandomStream random(5, static_cast<std::uint32_t>(trial));
        return emulators.draw(truth, random);
    };
    const SyntheticTruth truth = synthetic_truth(calibration, emulators, 60, make, settings, 3);
    EXPECT_TRUE(truth.overall.contains(0.9)) << truth.overall.share;
    EXPECT_LT(truth.mean_width, 0.9);
}

}  // namespace
}  // namespace changji::calibration
