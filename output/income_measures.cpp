#include "model/base/math.hpp"
#include "output/measures.hpp"

// Incomes are the official four-part disposable income of residents of the stratum, per head.
namespace changji::output {
namespace {

using View = const DistrictView&;

double per_head(double fen, const Totals& totals) {
    return ratio(in_yuan(fen), totals.residents);
}
double rural_income(View v) {
    return per_head(disposable_income(v.rural), v.rural);
}
double urban_income(View v) {
    return per_head(disposable_income(v.urban), v.urban);
}
double cohort_income(View v) {
    return ratio(in_yuan(v.both.cohort_income), v.both.cohort_2019);
}

double theil_between_strata(View v) {
    const double all = disposable_income(v.both);
    double index = 0;
    for (const Totals* part : {&v.rural, &v.urban}) {
        const double share = ratio(disposable_income(*part), all);
        if (!(share > 0)) continue;
        index += share * math::log(share / ratio(part->residents, v.both.residents));
    }
    return all > 0 ? index : std::numeric_limits<double>::quiet_NaN();
}

double theil_between_districts(View v) {
    const double all = disposable_income(v.both);
    if (!(all > 0)) return std::numeric_limits<double>::quiet_NaN();
    return v.figures.income_log_mean / all - math::log(all / v.both.residents);
}

std::vector<Measure> incomes() {
    return {
        {"rural_income", "K01", "CNY/y", "农村居民人均可支配收入",
         "Disposable income per rural resident", nominal, "person", rural_income},
        {"rural_wage_income", "K02", "CNY/y", "农村居民人均工资性收入",
         "Wage income per rural resident", nominal, "person",
         [](View v) { return per_head(v.rural.wage, v.rural); }},
        {"rural_business_income", "K02", "CNY/y", "农村居民人均经营净收入",
         "Net business income per rural resident", nominal, "person",
         [](View v) { return per_head(v.rural.business, v.rural); }},
        {"rural_property_income", "K02", "CNY/y", "农村居民人均财产净收入",
         "Net property income per rural resident", nominal, "person",
         [](View v) { return per_head(v.rural.property, v.rural); }},
        {"rural_transfer_income", "K02", "CNY/y", "农村居民人均转移净收入",
         "Net transfer income per rural resident", nominal, "person",
         [](View v) { return per_head(v.rural.transfer, v.rural); }},
        {"urban_income", "K03", "CNY/y", "城镇居民人均可支配收入",
         "Disposable income per urban resident", nominal, "person", urban_income},
        {"urban_wage_income", "K03", "CNY/y", "城镇居民人均工资性收入",
         "Wage income per urban resident", nominal, "person",
         [](View v) { return per_head(v.urban.wage, v.urban); }},
        {"urban_business_income", "K03", "CNY/y", "城镇居民人均经营净收入",
         "Net business income per urban resident", nominal, "person",
         [](View v) { return per_head(v.urban.business, v.urban); }},
        {"urban_property_income", "K03", "CNY/y", "城镇居民人均财产净收入",
         "Net property income per urban resident", nominal, "person",
         [](View v) { return per_head(v.urban.property, v.urban); }},
        {"urban_transfer_income", "K03", "CNY/y", "城镇居民人均转移净收入",
         "Net transfer income per urban resident", nominal, "person",
         [](View v) { return per_head(v.urban.transfer, v.urban); }},
    };
}

std::vector<Measure> in_constant_prices() {
    return {
        {"rural_income_2019_prices", "K01", "CNY/y", "农村居民人均可支配收入(2019年价,由CPI折算)",
         "Disposable income per rural resident in 2019 prices, derived by CPI", constant_prices,
         "person", [](View v) { return rural_income(v) / v.zone.cpi; }},
        {"urban_income_2019_prices", "K03", "CNY/y", "城镇居民人均可支配收入(2019年价,由CPI折算)",
         "Disposable income per urban resident in 2019 prices, derived by CPI", constant_prices,
         "person", [](View v) { return urban_income(v) / v.zone.cpi; }},
        {"cohort_income_2019_prices", "K07", "CNY/y",
         "2019年农业户籍固定人群人均可支配收入(2019年价,由CPI折算)",
         "Disposable income per head of the fixed 2019 rural-hukou cohort in 2019 prices, derived "
         "by CPI",
         constant_prices, "person", [](View v) { return cohort_income(v) / v.zone.cpi; }},
        {"rural_consumption_2019_prices", "", "CNY/y", "农村居民人均消费(2019年价,由CPI折算)",
         "Consumption per rural resident in 2019 prices, derived by CPI", constant_prices, "person",
         [](View v) { return per_head(v.rural.consumption, v.rural) / v.zone.cpi; }},
        {"urban_consumption_2019_prices", "", "CNY/y", "城镇居民人均消费(2019年价,由CPI折算)",
         "Consumption per urban resident in 2019 prices, derived by CPI", constant_prices, "person",
         [](View v) { return per_head(v.urban.consumption, v.urban) / v.zone.cpi; }},
    };
}

std::vector<Measure> inequality() {
    return {
        {"income_ratio", "K04", "1", "城乡居民收入比(农村=1)",
         "Urban to rural disposable income per head", "", "person",
         [](View v) { return ratio(urban_income(v), rural_income(v)); }},
        {"gini", "K05", "1", "居民人均可支配收入基尼系数",
         "Gini coefficient of disposable income per head", "", "person",
         [](View v) { return gini(v.both); }},
        {"theil", "K06", "1", "居民人均可支配收入泰尔指数T",
         "Theil T of disposable income per head", "", "person",
         [](View v) { return theil(v.both); }},
        {"theil_between_strata", "K06", "1", "泰尔指数T中的城乡之间部分",
         "Theil T between rural and urban residents", "", "person", theil_between_strata},
        {"theil_between_districts", "K06", "1", "泰尔指数T中的县区之间部分",
         "Theil T between districts; 0 within one district", "", "person", theil_between_districts},
        {"median_income", "K05", "CNY/y", "居民人均可支配收入中位数",
         "Median disposable income per head", nominal, "person",
         [](View v) { return income_quantile(v.both, 0.5); }},
        {"low_income", "K05", "CNY/y", "居民人均可支配收入第10百分位",
         "Disposable income per head at the 10th percentile", nominal, "person",
         [](View v) { return income_quantile(v.both, 0.1); }},
        {"high_income", "K05", "CNY/y", "居民人均可支配收入第90百分位",
         "Disposable income per head at the 90th percentile", nominal, "person",
         [](View v) { return income_quantile(v.both, 0.9); }},
        {"cohort_income", "K07", "CNY/y", "2019年农业户籍固定人群人均可支配收入",
         "Disposable income per head of residents who had rural hukou at the end of 2019", nominal,
         "person", cohort_income},
        {"cohort_income_ratio", "K07", "1", "城镇居民收入与2019年农业户籍固定人群收入之比",
         "Urban income per head to that of the fixed 2019 rural-hukou cohort, wherever it lives",
         "", "person", [](View v) { return ratio(urban_income(v), cohort_income(v)); }},
    };
}

}  // namespace

std::vector<Measure> income_measures() {
    std::vector<Measure> list = incomes();
    for (const auto& part : {inequality(), in_constant_prices()})
        list.insert(list.end(), part.begin(), part.end());
    return list;
}

}  // namespace changji::output
