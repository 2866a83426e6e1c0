#include <sstream>

#include <gtest/gtest.h>

#include "model/scenario/resolved_text.hpp"
#include "tests/unit/scenario/small_register.hpp"

namespace changji {
namespace {

using namespace test;
constexpr District jiutai = District::jiutai, yongji = District::yongji;

TEST(Reader, ReadsSectionsFullKeysUnitsYearsAndDistricts) {
    const ScenarioFolder folder;
    const Scenario s = folder.read(
        "# 例 · example\n"
        "t2.offsite_on = 0.5\n"
        "[t1]\n"
        "tc_land = 2021:80  2025: 120 CNY/ha   # by year\n"
        "t1.tc_land@jiutai = 300 CNY/ha\n"
        "; a remark\n"
        "[roll]\n"
        "T1.1.target = 2021:0.2 2025:1 share\n"
        "T1.1.target@jiutai = 1\n"
        "T1.1.t0 = 2022 year\n"
        "[run]\n"
        "end = 2050\n");
    EXPECT_EQ(s.name, "s");
    EXPECT_EQ(s.value(offsite, 2020, yongji), 0.5);
    EXPECT_EQ(s.value(tc_land, 2023, yongji), 100);
    EXPECT_EQ(s.value(tc_land, 2023, jiutai), 300);
    const std::size_t item = plan_item_index("T1.1");
    EXPECT_EQ(s.target(item, 2021, yongji), 0);
    EXPECT_DOUBLE_EQ(s.target(item, 2023, yongji), 0.6);
    EXPECT_EQ(s.target(item, 2022, jiutai), 1);
    EXPECT_EQ(s.last_year, 2050);
}

TEST(Reader, CoefficientsMayStandInTheRolloutSection) {
    const ScenarioFolder folder;
    auto parameters = small_register();
    parameters[elasticity].key = "roll.kappa0";
    const auto request =
        folder.request(folder.write("s.ini", "[roll]\nkappa0 = 0.5\nT1.target = 1\n"));
    EXPECT_EQ(read_scenario(request, parameters).value(elasticity, 2020, jiutai), 0.5);
}

TEST(Reader, AcceptsByteOrderMarkAndWindowsLineEnds) {
    const ScenarioFolder folder;
    const Scenario s = folder.read("\xEF\xBB\xBFt1.tc_land = 300\r\n[s1]\r\ncoord = 0.5 share\r\n");
    EXPECT_EQ(s.value(tc_land, 2020, yongji), 300);
    EXPECT_EQ(s.value(coordination, 2020, yongji), 0.5);
    EXPECT_EQ(s.origins.values[coordination][yongji], "s.ini:3");
}

TEST(Reader, WordsBaseAndReformStandForTheRegister) {
    const ScenarioFolder folder;
    const Scenario s =
        folder.read("[safeguards]\nall = 2019:base 2020:reform\n[t1]\ntc_land = base\n");
    EXPECT_EQ(s.value(coordination, 2019, jiutai), 0.1);
    EXPECT_EQ(s.value(coordination, 2020, jiutai), 0.9);
    EXPECT_EQ(s.value(outflow, 2020, jiutai), 1);
    EXPECT_EQ(s.value(tc_land, 2020, jiutai), 900);
}

TEST(Reader, TheSpecialEntryWinsWithinAFileInAnyOrder) {
    const ScenarioFolder folder;
    const Scenario s = folder.read(
        "[roll]\nT1.1.target = 0.3\nT1.target@jiutai = 0.5\nall.target = 1\n"
        "T1.2.target@jiutai = 0.7\nT1.2.target = 0.6\n[s1]\ncoord = 0.4\n[safeguards]\nall = 1\n");
    const auto target = [&](std::string_view id, District d) {
        return s.target(plan_item_index(id), 2030, d);
    };
    EXPECT_EQ(target("T1.1", jiutai), 0.3);
    EXPECT_EQ(target("T1.2", jiutai), 0.7);
    EXPECT_EQ(target("T1.2", yongji), 0.6);
    EXPECT_EQ(target("T1.3", jiutai), 0.5);
    EXPECT_EQ(target("T1.3", yongji), 1);
    EXPECT_EQ(s.value(coordination, 2030, jiutai), 0.4);
}

TEST(Reader, ExtendsShippedNamesAndNeighboursAndLaterSourcesWin) {
    const ScenarioFolder folder;
    folder.write("shipped/base.ini",
                 "[t1]\ntc_land = 100\ntc_land@jiutai = 110\n[s1]\ncoord = 0.2\n");
    folder.write("sub/middle.ini", "extends = base\n[s1]\ncoord = 0.3\n");
    folder.write("sub/top.ini",
                 "extends = middle.ini\n[shock]\noutflow = 2\n[roll]\nall.target=1\n");
    ScenarioRequest request = folder.request(folder.path("sub/top.ini"));
    request.overlay = folder.write("over.csv",
                                   "\xEF\xBB\xBFkey,district,year,value,note\r\n"
                                   "s1.coord,,2025,0.5,\"a, b\"\r\n"
                                   "s1.coord,zone,2021,0.1,\r\n"
                                   "t1.tc_land,yongji,,120 CNY/ha,\r\n,,,,\r\n");
    request.set = {"shock.outflow=3 1", "t2.offsite_on@jiutai = 0"};
    const Scenario s = read_scenario(request, small_register());
    EXPECT_EQ(s.value(tc_land, 2020, jiutai), 110);
    EXPECT_EQ(s.value(tc_land, 2020, yongji), 120);
    EXPECT_EQ(s.value(tc_land, 2020, District::fengman), 100);
    EXPECT_DOUBLE_EQ(s.value(coordination, 2023, jiutai), 0.3);
    EXPECT_EQ(s.value(outflow, 2020, jiutai), 3);
    EXPECT_EQ(s.value(offsite, 2020, jiutai), 0);
    EXPECT_EQ(s.value(offsite, 2020, yongji), 1);
    EXPECT_EQ(s.origins.values[tc_land][jiutai], "base.ini:3");
    EXPECT_EQ(s.origins.values[tc_land][yongji], "overlay:4");
    EXPECT_EQ(s.origins.values[coordination][yongji], "overlay:2");
    EXPECT_EQ(s.origins.values[outflow][yongji], "--set");
    EXPECT_EQ(s.origins.values[offsite][yongji], "default");
    EXPECT_EQ(s.origins.rollout_target[0][yongji], "top.ini:5");
    EXPECT_EQ(s.origins.start_year[0][yongji], "default");
}

TEST(Reader, APlusLaysTheEntriesOfAFileOverAnotherScenario) {
    const ScenarioFolder folder;
    folder.write("shipped/reform.ini", "t1.tc_land = 100\nt2.offsite_on = 1\n");
    folder.write("shipped/root.ini", "t2.offsite_on = 0\n");
    folder.write("shipped/shock.ini", "extends = root\n[t1]\ntc_land = 700\n");
    const Scenario s = read_scenario(folder.request("reform+shock"), small_register());
    EXPECT_EQ(s.name, "reform+shock");
    EXPECT_EQ(s.value(tc_land, 2025, yongji), 700);
    EXPECT_EQ(s.value(offsite, 2025, yongji), 1);  // not what shock.ini extends
    try {
        read_scenario(folder.request("reform+shok"), small_register());
        ADD_FAILURE();
    } catch (const InputError& error) {
        EXPECT_NE(error.message().en.find("shock"), std::string::npos);  // the nearest name
    }
}

TEST(Reader, AnEntryForTheZoneReplacesDistrictsOfAnExtendedFile) {
    const ScenarioFolder folder;
    folder.write("shipped/base.ini", "t1.tc_land@jiutai = 110\n");
    const Scenario s = folder.read("extends = base\n[t1]\ntc_land = 500\n");
    EXPECT_EQ(s.value(tc_land, 2020, jiutai), 500);
}

TEST(Reader, ShippedNamesAreFoundWithAndWithoutEnding) {
    const ScenarioFolder folder;
    folder.write("shipped/base.ini", "t1.tc_land = 110\n");
    for (const char* name : {"base", "base.ini"})
        EXPECT_EQ(read_scenario(folder.request(name), small_register()).name, "base");
    EXPECT_EQ(shipped_scenarios({folder.path("shipped"), folder.path("absent")}),
              std::vector<std::string>{"base"});
}

TEST(Reader, NoEntryGivesTheBaselineBitForBit) {
    const ScenarioFolder folder;
    const Scenario s = folder.read("# nothing\n"), base = default_scenario(small_register());
    EXPECT_TRUE(differences(s, base, small_register()).empty());
}

TEST(Reader, ReformValueWithoutRolloutChangesNoBindingBit) {
    const ScenarioFolder folder;
    const auto parameters = small_register();
    const Scenario s = folder.read("[t1]\ntc_land = 7\n[t2]\noffsite_on = 0.25\n");
    const Scenario base = default_scenario(parameters);
    for (std::size_t d = 0; d < district_count; ++d) {
        std::vector<double> rollout;
        for (std::size_t i = 0; i < plan_items().size(); ++i)
            rollout.push_back(rollout_2019(i, district_at(d)));
        const auto a = bind_levers<SmallLevers>(s, 0, 2025, district_at(d), rollout);
        const auto b = bind_levers<SmallLevers>(base, 0, 2025, district_at(d), rollout);
        EXPECT_EQ(a.cost, b.cost);
        EXPECT_EQ(a.offsite, b.offsite);
    }
}

/// The block between ```ini and ``` of the guide.
std::string worked_example() {
    std::ifstream stream("scenarios/README.md");
    std::stringstream text;
    text << stream.rdbuf();
    const std::string guide = text.str(), open = "```ini\n";
    const std::size_t begin = guide.find(open);
    if (begin == std::string::npos) return "";
    return guide.substr(begin + open.size(), guide.find("```\n", begin + 6) - begin - open.size());
}

TEST(ShippedScenarios, BaselineFullReformAndTheWorkedExampleAreValid) {
    const auto parameters = small_register();
    const std::vector<std::filesystem::path> shipped{"scenarios"};
    const Scenario baseline = read_scenario({"baseline", shipped, {}, ""}, parameters);
    EXPECT_TRUE(differences(baseline, default_scenario(parameters), parameters).empty());
    const Scenario full = read_scenario({"full_reform", shipped, {}, ""}, parameters);
    for (std::size_t i = 0; i < plan_items().size(); ++i)
        EXPECT_EQ(full.target(i, 2021, yongji), 1);
    EXPECT_EQ(full.target(plan_item_index("T1.1"), 2020, yongji), 0);
    EXPECT_EQ(full.value(coordination, 2020, yongji), 0.1);
    EXPECT_EQ(full.value(coordination, 2021, yongji), 0.9);
    const ScenarioFolder folder;
    const std::string example = worked_example();
    ASSERT_FALSE(example.empty());
    folder.write("shipped/baseline.ini", "# empty\n");
    const Scenario own = folder.read(example);
    EXPECT_EQ(own.value(tc_land, 2023, jiutai), 450);
    EXPECT_EQ(own.value(tc_land, 2023, yongji), 300);
}

}  // namespace
}  // namespace changji
