#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "model/app/command.hpp"
#include "model/app/result_folder.hpp"
#include "model/processes/insurance_rates.hpp"
#include "model/scenario/text_table.hpp"

namespace changji::app {
namespace {

/// Loss ratios of one scenario over all runs and projected years.
struct Losses {
    std::string scenario;
    double mean = 0;              ///< claims over premiums, all years
    double worst_year = 0;        ///< of the zone
    double quantile_95 = 0;       ///< of districts and years
    double worst_district = 0;    ///< of a district in a year
    double insured = 0, injected = 0, spread = 0, spread_bare = 0;
};

/// Visits every projected year of every run.
template <class Visit>
void for_each_year(const output::Results& results, const Visit& visit) {
    for (std::size_t run = 0; run < results.runs.size(); ++run)
        for (const int year : results.years)
            if (year > first_year) visit(run, year);
}

Losses losses_of(const output::Results& results) {
    Losses losses;
    losses.scenario = results.runs.front().scenario;
    std::vector<double> ratios;
    double claims = 0, premiums = 0, years = 0;
    for_each_year(results, [&](std::size_t run, int year) {
        const auto zone = [&](std::string_view name) {
            return results.value(name, run, year, output::zone_row);
        };
        claims += zone("indemnities_yuan");
        premiums += zone("premiums_yuan");
        losses.worst_year = std::max(losses.worst_year, zone("loss_ratio"));
        losses.injected += zone("insurer_capital_yuan") / static_cast<double>(results.runs.size());
        losses.insured += zone("insured_share");
        losses.spread += zone("grain_value_sd");
        losses.spread_bare += zone("grain_value_sd_uninsured");
        years += 1;
        for (std::size_t d = 0; d < district_count; ++d) {
            const double ratio = results.value("loss_ratio", run, year, d);
            if (!std::isnan(ratio)) ratios.push_back(ratio);
        }
    });
    losses.mean = premiums > 0 ? claims / premiums : std::nan("");
    for (double* sum : {&losses.insured, &losses.spread, &losses.spread_bare}) *sum /= years;
    if (ratios.empty()) return losses;
    std::sort(ratios.begin(), ratios.end());
    losses.quantile_95 = ratios[static_cast<std::size_t>(0.95 * static_cast<double>(ratios.size()))];
    losses.worst_district = ratios.back();
    return losses;
}

/// Rates that can be reckoned without a run, beside those of the model description.
struct Rate {
    std::string_view key, zh, en;
    double here, stated;  ///< NaN where the description states none
};

std::vector<Rate> rates() {
    using insurance::Risk;
    const Risk farm, village{farm.yield_sd, farm.skew, 0, farm.price_sd, farm.price_weather};
    const auto of_village = insurance::fair_rates(0.8, village);
    const auto of_farm = insurance::fair_rates(0.8, farm);
    const auto premium = insurance::tariffs(0.8, 0.045, farm);
    const double none = std::nan("");
    return {
        {"fair_yield_village", "公平费率 产量险 村单产", "fair, yield contract on village yields",
         of_village[0], 0.0107},
        {"fair_income_village", "公平费率 收入险 村单产", "fair, income contract on village yields",
         of_village[2], 0.0192},
        {"fair_yield_farm", "公平费率 产量险 农户单产", "fair, yield contract on farm yields",
         of_farm[0], none},
        {"fair_income_farm", "公平费率 收入险 农户单产", "fair, income contract on farm yields",
         of_farm[2], none},
        {"tariff_yield", "收取费率 产量险", "charged, yield contract", premium[0], 0.045},
        {"tariff_income", "收取费率 收入险", "charged, income contract", premium[2], none},
    };
}

std::string percent(double x) {
    return std::isnan(x) ? "–" : fmt::format("{:.2f} %", 100 * x);
}

std::string table_of(const std::vector<Losses>& all, Language language) {
    const bool zh = language == Language::zh;
    TextTable table;
    table.header = {zh ? "情景" : "scenario",
                    zh ? "赔付率" : "loss ratio",
                    zh ? "最差年份" : "worst year",
                    zh ? "区县年 95%分位" : "district-years, 95 %",
                    zh ? "最差区县年" : "worst district-year",
                    zh ? "参保率" : "insured",
                    zh ? "收成离散度" : "spread of harvests",
                    zh ? "无保险" : "uninsured",
                    zh ? "注资 百万元" : "capital put in, M yuan"};
    const auto number = [](double x) { return std::isnan(x) ? "–" : fmt::format("{:.2f}", x); };
    for (const Losses& l : all)
        table.rows.push_back({l.scenario, number(l.mean), number(l.worst_year),
                              number(l.quantile_95), number(l.worst_district), percent(l.insured),
                              fmt::format("{:.3f}", l.spread), fmt::format("{:.3f}", l.spread_bare),
                              fmt::format("{:.1f}", l.injected / 1e6)});
    TextTable prices;
    prices.header = {zh ? "保障水平 80% 的费率" : "rates at cover .8", zh ? "模型" : "model",
                     zh ? "说明书" : "description"};
    for (const Rate& r : rates())
        prices.rows.push_back(
            {std::string(in(language, r.zh, r.en)), percent(r.here), percent(r.stated)});
    return aligned_text(table) + "\n" + aligned_text(prices);
}

nlohmann::ordered_json number_or_null(double value) {
    return std::isnan(value) ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(value);
}

std::string json_of(const std::vector<Losses>& all) {
    nlohmann::ordered_json scenarios = nlohmann::ordered_json::array();
    for (const Losses& l : all)
        scenarios.push_back({{"scenario", l.scenario},
                             {"loss_ratio", number_or_null(l.mean)},
                             {"worst_year", number_or_null(l.worst_year)},
                             {"district_years_95", number_or_null(l.quantile_95)},
                             {"worst_district_year", number_or_null(l.worst_district)},
                             {"insured_share", number_or_null(l.insured)},
                             {"grain_value_sd", number_or_null(l.spread)},
                             {"grain_value_sd_uninsured", number_or_null(l.spread_bare)},
                             {"insurer_capital_yuan", number_or_null(l.injected)}});
    nlohmann::ordered_json prices = nlohmann::ordered_json::array();
    for (const Rate& r : rates())
        prices.push_back(
            {{"rate", r.key}, {"model", r.here}, {"description", number_or_null(r.stated)}});
    return nlohmann::ordered_json{{"scenarios", scenarios}, {"rates", prices}}.dump(2) + "\n";
}

void insurance_report(const Arguments& arguments) {
    arguments.expect_positional(1, 100, {"一个或多个结果文件夹", "one or more folders of results"});
    std::vector<Losses> all;
    for (const std::string& folder : arguments.positional())
        all.push_back(losses_of(read_result_folder(folder)));
    print(arguments.has("json") ? json_of(all) : table_of(all, arguments.language()));
}

}  // namespace

Command insurance_command() {
    return {"insurance",
            "insurance DIR...",
            "农业保险：赔付率及其尾部、费率与公平费率",
            "insurance: loss ratios and their tail, rates beside fair rates",
            {{"json", "", "以 JSON 输出", "print JSON"}},
            insurance_report};
}

}  // namespace changji::app
