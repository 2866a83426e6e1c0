#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "model/base/parallel.hpp"

namespace changji {
namespace {

/// Each test is repeated on several numbers of threads, also more than there are cores.
class Parallel : public testing::TestWithParam<int> {
  protected:
    void SetUp() override {
        before_ = thread_count();
        set_thread_count(GetParam());
    }
    void TearDown() override { set_thread_count(before_); }

  private:
    int before_ = 1;
};

TEST_P(Parallel, UsesTheThreadsItWasGiven) {
    EXPECT_EQ(thread_count(), GetParam());
}

TEST_P(Parallel, VisitsEachIndexOnce) {
    std::vector<int> visits(10000, 0);
    parallel_for(visits.size(), [&](std::size_t i) { ++visits[i]; });
    for (const int count : visits) ASSERT_EQ(count, 1);
}

TEST_P(Parallel, DoesNothingForAnEmptyRange) {
    parallel_for(0, [](std::size_t) { FAIL(); });
}

TEST_P(Parallel, ThrowsTheFailureOfTheLowestIndexAfterTheLoop) {
    std::vector<int> visits(1000, 0);
    try {
        parallel_for(visits.size(), [&](std::size_t i) {
            ++visits[i];
            if (i % 100 == 37) throw std::runtime_error(std::to_string(i));
        });
        FAIL() << "no exception arrived";
    } catch (const std::runtime_error& error) {
        EXPECT_STREQ(error.what(), "37");
    }
    for (const int count : visits) ASSERT_EQ(count, 1);
}

TEST_P(Parallel, AddsIntegersOfAllThreads) {
    PerThread<std::int64_t> sum;
    parallel_for(100001, [&](std::size_t i) { sum.mine() += static_cast<std::int64_t>(i); });
    EXPECT_EQ(sum.total(), std::int64_t{100001} * 100000 / 2);
}

INSTANTIATE_TEST_SUITE_P(Threads, Parallel, testing::Values(1, 2, 3, 7));

}  // namespace
}  // namespace changji
