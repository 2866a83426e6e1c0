#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "model/app/command.hpp"
#include "model/app/result_folder.hpp"
#include "model/scenario/text_table.hpp"

namespace changji::app {
namespace {

/// A figure of rural credit beside what has been published about its like.
struct Check {
    std::string_view key, measure;
    std::string_view zh, en;
    double divisor;  ///< of the measure, to reach `unit`
    std::string_view unit;
    double low, high;  ///< range of the published figure; high 0: none published
    std::string_view source_zh, source_en;
};

constexpr double districts = 9;
constexpr double million = 1e6;
constexpr std::array<Check, 10> checks{{
    {"land_loans_per_county", "credit_contracted_land_yuan", "承包地经营权抵押贷款，每县区",
     "Loans on contracted land, per district", districts* million, "M CNY", 50, 500,
     "232 个试点县 520 亿元，2018-09，每县 2.24 亿元；各县相差很大",
     "232 pilot counties, 52 bn yuan, 2018-09: 224 M a county, with wide spread"},
    {"house_loans_per_county", "credit_house_yuan", "农房抵押贷款，每县区",
     "Loans on houses, per district", districts* million, "M CNY", 50, 700,
     "59 个试点县 196 亿元，2017-09，每县 3.32 亿元",
     "59 pilot counties, 19.6 bn yuan, 2017-09: 332 M a county"},
    {"land_income_stock", "credit_contracted_land_yuan", "承包地经营权抵押贷款，全区",
     "Loans on contracted land, zone", 1e9, "bn CNY", 0.34, 1.0,
     "10 %–30 % 农地、五年租金、抵押率 0.7、不超过三分之二土地",
     "10-30 % of farmland, five years of rent, loan to value 0.7, at most two thirds of land"},
    {"mean_unsecured", "mean_loan_unsecured_yuan", "信用贷款笔均", "Mean unsecured loan", 1, "CNY",
     0, 0, "", ""},
    {"mean_land", "mean_loan_land_yuan", "承包地经营权抵押贷款笔均", "Mean loan on contracted land",
     1, "CNY", 0, 0, "", ""},
    {"mean_house", "mean_loan_house_yuan", "农房抵押贷款笔均", "Mean loan on a house", 1, "CNY", 0,
     0, "", ""},
    {"mean_working", "mean_loan_working_yuan", "春耕流动资金笔均", "Mean loan of working capital",
     1, "CNY", 0, 0, "", ""},
    {"rate_guaranteed", "credit_rate_guaranteed", "担保贷款利率", "Rate of guaranteed loans", 0.01,
     "%", 7, 9, "吉林土地收益保证贷款 7.995 %，约 2013 年",
     "Jilin land-income-guarantee loans 7.995 %, about 2013"},
    {"rate", "credit_rate", "新发放贷款平均利率", "Mean rate of new loans", 0.01, "%", 7, 12,
     "涉农贷款约 12 %、民间 20 % 以上，约 2013 年；此后基准利率下降",
     "rural loans about 12 %, informal 20 % and more, about 2013; base rates have fallen since"},
    {"npl", "npl_share", "不良贷款率", "Bad loans over loans", 0.01, "%", 0, 3,
     "龙井四年累计 4.37 亿元无不良：弱先验 0–3 %",
     "Longjing, 437 M in four years, none bad: weak prior 0-3 %"},
}};

/// First projected year and last year.
struct Reading {
    double first = 0, last = 0;
};

Reading read(const output::Results& results, const Check& check) {
    const auto at = [&](int year) {
        return results.value(check.measure, 0, year, output::zone_row) / check.divisor;
    };
    return {at(first_year + 1), at(results.years.back())};
}

std::string shown(double value) {
    return std::isnan(value) ? "–" : fmt::format("{:.2f}", value);
}

std::string_view verdict(const Check& c, const Reading& r, Language language) {
    if (c.high == 0 || std::isnan(r.last)) return "–";
    return r.last >= c.low && r.last <= c.high ? in(language, "在范围内", "within")
                                               : in(language, "在范围外", "outside");
}

std::string table_of(const output::Results& results, Language language) {
    const bool zh = language == Language::zh;
    const int last = results.years.back();
    TextTable table;
    table.header = {zh ? "项目" : "figure",
                    zh ? "单位" : "unit",
                    std::to_string(first_year + 1),
                    std::to_string(last),
                    zh ? "已公布或手算" : "published or arithmetic",
                    fmt::format("{} {}", last, zh ? "结论" : "reading"),
                    zh ? "依据" : "from"};
    for (const Check& c : checks) {
        const Reading r = read(results, c);
        table.rows.push_back({std::string(in(language, c.zh, c.en)), std::string(c.unit),
                              shown(r.first), shown(r.last),
                              c.high > 0 ? fmt::format("{:g}–{:g}", c.low, c.high) : "–",
                              std::string(verdict(c, r, language)),
                              std::string(in(language, c.source_zh, c.source_en))});
    }
    return aligned_text(table);
}

nlohmann::ordered_json number_or_null(double value) {
    return std::isnan(value) ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(value);
}

std::string json_of(const output::Results& results) {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const Check& c : checks) {
        const Reading r = read(results, c);
        list.push_back({{"figure", c.key},
                        {"measure", c.measure},
                        {"unit", c.unit},
                        {"first", number_or_null(r.first)},
                        {"last", number_or_null(r.last)},
                        {"published", c.high > 0 ? nlohmann::ordered_json({c.low, c.high})
                                                 : nlohmann::ordered_json(nullptr)}});
    }
    return nlohmann::ordered_json{{"figures", list}}.dump(2) + "\n";
}

void credit(const Arguments& arguments) {
    arguments.expect_positional(1, 1, {"结果文件夹", "a folder of results"});
    const output::Results results = read_result_folder(arguments.positional().front());
    print(arguments.has("json") ? json_of(results) : table_of(results, arguments.language()));
}

}  // namespace

Command credit_command() {
    return {"credit",
            "credit DIR",
            "农村信贷的规模核对",
            "scale checks of rural credit",
            {{"json", "", "以 JSON 输出", "print JSON"}},
            credit};
}

}  // namespace changji::app
