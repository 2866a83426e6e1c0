#include <random>

#include <gtest/gtest.h>

#include "model/scenario/problems.hpp"
#include "model/scenario/text_scan.hpp"
#include "tests/unit/scenario/small_register.hpp"

namespace changji {
namespace {

using namespace test;

/// One bad text, and what both languages must say about it.
struct Bad {
    const char* name;
    std::string text;
    std::vector<std::string> english;
    std::string chinese;
};

void PrintTo(const Bad& bad, std::ostream* stream) {
    *stream << bad.name;
}

class BadScenario : public testing::TestWithParam<Bad> {};

TEST_P(BadScenario, IsRefusedWithLineAndRemedyInBothLanguages) {
    const ScenarioFolder folder;
    const std::string told = folder.complaint(GetParam().text);
    for (const std::string& part : GetParam().english)
        EXPECT_NE(told.find(part), std::string::npos) << "missing: " << part << "\nin: " << told;
    EXPECT_NE(folder.chinese().find(GetParam().chinese), std::string::npos) << folder.chinese();
    EXPECT_EQ(told.find('\n'), std::string::npos) << "more than one complaint: " << told;
}

const std::vector<Bad> bad_texts{
    {"misspelt_key",
     "[t1]\ntc_lnad = 5\n",
     {"s.ini:2: ", "t1.tc_lnad", "did you mean t1.tc_land?"},
     "是否想写 t1.tc_land"},
    {"unknown_key_far_from_all",
     "zzzzzzzz.qqqqqqq = 5\n",
     {":1: unknown key", "changji parameters"},
     "未知的键"},
    {"lever_of_no_process_yet",
     "[t3]\nltv_HU = 0.5\n",
     {":2: unknown key", "t3.ltv_HU"},
     "未知的键"},
    {"out_of_range",
     "[t1]\ntc_land = 5000 CNY/ha\n",
     {":2: ", "“5000”", "[0, 2000] CNY/ha"},
     "超出范围"},
    {"out_of_range_by_year",
     "[t1]\ntc_land = 2021:80 2022:-1\n",
     {":2: ", "“-1”", "[0, 2000]"},
     "超出范围"},
    {"wrong_unit",
     "[t1]\ntc_land = 500 CNY/mu\n",
     {":2: ", "wrong unit “CNY/mu”", "CNY/ha"},
     "单位"},
    {"unit_glued_to_number", "[t1]\ntc_land = 500CNY/ha\n", {":2: ", "not a number"}, "不是数"},
    {"per_cent", "[s1]\ncoord = 80%\n", {":2: ", "not a number", "[0, 1] share"}, "不是数"},
    {"nan",
     "[t1]\ntc_land = nan\n",
     {":2: ", "“nan” is not a finite number", "[0, 2000]"},
     "不是有限的数"},
    {"infinity", "[t1]\ntc_land = -inf\n", {":2: ", "not a finite number"}, "不是有限的数"},
    {"overflow", "[t1]\ntc_land = 1e999\n", {":2: ", "not a finite number"}, "不是有限的数"},
    {"unknown_district",
     "[t1]\ntc_land@jutai = 5\n",
     {":2: ", "“jutai”", "did you mean jiutai?"},
     "未知的区县"},
    {"chinese_district",
     "[t1]\ntc_land@九台区 = 5\n",
     {":2: ", "did you mean jiutai?"},
     "未知的区县"},
    {"empty_district", "[t1]\ntc_land@ = 5\n", {":2: ", "unknown district"}, "未知的区县"},
    {"district_of_a_coefficient",
     "lab.elasticity@jiutai = 0.5\n",
     {":1: ", "one value for the zone"},
     "全区只有一个值"},
    {"repeated_key",
     "[t1]\ntc_land = 5\nt1.tc_land@zone = 6\n",
     {":3: repeated key", "s.ini:2"},
     "重复的键"},
    {"years_out_of_order",
     "[t1]\ntc_land = 2025:5 2021:6\n",
     {":2: ", "ascend", "2025, 2021"},
     "年份须递增"},
    {"year_twice", "[t1]\ntc_land = 2021:5 2021:6\n", {":2: ", "ascend", "each once"}, "各写一次"},
    {"year_outside", "[t1]\ntc_land = 1999:5\n", {":2: ", "“1999”", "[2019, 2050]"}, "年份"},
    {"year_without_value", "[t1]\ntc_land = 2021:\n", {":2: ", "number"}, "不是数"},
    {"mixed_forms", "[t1]\ntc_land = 5 2021:6\n", {":2: ", "year"}, "年份"},
    {"cut_off_before_equals", "[t1]\ntc_la", {":2: ", "no `key = value`", "cut off"}, "截断"},
    {"cut_off_after_equals", "[t1]\ntc_land =", {":2: ", "no value"}, "没有值"},
    {"cut_off_section", "t1.tc_land = 5\n[s", {":2: ", "malformed section"}, "节名"},
    {"cut_off_inside_a_character", "# \xE4\xB9", {":1: ", "not UTF-8"}, "UTF-8"},
    {"empty", "", {":1: ", "empty"}, "空"},
    {"blank", "\xEF\xBB\xBF \r\n\n", {":1: ", "empty"}, "空"},
    {"full_width_equals", "[t1]\ntc_land ＝ 5\n", {":2: ", "full-width"}, "全角"},
    {"gbk_text", "[t1]\n# \xBE\xC5\xCC\xA8\ntc_land = 5\n", {":2: ", "not UTF-8", "save"}, "UTF-8"},
    {"utf16_text", std::string("\xFF\xFE[\0t\0", 6), {":1: ", "UTF-16"}, "UTF-16"},
    {"binary", std::string("\0\0\0", 3), {":1: ", "control character"}, "控制字符"},
    {"too_large", std::string(most_file_bytes + 1, '#'), {":1: ", "1 MiB"}, "1 MiB"},
    {"unknown_plan_item",
     "[roll]\nT9.1.target = 1\n",
     {":2: ", "no item “T9.1”", "did you mean"},
     "没有条目"},
    {"unknown_rollout_field",
     "[roll]\nT1.1.goal = 1\n",
     {":2: ", "roll.T1.1.target or roll.T1.1.t0"},
     "不可识别"},
    {"rollout_without_field",
     "[roll]\nT1.1 = 1\n",
     {":2: ", "roll.T1.1.target or roll.T1.1.t0"},
     "不可识别"},
    {"rollout_above_one", "[roll]\nT1.1.target = 1.5\n", {":2: ", "[0, 1] share"}, "超出范围"},
    {"start_year_by_year", "[roll]\nT1.1.t0 = 2021:2022\n", {":2: ", "one value"}, "只写一个值"},
    {"start_year_not_whole", "[roll]\nT1.1.t0 = 2021.5\n", {":2: ", "whole number"}, "整数"},
    {"end_too_late", "run.end = 2051\n", {":1: ", "[2025, 2050] year"}, "超出范围"},
    {"end_by_district",
     "run.end@jiutai = 2030\n",
     {":1: ", "one value for the zone"},
     "全区只有一个值"},
    {"missing_parent", "# x\nextends = nowhere\n", {":2: ", "no scenario “nowhere”"}, "找不到情景"},
    {"extends_itself", "extends = s.ini\n", {":1: cyclic extends"}, "循环"},
    {"extends_inside_a_section",
     "[t1]\nextends = baseline\n",
     {":2: extends stands before"},
     "extends"},
};

INSTANTIATE_TEST_SUITE_P(Each, BadScenario, testing::ValuesIn(bad_texts),
                         [](const auto& each) { return std::string(each.param.name); });

TEST(ReaderErrors, AllMistakesOfAllSourcesAreToldAtOnce) {
    const ScenarioFolder folder;
    folder.write("shipped/parent.ini", "[t1]\ntc_land = 9999\n");
    ScenarioRequest request = folder.request(folder.write(
        "s.ini",
        "extends = parent\nnonsense\n[t1]\ntc_lend = 5\ntc_land@nowhere = 2022:nan 2021:9999 m\n"));
    request.overlay = folder.write("o.csv", "key,district,year,value\ns1.coord,jiutai,2020,7\n");
    request.set = {"s1.coord", "s1.coord=2"};
    const std::string told = folder.complaint(request);
    for (const char* part :
         {"parent.ini:2: ", "s.ini:2: ", "s.ini:4: ", "“nowhere”", "“nan”", "“9999”", "wrong unit",
          "ascend", "o.csv:2: ", "--set: “s1.coord” must be key=value", "--set: “s1.coord”: “2”"})
        EXPECT_NE(told.find(part), std::string::npos) << part << "\n" << told;
    EXPECT_EQ(std::count(told.begin(), told.end(), '\n'),
              std::count(folder.chinese().begin(), folder.chinese().end(), '\n'));
}

TEST(ReaderErrors, MissingScenarioNamesTheNearestShippedOne) {
    const ScenarioFolder folder;
    folder.write("shipped/baseline.ini", "# empty\n");
    const std::string told = folder.complaint(folder.request("basline"));
    EXPECT_NE(told.find("did you mean baseline?"), std::string::npos) << told;
    EXPECT_NE(folder.complaint(folder.request("")), "");
    EXPECT_NE(folder.complaint(folder.request(folder.path("shipped"))), "");
    EXPECT_NE(folder.complaint(folder.request("/dev/zero")), "");
}

TEST(ReaderErrors, LongCircleOfExtendsIsFound) {
    const ScenarioFolder folder;
    folder.write("sub/other.ini", "# empty\n");
    folder.write("a.ini", "extends = b.ini\n");
    folder.write("b.ini", "extends = sub/../c.ini\n");
    folder.write("c.ini", "# round\nextends = ./a\n");
    const std::string told = folder.complaint(folder.request(folder.path("a.ini")));
    EXPECT_NE(told.find("c.ini:2: cyclic extends"), std::string::npos) << told;
}

TEST(ReaderErrors, ASecondParentIsRefused) {
    const ScenarioFolder folder;
    folder.write("shipped/base.ini", "# empty\n");
    const std::string told = folder.complaint("extends = base\nextends = base\n");
    EXPECT_NE(told.find("s.ini:2: extends is repeated"), std::string::npos) << told;
}

TEST(ReaderErrors, OverlayMistakesNameTheirRow) {
    const ScenarioFolder folder;
    ScenarioRequest request = folder.request(folder.write("s.ini", "# empty\n"));
    const auto told = [&](const std::string& table) {
        request.overlay = folder.write("o.csv", table);
        return folder.complaint(request);
    };
    const std::string head = "key,district,year,value\n";
    const auto expect = [&](const std::string& table, const char* part) {
        const std::string text = told(table);
        EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
    };
    expect("key;district;year;value\n", "o.csv:1: the header lacks the column key");
    expect(head + "t1.tc_land,jiutai\n", "o.csv:2: incomplete row");
    expect(head + "t1.tc_land,\"jiutai,2020,5\n", "o.csv:2: incomplete row");
    expect(head + "t1.tc_lnad,,,5\n", "did you mean t1.tc_land?");
    expect(head + "t1.tc_land,,2020,5\nt1.tc_land,zone,2020,6\n", "o.csv:3: repeated key and year");
    expect(head + "t1.tc_land,,2020,5\nt1.tc_land,,,6\n", "o.csv:3: repeated key and year");
    expect(head + "t1.tc_land,,20x0,5\n", "o.csv:2: “t1.tc_land”: “20x0” is no usable year");
    expect(head + "t1.tc_land,,2020,\n", "o.csv:2: ");
    expect(head + "t1.tc_land,,2020,2021:5\n", "o.csv:2: “t1.tc_land”: the column value");
    expect(head + "t1.tc_land,mars,2020,5\n", "unknown district “mars”");
    request.overlay = folder.path("absent.csv");
    EXPECT_NE(folder.complaint(request).find("absent.csv: no such file"), std::string::npos);
}

TEST(ReaderErrors, CommandLineSettingsAreCheckedLikeFiles) {
    const ScenarioFolder folder;
    ScenarioRequest request = folder.request(folder.write("s.ini", "# empty\n"));
    for (const char* bad : {"", "=", "t1.tc_land", "t1.tc_land=", "=5", "t1.tc_land=5 m", "\xFF=5",
                            "extends=baseline", "t1.tc_lnad=5"}) {
        request.set = {bad};
        EXPECT_EQ(folder.complaint(request).substr(0, 7), "--set: ") << bad;
    }
    request.set = {"t1.tc_land=5", "t1.tc_land=6"};
    EXPECT_NE(folder.complaint(request).find("repeated key"), std::string::npos);
}

TEST(ReaderErrors, QuoteAtMostEightyCharactersOfTheInput) {
    const ScenarioFolder folder;
    std::string long_name;
    for (int i = 0; i < 5000; ++i) long_name += "长";
    const std::string told = folder.complaint("[t1]\ntc_land = " + long_name + "\n" + long_name);
    EXPECT_LT(told.size(), 1500u);
    EXPECT_EQ(quoted_input(std::string(200, 'x')), "“" + std::string(80, 'x') + "…”");
    EXPECT_EQ(quoted_input("a\x1B\xFF\n"), "“a???”");
}

TEST(ReaderErrors, ManyMistakesAreCounted) {
    const ScenarioFolder folder;
    std::string text;
    for (int i = 0; i < 300; ++i) text += "nonsense\n";
    EXPECT_NE(folder.complaint(text).find("and 100 more errors"), std::string::npos);
}

/// Random bytes, and random damage to a good file: an InputError or a scenario, never a crash.
/// Fixed seed; the sanitiser build runs the same inputs.
TEST(ReaderErrors, RandomInputNeverCrashes) {
    const ScenarioFolder folder;
    const std::string good =
        "\xEF\xBB\xBF# 例\r\n[t1]\ntc_land = 2021:80 2025:120 CNY/ha\ntc_land@jiutai = 300\n"
        "[roll]\nT1.target = 1 share\nT1.1.t0 = 2022\n[safeguards]\nall = 2019:base 2020:reform\n";
    const std::string alphabet = "[]=#;@:.,\"\n\r\t 0129-+eE\xEF\xBB\xBF\xE4\xB9\x9Dt1cland";
    std::mt19937 random(20201120);  // the draws decide test inputs only
    const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random()) % n; };
    int refused = 0;
    for (int round = 0; round < 2000; ++round) {
        std::string text = round % 3 == 0 ? std::string() : good;
        if (round % 3 == 0)
            for (std::size_t i = below(200); i > 0; --i)
                text +=
                    round % 2 == 0 ? static_cast<char>(random()) : alphabet[below(alphabet.size())];
        if (round % 3 == 1) text.resize(below(text.size()));
        if (round % 3 == 2)
            for (std::size_t i = below(4) + 1; i > 0; --i)
                text[below(text.size())] = alphabet[below(alphabet.size())];
        ScenarioRequest request = folder.request(folder.write("s.ini", text));
        if (round % 5 == 0)
            request.overlay = folder.write("o.csv", "key,district,year,value\n" + text);
        if (round % 7 == 0) request.set = {text.substr(0, 40)};
        refused += folder.complaint(request).empty() ? 0 : 1;
    }
    EXPECT_GT(refused, 1000);
    EXPECT_LT(refused, 2000);
}

}  // namespace
}  // namespace changji
