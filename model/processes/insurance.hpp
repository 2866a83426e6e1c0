#pragma once

#include "model/base/random.hpp"
#include "model/processes/farm_technology.hpp"
#include "model/processes/insurance_rates.hpp"

/// Insurance of grain, §4.8: contracts signed at planting, premiums and claims settled after the
/// harvest, an insurer's branch in every district.
namespace changji::insurance {

struct Coefficients {
    double tariff, reinsured, cost, premium_weight, station_weight;
    double central_share, district_share, most_equity, opening_equity, as_transfer;

    // clang-format off
    static constexpr auto parameters() {
        using C = Coefficients;
        using enum Role;
        return std::array{
            Bound<C>{&C::tariff, {"ins.tariff", "of sum insured", 0.045, 0.045, 0.02, 0.08, coefficient, "", "32", "保险费率(产量险、保障水平80%)", "premium rate of a yield contract at cover .8; other contracts and covers in proportion to fair rates", "county tariff table of full-cost maize insurance (press copy)"}},
            Bound<C>{&C::reinsured, {"ins.reinsured", "share", 0.25, 0.25, 0, 0.9, coefficient, "", "4.8", "分保比例", "quota share of premiums and claims reinsured outside the zone", "assumption"}},
            Bound<C>{&C::cost, {"ins.cost", "of premium", 0.20, 0.20, 0, 0.4, coefficient, "", "4.8", "经办费用率", "operating cost of insurers", "assumption; supervisors cap subsidised lines at 20 %, recalled"}},
            Bound<C>{&C::premium_weight, {"ins.premium_weight", "1", 2, 2, 0, 10, coefficient, "", "4.8", "参保对自缴保费的反应", "fall of the uptake logit with net premium over income", "assumption"}},
            Bound<C>{&C::station_weight, {"ins.station_weight", "1", 1, 1, 0, 3, coefficient, "", "4.8", "参保对金融服务站的反应", "rise of the uptake logit where the village has a finance station", "assumption"}},
            Bound<C>{&C::central_share, {"ins.central_share", "of subsidy", 0.643, 0.643, 0, 0.75, coefficient, "", "4.8", "中央承担的保费补贴份额", "central part of the premium subsidy", "45 of 70 points, Ministry of Finance notices 2024 (press copies)"}},
            Bound<C>{&C::district_share, {"ins.district_share", "of subsidy", 0.25, 0.25, 0, 0.25, coefficient, "", "4.10", "区县承担的保费补贴份额", "district part of the premium subsidy; the province bears the rest", "assumption"}},
            Bound<C>{&C::most_equity, {"ins.most_equity", "×", 2, 2, 1, 20, coefficient, "", "4.8", "留存上限(期初净资产倍数)", "insurers pay out equity beyond so many times the opening one, at prices of the year", "assumption"}},
            Bound<C>{&C::opening_equity, {"init.insurer_equity", "CNY", 2e8, 2e8, 5e7, 1e9, coefficient, "", "5", "保险机构期初净资产(全区)", "equity of insurers at the end of 2019, zone total, by registered persons", "assumption"}},
            Bound<C>{&C::as_transfer, {"income.indemnity", "0/1", 0, 0, 0, 1, coefficient, "", "4.11", "赔款归类(0经营净收入,1转移净收入)", "class of indemnities in income: 0 business, 1 transfer", "assumption"}},
        };
    }
    // clang-format on
};
static_assert(all_described<Coefficients>);

struct Levers {
    double contract, cover, subsidy, uptake, stations;

    // clang-format off
    static constexpr auto parameters() {
        using L = Levers;
        using enum Role;
        return std::array{
            Bound<L>{&L::contract, {"t3.ins_type", "code", 0, 2, 0, 2, village, "T3.7", "4.8", "保险类型(0产量,1价格,2收入)", "contract on grain: 0 yield, 1 price, 2 income; villages reached sign the reformed one", "design assumption"}},
            Bound<L>{&L::cover, {"t3.ins_cover", "share", 0.5, 0.8, 0, 0.8, lever, "T3.7", "4.8", "保障水平", "share of the expected value insured", "ceiling: Ministry of Finance notices 2024 (press copies)"}},
            Bound<L>{&L::subsidy, {"t3.ins_subsidy", "share", 0.70, 0.70, 0, 0.9, lever, "T3.7 Z2d", "4.8", "保费补贴比例", "share of the premium that centre, province and district pay", "Ministry of Finance notices 2024 (press copies): 45 % and at least 25 %"}},
            Bound<L>{&L::uptake, {"p6.ins_uptake", "share", 0.55, 0.85, 0, 1, lever, "P6d", "4.8", "农业保险参保率", "uptake at unchanged premiums and stations", "design assumption; base assumption"}},
            Bound<L>{&L::stations, {"z3.station_cov", "share", 0.6, 1, 0, 1, village, "Z3d", "4.8", "标准化金融服务站覆盖率", "villages with a standard finance station", "design assumption; base assumption"}},
        };
    }
    // clang-format on
};
static_assert(all_described<Levers>);

/// A contract is not averaged: villages whose draw lies below the share sign the reformed one.
struct ContractRollout {
    double share = 0;
    Contract contract = Contract::yield;
};

struct Settings {
    Coefficients coefficients;
    PerDistrict<Levers> levers;
    PerDistrict<ContractRollout> rollout;
    Risk risk;  ///< declared by weather_and_prices and harvest
};

/// What a household weighs, uptake of eq. (32): the logit of signing.
double signing_logit(double constant, double uptake, double premium_over_income, bool station,
                     const Coefficients& c);

/// 2019: equity of the branches, and the constant at which uptake meets its base.
/// Returns the uptake reached.
double open(World& world, const Settings& settings, const farm_technology::Settings& technology);

/// At planting: stations, terms, and who signs. Writes DistrictState::insurance,
/// ZoneState::insured_price, Cell::finance_station, household traits, organisations.insured.
void offer(World& world, const Settings& settings, const farm_technology::Settings& technology,
           const Draws& draws);

/// After the harvest: premiums, subsidies, claims, reinsurance, cost; the insurer's books close.
void settle(World& world, const Settings& settings, const farm_technology::Settings& technology);

// Parts, in a file of their own.

/// What is normal and agreed in one village this year.
struct Village {
    const InsuranceTerms& terms;
    Contract contract = Contract::yield;
    double value_per_ha = 0;  ///< expected value of grain, yuan per hectare of grain
    double yield = 0;         ///< normal, t/ha
    double grain = 1;         ///< grain share of operated land
};
Village village_of(const Cell& cell, const World& world,
                   const farm_technology::Settings& technology);

/// One farm's year with its insurer, whole fen.
struct Policy {
    Money sum_insured, premium, farmer_premium, indemnity;
};
/// \param value expected value of the harvest, yuan \param f yield over normal \param g price over
/// the agreed one
Policy policy_of(const Village& village, double value, double f, double g);

/// Books what the branches received and paid, with subsidies by payer.
struct Totals {
    Money premiums, farmers, organisations, claims, organisation_claims;
};
void close_books(World& world, const Settings& settings, const PerDistrict<Totals>& totals);

}  // namespace changji::insurance
