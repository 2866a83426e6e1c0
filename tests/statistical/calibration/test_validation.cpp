#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "calibration/draw_table.hpp"
#include "calibration/inputs.hpp"
#include "calibration/plan.hpp"
#include "calibration/random_stream.hpp"
#include "calibration/targets.hpp"
#include "calibration/validation.hpp"
#include "model/baseline/reader.hpp"
#include "model/simulation/registers.hpp"

namespace changji::calibration {
namespace {

const std::filesystem::path calibration_folder = "calibration";

std::filesystem::path written(const std::string& name, const std::string& text) {
    // tests run side by side, each in a process of its own
    const auto file = std::filesystem::path(::testing::TempDir()) /
                      (std::to_string(::getpid()) + "-" + name);
    std::ofstream(file, std::ios::binary) << text;
    return file;
}

/// Members whose residents grow by their own rate; everything else stays at 100.
Ensemble growing(const std::vector<double>& rates, int last_year = 2024) {
    Ensemble ensemble;
    for (const double rate : rates) {
        output::Results results;
        results.runs.push_back({"baseline", 0, 0});
        for (int year = 2019; year <= last_year; ++year) results.years.push_back(year);
        for (const std::string name : {"residents", "urban_share", "cpi", "gdp_yuan"}) {
            output::Series series;
            series.name = name;
            for (const int year : results.years)
                for (std::size_t row = 0; row < output::row_count; ++row)
                    series.values.push_back(name == "cpi" ? 1
                                            : name == "urban_share"
                                                ? 0.6 + rate * (year - 2019)
                                                : std::pow(1 + rate, year - 2019));
            results.series.push_back(series);
        }
        ensemble.add(std::move(results), 1, [](const output::RunLabel&) { return true; });
    }
    ensemble.normalise();
    return ensemble;
}

const std::vector<Quantity>& shipped_map() {
    static const auto map = read_series_map(calibration_folder / "series_map.csv");
    return map;
}

const std::string header =
    "subject,geography,indicator,year,value,unit,source_title,source_ref,kind,note\n";

TEST(SeriesMap, NamesTheMeasuresOfTheModel) {
    for (const std::string_view indicator :
         {"年末常住人口(修订)", "常住人口城镇化率（七普）", "农村居民人均可支配收入",
          "地区生产总值", "第一产业增加值(初步核算)", "地方一般公共预算收入", "出生人口", "死亡率",
          "65岁及以上占比(七普)", "粮食总产量", "全体居民人均可支配收入", "城镇居民人均可支配收入",
          "城乡居民收入比", "自然增长率", "人均GDP"})
        EXPECT_TRUE(meaning_of(indicator, shipped_map())) << indicator;
    EXPECT_FALSE(meaning_of("居民消费价格指数(上年=100)", shipped_map()));
    EXPECT_FALSE(meaning_of("60岁及以上占比", shipped_map()));
}

TEST(SeriesMap, TellsGrowthFromValues) {
    const auto income = meaning_of("农村居民人均可支配收入增速", shipped_map());
    ASSERT_TRUE(income);
    EXPECT_EQ(income->form, Form::growth);
    const auto gdp = meaning_of("地区生产总值指数(上年=100)", shipped_map());
    ASSERT_TRUE(gdp);
    EXPECT_EQ(gdp->form, Form::real_growth);
    EXPECT_NEAR(in_base_units(106.6, "1", *gdp), 0.066, 1e-12);
    EXPECT_EQ(meaning_of("GDP名义增速", shipped_map())->form, Form::growth);
}

TEST(SeriesMap, ConvertsUnitsAndRefusesOthers) {
    const auto grain = meaning_of("粮食产量", shipped_map());
    EXPECT_DOUBLE_EQ(in_base_units(800, "亿斤", *grain), 4e7);
    EXPECT_DOUBLE_EQ(in_base_units(4000, "万吨", *grain), 4e7);
    EXPECT_TRUE(std::isnan(in_base_units(4000, "公顷", *grain)));
}

TEST(Observed, ReadsOddRowsAndSaysWhyItLeavesThemOut) {
    const auto file =
        written("odd.csv", "\xEF\xBB\xBF" + header +
                               "x,吉林省,常住人口,2022,\"2,347.69\",万人,t,r,reported,\r\n"
                               "x,吉林省,常住人口,2023年,约2300,万人,t,r,reported,\n"
                               "x,吉林省,常住人口,2015-2020,1,万人,t,r,reported,\n"
                               "x,吉林省,常住人口,2024,,万人,t,r,reported,\n"
                               "x,吉林省,常住人口,2022,2300,万人,t,r,recalled,\n"
                               "x,too,short\n\n");
    const ObservedFile observed = read_observed(file);
    ASSERT_EQ(observed.series.size(), 1U);
    ASSERT_EQ(observed.series[0].rows.size(), 2U);
    EXPECT_DOUBLE_EQ(observed.series[0].rows[0].value, 2347.69);
    EXPECT_DOUBLE_EQ(observed.series[0].rows[1].value, 2300);
    EXPECT_EQ(observed.skipped.size(), 4U);
}

TEST(Observed, RefusesFilesItCannotRead) {
    EXPECT_THROW(read_observed("no such file.csv"), InputError);
    EXPECT_THROW(read_observed(written("empty.csv", "")), InputError);
    EXPECT_THROW(read_observed(written("columns.csv", "a,b\n1,2\n")), InputError);
    EXPECT_THROW(read_observed(written("bytes.csv", header + "x,\xc8\xd5,b,2020,1,1,,,,\n")),
                 InputError);
    EXPECT_THROW(read_observed(written("header.csv", header)), InputError);
}

/// The province stands at 2375 in 2021 and fell 1 % a year before.
ObservedFile facts_of_a_falling_province() {
    return read_observed(
        written("past.csv", header + "x,吉林省,年末常住人口,2019,2423.22,万人,,,reported,\n"
                                     "x,吉林省,年末常住人口,2020,2398.99,万人,,,reported,\n"
                                     "x,吉林省,年末常住人口,2021,2375,万人,,,reported,\n"
                                     "x,吉林省,常住人口城镇化率,2021,63.36,%,,,reported,\n"
                                     "x,吉林省,常住人口城镇化率,2020,62.64,%,,,recalled,\n"));
}

TEST(Validation, AnchorsOnTheLastFitYearAndFollowsTheZonesGrowth) {
    const auto observed = read_observed(
        written("future.csv", header + "x,吉林省,常住人口城镇化率,2023,65.36,%,,,reported,\n"
                                       "x,北京市,常住人口,2023,2185,万人,,,reported,\n"
                                       "x,吉林省,火星人口,2023,1,人,,,reported,\n"
                                       "x,吉林省,出生人口,2023,10,万人,,,reported,\n"
                                       "x,吉林省,年末常住人口,2018,2484,万人,,,reported,\n"
                                       "x,吉林省,农村居民人均可支配收入,2040,1,元,,,reported,\n"));
    const Validation v =
        validate(observed, facts_of_a_falling_province(), shipped_map(), growing({0.008, 0.012}));
    ASSERT_EQ(v.series.size(), 6U);
    ASSERT_TRUE(v.series[0].scored());
    const ScoredRow& row = v.series[0].rows[0];
    EXPECT_EQ(row.anchor_year, 2021);
    EXPECT_NEAR(row.median, 0.6336 + 0.02, 1e-4);  // recalled figures teach no difference
    EXPECT_NEAR(row.crps, 0.0, 0.002);
    EXPECT_EQ(v.mapped(), 1U);
    for (std::size_t i = 1; i < v.series.size(); ++i) {
        EXPECT_FALSE(v.series[i].scored());
        EXPECT_FALSE(v.series[i].reason.zh.empty());
        EXPECT_FALSE(v.series[i].reason.en.empty());
    }
}

TEST(Validation, LearnsAConstantDifferenceFromFitYearsOnly) {
    const auto observed = read_observed(
        written("ahead.csv", header + "x,吉林省,年末常住人口,2023,2327.7,万人,,,reported,\n"));
    // The zone stands still while the province loses 1 % a year: two of three parts are learned.
    const Validation v =
        validate(observed, facts_of_a_falling_province(), shipped_map(), growing({0, 0}));
    const ScoredRow& row = v.series[0].rows[0];
    EXPECT_NEAR(row.median / 2375e4, 1 - 2 * 0.01 * 2 / 3, 2e-4);
    EXPECT_LT(row.low90, row.observed);
    EXPECT_GT(row.high90, row.observed);
    EXPECT_NEAR(row.naive[constant_growth], 2375e4 * std::pow(2375 / 2423.22, 1), 1e3);
    EXPECT_NEAR(row.naive[no_change], 2375e4, 1);
}

TEST(Validation, FitYearsAreForecastFromTheYearBefore) {
    const auto observed = read_observed(
        written("fit.csv", header + "x,吉林省,年末常住人口,2020,2398.99,万人,,,reported,\n"));
    const Validation v =
        validate(observed, facts_of_a_falling_province(), shipped_map(), growing({0}));
    const ScoredRow& row = v.series[0].rows[0];
    EXPECT_EQ(row.anchor_year, 2019);
    EXPECT_NEAR(row.median, 2423.22e4, 1);  // nothing of 2020 itself is used
}

TEST(Validation, CoverageOfRightBandsIsNominal) {
    RandomStream random(1, 9);
    const double error = 0.0025;  // of the urban share, as the map states
    std::string text = header;
    // Fifteen places would need places; one place and many values of one year are duplicates, so
    // the statement is tested on the bands themselves.
    const auto observed = read_observed(
        written("one.csv", text + "x,吉林省,常住人口城镇化率,2022,64,%,,,reported,\n"));
    const Validation v =
        validate(observed, facts_of_a_falling_province(), shipped_map(), growing({0.007}));
    const ScoredRow& row = v.series[0].rows[0];
    const double spread = error * std::sqrt(2.0);  // constant part and the year's part
    EXPECT_NEAR(row.high90 - row.low90, 2 * 1.6449 * spread, 1e-5);
    int inside = 0;
    for (int i = 0; i < 2000; ++i) {
        const double truth = row.median + spread * random.normal();
        inside += row.low90 <= truth && truth <= row.high90;
    }
    EXPECT_NEAR(inside / 2000.0, 0.9, 0.03);
}

TEST(Validation, SummaryComparesWithTheBestNaiveForecast) {
    const auto observed = read_observed(
        written("sum.csv", header + "x,吉林省,年末常住人口,2022,2375,万人,,,reported,\n"));
    const Validation v =
        validate(observed, facts_of_a_falling_province(), shipped_map(), growing({0}));
    const ScoreSummary s = summary_of(v);
    EXPECT_EQ(s.rows, 1U);
    EXPECT_EQ(s.best_naive, no_change);
    EXPECT_EQ(summary_of(v, 0, last_fit_year).rows, 0U);
}

TEST(Shipped, InputsAndTargetsAreValid) {
    const auto inputs = read_inputs(calibration_folder / "inputs.csv", all_parameters());
    EXPECT_GE(inputs.size(), 20U);
    const Baseline baseline = read_baseline("model/baseline/facts");
    const auto fit = read_fit_targets(calibration_folder / "fit_targets.csv", baseline);
    EXPECT_GE(judged_targets(fit).size(), 10U);
    for (const FitTarget& target : fit) EXPECT_LE(target.year, 2024) << target.name;
    EXPECT_GE(read_fit_targets(calibration_folder / "validation_targets.csv", baseline).size(),
              10U);
    EXPECT_EQ(read_plan(calibration_folder / "quick.plan").particles, 200U);
    EXPECT_EQ(read_draws(calibration_folder / "posterior_weighted.csv").draws.size(), 200U);
    EXPECT_EQ(read_draws(calibration_folder / "posterior.csv").draws.size(), 200U);
}

TEST(Shipped, PlanErrorsAreToldAllAtOnce) {
    const auto file = written("bad.plan", "runs = many\nwhat = 1\nsample = 2\nsample = 0.1\n");
    try {
        read_plan(file);
        FAIL();
    } catch (const InputError& error) {
        for (const std::string_view place :
             {"bad.plan:1", "bad.plan:2", "bad.plan:3", "bad.plan:4"})
            EXPECT_NE(error.message().en.find(place), std::string::npos) << place;
    }
}

}  // namespace
}  // namespace changji::calibration
