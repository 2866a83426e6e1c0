#include <array>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "model/app/command.hpp"
#include "model/app/result_folder.hpp"
#include "model/scenario/text_table.hpp"

namespace changji::app {
namespace {

/// One channel by which land and rights could raise rural incomes: what the model gives beside
/// the arithmetic every reader can do on a page.
struct Channel {
    std::string_view key, measure;  ///< yearly sum, current yuan
    std::string_view zh, en;
    double low, high;               ///< the arithmetic, yuan of 2019 per rural resident and year
    std::string_view arithmetic_zh, arithmetic_en;
    double most;                    ///< share of rural income it stays below
};
constexpr std::array<Channel, 3> channels{{
    {"land_entry", "ccl_member_yuan", "入市收益中成员所得", "Land entry: members' share", 12, 51,
     "累计 900–2000 公顷 × 150–290 万元/公顷，扣成本与调节金后 49.4 % 归成员，15 年，140 万人",
     "900-2,000 ha in all x 1.5-2.9 M yuan/ha, 49.4 % of net to members, 15 years, 1.4 M people",
     0.01},
    {"farmland_rent", "rent_paid_yuan", "承包地租金", "Farmland rent paid", 165, 331,
     "39.6 万公顷 × 46 % 流转，其中 30 % 亲友无偿，其余 3630 元/公顷；约一半出租户住在村里",
     "0.396 M ha x 46 % leased, 30 % of it free to kin, the rest at 3,630 yuan/ha; about half of "
     "the lessors live in villages",
     0.05},
    {"house_leasing", "house_rent_yuan", "闲置农房租金", "Idle houses let", 4, 25,
     "45 万户的 1 % × 3000 元 = 每人 10 元；基线约 1700 处、改革约 5600 处",
     "1 % of 450,000 households x 3,000 yuan = 10 yuan a head; about 1,700 leases at base, 5,600 "
     "reformed",
     0.01},
}};

/// Mean over the projected years, yuan of 2019 per rural resident, and as a share of income.
struct Reading {
    double per_head = 0, share = 0;
};

Reading read(const output::Results& results, const Channel& channel) {
    Reading reading;
    double heads_years = 0, money = 0, income = 0;
    for (const int year : results.years) {
        if (year == first_year) continue;
        const auto at = [&](std::string_view name) {
            return results.value(name, 0, year, output::zone_row);
        };
        heads_years += at("rural_residents");
        money += at(channel.measure) / at("cpi");
        income += at("rural_income") * at("rural_residents") / at("cpi");
    }
    reading.per_head = money / heads_years;
    reading.share = money / income;
    return reading;
}

/// Value of one entered parcel over all years, current yuan; NaN without parcels.
double value_per_parcel(const output::Results& results) {
    const int last = results.years.back();
    const double parcels = results.value("ccl_parcels_cum", 0, last, output::zone_row);
    if (!(parcels > 0)) return std::nan("");
    return results.value("ccl_value_yuan_cum", 0, last, output::zone_row) / parcels;
}

constexpr double recorded_value_per_parcel = 1.5e8 / 222;  ///< \source plan 一(三)2

std::string_view reading_of(const Reading& r, const Channel& c, Language language) {
    if (std::isnan(r.share)) return in(language, "结果中没有此项", "not in these results");
    return r.share <= c.most ? in(language, "在上限内", "within")
                             : in(language, "超出上限", "beyond");
}

/// A number with its digits, or a dash where the results have none.
std::string shown(const char* pattern, double value) {
    return std::isnan(value) ? "–" : fmt::format(fmt::runtime(pattern), value);
}

nlohmann::ordered_json number_or_null(double value) {
    return std::isnan(value) ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(value);
}

std::string table_of(const output::Results& results, Language language) {
    const bool zh = language == Language::zh;
    TextTable table;
    table.header = {zh ? "渠道" : "channel",
                    zh ? "模型 元/人·年" : "model, CNY/head·y",
                    zh ? "手算" : "arithmetic",
                    zh ? "占农村收入" : "of rural income",
                    zh ? "上限" : "bound",
                    zh ? "结论" : "reading",
                    zh ? "手算依据" : "arithmetic from"};
    for (const Channel& c : channels) {
        const Reading r = read(results, c);
        table.rows.push_back(
            {std::string(in(language, c.zh, c.en)), shown("{:.1f}", r.per_head),
             fmt::format("{:.0f}–{:.0f}", c.low, c.high), shown("{:.2f} %", 100 * r.share),
             fmt::format("{:.0f} %", 100 * c.most),
             std::string(reading_of(r, c, language)),
             std::string(in(language, c.arithmetic_zh, c.arithmetic_en))});
    }
    const double parcel = value_per_parcel(results);
    return aligned_text(table) +
           fmt::format(fmt::runtime(zh ? "每宗入市地块 {} 百万元；方案记录 {:.2f} 百万元\n"
                                         "2019 年价，{}–{} 年平均；直接的土地收益不能弥合差距\n"
                                       : "One entered parcel {} M yuan; the plan's record {:.2f} "
                                         "M yuan\nPrices of 2019, mean of {}-{}; direct land "
                                         "dividends cannot close the gap\n"),
                       shown("{:.2f}", parcel / 1e6), recorded_value_per_parcel / 1e6, first_year + 1,
                       results.years.back());
}

std::string json_of(const output::Results& results) {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const Channel& c : channels) {
        const Reading r = read(results, c);
        list.push_back({{"channel", c.key},
                        {"measure", c.measure},
                        {"yuan_per_rural_resident", number_or_null(r.per_head)},
                        {"arithmetic", {c.low, c.high}},
                        {"share_of_rural_income", number_or_null(r.share)},
                        {"bound", c.most},
                        {"within", r.share <= c.most}});
    }
    return nlohmann::ordered_json{{"channels", list},
                                  {"yuan_per_parcel", number_or_null(value_per_parcel(results))},
                                  {"recorded_yuan_per_parcel", recorded_value_per_parcel}}
               .dump(2) +
           "\n";
}

void bounds(const Arguments& arguments) {
    arguments.expect_positional(1, 1, {"结果文件夹", "a folder of results"});
    const output::Results results = read_result_folder(arguments.positional().front());
    print(arguments.has("json") ? json_of(results) : table_of(results, arguments.language()));
}

}  // namespace

Command bounds_command() {
    return {"bounds",
            "bounds DIR",
            "数量级核对：模型结果与手算并列",
            "orders of magnitude: the model beside the arithmetic",
            {{"json", "", "以 JSON 输出", "print JSON"}},
            bounds};
}

}  // namespace changji::app
