#include "output/measures.hpp"

// Farmland lies with the village it belongs to, whoever operates it and wherever they live.
namespace changji::output {
namespace {

using View = const DistrictView&;

double rent_per_mu(View v) {
    return ratio(in_yuan(v.both.rent_paid), in_hectares(v.both.rent_area) * mu_per_hectare);
}

double land_of(View v, LandUse use) {
    return in_hectares(v.both.land[index(use)]);
}

double construction(View v) {
    return land_of(v, LandUse::homestead) + land_of(v, LandUse::collective_commercial) +
           land_of(v, LandUse::collective_public) + land_of(v, LandUse::state_construction) +
           land_of(v, LandUse::transport_and_water);
}

double farm_workers(View v) {
    return v.both.by_work[static_cast<std::size_t>(Work::farm)];
}

std::vector<Measure> transfer() {
    return {
        {"transferred_share", "K16", "1", "承包地流转率",
         "Leased share of contracted land, kin leases included", "", "village",
         [](View v) { return ratio(v.both.leased, v.both.contracted); }},
        {"kin_leased_share", "K16", "1", "流转承包地中亲友无偿代耕比重",
         "Share of leased land lent to kin free of rent", "", "village",
         [](View v) { return ratio(v.both.kin_leased, v.both.leased); }},
        {"newly_leased_ha", "K16", "ha/y", "当年新流转面积", "Area newly leased in the year", "",
         "village", [](View v) { return in_hectares(v.both.newly_leased); }},
        {"contracted_ha", "K16", "ha", "家庭承包地面积", "Contracted land", "", "household",
         [](View v) { return in_hectares(v.both.contracted); }},
        {"idle_land_share", "K16", "1", "承包地闲置率", "Idle share of contracted land", "",
         "household", [](View v) { return ratio(v.both.idle, v.both.contracted); }},
        {"rent_yuan_per_mu", "K17", "CNY/mu/y", "承包地流转亩均租金",
         "Mean rent of paid leases in force", nominal, "village", rent_per_mu},
        {"rent_paid_yuan", "K17", "CNY/y", "承包地租金总额", "Rent of paid leases in force", nominal,
         "village", [](View v) { return in_yuan(v.both.rent_paid); }},
        {"rent_yuan_per_mu_2019_prices", "K17", "CNY/mu/y",
         "承包地流转亩均租金(2019年价,由CPI折算)",
         "Mean rent of paid leases in force in 2019 prices, derived by CPI", constant_prices,
         "village", [](View v) { return rent_per_mu(v) / v.zone.cpi; }},
    };
}

std::vector<Measure> farms() {
    return {
        {"farms", "K18", "1", "经营农地的农户数", "Households that operate farmland", "",
         "household", [](View v) { return v.both.farms; }},
        {"mean_farm_ha", "K18", "ha", "经营主体平均经营面积", "Operated land per farm", "",
         "household", [](View v) { return ratio(in_hectares(v.both.operated), v.both.farms); }},
        {"large_farm_share", "K18", "1", "50亩(3.33公顷)以上主体经营面积比重",
         "Share of operated land with operators of 3.33 ha and more", "", "household",
         [](View v) { return ratio(v.both.operated_by_large, v.both.operated); }},
        {"family_farms", "K19", "1", "家庭农场数", "Family farms", "", "household",
         [](View v) { return v.both.family_farms; }},
        {"cooperative_share", "K19", "1", "农户入社率", "Cooperative members per farm household",
         "", "household", [](View v) { return ratio(v.both.cooperative_members, v.both.farms); }},
        {"certified_share", "K24", "1", "持有承包地确权证书的农户比重",
         "Share of households with contracted land that hold its certificate", "", "household",
         [](View v) { return ratio(v.both.certified, v.both.land_households); }},
        {"agricultural_labour_productivity", "K23", "CNY/y", "农业劳动生产率",
         "Value added of agriculture per own-farm worker", nominal, "person",
         [](View v) { return ratio(in_yuan(v.figures.agriculture), farm_workers(v)); }},
        {"smart_share", "K23", "1", "采用智慧农业的农户比重",
         "Share of farm households with smart agriculture", "", "household",
         [](View v) { return ratio(v.both.smart_farms, v.both.farms); }},
    };
}

std::vector<Measure> harvest_and_land() {
    return {
        {"grain_t", "K20", "t/y", "粮食产量", "Grain harvested", "", "village",
         [](View v) { return v.both.grain_kg / 1000; }},
        {"crop_value_yuan", "K20", "CNY/y", "种植业产值", "Gross value of crops", nominal,
         "village", [](View v) { return in_yuan(v.both.crop_value); }},
        {"specialty_value_yuan", "K22", "CNY/y", "特色作物产值", "Gross value of specialty crops",
         nominal, "village", [](View v) { return in_yuan(v.both.specialty_value); }},
        {"cultivated_ha", "K21", "ha", "耕地面积", "Cultivated land", "", "village",
         [](View v) { return in_hectares(v.both.cultivated); }},
        {"basic_farmland_ha", "K21", "ha", "永久基本农田面积", "Permanent basic farmland", "",
         "village", [](View v) { return land_of(v, LandUse::permanent_basic_farmland); }},
        {"nongrain_share", "K22", "1", "耕地非粮化率", "Share of cultivated land not under grain",
         "", "village", [](View v) { return ratio(v.both.nongrain, v.both.cultivated); }},
        {"homestead_ha", "K30", "ha", "宅基地面积", "Homestead land", "", "village",
         [](View v) { return land_of(v, LandUse::homestead); }},
        {"construction_ha", "K30", "ha", "建设用地面积",
         "Construction land: homesteads, collective commercial and public, state, built transport "
         "and water works",
         "", "village", construction},
    };
}

}  // namespace

std::vector<Measure> farmland_measures() {
    std::vector<Measure> list = transfer();
    for (const auto& part : {farms(), harvest_and_land()})
        list.insert(list.end(), part.begin(), part.end());
    return list;
}

}  // namespace changji::output
