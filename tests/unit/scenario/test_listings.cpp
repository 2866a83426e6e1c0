#include <algorithm>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "model/scenario/register_text.hpp"
#include "model/scenario/resolved_text.hpp"
#include "model/scenario/suggestion.hpp"
#include "model/scenario/value_text.hpp"
#include "tests/unit/scenario/small_register.hpp"

namespace changji {
namespace {

using namespace test;

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

TEST(Show, NamesValueUnitAndOriginAndDistrictsThatDiffer) {
    const ScenarioFolder folder;
    const Scenario s = folder.read(
        "[t1]\ntc_land = 2021:80 2025:120\ntc_land@jiutai = 300\n[roll]\nT1.1.target = 1\n");
    const std::string text = show_text(s, small_register(), Language::zh);
    EXPECT_TRUE(holds(text, "t1.tc_land = 2021:80 2025:120 CNY/ha ")) << text;
    EXPECT_TRUE(holds(text, "# s.ini:2\n"));
    EXPECT_TRUE(holds(text, "t1.tc_land@jiutai = 300 CNY/ha"));
    EXPECT_TRUE(holds(text, "# s.ini:3\n"));
    EXPECT_TRUE(holds(text, "s1.coord = 0.1 share"));
    EXPECT_TRUE(holds(text, "# default\n"));
    EXPECT_TRUE(holds(text, "roll.T1.1.target = 1 share"));
    EXPECT_TRUE(holds(text, "roll.T2.1.target@jiutai = 0.6 share"));
    EXPECT_FALSE(holds(text, "roll.A1.target"));
}

TEST(Show, IsAScenarioFileThatGivesTheSameScenario) {
    const ScenarioFolder folder;
    const auto parameters = small_register();
    const Scenario first = folder.read(
        "[t1]\ntc_land = 2021:80 2025:120.125\ntc_land@jiutai = 1e-3\n[roll]\nT1.target = 0.3\n"
        "T1.1.t0@yongji = 2023\nP2.1-9.target = 1\n[run]\nend = 2040\n");
    const Scenario again = folder.read(show_text(first, parameters, Language::en));
    EXPECT_TRUE(differences(first, again, parameters).empty());
    EXPECT_EQ(again.last_year, 2040);
}

TEST(Show, JsonHoldsEveryParameterAndItem) {
    const ScenarioFolder folder;
    const auto json =
        nlohmann::json::parse(show_json(folder.read("s1.coord = 0.5\n"), small_register()));
    EXPECT_EQ(json["name"], "s");
    EXPECT_EQ(json["values"].size(), 1 + small_register().size() + plan_items().size());
    EXPECT_EQ(json["values"][5]["districts"]["jiutai"]["origin"], "s.ini:1");
}

TEST(Diff, ListsKeysByDistrictOnlyWhereTheyDiffer) {
    const ScenarioFolder folder;
    const auto parameters = small_register();
    const Scenario base = default_scenario(parameters);
    const Scenario other = folder.read(
        "[t1]\ntc_land@jiutai = 300\n[s1]\ncoord = 0.5\n[roll]\nT1.1.t0 = 2022\nT1.1.target = 0\n");
    const auto found = differences(base, other, parameters);
    ASSERT_EQ(found.size(), 3u);
    EXPECT_EQ(found[0].key, "t1.tc_land");
    EXPECT_EQ(found[0].district, "jiutai");
    EXPECT_EQ(found[0].first, "450");
    EXPECT_EQ(found[0].second, "300");
    EXPECT_EQ(found[1].key, "s1.coord");
    EXPECT_EQ(found[1].district, "zone");
    EXPECT_EQ(found[2].key, "roll.T1.1.t0");
    EXPECT_TRUE(holds(diff_text(base, other, parameters, Language::en), "0.5"));
    EXPECT_TRUE(holds(diff_text(base, base, parameters, Language::zh), "没有差别"));
    EXPECT_EQ(nlohmann::json::parse(diff_json(base, other, parameters))["differences"].size(), 3u);
}

TEST(Diff, TextListsItemsThatDifferAlikeInOneLine) {
    const ScenarioFolder folder;
    const auto parameters = small_register();
    const Scenario base = default_scenario(parameters);
    const Scenario other = folder.read("[roll]\nT1.target = 1\nT1.1.target = 0.5\n");
    const std::string text = diff_text(base, other, parameters, Language::en);
    EXPECT_TRUE(holds(text, "roll.T1.1.target")) << text;
    EXPECT_TRUE(holds(text, "roll.*.target (5 items)  zone")) << text;  // T1.4 to T1.8
    EXPECT_FALSE(holds(text, "roll.T1.4.target")) << text;
}

TEST(Register, TablesNameEveryParameterInBothLanguages) {
    const auto parameters = small_register();
    for (const Language language : {Language::zh, Language::en}) {
        const TextTable table = register_table(parameters, language);
        EXPECT_EQ(table.rows.size(), parameters.size());
        for (const auto& row : table.rows) EXPECT_EQ(row.size(), table.header.size());
    }
    EXPECT_TRUE(holds(markdown_text(register_table(parameters, Language::en)),
                      "| t1.tc_land | CNY/ha | 900 | 450 | [0, 2000] |"));
    EXPECT_TRUE(holds(csv_text(register_columns(parameters)),
                      "t1.tc_land,CNY/ha,900,450,0,2000,lever,T1.1 T1.8,15,流转成本,"));
    const auto json = nlohmann::json::parse(register_json(parameters));
    EXPECT_EQ(json.size(), parameters.size());
    EXPECT_EQ(json[0]["high"], 2000);
    EXPECT_EQ(json[4]["role"], "safeguard");
}

TEST(Register, ClausesNameTheirLevers) {
    const TextTable table = clause_table(small_register(), Language::zh);
    ASSERT_EQ(table.rows.size(), 131u);
    EXPECT_EQ(table.rows[plan_item_index("T1.1")][2], "t1.tc_land");
    EXPECT_EQ(table.rows[plan_item_index("T1.8")][2], "t1.tc_land");
    EXPECT_EQ(table.rows[plan_item_index("T1.2")][2], "t1.exit_S t1.exit_C");
    EXPECT_EQ(table.rows[plan_item_index("T2.10")][2], "");
}

TEST(Register, FaultsAreFound) {
    auto parameters = small_register();
    EXPECT_TRUE(register_faults(parameters).empty());
    parameters[0].base = -1;
    parameters[1].clause = "X9";
    parameters[2].source = "";
    parameters[4].key = parameters[3].key;
    EXPECT_EQ(register_faults(parameters).size(), 4u);
}

TEST(NumberText, IsPlainAndReadsBackExactly) {
    EXPECT_EQ(number_text(200000), "200000");
    EXPECT_EQ(number_text(3e8), "300000000");
    EXPECT_EQ(number_text(-0.01), "-0.01");
    EXPECT_EQ(number_text(0), "0");
    for (const double value : {0.1 + 0.2, 1e-7, 2.165e11, 1.0 / 3, -5e300, 123456.789})
        EXPECT_EQ(read_number(number_text(value)), value);
}

TEST(TextTable, PadsByDisplayWidthAndQuotesForSpreadsheets) {
    const TextTable table{{"键", "b"}, {{"abc", "1"}, {"九", "a,\"b\""}}};
    EXPECT_EQ(aligned_text(table), "键   b\nabc  1\n九   a,\"b\"\n");
    EXPECT_EQ(csv_text(table), "键,b\nabc,1\n九,\"a,\"\"b\"\"\"\n");
    EXPECT_EQ(markdown_text({{"x|y"}, {}}), "| x\\|y |\n|---|\n");
    EXPECT_EQ(display_width("九台 a"), 6u);
}

TEST(Suggestion, CountsEditsAndFindsTheNearest) {
    EXPECT_EQ(edit_distance("", "abc"), 3u);
    EXPECT_EQ(edit_distance("kitten", "sitting"), 3u);
    EXPECT_EQ(edit_distance("tc_lnad", "tc_land"), 1u);
    EXPECT_EQ(nearest("jutai", {"yongji", "jiutai"}), "jiutai");
    EXPECT_EQ(nearest("mars", {"yongji", "jiutai"}), "");
}

}  // namespace
}  // namespace changji
