#include "output/measures.hpp"

// Parks, towns and the pool of productivity effects. Effects are log points, the mean of the
// sectors of firms weighted by value added, so that the zone's is the mean of its districts.
namespace changji::output {
namespace {

using View = const DistrictView&;

double value_added_of_firms(View v) {
    double sum = 0;
    for (const double value : v.figures.value_added) sum += value;
    return sum;
}

template <Contributor contributor>
double effect(View v) {
    return ratio(v.figures.effects[index(contributor)], value_added_of_firms(v));
}

std::vector<Measure> pool() {
    using enum Contributor;
    return {
        {"effect_jiutai_zone", "K38", "log", "九台先行区的生产率效应",
         "Productivity effect of the Jiutai industry zone", "", "firm", effect<jiutai_zone>},
        {"effect_food_zone", "K38", "log", "食品区先行区的生产率效应",
         "Productivity effect of the food zone", "", "firm", effect<food_zone>},
        {"effect_parks", "K40", "log", "园区的生产率效应", "Productivity effect of parks", "",
         "firm", effect<parks>},
        {"effect_towns", "K40", "log", "特色小镇的生产率效应", "Productivity effect of towns", "",
         "firm", effect<towns>},
        {"effect_food_link", "K38", "log", "“食品+”协同的生产率效应",
         "Productivity effect of food-plus links", "", "firm", effect<food_link>},
        {"effect_export_brand", "K38", "log", "加工粮外销的加价效应",
         "Price effect of exported processed grain", "", "firm", effect<export_brand>},
        {"effect_exhibitions", "K38", "log", "会展对接的加价效应",
         "Price effect of exhibition buyers", "", "firm", effect<exhibitions>},
        {"effect_infrastructure", "K46", "log", "基础设施的生产率效应",
         "Productivity effect of infrastructure the reform adds", "", "firm",
         effect<infrastructure>},
        {"effect_spillover", "K38", "log", "县区间溢出效应",
         "Productivity effect that spills over from other districts", "", "firm",
         effect<spillover>},
        {"effect_sum", "K38", "log", "政策生产率效应合计(封顶前)",
         "Sum of the pool of productivity effects before the cap", "", "firm",
         [](View v) { return ratio(v.figures.effect_sum, value_added_of_firms(v)); }},
        {"effect_capped", "K38", "log", "政策生产率效应(封顶后)",
         "Productivity effect in force, under the cap", "", "firm",
         [](View v) { return ratio(v.figures.effect, value_added_of_firms(v)); }},
    };
}

template <Sector sector>
double jobs(View v) {
    return v.figures.jobs[index(sector)];
}

std::vector<Measure> jobs_by_sector() {
    using enum Sector;
    return {
        {"jobs_agrifood", "K39", "persons", "农产品加工与医药原料岗位", "Jobs in agri-food", "",
         "firm", jobs<agrifood>},
        {"jobs_manufacturing", "K39", "persons", "制造业岗位", "Jobs in manufacturing", "", "firm",
         jobs<manufacturing>},
        {"jobs_construction", "K39", "persons", "建筑业岗位", "Jobs in construction", "", "firm",
         jobs<construction>},
        {"jobs_trade", "K39", "persons", "商贸物流岗位", "Jobs in trade and logistics", "", "firm",
         jobs<trade>},
        {"jobs_tourism", "K39", "persons", "文旅康养岗位", "Jobs in tourism and wellness", "",
         "firm", jobs<tourism>},
        {"jobs_services", "K39", "persons", "其他服务业岗位", "Jobs in other services", "", "firm",
         jobs<services>},
        {"jobs_public_utilities", "K39", "persons", "公共与公用事业岗位",
         "Jobs in the public sector and utilities", "", "firm", jobs<public_utilities>},
    };
}

std::vector<Measure> places() {
    return {
        {"park_jobs", "K40", "persons", "园区内就业岗位", "Jobs in parks and development zones", "",
         "firm", [](View v) { return v.figures.park_jobs; }},
        {"town_jobs", "K40", "persons", "特色小镇产业岗位", "Jobs of towns in their sector", "",
         "firm", [](View v) { return v.figures.town_jobs; }},
        {"towns", "K40", "1", "特色小镇数", "Characteristic towns", "", "district",
         [](View v) { return v.figures.towns; }},
        {"parks", "K40", "1", "具名园区数", "Named parks at work", "", "district",
         [](View v) { return v.figures.parks; }},
        {"park_grade", "K40", "1", "具名园区平均升级数", "Grades named parks rose since 2019, mean",
         "", "district", [](View v) { return ratio(v.figures.park_grades, v.figures.parks); }},
        {"foreign_firms_cum", "K44", "1", "区中园累计进入外资企业",
         "Foreign firms that entered the foreign parks since 2020", "", "firm",
         [](View v) { return v.figures.foreign_firms; }},
        {"foreign_investment_yuan", "K44", "CNY/y", "区中园外资投入", "Foreign investment in parks",
         nominal, "firm", [](View v) { return in_yuan(v.figures.foreign_investment); }},
        {"anchor_investment_yuan", "K44", "CNY/y", "引领企业投资", "Investment of anchor firms",
         nominal, "firm", [](View v) { return in_yuan(v.figures.anchor_investment); }},
    };
}

}  // namespace

std::vector<Measure> industry_measures() {
    std::vector<Measure> list = pool();
    for (const auto& part : {jobs_by_sector(), places()})
        list.insert(list.end(), part.begin(), part.end());
    return list;
}

}  // namespace changji::output
