#include "output/measures.hpp"

// Statistics behind the stylised facts of section 6, which `changji facts` judges.
namespace changji::output {
namespace {

using View = const DistrictView&;

std::vector<Measure> of_farms() {
    return {
        {"lessor_head_age", "", "y", "出租户户主平均年龄", "Age of heads of lessor households", "",
         "household",
         [](View v) { return ratio(v.patterns.lessor_age, v.patterns.lessors); }},
        {"lessee_head_age", "", "y", "租入户户主平均年龄", "Age of heads of lessee households", "",
         "household",
         [](View v) { return ratio(v.patterns.lessee_age, v.patterns.lessees); }},
        {"lessor_off_farm_share", "", "1", "出租户户主非农就业比重",
         "Heads of lessor households who work off the farm", "", "household",
         [](View v) { return ratio(v.patterns.lessor_off_farm, v.patterns.lessors); }},
        {"lessee_off_farm_share", "", "1", "租入户户主非农就业比重",
         "Heads of lessee households who work off the farm", "", "household",
         [](View v) { return ratio(v.patterns.lessee_off_farm, v.patterns.lessees); }},
        {"farm_size_gini", "K18", "1", "农户经营规模基尼系数", "Gini coefficient of farm sizes", "",
         "household", [](View v) { return farm_gini(v.patterns); }},
        {"farm_size_skew", "K18", "1", "农户经营规模均值与中位数之比",
         "Mean over median farm size", "", "household",
         [](View v) { return farm_skew(v.patterns); }},
        {"large_farm_ability_gap", "", "log", "大农户与小农户单产能力差",
         "Yield ability of farms of 50 mu and more over smaller ones", "", "household",
         [](View v) {
             return ratio(v.patterns.large_ability, v.patterns.large_farms) -
                    ratio(v.patterns.small_ability, v.patterns.small_farms);
         }},
        {"transfer_off_farm_correlation", "", "1", "村流转率与非农就业比重的相关系数",
         "Correlation over villages of transferred and off-farm shares", "", "village",
         [](View v) { return v.patterns.transfer_off_farm.correlation(); }},
        {"away_idle_correlation", "", "1", "村外出比重与闲置农房比重的相关系数",
         "Correlation over villages of absence and idle houses", "", "village",
         [](View v) { return v.patterns.away_idle.correlation(); }},
    };
}

std::vector<Measure> of_people_and_firms() {
    return {
        {"settled_share_with_land", "K12", "1", "有承包地的进城者落户比重",
         "Urban hukou among movers to towns whose household holds land", "", "person",
         [](View v) {
             return ratio(v.patterns.settled_with_land, v.patterns.movers_with_land);
         }},
        {"settled_share_without_land", "K12", "1", "无承包地的进城者落户比重",
         "Urban hukou among movers to towns whose household holds no land", "", "person",
         [](View v) { return ratio(v.patterns.settled_without, v.patterns.movers_without); }},
        {"urban_home_share_of_exits", "K24", "1", "退出户中城镇有房比重",
         "Households that exited and own a home in town", "", "household",
         [](View v) { return ratio(v.patterns.quitters_with_home, v.patterns.quitters); }},
        {"urban_home_share_of_holders", "K24", "1", "持权户中城镇有房比重",
         "Holders of village rights who own a home in town", "", "household",
         [](View v) { return ratio(v.patterns.holders_with_home, v.patterns.holders); }},
        {"ccl_mean_minutes", "K26", "min", "入市地块到县区中心的平均路程",
         "Minutes from entered lots to the district's centre", "", "parcel",
         [](View v) { return ratio(v.patterns.entered_minutes, v.patterns.entered); }},
        {"village_mean_minutes", "", "min", "村到县区中心的平均路程",
         "Minutes from villages to the district's centre", "", "village",
         [](View v) { return ratio(v.patterns.village_minutes, v.patterns.villages); }},
        {"firm_tail_exponent", "K39", "1", "企业规模分布尾部指数(10人以上)",
         "Tail exponent of firm sizes, ten jobs and more", "", "firm",
         [](View v) { return ratio(v.patterns.large_firms, v.patterns.log_size); }},
        {"near_commuter_share", "K46", "1", "跨县区通勤中半小时内比重",
         "Commuters to districts within half an hour", "", "person",
         [](View v) { return ratio(v.patterns.commuters_near, v.patterns.commuters); }},
        {"near_job_share", "K46", "1", "其他县区岗位中半小时内比重",
         "The same if jobs alone drew commuters", "", "person",
         [](View v) { return ratio(v.patterns.expected_near, v.patterns.commuters); }},
    };
}

}  // namespace

std::vector<Measure> pattern_measures() {
    std::vector<Measure> list = of_farms();
    const std::vector<Measure> more = of_people_and_firms();
    list.insert(list.end(), more.begin(), more.end());
    return list;
}

}  // namespace changji::output
