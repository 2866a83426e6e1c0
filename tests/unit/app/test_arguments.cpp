#include <gtest/gtest.h>

#include "model/app/arguments.hpp"
#include "model/app/estimate.hpp"

namespace changji::app {
namespace {

const std::vector<OptionText> options{{"seed,s", "N", "种子", "seed"},
                                      {"set", "K=V", "取值", "value"},
                                      {"force", "", "覆盖", "replace"}};

std::string message(const std::vector<std::string>& words) {
    try {
        const Arguments arguments(words, options);
    } catch (const InputError& error) {
        return error.message().en;
    }
    return "";
}

TEST(Arguments, ReadOptionsInEveryUsualForm) {
    for (const std::vector<std::string>& words : {std::vector<std::string>{"--seed", "7", "name"},
                                                  {"--seed=7", "name"},
                                                  {"name", "-s", "7"},
                                                  {"-s7", "name"}}) {
        const Arguments arguments(words, options);
        EXPECT_EQ(arguments.integer("seed", 1, 0, 10), 7);
        EXPECT_EQ(arguments.positional(), std::vector<std::string>{"name"});
        EXPECT_FALSE(arguments.has("force"));
    }
    EXPECT_TRUE(Arguments({"--force"}, options).has("force"));
}

TEST(Arguments, KeepRepeatedSettingsInOrder) {
    const Arguments arguments({"--set", "a=1", "--set", "b=2"}, options);
    EXPECT_EQ(arguments.texts("set"), (std::vector<std::string>{"a=1", "b=2"}));
}

TEST(Arguments, RefuseWhatIsUnknownRepeatedOrWithoutValue) {
    EXPECT_NE(message({"--sed", "1"}).find("--seed"), std::string::npos);
    EXPECT_NE(message({"--see=1"}), "");  // no guessing of beginnings
    EXPECT_NE(message({"--seed"}), "");
    EXPECT_NE(message({"--seed="}), "");
    EXPECT_NE(message({"--seed", "1", "--seed", "2"}), "");
    EXPECT_NE(message({"--force=yes"}), "");
}

TEST(Arguments, RefuseNumbersThatAreNoneOrOutOfRange) {
    for (const char* text : {"11", "-1", "1.5", "x", "1e400", "nan", "0x5", ""}) {
        EXPECT_THROW(Arguments({"--seed", text}, options).integer("seed", 1, 0, 10), InputError)
            << text;
    }
    EXPECT_EQ(Arguments({}, options).integer("seed", 1, 0, 10), 1);
    EXPECT_DOUBLE_EQ(Arguments({"--seed", "0.25"}, options).real("seed", 1, 0, 1), 0.25);
    EXPECT_THROW(Arguments({"--seed", "1.01"}, options).real("seed", 1, 0, 1), InputError);
}

TEST(Arguments, AnotherLanguageThanTheTwoIsRefused) {
    EXPECT_EQ(Arguments({"--lang", "en"}, options).language(), Language::en);
    EXPECT_THROW(Arguments({"--lang", "fr"}, options).language(), InputError);
}

TEST(Estimate, GrowsWithSampleAndYears) {
    EXPECT_LT(estimate_run(0.1, 16, 1, false).seconds, estimate_run(1, 16, 1, false).seconds);
    EXPECT_LT(estimate_run(1, 6, 1, false).seconds, estimate_run(1, 16, 1, false).seconds);
    EXPECT_LT(estimate_run(1, 6, 1, false).disk_bytes, estimate_run(1, 6, 1, true).disk_bytes);
}

}  // namespace
}  // namespace changji::app
