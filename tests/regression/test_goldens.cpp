#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "tests/regression/golden.hpp"

namespace changji::test {
namespace {

std::string read_text(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

/// Compares a scenario with its golden file; with CHANGJI_ACCEPT set (by the script `accept`)
/// rewrites the file and tells what has changed.
void compare(const std::string& scenario) {
    const std::string path = "tests/regression/golden/" + scenario + ".csv";
    const std::string before = read_text(path), after = golden_text(scenario);
    const std::string table = change_table(changes(before, after));
    if (std::getenv("CHANGJI_ACCEPT") != nullptr) {
        std::printf("%s", table.empty() ? "no measure has changed\n" : table.c_str());
        std::ofstream file(path, std::ios::binary);
        file << after;
        ASSERT_TRUE(file.flush().good()) << path;
        return;
    }
    ASSERT_FALSE(before.empty()) << path << " is missing; run tests/regression/accept " << scenario;
    EXPECT_TRUE(before == after) << "results have changed; if this is meant, run "
                                    "tests/regression/accept "
                                 << scenario << "\n"
                                 << table;
}

TEST(Golden, baseline) {
    compare("baseline");
}

TEST(Golden, full_reform) {
    compare("full_reform");
}

TEST(GoldenFile, ChangesAreFoundMeasureByMeasure) {
    const std::string before = "measure,code,unit,2019,2020\na,K01,yuan,1.5,2\nb,K02,1,,3\n";
    const std::string after = "measure,code,unit,2019,2020\na,K01,yuan,1.5,2.5\nc,K03,1,4,4\n";
    EXPECT_TRUE(changes(before, before).empty());
    const std::vector<Changed> found = changes(before, after);
    ASSERT_EQ(found.size(), 3u);
    EXPECT_EQ(found[0].measure, "a");
    EXPECT_EQ(found[0].year, 2020);
    EXPECT_EQ(found[0].before, 2.0);
    EXPECT_EQ(found[0].after, 2.5);
    EXPECT_EQ(found[1].measure, "b");  // gone
    EXPECT_EQ(found[2].measure, "c");  // new
}

}  // namespace
}  // namespace changji::test
