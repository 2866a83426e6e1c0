#pragma once

#include "model/scenario/parameter.hpp"
#include "model/world/world.hpp"

/// Terms of loans: limits (28), price and default (30). A part of credit.
namespace changji::credit {

struct Coefficients {
    double service_cap, smallest, working_months, term_equipment, term_home, term_business;
    double funding_rate, margin, pd_constant, pd_service, pd_shock, pd_cooperative, pd_thin;
    double pd_noise, size_reference, risk_charge, informal_rate, informal_share;
    double guarantee_share, equity_ratio, product_quota, dividend, recovery_years;
    double loan_share_2019, loan_size_2019, equity_2019;

    // clang-format off
    static constexpr auto parameters() {
        using C = Coefficients;
        using enum Role;
        return std::array{
            Bound<C>{&C::service_cap, {"cred.dsr_cap", "share", 0.5, 0.5, 0.3, 0.7, coefficient, "", "28", "偿债收入比上限", "debt service a household may carry, share of income", "assumption"}},
            Bound<C>{&C::smallest, {"cred.smallest", "CNY", 2000, 2000, 0, 20000, coefficient, "", "28", "最小贷款额", "smallest loan a bank makes", "assumption"}},
            Bound<C>{&C::working_months, {"cred.working_months", "month", 8, 8, 1, 12, coefficient, "", "29", "春耕贷款期限", "term of working capital, from spring to the sale of the harvest", "assumption"}},
            Bound<C>{&C::term_equipment, {"cred.term_equipment", "y", 5, 5, 1, 15, coefficient, "", "29", "农机与投入贷款期限", "term of loans for machinery and inputs", "assumption"}},
            Bound<C>{&C::term_home, {"cred.term_home", "y", 10, 10, 1, 30, coefficient, "", "29", "购房首付贷款期限", "term of loans for a home", "assumption"}},
            Bound<C>{&C::term_business, {"cred.term_business", "y", 3, 3, 1, 10, coefficient, "", "29", "创业贷款期限", "term of loans for a start-up", "assumption"}},
            Bound<C>{&C::funding_rate, {"cred.funding", "1/y", 0.0385, 0.0385, 0.03, 0.05, coefficient, "", "30", "银行资金成本", "cost of banks' funding", "assumption; equal to cred.r_f"}},
            Bound<C>{&C::margin, {"cred.s0", "1/y", 0.015, 0.015, 0, 0.05, coefficient, "", "30", "利差", "margin of banks", "assumption"}},
            Bound<C>{&C::pd_constant, {"cred.pd0", "logit", -4.2, -4.2, -5.5, -3, coefficient, "", "30", "违约概率常数", "default, constant", "assumption"}},
            Bound<C>{&C::pd_service, {"cred.pd_dsr", "logit", 3.0, 3.0, 1, 6, coefficient, "", "30", "偿债率对违约的作用", "default, debt service over income", "assumption"}},
            Bound<C>{&C::pd_shock, {"cred.pd_shock", "logit", 0.4, 0.4, 0, 1.5, coefficient, "", "30", "灾害暴露对违约的作用", "default, exposure to shocks: villages on rivers", "assumption"}},
            Bound<C>{&C::pd_cooperative, {"cred.pd_coop", "logit", -0.3, -0.3, -1, 0, coefficient, "", "30", "合作社成员违约差异", "default, members of cooperatives", "assumption"}},
            Bound<C>{&C::pd_thin, {"cred.pd_thin", "logit", 0.25, 0.25, 0, 1, coefficient, "", "30", "无信用档案的违约差异", "default, households without a credit file", "assumption"}},
            Bound<C>{&C::pd_noise, {"cred.pd_noise", "prob", 0.05, 0.05, 0, 0.15, coefficient, "", "30", "违约估计误差", "error of banks' estimate of default where they lack information", "assumption"}},
            Bound<C>{&C::size_reference, {"cred.size_ref", "CNY", 50000, 50000, 10000, 200000, coefficient, "", "30", "经办成本参照额度", "loan at which operating cost is the stated rate", "assumption"}},
            Bound<C>{&C::risk_charge, {"cred.risk_charge", "share", 0.5, 0.5, 0, 2, coefficient, "", "30", "风险调整系数", "charge for unexpected loss over expected loss, in the order of approval", "assumption"}},
            Bound<C>{&C::informal_rate, {"cred.informal_rate", "1/y", 0.20, 0.20, 0.12, 0.3, coefficient, "", "30", "民间借贷利率", "rate of informal loans", "Jilin land-income-guarantee reports 2013-17"}},
            Bound<C>{&C::informal_share, {"cred.informal_share", "share", 0.30, 0.30, 0, 1, coefficient, "", "30", "民间借贷满足比例", "share of unserved demand that moneylenders meet", "assumption"}},
            Bound<C>{&C::guarantee_share, {"cred.guar_share", "share", 0.8, 0.8, 0.5, 0.9, coefficient, "", "30", "担保覆盖比例", "share of a guaranteed loan that is covered", "assumption"}},
            Bound<C>{&C::equity_ratio, {"cred.zeta", "equity/loans", 0.085, 0.085, 0.08, 0.105, coefficient, "", "30", "资本充足要求", "least equity over loans", "assumption"}},
            Bound<C>{&C::product_quota, {"cred.quota", "share", 0.6, 0.6, 0.1, 1, coefficient, "", "30", "单一产品额度", "largest share of one product in a branch's new lending of a year", "assumption"}},
            Bound<C>{&C::dividend, {"cred.dividend", "share", 0.3, 0.3, 0, 1, coefficient, "", "30", "银行分红比例", "share of banks' income paid out", "assumption"}},
            Bound<C>{&C::recovery_years, {"cred.recovery_years", "y", 3, 3, 1, 10, coefficient, "", "31", "清收年限", "years in which a bank collects what can be recovered", "assumption"}},
            Bound<C>{&C::loan_share_2019, {"init.loan_share", "share", 0.22, 0.22, 0.1, 0.4, coefficient, "", "5", "2019年有贷款农户比例", "farm households with a loan in 2019", "assumption"}},
            Bound<C>{&C::loan_size_2019, {"init.loan_size", "CNY", 30000, 30000, 10000, 80000, coefficient, "", "5", "2019年户均贷款", "mean loan of 2019", "assumption"}},
            Bound<C>{&C::equity_2019, {"init.bank_equity", "equity/loans", 0.15, 0.15, 0.085, 0.3, coefficient, "", "5", "2019年农贷资本比", "equity behind the rural loans of 2019, over these loans", "assumption"}},
        };
    }
    // clang-format on
};
static_assert(all_described<Coefficients>);

struct Levers {
    double land_entered_eligible, land_entered_ltv, land_eligible, house_eligible, share_eligible, land_ltv, house_ltv, share_ltv;
    double resale, recovery, information, operating_cost, manager_capital, manager_discount;
    double bank_on, bank_equity, registration, bundle, bundle_bonus, income_years, most_land;
    double policy_credit, policy_spread, online, guarantee_capital, guarantee_leverage;
    double guarantee_fee, reguarantee, equity_shock, spread_shock;

    // clang-format off
    static constexpr auto parameters() {
        using L = Levers;
        using enum Role;
        return std::array{
            Bound<L>{&L::land_entered_eligible, {"t3.elig_CCL", "share", 0, 1, 0, 1, lever, "T3.1", "28", "入市集体建设用地可抵押比例", "entered construction land as collateral", "design assumption"}},
            Bound<L>{&L::land_entered_ltv, {"t3.ltv_CCL", "ratio", 0.3, 0.6, 0, 0.8, lever, "T3.1", "28", "入市集体建设用地抵押率", "loan to value, entered construction land, less the tenure discount", "design assumption"}},
            Bound<L>{&L::land_eligible, {"t3.elig_CM", "share", 0.3, 1, 0, 1, lever, "T3.1", "28", "承包地经营权可抵押比例", "management right of contracted land as collateral, with certificate", "design assumption"}},
            Bound<L>{&L::house_eligible, {"t3.elig_HU", "share", 0, 1, 0, 1, lever, "T3.2", "28", "农房与宅基地使用权可抵押比例", "use of house and homestead as collateral, with certificate", "design assumption"}},
            Bound<L>{&L::share_eligible, {"t3.elig_S", "share", 0, 1, 0, 1, lever, "T3.1", "28", "集体股权可抵押比例", "collective shares as collateral", "design assumption"}},
            Bound<L>{&L::land_ltv, {"t3.ltv_CM", "ratio", 0.70, 0.70, 0, 0.8, lever, "T3.1", "28", "经营权抵押率", "loan to value, management right", "Jilin land-income-guarantee reports 2013-17"}},
            Bound<L>{&L::house_ltv, {"t3.ltv_HU", "ratio", 0.3, 0.5, 0, 0.7, lever, "T3.2", "28", "农房抵押率", "loan to value, use of house", "design assumption"}},
            Bound<L>{&L::share_ltv, {"t3.ltv_S", "ratio", 0, 0.4, 0, 0.8, lever, "T3.1", "28", "股权抵押率", "loan to value, collective share", "design assumption"}},
            Bound<L>{&L::resale, {"t3.resale_on", "0/1", 0, 1, 0, 1, village, "T3.4", "31", "抵押资产进场交易", "pledged assets are traded on the exchange: recovery at its reform value there", "design assumption"}},
            Bound<L>{&L::recovery, {"t3.recovery", "share", 0.35, 0.60, 0, 0.95, lever, "T3.4", "31", "不良贷款回收率", "recovery of bad loans", "design assumption"}},
            Bound<L>{&L::information, {"t3.info_cov", "share of villages", 0.1, 1, 0, 1, village, "T3.5", "30", "产权信息系统覆盖", "villages in the information system: no error in the estimate of default", "design assumption"}},
            Bound<L>{&L::operating_cost, {"t3.opcost", "1/y", 0.025, 0.012, 0, 0.05, lever, "T3.5", "30", "贷款经办成本", "operating cost of a loan of reference size", "design assumption"}},
            Bound<L>{&L::manager_capital, {"t3.amc_capital", "CNY", 0, 3e8, 0, 2e9, lever, "T3.6", "31", "物权公司资本(全区)", "capital of the asset manager, zone total", "design assumption"}},
            Bound<L>{&L::manager_discount, {"t3.amc_disc", "share", 0.30, 0.30, 0.1, 0.7, lever, "T3.6", "31", "不良贷款收购折扣", "discount of the asset manager on the value of pledged rights", "design assumption"}},
            Bound<L>{&L::bank_on, {"j3.bank_on", "0/1", 0, 1, 0, 1, lever, "J3.1", "30", "城乡融合发展银行", "integration bank: opens once the population-weighted value is half", "design assumption"}},
            Bound<L>{&L::bank_equity, {"j3.bank_equity", "CNY", 1e9, 1e9, 0, 1e10, lever, "J3.1", "30", "融合发展银行资本(全区)", "equity of the integration bank, zone total", "design assumption"}},
            Bound<L>{&L::registration, {"j3.reg_cost", "share of loan", 0.01, 0.004, 0, 0.05, lever, "J3.2", "30", "抵押登记费率", "fee on each secured loan", "design assumption"}},
            Bound<L>{&L::bundle, {"p6.bundle_on", "0/1", 0, 1, 0, 1, village, "P6b", "28", "组合打包抵押", "several rights in one loan", "design assumption"}},
            Bound<L>{&L::bundle_bonus, {"p6.bundle_bonus", "LTV", 0, 0.05, 0, 0.25, lever, "P6b", "28", "组合抵押率加成", "added loan to value of two rights or more", "design assumption"}},
            Bound<L>{&L::income_years, {"p6.li_years", "y", 5, 5, 3, 15, lever, "P6b", "28", "土地收益保证年数", "years of land income that secure a loan", "Jilin land-income-guarantee reports 2013-17"}},
            Bound<L>{&L::most_land, {"p6.li_maxshare", "share of land", 0.667, 0.667, 0, 1, lever, "P6b", "28", "可抵押土地比例上限", "largest share of land that may be pledged", "Jilin land-income-guarantee reports 2013-17"}},
            Bound<L>{&L::policy_credit, {"z3.policy_credit", "CNY/y", 0, 1e9, 0, 1e10, lever, "Z3a", "30", "政策性信贷额度(全区)", "lending of the year beyond banks' own capital, zone total", "design assumption"}},
            Bound<L>{&L::policy_spread, {"z3.policy_spread", "1/y", 0, -0.01, -0.03, 0, lever, "Z3a", "30", "政策性信贷利率优惠", "added to the rate of these loans", "design assumption"}},
            Bound<L>{&L::online, {"z3.online_cov", "share of villages", 0.2, 0.6, 0, 1, village, "Z3b", "30", "线上信贷产品覆盖", "villages with online lending: operating cost less three tenths, a credit file", "design assumption"}},
            Bound<L>{&L::guarantee_capital, {"z3.guar_cap", "CNY", 5e8, 1.5e9, 0, 1e10, lever, "Z3c", "30", "担保公司资本(全区)", "capital of the guarantee company, zone total", "design assumption"}},
            Bound<L>{&L::guarantee_leverage, {"z3.guar_lev", "× capital", 5, 5, 2, 15, lever, "Z3c", "30", "担保放大倍数", "guaranteed stock over capital, at most", "design assumption"}},
            Bound<L>{&L::guarantee_fee, {"z3.guar_fee", "share of loan", 0.015, 0.008, 0, 0.075, lever, "Z3c", "30", "担保费率", "fee of the borrower, once", "design assumption"}},
            Bound<L>{&L::reguarantee, {"z3.reguar", "share", 0, 0.4, 0, 1, lever, "Z3c", "30", "再担保分担比例", "share of guarantee losses borne outside", "design assumption"}},
            Bound<L>{&L::equity_shock, {"shock.bank_equity", "share", 0, 0, -0.9, 1, stress, "", "30", "银行资本冲击", "change of the capital that banks can lend on", "stress scenario"}},
            Bound<L>{&L::spread_shock, {"shock.spread", "1/y", 0, 0, -0.02, 0.1, stress, "", "30", "利差冲击", "added to the rate of new loans", "stress scenario"}},
        };
    }
    // clang-format on
};
static_assert(all_described<Levers>);

struct Settings {
    Coefficients coefficients;
    PerDistrict<Levers> levers;
    PerDistrict<double> resale_recovery{};  ///< t3.recovery where pledged assets are traded
    // declared by rights
    PerDistrict<double> pay_per_m2{}, pay_area_cap{}, legal_risk{};
    PerDistrict<double> tenure_discount{};  ///< declared by collective_land
    double house_value = 20000;
    double unsecured = 30000;               ///< declared by farmland
    double income_floor = 5000;             ///< declared by settlement
};

/// What a village has of the reforms of credit.
struct VillageTerms {
    bool information = false, file = false, bundle = false;
    double recovery = 0.35, operating_cost = 0.025;
};
VillageTerms village_terms(const Cell& cell, const Settings& settings);

/// What a bank asks about a borrower, (30).
struct Borrower {
    double service = 0;  ///< debt service over income, with the new loan
    bool exposed = false, member = false, thin = false;
};
double default_probability(const Borrower& borrower, const Coefficients& c);
/// Price of a loan and what it is worth to the bank. \\param size yuan of 2019
struct Price {
    double rate = 0;   ///< yearly
    double value = 0;  ///< risk-adjusted return: rate less funding, actual cost, expected loss and
                       ///< a charge for unexpected loss
};
struct Quote {
    double size = 0, estimate = 0, loss = 0;  ///< yuan; PD̂; loss given default
    double operating_cost = 0.025;
    bool guaranteed = false;
};
Price price_of(const Quote& quote, const Coefficients& c);

/// Room for new loans by collateral, (28), existing loans taken off.
struct Room {
    Money unsecured, land, house, share;
    Area pledge;  ///< contracted land behind `land`
    Money secured() const { return land + house + share; }
    int collaterals() const {
        return (land.count > 0) + (house.count > 0) + (share.count > 0);
    }
};
Room room_of(const Cell& cell, std::size_t household, const Settings& settings, double cpi);

}  // namespace changji::credit
