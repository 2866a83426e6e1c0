#include "output/measures.hpp"

// Construction land; cumulative figures start with 2020, so that the record of the pilot before the
// plan (222 lots, 150 million yuan) is not in them.
namespace changji::output {
namespace {

using View = const DistrictView&;

double split_base(View v) {
    const LandFigures& land = v.figures.land;
    return land.village + land.members + land.town;
}

/// The stock and the quota left: by the ledger, the stock of 2019 plus quota granted less sold.
double ceiling(View v) {
    double stock = v.figures.land.quota;
    for (const LandUse use :
         {LandUse::homestead, LandUse::collective_commercial, LandUse::collective_public,
          LandUse::state_construction, LandUse::transport_and_water})
        stock += v.both.land[index(use)];
    return in_hectares(stock);
}

std::vector<Measure> entry() {
    return {
        {"ccl_parcels_cum", "K26", "1", "集体经营性建设用地累计入市宗数(2020年起)",
         "Collective commercial lots entered since 2020", "", "parcel",
         [](View v) { return v.figures.land.parcels_cum; }},
        {"ccl_area_ha_cum", "K26", "ha", "集体经营性建设用地累计入市面积(2020年起)",
         "Area of collective commercial land entered since 2020", "", "village",
         [](View v) { return in_hectares(v.figures.land.area_cum); }},
        {"ccl_value_yuan_cum", "K26", "CNY", "集体经营性建设用地累计入市成交额(2020年起)",
         "Agreed value of collective commercial land entered since 2020", nominal, "village",
         [](View v) { return in_yuan(v.figures.land.value_cum); }},
        {"ccl_area_ha", "K26", "ha/y", "当年入市面积", "Area entered in the year", "", "village",
         [](View v) { return in_hectares(v.figures.land.area); }},
        {"ccl_offsite_ha_cum", "K26", "ha", "异地调整入市累计面积",
         "Area entered off-site since 2020", "", "village",
         [](View v) { return in_hectares(v.figures.land.offsite_cum); }},
        {"ccl_in_situ_ha_cum", "K26", "ha", "就地入市累计面积", "Area entered in situ since 2020",
         "", "village",
         [](View v) { return in_hectares(v.figures.land.area_cum - v.figures.land.offsite_cum); }},
        {"ccl_transfer_ha_cum", "K26", "ha", "出让方式累计面积",
         "Area entered by transfer since 2020", "", "village",
         [](View v) { return in_hectares(v.figures.land.by_mode[0]); }},
        {"ccl_lease_ha_cum", "K26", "ha", "租赁方式累计面积", "Area entered by lease since 2020",
         "", "village", [](View v) { return in_hectares(v.figures.land.by_mode[1]); }},
        {"ccl_equity_ha_cum", "K26", "ha", "作价入股方式累计面积",
         "Area entered as equity since 2020", "", "village",
         [](View v) { return in_hectares(v.figures.land.by_mode[2]); }},
        {"ccl_direct_ha_cum", "K26", "ha", "直接用于乡村产业累计面积",
         "Area let directly to rural industry since 2020", "", "village",
         [](View v) { return in_hectares(v.figures.land.direct_cum); }},
        {"ccl_idle_ha", "K26", "ha", "闲置集体经营性建设用地", "Idle collective commercial land",
         "", "village", [](View v) { return in_hectares(v.figures.land.idle); }},
    };
}

std::vector<Measure> prices_and_revenue() {
    return {
        {"ccl_price_yuan_per_ha", "K27", "CNY/ha", "集体经营性建设用地成交均价",
         "Mean price of collective commercial land entered in the year", nominal, "village",
         [](View v) {
             return ratio(in_yuan(v.figures.land.value), in_hectares(v.figures.land.area));
         }},
        {"state_price_yuan_per_ha", "K27", "CNY/ha", "国有建设用地成交均价",
         "Mean price of state construction land sold in the year", nominal, "village",
         [](View v) {
             return ratio(in_yuan(v.figures.land.state_value),
                          in_hectares(v.figures.land.state_area));
         }},
        {"ccl_price_gap", "K27", "1", "集体与国有建设用地价差",
         "Price of collective land below state land at the same sites, share", "", "village",
         [](View v) { return 1 - ratio(v.figures.land.value, v.figures.land.equivalent); }},
        {"levy_yuan", "K28", "CNY/y", "土地增值收益调节金", "Levy on appreciation", nominal,
         "village", [](View v) { return in_yuan(v.figures.land.levy); }},
        {"ccl_proceeds_yuan", "K28", "CNY/y", "集体收到的土地价款、租金与股利",
         "Paid to collectives for land: prices, rents, dividends", nominal, "village",
         [](View v) { return in_yuan(v.figures.land.proceeds); }},
        {"ccl_village_share", "K28", "1", "入市净收益村集体份额",
         "Share of the village in net land revenue", "", "village",
         [](View v) { return ratio(v.figures.land.village, split_base(v)); }},
        {"ccl_member_share", "K28", "1", "入市净收益成员份额",
         "Share of members in net land revenue", "", "village",
         [](View v) { return ratio(v.figures.land.members, split_base(v)); }},
        {"ccl_town_share", "K28", "1", "入市净收益乡镇份额",
         "Share of the township in net land revenue", "", "village",
         [](View v) { return ratio(v.figures.land.town, split_base(v)); }},
        {"ccl_member_yuan", "K28", "CNY/y", "成员分得的入市收益",
         "Land revenue set aside for members", nominal, "village",
         [](View v) { return in_yuan(v.figures.land.members); }},
        {"secondary_turnover", "K29", "1", "二级市场转让率",
         "Area resold in the year over area held", "", "parcel",
         [](View v) { return ratio(v.figures.land.resold, v.figures.land.held); }},
        {"land_fund_yuan", "K51", "CNY", "区县土地资金余额", "Land fund of the districts", nominal,
         "district", [](View v) { return in_yuan(v.figures.land.fund); }},
    };
}

std::vector<Measure> ledgers() {
    return {
        {"construction_cap_ha", "K30", "ha", "建设用地总规模上限",
         "Ceiling of construction land: stock of 2019, plus quota granted, less quota sold", "",
         "district", ceiling},
        {"cultivated_credit_ha", "K30", "ha", "占补平衡指标余额", "Cultivated credit in the ledger",
         "", "district", [](View v) { return in_hectares(v.figures.land.credit); }},
        {"construction_quota_ha", "K30", "ha", "建设用地指标余额",
         "Construction quota in the ledger", "", "district",
         [](View v) { return in_hectares(v.figures.land.quota); }},
        {"quota_sold_ha_cum", "K30", "ha", "跨省域调剂指标累计面积",
         "Quota sold to other provinces since 2020", "", "district",
         [](View v) { return in_hectares(v.figures.land.quota_sold); }},
        {"consolidated_ha_cum", "K30", "ha", "国土综合整治累计新增耕地",
         "Land brought under crops since 2020", "", "village",
         [](View v) { return in_hectares(v.figures.land.consolidated); }},
        {"state_land_ha", "K30", "ha/y", "当年国有建设用地供应面积",
         "State construction land sold in the year", "", "district",
         [](View v) { return in_hectares(v.figures.land.state_area); }},
        {"reused_stock_ha_cum", "K41", "ha", "盘活存量用地累计面积",
         "Idle commercial land turned to rural tourism since 2020", "", "village",
         [](View v) { return in_hectares(v.figures.land.reused); }},
        {"redeveloped_ha", "K48", "ha", "城中村累计改造面积",
         "Homesteads of villages in town redeveloped since 2020", "", "village",
         [](View v) { return in_hectares(v.figures.land.redeveloped); }},
    };
}

}  // namespace

std::vector<Measure> land_measures() {
    std::vector<Measure> list = entry();
    for (const auto& part : {prices_and_revenue(), ledgers()})
        list.insert(list.end(), part.begin(), part.end());
    return list;
}

}  // namespace changji::output
