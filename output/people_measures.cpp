#include "output/measures.hpp"

// Residents are counted by where they live; events by the district of the household's home cell.
namespace changji::output {
namespace {

using View = const DistrictView&;

std::vector<Measure> residents() {
    return {
        {"residents", "K09", "persons", "常住人口", "Residents", "", "person",
         [](View v) { return v.both.residents; }},
        {"rural_residents", "K09", "persons", "农村常住人口", "Rural residents", "", "person",
         [](View v) { return v.rural.residents; }},
        {"urban_residents", "K09", "persons", "城镇常住人口", "Urban residents", "", "person",
         [](View v) { return v.urban.residents; }},
        {"registered", "K09", "persons", "户籍人口", "Registered persons", "", "person",
         [](View v) { return v.both.registered; }},
        {"registered_away_share", "K14", "1", "户籍人口中居住在试验区外的比重",
         "Share of registered persons who live outside the zone", "", "person",
         [](View v) { return ratio(v.both.registered_away, v.both.registered); }},
        {"urban_share", "K10", "1", "常住人口城镇化率", "Urban share of residents", "", "person",
         [](View v) { return ratio(v.urban.residents, v.both.residents); }},
        {"hukou_urban_share", "K11", "1", "户籍人口城镇化率",
         "Share of registered persons with urban hukou", "", "person",
         [](View v) { return ratio(v.urban.registered, v.both.registered); }},
        {"urban_share_gap", "K11", "1", "常住与户籍人口城镇化率之差",
         "Urban share of residents less urban hukou share of registered persons", "", "person",
         [](View v) {
             return ratio(v.urban.residents, v.both.residents) -
                    ratio(v.urban.registered, v.both.registered);
         }},
    };
}

std::vector<Measure> moves() {
    return {
        {"settlements", "K12", "persons/y", "农业转移人口进城落户人数",
         "Persons who changed to urban hukou in the year", "", "person",
         [](View v) { return v.both.settled; }},
        {"in_place_share", "K13", "1", "落户人口中就地就近(本县区)比重",
         "Share of settlements within the own district", "", "person",
         [](View v) { return ratio(v.both.settled_in_place, v.both.settled); }},
        {"net_migration", "K14", "persons/y", "与试验区外的净迁移人数",
         "Persons who came from outside the zone less persons who left it", "", "person",
         [](View v) { return v.both.arrived + v.both.returned - v.both.left_zone; }},
        {"moves_to_town", "K14", "persons/y", "由村(社区)迁往试验区内城镇的人数",
         "Persons who left their home cell for a town of the zone", "", "person",
         [](View v) { return v.both.moved_to_town; }},
        {"departures", "K14", "persons/y", "离开试验区的人数", "Persons who left the zone", "",
         "person", [](View v) { return v.both.left_zone; }},
        {"returns", "K14", "persons/y", "返回试验区的人数", "Persons who came back to the zone", "",
         "person", [](View v) { return v.both.returned; }},
        {"arrivals", "K14", "persons/y", "首次迁入试验区的人数",
         "Persons who came to the zone for the first time", "", "person",
         [](View v) { return v.both.arrived; }},
        {"resident_change", "K14", "persons/y", "常住人口年变动", "Change of residents in the year",
         "", "person", [](View v) { return v.both.residents - v.residents_before; }},
    };
}

std::vector<Measure> demography() {
    return {
        {"births", "", "persons/y", "出生人数", "Births", "", "person",
         [](View v) { return v.both.births; }},
        {"deaths", "", "persons/y", "死亡人数", "Deaths", "", "person",
         [](View v) { return v.both.deaths; }},
        {"unions", "", "1/y", "结婚对数", "Unions formed", "", "person",
         [](View v) { return v.both.unions; }},
        {"birth_rate", "", "1/y", "出生人数与常住人口之比", "Births per resident", "", "person",
         [](View v) { return ratio(v.both.births, v.both.residents); }},
        {"death_rate", "", "1/y", "死亡人数与常住人口之比", "Deaths per resident", "", "person",
         [](View v) { return ratio(v.both.deaths, v.both.residents); }},
        {"child_share", "", "1", "0-14岁人口比重", "Share of residents aged 0 to 14", "", "person",
         [](View v) { return ratio(v.both.age_0_14, v.both.residents); }},
        {"elderly_share", "", "1", "65岁及以上人口比重", "Share of residents aged 65 and over", "",
         "person", [](View v) { return ratio(v.both.age_65_up, v.both.residents); }},
        {"elderly_share_rural", "", "1", "农村65岁及以上人口比重",
         "Share of rural residents aged 65 and over", "", "person",
         [](View v) { return ratio(v.rural.age_65_up, v.rural.residents); }},
        {"elderly_share_urban", "", "1", "城镇65岁及以上人口比重",
         "Share of urban residents aged 65 and over", "", "person",
         [](View v) { return ratio(v.urban.age_65_up, v.urban.residents); }},
        {"household_size", "", "persons", "家庭户平均人口", "Members living together per family household",
         "", "household",
         [](View v) { return ratio(v.both.family_members, v.both.resident_households); }},
        {"household_size_rural", "", "persons", "农村家庭户平均人口",
         "Members living together per rural family household", "", "household",
         [](View v) { return ratio(v.rural.family_members, v.rural.resident_households); }},
        {"household_size_urban", "", "persons", "城镇家庭户平均人口",
         "Members living together per urban family household", "", "household",
         [](View v) { return ratio(v.urban.family_members, v.urban.resident_households); }},
    };
}

}  // namespace

std::vector<Measure> people_measures() {
    std::vector<Measure> list = residents();
    for (const auto& part : {moves(), demography()})
        list.insert(list.end(), part.begin(), part.end());
    return list;
}

}  // namespace changji::output
