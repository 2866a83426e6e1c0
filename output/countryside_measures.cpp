#include "output/measures.hpp"

// Tourism, trade, contracts and payments to villages.
namespace changji::output {
namespace {

using View = const DistrictView&;

std::vector<Measure> sector_stories() {
    return {
        {"visits", "K41", "visits/y", "乡村旅游人次", "Visits to villages", "", "village",
         [](View v) { return v.figures.visits; }},
        {"tourism_household_yuan", "K41", "CNY/y", "乡村旅游农户收入",
         "Income of village households from tourism", nominal, "village",
         [](View v) { return in_yuan(v.figures.tourism_value_added); }},
        {"logistics_share", "K42", "1", "电商物流通村比例", "Villages that parcels reach", "",
         "village", [](View v) { return ratio(v.rural.logistics_villages, v.rural.villages); }},
        {"online_share", "K42", "1", "农户中电商户比例", "Farms that trade online", "", "household",
         [](View v) { return ratio(v.rural.online_households, v.rural.farms); }},
        {"yield_technology_gain", "K43", "log", "农业技术进步累计(含成果转化)",
         "Growth of yields by technology since 2019, with transfer", "", "district",
         [](View v) { return ratio(v.figures.technology, v.rural.cultivated); }},
        {"contract_share", "K39", "1", "订单农业农户比例", "Farms that deliver on contract", "",
         "household", [](View v) { return ratio(v.rural.contract_farms, v.rural.farms); }},
    };
}

double real_consumption_ratio(View v) {
    const double rural = ratio(v.figures.rural_real_consumption, v.rural.residents);
    return ratio(ratio(v.urban.consumption, v.urban.residents), rural);
}

std::vector<Measure> incomes() {
    return {
        {"real_consumption_ratio", "K08", "1", "城乡居民实际消费比(农村=1,按生活成本调整)",
         "Urban to rural consumption per head, adjusted for what online trade saves in villages",
         "", "person", real_consumption_ratio},
        {"returnee_startups", "K15", "persons/y", "返乡人员创业人数",
         "Returnees who started a business in the year", "", "person",
         [](View v) { return v.both.returnee_startups; }},
        {"eco_payments_yuan", "K49", "CNY/y", "生态产品付费", "Payments for ecological land",
         nominal, "district", [](View v) { return in_yuan(v.figures.eco_payments); }},
        {"village_equity_yuan", "K51", "CNY", "资金变股金累计", "Grants held as village equity",
         nominal, "village", [](View v) { return in_yuan(v.rural.village_equity); }},
        {"upskilled", "K50", "persons/y", "当年学历提升的乡村经营者",
         "Farm operators and village business people who gained a level of schooling", "", "person",
         [](View v) { return v.both.upskilled; }},
    };
}

}  // namespace

std::vector<Measure> countryside_measures() {
    std::vector<Measure> list = sector_stories();
    const std::vector<Measure> more = incomes();
    list.insert(list.end(), more.begin(), more.end());
    return list;
}

}  // namespace changji::output
