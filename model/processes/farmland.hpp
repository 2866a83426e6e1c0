#pragma once

#include "model/base/random.hpp"
#include "model/processes/farm_technology.hpp"

/// The farmland rental market and its farms: cooperatives, family farms, custody service, leases;
/// equations (15)–(17).
namespace changji::farmland {

struct Coefficients {
    double ask_floor, attachment, bid_share, certificate_effect, distance_cost, most_blocks;
    double rent_drift, shortest_lease, longest_lease, kin_share, transferred_2019, rent_2019;
    double opening_rounds, credit_line, cooperative_share_2019, cooperative_capital;
    double enterprise_share, enterprise_capital, machinery_2019, machinery_price;

    // clang-format off
    static constexpr auto parameters() {
        using C = Coefficients;
        using enum Role;
        return std::array{
            Bound<C>{&C::ask_floor, {"land.r_min", "CNY/ha", 600, 600, 0, 1500, coefficient, "", "15", "最低要价", "lowest ask; ask of the village collective", "assumption"}},
            Bound<C>{&C::attachment, {"land.psi0", "CNY/ha", 4000, 4000, 0, 8000, coefficient, "", "15", "土地依恋(起始值)", "attachment to land, start value of the solution for the transferred share", "prototype"}},
            Bound<C>{&C::bid_share, {"land.bid_share", "share", 0.60, 0.60, 0.4, 1, coefficient, "", "16", "租金出价比例(起始值)", "share of added profit that is bid, start value of the solution for the rent", "prototype; AgriPoliS ships 0.5"}},
            Bound<C>{&C::certificate_effect, {"land.e_cert", "share", 0.5, 0.5, 0, 1, coefficient, "", "15", "确权效应", "part of the attachment that a certificate removes", "assumption"}},
            Bound<C>{&C::distance_cost, {"land.kappa_dist", "CNY/ha/min", 10, 10, 0, 40, coefficient, "", "16", "距离成本", "fall of bids from outside with distance", "assumption"}},
            Bound<C>{&C::most_blocks, {"land.max_blocks", "blocks", 64, 64, 16, 256, coefficient, "", "16", "每个竞标者最多块数", "most blocks of a bidder", "assumption"}},
            Bound<C>{&C::rent_drift, {"land.rent_drift_xi", "1", 0.5, 0.5, 0.1, 1, coefficient, "", "17", "存量租金调整", "drift of running rents to the market rent, geometric", "AgriPoliS-MINDS code (RegManager.cpp)"}},
            Bound<C>{&C::shortest_lease, {"land.contract_min", "y", 3, 3, 1, 5, coefficient, "", "17", "最短租期", "shortest lease", "assumption"}},
            Bound<C>{&C::longest_lease, {"land.contract_max", "y", 10, 10, 5, 18, coefficient, "", "17", "最长租期", "longest lease", "assumption"}},
            Bound<C>{&C::kin_share, {"land.free_share0", "share", 0.30, 0.30, 0.1, 0.5, coefficient, "", "17", "初始无偿流转比例", "initial contracts that are lent to kin free of rent", "national 30–50 %"}},
            Bound<C>{&C::transferred_2019, {"land.K16_2019", "share", 0.40, 0.40, 0.30, 0.50, coefficient, "", "17", "2019年流转率", "transferred share of contracted land in 2019", "recalled"}},
            Bound<C>{&C::rent_2019, {"land.rent_2019", "CNY/ha", 3630, 3630, 2500, 6000, coefficient, "", "17", "2019年租金", "mean rent of paid leases in 2019", "assumption; no Jilin series"}},
            Bound<C>{&C::opening_rounds, {"init.land_rounds", "rounds", 10, 10, 5, 15, coefficient, "", "5.5", "开局市场轮数", "market rounds before the opening, the last dated 2019", "prototype"}},
            Bound<C>{&C::credit_line, {"farm.credit_line", "CNY", 30000, 30000, 0, 100000, coefficient, "", "16", "农户信用贷款额度", "unsecured loan of a farm household, (28); in market rounds up to 2019 everybody's credit line", "assumption"}},
            Bound<C>{&C::cooperative_share_2019, {"coop.init_share", "share", 0.15, 0.15, 0, 1, coefficient, "", "5.3", "2019年合作社成员比例", "farm households in a cooperative in 2019", "assumption"}},
            Bound<C>{&C::cooperative_capital, {"farm.coop_capital", "CNY", 200000, 200000, 0, 1000000, coefficient, "", "16", "合作社起始资金", "cash of a village's cooperative in 2019", "assumption"}},
            Bound<C>{&C::enterprise_share, {"farm.enterprise_share", "share of villages", 0.04, 0.04, 0, 0.5, coefficient, "", "16", "有农业企业的村", "villages that are home to an agricultural enterprise", "assumption"}},
            Bound<C>{&C::enterprise_capital, {"farm.enterprise_capital", "CNY", 2000000, 2000000, 0, 10000000, coefficient, "", "16", "农业企业起始资金", "cash of an agricultural enterprise in 2019", "assumption"}},
            Bound<C>{&C::machinery_2019, {"farm.K0", "×", 1.2, 1.2, 1, 2, coefficient, "", "14", "农机能力起始倍数", "machinery capacity at the start, times operated land", "assumption"}},
            Bound<C>{&C::machinery_price, {"farm.machinery_price", "CNY/ha", 6000, 6000, 1000, 20000, coefficient, "", "29", "农机购置价格", "price of a hectare of machinery capacity", "assumption"}},
        };
    }
    // clang-format on
};
static_assert(all_described<Coefficients>);

struct Levers {
    double transaction_cost, exchange_coverage, cross_village;
    double cooperative_share, family_farm_entry, family_farm_grant, custody_share;

    // clang-format off
    static constexpr auto parameters() {
        using L = Levers;
        using enum Role;
        return std::array{
            Bound<L>{&L::transaction_cost, {"t1.tc_land", "CNY/ha", 900, 450, 0, 2000, lever, "T1.1", "15", "承包地流转交易成本", "transaction cost of a new lease, half each side", "design assumption"}},
            Bound<L>{&L::exchange_coverage, {"t1.exch_cov", "share of villages", 0.2, 1, 0, 1, village, "T1.8", "15", "产权交易市场覆盖", "villages on the exchange: transaction cost × 0.7", "design assumption"}},
            Bound<L>{&L::cross_village, {"t1.cross_village", "share of demand", 0.1, 0.4, 0, 1, lever, "T1.8", "16", "跨村竞租比例", "share of organisations' capacity offered in other villages", "design assumption"}},
            Bound<L>{&L::cooperative_share, {"t5.coop_share", "share", 0.15, 0.35, 0, 1, lever, "T5.5", "16", "合作社成员比例", "target share of farm households in a cooperative", "design assumption"}},
            Bound<L>{&L::family_farm_entry, {"t5.ff_entry", "1/y", 0.002, 0.006, 0, 0.03, lever, "T5.6", "16", "家庭农场形成率", "hazard that a household with 2 ha or more becomes a family farm", "design assumption"}},
            Bound<L>{&L::family_farm_grant, {"t5.ff_grant", "CNY/farm", 0, 30000, 0, 200000, lever, "T5.6", "16", "家庭农场农机补助", "machinery grant to a new family farm", "design assumption"}},
            Bound<L>{&L::custody_share, {"t5.custody_share", "share", 0.15, 0.4, 0, 1, lever, "T5.4", "17", "托管服务使用率", "use of custody service by households with a member over 60", "design assumption"}},
        };
    }
    // clang-format on
};
static_assert(all_described<Levers>);

struct Settings {
    Coefficients coefficients;
    PerDistrict<Levers> levers;
};

/// What the opening reached; the solved levels stand in World::solved.
struct Opening {
    double rent = 0;                ///< yuan/ha, mean of paid leases by area
    double transferred_share = 0;   ///< of contracted land
    double organisation_share = 0;  ///< of leased land
    int trials = 0;                 ///< solutions tried on the subsample
};

/// Leases of 2019: creates the organisations, solves the bid share from the rent and the
/// attachment from the transferred share, and holds the market rounds dated up to 2019. Villages
/// must have people, households and normal yields; the zone its prices of 2019.
Opening open(World& world, const Settings& settings, const farm_technology::Settings& technology,
             const Draws& draws);

/// One year: leases that ran out lapse, farms change kind, the market clears village by village,
/// running rents drift, machinery follows. `world.year` is the year of the coming harvest.
void transfer(World& world, const Settings& settings, const farm_technology::Settings& technology,
              const Draws& draws);

}  // namespace changji::farmland
