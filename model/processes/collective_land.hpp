#pragma once

#include <array>

#include "model/scenario/parameter.hpp"
#include "model/world/land.hpp"
#include "model/world/world.hpp"

/// Entry of collective commercial construction land into the market 集体经营性建设用地入市, §4.6,
/// eqs. (23)–(27).
namespace changji::collective_land {

struct Coefficients {
    double compensation, reclaim_cost, service_cost, margin;
    double theta, land_yield, decay, price_2019, finance_years;
    double lease_rate, equity_premium, mode_scale, risk_aversion, discount;
    double idle_2019, lot, offer_chance, blank_share, reserve_share, unit;
    double dividend_share, fund_payout, resale_discount, resale_sd, oneoff_is_income;

    // clang-format off
    static constexpr auto parameters() {
        using C = Coefficients;
        using enum Role;
        return std::array{
            Bound<C>{&C::compensation, {"ccl.compensation", "CNY/ha", 0.3e6, 0.3e6, 0, 2e6, coefficient, "", "23", "入市前地上补偿", "compensation of former users before entry", "assumption"}},
            Bound<C>{&C::reclaim_cost, {"ccl.reclaim_cost", "CNY/ha", 0.45e6, 0.45e6, 0.2e6, 1e6, coefficient, "", "23", "复垦成本", "cost of putting built land back to crops", "assumption"}},
            Bound<C>{&C::service_cost, {"ccl.service_cost", "CNY/ha", 0.6e6, 0.6e6, 0.2e6, 1.5e6, coefficient, "", "23", "土地整理与配套成本", "cost of serviced land", "assumption"}},
            Bound<C>{&C::margin, {"ccl.margin", "share", 0.10, 0.10, 0, 0.5, coefficient, "", "23", "村集体最低收益率", "return over cost that a village asks for", "assumption"}},
            Bound<C>{&C::theta, {"ccl.theta", "share", 0.70, 0.70, 0.3, 1, coefficient, "", "24", "企业愿付地租份额", "share of the land residual that firms pay", "assumption"}},
            Bound<C>{&C::land_yield, {"ccl.cap_plus_dep", "1/y", 0.08, 0.08, 0.05, 0.2, coefficient, "", "24", "土地资本化率", "yield at which land rent is capitalised", "assumption"}},
            Bound<C>{&C::decay, {"ccl.decay", "1/min", 0.01, 0.01, 0, 0.05, coefficient, "", "24", "地价随通勤时间衰减", "decay of land value with minutes to the centre", "assumption"}},
            Bound<C>{&C::price_2019, {"ccl.price_2019", "CNY/ha", 2.4e6, 2.4e6, 1e6, 6e6, coefficient, "", "24", "2019年国有建设用地参照价", "price of state land at the centre expected in 2019", "assumption"}},
            Bound<C>{&C::finance_years, {"ccl.finance_years", "y", 0.5, 0.5, 0.05, 3, coefficient, "", "25", "一次性购地的出资能力", "value added that owners can put into one purchase, in years", "assumption"}},
            Bound<C>{&C::lease_rate, {"ccl.lease_cap_rate", "1/y", 0.06, 0.06, 0.03, 0.1, coefficient, "", "25", "年租金率", "yearly rent over price", "assumption"}},
            Bound<C>{&C::equity_premium, {"ccl.equity_premium", "× annuity", 1.2, 1.2, 1, 1.6, coefficient, "", "25", "入股预期收益倍数", "expected dividend over rent", "assumption"}},
            Bound<C>{&C::mode_scale, {"ccl.mode_scale", "per price", 4, 4, 1, 10, coefficient, "", "25", "方式选择的敏感度", "scale of the mode logit", "assumption"}},
            Bound<C>{&C::risk_aversion, {"ccl.risk_aversion", "1/CNY", 2e-5, 2e-5, 0, 1e-3, coefficient, "", "25", "成员户风险厌恶", "risk weight per yuan and member household", "assumption"}},
            Bound<C>{&C::discount, {"ccl.discount", "1/y", 0.08, 0.08, 0.04, 0.15, coefficient, "", "25", "村集体贴现率", "discount rate of villages", "assumption"}},
            Bound<C>{&C::idle_2019, {"init.L6_idle", "share", 0.4, 0.4, 0.1, 0.8, coefficient, "", "5", "2019年集体经营性建设用地闲置率", "idle share of collective commercial land in 2019", "assumption"}},
            Bound<C>{&C::lot, {"ccl.lot_ha", "ha", 0.5, 0.5, 0.05, 5, coefficient, "", "4.6", "宗地平均面积", "mean lot", "assumption"}},
            Bound<C>{&C::offer_chance, {"ccl.offer_chance", "1/y", 0.6, 0.6, 0.05, 1, coefficient, "", "23", "村集体年内推出宗地的概率", "chance that a village with free land puts a lot forward in a year", "assumption; 222 parcels of Jiutai are not reached at any value"}},
            Bound<C>{&C::blank_share, {"ccl.blank_share", "share", 0.4, 0.4, 0, 1, coefficient, "", "23", "空白村屯比例", "share of blank villages", "assumption"}},
            Bound<C>{&C::reserve_share, {"ccl.reserve_share", "share", 0.7, 0.7, 0.3, 1, coefficient, "", "4.6", "基准地价作底价的比例", "reserve over the benchmark price", "assumption"}},
            Bound<C>{&C::unit, {"ccl.unit_ha", "ha", 0.02, 0.02, 0.005, 0.1, coefficient, "", "4.6", "分割登记单元面积", "unit of subdivided land", "assumption"}},
            Bound<C>{&C::dividend_share, {"ccl.dividend_share", "share", 0.3, 0.3, 0, 1, coefficient, "", "26", "集体年度土地收入分红比例", "share of the collective's yearly land income paid to members", "assumption"}},
            Bound<C>{&C::fund_payout, {"ccl.fund_payout", "1/y", 0.05, 0.05, 0, 0.3, coefficient, "", "26", "集体土地资金年分红率", "yearly dividend of the collective's land fund", "assumption"}},
            Bound<C>{&C::resale_discount, {"ccl.resale_discount", "share", 0.15, 0.15, 0, 0.6, coefficient, "", "27", "二级市场折价", "discount of resale to the primary price", "assumption"}},
            Bound<C>{&C::resale_sd, {"ccl.resale_sd", "log", 0.10, 0.10, 0, 0.5, coefficient, "", "27", "二级市场价格波动", "noise of resale prices", "assumption"}},
            Bound<C>{&C::oneoff_is_income, {"income.ccl_oneoff_in_dpi", "0/1", 0, 0, 0, 1, coefficient, "", "4.11", "一次性入市收益计入可支配收入", "one-off land payments count as disposable income", "official definition: sale of assets is not income"}},
        };
    }
    // clang-format on
};
static_assert(all_described<Coefficients>);

struct Levers {
    double on, delay, offsite_on, offsite_share, modes, term, negative_list, min_lot, mixed;
    double reclaim_use, public_share, levy, town_share, member_share, leak, benchmark, appraisal_sd;
    double unit_split, split_liquidity, turnover, tenure_discount, direct_share, stock_reuse;
    double bid_shock;

    // clang-format off
    static constexpr auto parameters() {
        using L = Levers;
        using enum Role;
        return std::array{
            Bound<L>{&L::on, {"t2.on", "0/1", 0, 1, 0, 1, village, "T2.1", "23", "村集体可入市", "village may offer land", "design assumption"}},
            Bound<L>{&L::delay, {"t2.delay_y", "y", 2, 0.5, 0, 4, lever, "T2.1", "4.6", "入市办理时间", "waiting time of a lot", "design assumption"}},
            Bound<L>{&L::offsite_on, {"t2.offsite_on", "0/1", 0, 1, 0, 1, village, "T2.2", "24", "可异地调整入市", "off-site entry allowed", "design assumption"}},
            Bound<L>{&L::offsite_share, {"t2.offsite_share_origin", "share", 0.40, 0.40, 0.2, 0.6, lever, "T2.2", "24", "异地入市原村分成", "share of net price to the origin of off-site land", "Haicheng 0.40, Pingluo 0.30, book excerpt"}},
            Bound<L>{&L::modes, {"t2.modes", "0/1", 0, 1, 0, 1, village, "T2.3", "25", "出让之外可租赁、作价入股", "lease and equity besides transfer", "design assumption"}},
            Bound<L>{&L::term, {"t2.term_y", "y", 40, 40, 20, 50, lever, "T2.3", "25", "入市年限", "term of use", "statutory term of commercial land"}},
            Bound<L>{&L::negative_list, {"t2.neg_list_share", "share", 0.8, 0.4, 0, 1, lever, "T2.4", "23", "空白村屯负面清单比例", "share of sites barred in blank villages", "design assumption"}},
            Bound<L>{&L::min_lot, {"t2.min_lot_ha", "ha", 0.67, 0.10, 0.05, 2, lever, "T2.5", "4.6", "最小供地面积", "smallest lot", "design assumption"}},
            Bound<L>{&L::mixed, {"t2.mixed_premium", "log", 0, 0.08, 0, 0.3, lever, "T2.5", "24", "混合用地溢价", "premium of mixed use", "design assumption"}},
            Bound<L>{&L::reclaim_use, {"t2.reclaim_use", "0/1", 0, 1, 0, 1, village, "T2.6", "23", "收回的宅基地可入市", "returned homesteads may enter", "design assumption"}},
            Bound<L>{&L::public_share, {"t2.public_stock_share", "share", 0, 0.05, 0, 0.2, lever, "T2.6", "23", "废弃公益用地入市比例", "share of public land on offer, once over the run", "design assumption"}},
            Bound<L>{&L::levy, {"t2.levy_rate", "share", 0.25, 0.25, 0.20, 0.50, lever, "T2.7", "26", "增值收益调节金比例", "levy on appreciation", "statutory band of 2016"}},
            Bound<L>{&L::town_share, {"t2.split_town", "share", 0.183, 0.183, 0, 0.5, lever, "T2.7", "26", "入市净收益乡镇份额", "township's share of net revenue", "Ganyu model estimate, Zhang et al. 2022"}},
            Bound<L>{&L::member_share, {"t2.split_members", "share", 0.494, 0.494, 0, 0.5, lever, "T2.7", "26", "入市净收益成员份额", "members' share of net revenue; the village keeps the rest", "Ganyu model estimate, Zhang et al. 2022"}},
            Bound<L>{&L::leak, {"t2.leak", "share", 0.05, 0.01, 0, 0.3, lever, "T2.7", "26", "收益流失", "leak of net revenue", "design assumption"}},
            Bound<L>{&L::benchmark, {"t2.bench_price_on", "0/1", 0, 1, 0, 1, village, "T2.8", "4.6", "基准地价作底价", "reserve follows the benchmark price", "design assumption"}},
            Bound<L>{&L::appraisal_sd, {"t2.appraisal_sd", "log", 0.30, 0.12, 0, 0.6, lever, "T2.8", "4.6", "评估误差", "noise of the reserve", "design assumption"}},
            Bound<L>{&L::unit_split, {"t2.unit_split", "0/1", 0, 1, 0, 1, village, "T2.9", "4.6", "分割登记", "subdivision into units", "design assumption"}},
            Bound<L>{&L::split_liquidity, {"t2.split_liq", "share", 0, 0.15, 0, 0.5, lever, "T2.9", "27", "分割带来的流动性", "cut of the resale discount", "design assumption"}},
            Bound<L>{&L::turnover, {"t2.sec_turnover", "1/y", 0, 0.04, 0, 0.15, lever, "T2.10", "27", "二级市场年转让率", "yearly chance that a holder offers its lot", "design assumption"}},
            Bound<L>{&L::tenure_discount, {"t3.tenure_disc", "share", 0.30, 0.05, 0, 0.6, lever, "T3.3", "24", "集体土地权能折价", "discount for collective tenure", "design assumption"}},
            Bound<L>{&L::direct_share, {"z1.direct_share", "share", 0, 0.2, 0, 1, lever, "Z1b", "23", "直接用于乡村产业的宗地比例", "share of lots let without auction to rural industry", "design assumption"}},
            Bound<L>{&L::stock_reuse, {"z1.stock_reuse", "1/y", 0, 0.03, 0, 0.15, lever, "Z1c", "35", "闲置存量用地转休闲农业", "idle land turned to rural tourism each year", "design assumption"}},
            Bound<L>{&L::bid_shock, {"shock.land_bid", "share", 0, 0, -0.9, 1, stress, "", "24", "土地出价冲击", "change of bids for land", "stress scenario"}},
        };
    }
    // clang-format on
};
static_assert(all_described<Levers>);

struct Settings {
    Coefficients coefficients;
    PerDistrict<Levers> levers;
    PerDistrict<land::Levers> land;   ///< red line and ceiling
    PerDistrict<double> planning{};   ///< s2.plan, declared by the rollout
    PerDistrict<bool> conversion_paused{};  ///< of farmland, by the adjustment of policy
};

/// A switch that a village has iff its fixed draw for the plan item lies below the share.
struct VillageItems {
    std::size_t on, offsite, modes, reclaim, benchmark, units;
};
const VillageItems& village_items();

/// 0 up to 15 minutes from the centre, 1 up to 30, 2 beyond. \source assumption
std::size_t grade_of(const Cell& cell);

/// Value of a site against the district's centre, e^(−decay × minutes).
double site_factor(const Cell& cell, const Coefficients& c);

/// What collective land pays of the price of state land at the same place.
double tenure_factor(const Levers& levers);

/// Cost of bringing a hectare to the market, nominal yuan; off-site land is reclaimed as well.
double entry_cost(const Coefficients& c, double cpi, bool offsite);

/// Share of a village's idle land that plan and negative list leave open.
double open_share(const Cell& cell, double planning, const Levers& levers, const Coefficients& c);

/// Opens idle land and expected prices of 2019.
void open(World& world, const Settings& settings);

/// One year: reverted lots, annual payments, reuse, new lots, auctions, resale, dividends.
void enter_market(World& world, const Settings& settings, const Draws& draws);

}  // namespace changji::collective_land
