#include "output/measures.hpp"

// What governments take in, spend, build, judge and adjust.
namespace changji::output {
namespace {

using View = const DistrictView&;

const GovernmentFigures& of(View v) {
    return v.figures.government;
}

template <double GovernmentFigures::*field>
double yuan_of(View v) {
    return in_yuan(of(v).*field);
}

/// Of a district; the zone has no rank.
double in_one_district(View v, double value) {
    return v.figures.districts == 1 && of(v).evaluated > 0
               ? value
               : std::numeric_limits<double>::quiet_NaN();
}

std::vector<Measure> budget() {
    using G = GovernmentFigures;
    return {
        {"transfers_yuan", "K51", "CNY/y", "上级转移支付", "Transfers from above, earmark aside",
         nominal, "district",
         [](View v) { return in_yuan(v.figures.transfers - of(v).earmark); }},
        {"earmark_yuan", "K51", "CNY/y", "城乡建设专项补助", "Earmarked transfers", nominal,
         "district", yuan_of<&G::earmark>},
        {"reward_yuan", "K51", "CNY/y", "评价奖补收入", "Rewards received for last year's rank",
         nominal, "district", yuan_of<&G::reward>},
        {"land_fund_used_yuan", "K51", "CNY/y", "土地资金用于农村建设",
         "Land fund spent on rural works", nominal, "district", yuan_of<&G::land_fund_used>},
        {"borrowing_yuan", "K51", "CNY/y", "当年举债", "Borrowing of the year", nominal, "district",
         yuan_of<&G::borrowing>},
        {"administration_yuan", "K51", "CNY/y", "行政支出", "Spending on administration", nominal,
         "district", yuan_of<&G::administration>},
        {"rural_services_yuan", "K51", "CNY/y", "农村公共服务支出",
         "Spending on services for rural residents", nominal, "district",
         yuan_of<&G::rural_services>},
        {"urban_services_yuan", "K51", "CNY/y", "城镇公共服务支出",
         "Spending on services for urban residents", nominal, "district",
         yuan_of<&G::urban_services>},
        {"capital_works_yuan", "K51", "CNY/y", "基本建设支出", "Spending on capital works", nominal,
         "district", yuan_of<&G::capital_works>},
        {"district_interest_yuan", "K51", "CNY/y", "债务利息支出", "Interest on district debt",
         nominal, "district", yuan_of<&G::interest>},
        {"debt_ratio", "K51", "1", "债务与收入之比", "Debt over own revenue and transfers", "",
         "district",
         [](View v) {
             return ratio(v.figures.debt, v.figures.local_revenue + v.figures.transfers);
         }},
    };
}

std::vector<Measure> villages() {
    using G = GovernmentFigures;
    return {
        {"beautiful_share", "K47", "1", "美丽乡村比例", "Share of beautiful villages", "",
         "village", [](View v) { return ratio(of(v).beautiful, of(v).villages); }},
        {"village_beauty", "K47", "1", "村庄面貌指数均值", "Mean state of villages, 0 to 1", "",
         "village", [](View v) { return ratio(of(v).beauty, of(v).villages); }},
        {"village_works_yuan", "K47", "CNY/y", "美丽乡村财政支出",
         "Public spending on beautiful villages", nominal, "district", yuan_of<&G::village_works>},
        {"private_works_yuan", "K47", "CNY/y", "乡村公园社会资本投入",
         "Private money in village parks", nominal, "village", yuan_of<&G::private_works>},
        {"water_cover_share", "K46", "1", "城乡供水一体化覆盖村比重",
         "Share of villages on the joint water supply", "", "village",
         [](View v) { return ratio(of(v).watered, of(v).villages); }},
        {"water_works_yuan", "K46", "CNY/y", "供水工程支出", "Spending on water supply", nominal,
         "district", yuan_of<&G::water_works>},
    };
}

std::vector<Measure> evaluation() {
    return {
        {"score", "K52", "1", "年度评价得分", "Score of the yearly evaluation, with its error", "",
         "district", [](View v) { return ratio(of(v).score, of(v).evaluated); }},
        {"score_rank", "K52", "1", "年度评价名次", "Rank of the year, 1 is best", "", "district",
         [](View v) { return in_one_district(v, of(v).rank); }},
        {"score_mean_rank", "K52", "1", "名次期望", "Mean rank over other draws of the error", "",
         "district", [](View v) { return in_one_district(v, of(v).mean_rank); }},
        {"score_first_chance", "K52", "1", "名列第一的概率", "Chance of the first rank", "",
         "district", [](View v) { return in_one_district(v, of(v).first_chance); }},
        {"score_top_three_chance", "K52", "1", "进入前三的概率", "Chance of the first three ranks",
         "", "district", [](View v) { return in_one_district(v, of(v).top_three_chance); }},
        {"adjustments", "K54", "1/y", "政策动态调整次数", "Adjustments decided in the year", "",
         "district", [](View v) { return of(v).adjustments; }},
        {"brakes_on", "K54", "1", "生效的刹车数", "Brakes in force in the next year", "",
         "district", [](View v) { return of(v).brakes; }},
    };
}

}  // namespace

std::vector<Measure> government_measures() {
    std::vector<Measure> list = budget();
    for (const auto& part : {villages(), evaluation()})
        list.insert(list.end(), part.begin(), part.end());
    return list;
}

}  // namespace changji::output
