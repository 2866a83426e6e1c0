#include <gtest/gtest.h>

#include "model/base/check.hpp"

namespace changji {
namespace {

TEST(Check, AnInputErrorSpeaksBothLanguages) {
    const InputError error({"第三行：数值超出范围", "line 3: value out of range"});
    EXPECT_EQ(error.message().zh, "第三行：数值超出范围");
    EXPECT_EQ(error.message().en, "line 3: value out of range");
    EXPECT_STREQ(error.what(), "第三行：数值超出范围\nline 3: value out of range");
}

TEST(Check, AFalseClaimThrowsAndATrueOneDoesNot) {
    EXPECT_NO_THROW(ensure(true, "always"));
    EXPECT_THROW(ensure(false, "never"), std::logic_error);
}

}  // namespace
}  // namespace changji
