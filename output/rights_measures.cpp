#include <numeric>

#include "output/measures.hpp"

// Rights lie with the village, wherever their holders live.
namespace changji::output {
namespace {

using View = const DistrictView&;

template <std::size_t bundle>
double exits_of(View v) {
    return v.both.exits[bundle];
}

double households_exited(View v) {
    const auto& exits = v.both.exits_so_far;
    return std::accumulate(exits.begin(), exits.end(), 0.0);
}

std::vector<Measure> exits() {
    return {
        {"exits_households_cum", "K24", "1", "累计退出权益农户数(2020年起)",
         "Households that left a right for pay, since 2020", "", "household", households_exited},
        {"exits_qualification_cum", "K24", "1", "累计退出宅基地资格权农户数(2020年起)",
         "Households that left the homestead qualification, since 2020", "", "household",
         [](View v) {
             const auto& exits = v.both.exits_so_far;
             return exits[3] + exits[7] + exits[8];
         }},
        {"exits_b2", "K24", "1/y", "留权不留地退出户数", "Exits: land returned, qualification kept",
         "", "household", exits_of<2>},
        {"exits_b3", "K24", "1/y", "宅基地与资格权退出户数", "Exits: homestead and qualification",
         "", "household", exits_of<3>},
        {"exits_b4", "K24", "1/y", "承包权退出户数", "Exits: contract right", "", "household",
         exits_of<4>},
        {"exits_b5", "K24", "1/y", "集体股权退出户数", "Exits: share", "", "household",
         exits_of<5>},
        {"exits_b6", "K24", "1/y", "宅基地与承包权组合退出户数",
         "Exits: homestead and contract right", "", "household", exits_of<6>},
        {"exits_b7", "K24", "1/y", "宅基地、资格权与承包权组合退出户数",
         "Exits: homestead, qualification and contract right", "", "household", exits_of<7>},
        {"exits_b8", "K24", "1/y", "全部权益退出户数", "Exits: all rights", "", "household",
         exits_of<8>},
        {"unfunded_offers", "K24", "1", "等待资金的退出协议数", "Signed exits without a payer", "",
         "household", [](View v) { return v.both.unfunded_offers; }},
        {"homestead_returned_ha", "K24", "ha", "退回与收回的宅基地面积",
         "Homestead land without a user: returned or reverted", "", "village",
         [](View v) { return in_hectares(v.both.returned_homestead); }},
        {"exits_homestead_ha_cum", "K24", "ha", "累计退出宅基地面积(2020年起)",
         "Homestead land given up by choice, since 2020", "", "household",
         [](View v) { return in_hectares(v.both.exited_homestead); }},
        {"rights_kept_share", "K25", "1", "进城落户后保留宅基地资格权的农户比重",
         "Share of settled households that kept the homestead qualification", "", "household",
         [](View v) { return ratio(v.both.settled_kept, v.both.settled_holders); }},
        {"voluntariness_violations", "K55", "1/y", "违背自愿的权益转移数",
         "Transfers of rights without a choice, or paid below the floor", "", "household",
         [](View v) { return v.both.rights_violations; }},
    };
}

std::vector<Measure> houses_and_exchange() {
    return {
        {"idle_houses", "K24", "1", "闲置农房数", "Idle houses", "", "household",
         [](View v) { return v.both.idle_houses; }},
        {"leased_houses", "K24", "1", "出租农房数", "Houses let to people from outside", "",
         "household", [](View v) { return v.both.leased_houses; }},
        {"house_rent_yuan", "K24", "CNY/y", "农房租金总额", "Rent of houses let to people from outside",
         nominal, "household", [](View v) { return in_yuan(v.both.house_rent); }},
        {"house_certified_share", "K24", "1", "农房确权颁证率", "Houses with a certificate", "",
         "household", [](View v) { return ratio(v.both.certified_houses, v.both.houses); }},
        {"exchange_cover_share", "K31", "1", "产权交易市场覆盖村比重",
         "Share of villages on the property exchange", "", "village",
         [](View v) { return ratio(v.both.exchange_villages, v.both.villages); }},
        {"exchange_volume_ha", "K31", "ha/y", "产权交易市场成交面积",
         "Area of leases and exits on the property exchange", "", "village",
         [](View v) { return in_hectares(v.both.exchange_area); }},
        {"disputes", "K31", "1/y", "承包地流转合同纠纷数", "Contracts in dispute", "", "village",
         [](View v) { return v.both.disputes; }},
        {"share_sales", "K24", "1/y", "集体股权村内转让户数", "Sales of shares among members", "",
         "household", [](View v) { return v.both.share_sales; }},
    };
}

}  // namespace

std::vector<Measure> rights_measures() {
    std::vector<Measure> list = exits();
    const std::vector<Measure> more = houses_and_exchange();
    list.insert(list.end(), more.begin(), more.end());
    return list;
}

}  // namespace changji::output
