#include <cmath>
#include <set>

#include <gtest/gtest.h>

#include "model/app/sign_tests.hpp"
#include "model/scenario/reader.hpp"
#include "model/simulation/registers.hpp"

namespace changji::app {
namespace {

SignTest with_sign(Sign sign) {
    SignTest test;
    test.sign = sign;
    return test;
}

PairedChange change(double value, double standard_error) {
    return {1, value, standard_error, 5};
}

TEST(Signs, TheSignMustBeClearAndTheOppositeNotClear) {
    EXPECT_TRUE(holds(with_sign(Sign::positive), change(3, 1)));
    EXPECT_FALSE(holds(with_sign(Sign::positive), change(1.9, 1)));
    EXPECT_FALSE(holds(with_sign(Sign::positive), change(0, 0)));
    EXPECT_TRUE(holds(with_sign(Sign::positive), change(1, 0)));  // every pair alike
    EXPECT_TRUE(holds(with_sign(Sign::negative), change(-3, 1)));
    EXPECT_TRUE(holds(with_sign(Sign::not_positive), change(1.9, 1)));
    EXPECT_TRUE(holds(with_sign(Sign::not_positive), change(0, 0)));
    EXPECT_FALSE(holds(with_sign(Sign::not_positive), change(3, 1)));
    EXPECT_TRUE(holds(with_sign(Sign::not_negative), change(-1.9, 1)));
    EXPECT_FALSE(holds(with_sign(Sign::positive), change(std::nan(""), 1)));
}

TEST(Signs, ABoundLimitsTheSizeOfTheChange) {
    SignTest test = with_sign(Sign::positive);
    test.most = 2;
    EXPECT_TRUE(holds(test, change(1.5, 0.1)));
    EXPECT_FALSE(holds(test, change(2.5, 0.1)));
}

TEST(Signs, EveryTestOfTheTableCanBeRun) {
    const std::vector<SignTest> tests = read_signs("scenarios/signs.csv");
    std::set<std::string> ids;
    std::size_t quick = 0;
    for (const SignTest& test : tests) {
        EXPECT_TRUE(ids.insert(test.id).second) << test.id << " is there twice";
        EXPECT_NE(test.low, test.high) << test.id;
        EXPECT_FALSE(test.zh.empty() || test.en.empty() || test.evidence.empty()) << test.id;
        for (const auto& settings : {test.low, test.high})
            EXPECT_NO_THROW(
                read_scenario({test.scenario, {"scenarios"}, settings, ""}, all_parameters()))
                << test.id;
        quick += test.quick;
    }
    EXPECT_GE(quick, 5u);
}

}  // namespace
}  // namespace changji::app
