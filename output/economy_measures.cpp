#include "output/measures.hpp"

namespace changji::output {
namespace {

using View = const DistrictView&;

template <std::size_t size>
double sum_of(const std::array<double, size>& values) {
    double sum = 0;
    for (const double value : values) sum += value;
    return sum;
}

template <Sector sector>
double value_added(View v) {
    return in_yuan(v.figures.value_added[index(sector)]);
}

double service(View v, Stratum s) {
    return ratio(v.figures.service[index(s)], (s == Stratum::rural ? v.rural : v.urban).residents);
}

double infrastructure(View v, Stratum s) {
    return ratio(v.figures.infrastructure[index(s)],
                 (s == Stratum::rural ? v.rural : v.urban).residents);
}

std::vector<Measure> production() {
    return {
        {"gdp_yuan", "K38", "CNY/y", "地区生产总值", "Gross domestic product", nominal, "district",
         [](View v) { return in_yuan(v.figures.gdp); }},
        {"gdp_yuan_2019_prices", "K38", "CNY/y", "地区生产总值(2019年价,由CPI折算)",
         "Gross domestic product in 2019 prices, derived by CPI", constant_prices, "district",
         [](View v) { return in_yuan(v.figures.gdp) / v.zone.cpi; }},
        {"gdp_per_resident", "K38", "CNY/y", "人均地区生产总值", "GDP per resident", nominal,
         "district", [](View v) { return ratio(in_yuan(v.figures.gdp), v.both.residents); }},
        {"gdp_agriculture_yuan", "K38", "CNY/y", "农业增加值", "Value added of agriculture",
         nominal, "district", [](View v) { return in_yuan(v.figures.agriculture); }},
        {"gdp_agrifood_yuan", "K38", "CNY/y", "农产品加工与医药原料增加值",
         "Value added of agri-food and pharmaceutical raw materials", nominal, "firm",
         value_added<Sector::agrifood>},
        {"gdp_manufacturing_yuan", "K38", "CNY/y", "制造业增加值", "Value added of manufacturing",
         nominal, "firm", value_added<Sector::manufacturing>},
        {"gdp_construction_yuan", "K38", "CNY/y", "建筑业增加值", "Value added of construction",
         nominal, "firm", value_added<Sector::construction>},
        {"gdp_trade_yuan", "K38", "CNY/y", "商贸物流与电商增加值",
         "Value added of trade, logistics and e-commerce", nominal, "firm",
         value_added<Sector::trade>},
        {"gdp_tourism_yuan", "K38", "CNY/y", "文旅康养增加值",
         "Value added of tourism and wellness", nominal, "firm", value_added<Sector::tourism>},
        {"gdp_services_yuan", "K38", "CNY/y", "其他服务业增加值", "Value added of other services",
         nominal, "firm", value_added<Sector::services>},
        {"gdp_public_utilities_yuan", "K38", "CNY/y", "公共与公用事业增加值",
         "Value added of the public sector and utilities", nominal, "firm",
         value_added<Sector::public_utilities>},
        {"gdp_own_account_yuan", "K38", "CNY/y", "个体经营增加值",
         "Value added on own account outside firms", nominal, "district",
         [](View v) { return in_yuan(v.figures.own_account); }},
    };
}

std::vector<Measure> firms() {
    return {
        {"firms", "K39", "1", "企业数", "Firms in business", "", "firm",
         [](View v) { return sum_of(v.figures.firms); }},
        {"firm_jobs", "K39", "persons", "企业就业岗位数", "Persons employed by firms", "", "firm",
         [](View v) { return sum_of(v.figures.jobs); }},
        {"mean_firm_jobs", "K39", "persons", "企业平均就业人数", "Persons employed per firm", "",
         "firm", [](View v) { return ratio(sum_of(v.figures.jobs), sum_of(v.figures.firms)); }},
        {"firm_entries", "K39", "1/y", "新设企业数", "Firms that entered in the year", "", "firm",
         [](View v) { return sum_of(v.figures.entries); }},
        {"firm_exits", "K39", "1/y", "退出企业数", "Firms that closed in the year", "", "firm",
         [](View v) { return sum_of(v.figures.exits); }},
    };
}

std::vector<Measure> services_and_budget() {
    return {
        {"service_rural", "K45", "1", "农村公共服务指数", "Public service index, rural", "",
         "district", [](View v) { return service(v, Stratum::rural); }},
        {"service_urban", "K45", "1", "城镇公共服务指数", "Public service index, urban", "",
         "district", [](View v) { return service(v, Stratum::urban); }},
        {"service_ratio", "K45", "1", "乡城公共服务指数之比", "Rural to urban service index", "",
         "district",
         [](View v) { return ratio(service(v, Stratum::rural), service(v, Stratum::urban)); }},
        {"infrastructure_rural", "K46", "1", "农村基础设施指数(2019年=1)",
         "Infrastructure index, rural, 2019 = 1", "", "district",
         [](View v) { return infrastructure(v, Stratum::rural); }},
        {"infrastructure_urban", "K46", "1", "城镇基础设施指数(2019年=1)",
         "Infrastructure index, urban, 2019 = 1", "", "district",
         [](View v) { return infrastructure(v, Stratum::urban); }},
        {"local_revenue_yuan", "K51", "CNY/y", "地方级财政收入", "Own revenue of the districts",
         nominal, "district", [](View v) { return in_yuan(v.figures.local_revenue); }},
        {"full_revenue_yuan", "K51", "CNY/y", "全口径财政收入",
         "Full-scope revenue, with what passes to centre and province", nominal, "district",
         [](View v) { return in_yuan(v.figures.local_revenue + v.figures.shared_revenue); }},
        {"public_spending_yuan", "K51", "CNY/y", "财政支出", "Spending of the districts", nominal,
         "district", [](View v) { return in_yuan(v.figures.spending); }},
        {"reform_spending_yuan", "K51", "CNY/y", "改革专项支出", "Spending on the reforms", nominal,
         "district", [](View v) { return in_yuan(v.figures.reform); }},
        {"debt_yuan", "K51", "CNY", "地方政府债务", "Debt of the districts", nominal, "district",
         [](View v) { return in_yuan(v.figures.debt); }},
        {"rollout_mean", "K53", "1", "改革举措平均推进度",
         "Mean rollout of the plan's items, mean of the districts", "", "district",
         [](View v) { return ratio(v.figures.rollout, v.figures.districts); }},
    };
}

std::vector<Measure> prices() {
    return {
        {"cpi", "", "1", "居民消费价格指数(2019年=1)", "Consumer price index, 2019 = 1", "", "zone",
         [](View v) { return v.zone.cpi; }},
        {"corn_price", "", "CNY/t", "玉米价格", "Corn price", nominal, "zone",
         [](View v) { return v.zone.corn_price; }},
        {"house_price_index", "", "1", "城镇住房实际价格指数(2019年=1)",
         "Real price index of urban dwellings, 2019 = 1", constant_prices, "district",
         [](View v) { return ratio(v.figures.house_price, v.urban.residents); }},
    };
}

}  // namespace

std::vector<Measure> economy_measures() {
    std::vector<Measure> list = production();
    for (const auto& part : {firms(), services_and_budget(), prices()})
        list.insert(list.end(), part.begin(), part.end());
    return list;
}

}  // namespace changji::output
