#pragma once

#include "model/scenario/parameter.hpp"
#include "model/world/world.hpp"

/// The choice between bundles of rights, equations (20) and (21). A part of rights.
namespace changji::rights {

struct Coefficients {
    double money, exit_house, exit_contract, exit_qualification, exit_share, attachment, keep;
    double times_house, times_contract, times_qualification, times_share;
    double house_value, pay_multiple;
    double lease_demand, lowest_rent, highest_rent, idle_2019, outside_home, share_sales;
    double dispute_cost;

    // clang-format off
    static constexpr auto parameters() {
        using C = Coefficients;
        using enum Role;
        return std::array{
            Bound<C>{&C::money, {"right.alpha_m", "1", 0.6, 0.6, 0.1, 2, coefficient, "", "20", "退出补偿的效用", "utility of net gain over a year's income", "assumption; to be calibrated"}},
            Bound<C>{&C::exit_house, {"right.a_U", "1", -5.6, -5.6, -7, -3, coefficient, "", "20", "退出宅基地常数", "constant of giving up house and homestead", "fitted to 273 households of Jiutai, 2015-2019, by changji replay jiutai"}},
            Bound<C>{&C::exit_contract, {"right.a_C", "1", -4, -4, -7, -2, coefficient, "", "20", "退出承包权常数", "constant of giving up the contract right", "assumption"}},
            Bound<C>{&C::exit_qualification, {"right.a_H", "1", -1, -1, -3, 1, coefficient, "", "20", "退出资格权常数", "constant of giving up the qualification", "assumption"}},
            Bound<C>{&C::exit_share, {"right.a_S", "1", -3.5, -3.5, -6, -1, coefficient, "", "20", "退出股权常数", "constant of giving up the share", "assumption"}},
            Bound<C>{&C::attachment, {"right.a_att", "1", -0.5, -0.5, -2, 0, coefficient, "", "20", "乡土依恋效应", "effect of attachment on giving up the house", "assumption"}},
            Bound<C>{&C::keep, {"right.a_key", "1", 0.8, 0.8, 0, 2, coefficient, "", "20", "保留资格权的效用", "utility of keeping the qualification", "assumption"}},
            Bound<C>{&C::times_house, {"right.xi_U", "×PV", 1, 1, 0.5, 3, coefficient, "", "20", "宅基地主观价值倍数", "owners' value of the house, times present value", "assumption"}},
            Bound<C>{&C::times_contract, {"right.xi_C", "×PV", 7, 7, 2, 10, coefficient, "", "20", "承包权主观价值倍数", "owners' value of the contract right, times present value", "surveyed equilibrium price over capitalised rent, prototype"}},
            Bound<C>{&C::times_qualification, {"right.xi_H", "×PV", 2, 2, 1, 5, coefficient, "", "20", "资格权主观价值倍数", "owners' value of the qualification, times present value", "assumption"}},
            Bound<C>{&C::times_share, {"right.xi_S", "×PV", 2, 2, 1, 5, coefficient, "", "20", "股权主观价值倍数", "owners' value of the share, times present value", "assumption"}},
            Bound<C>{&C::house_value, {"right.house_value", "CNY", 20000, 20000, 0, 100000, coefficient, "", "21", "房屋补偿", "compensation of the house itself", "assumption"}},
            Bound<C>{&C::pay_multiple, {"right.comp_mult", "×PV", 1.0, 1.0, 0.5, 6, coefficient, "", "21", "其他权益补偿倍数", "compensation of contract, qualification and share, times present value", "assumption"}},
            Bound<C>{&C::lease_demand, {"lease.kappa_L", "1", 0.006, 0.006, 0.001, 0.03, coefficient, "", "22", "农房租赁需求系数", "houses wanted per square root of townspeople", "assumption; to be calibrated"}},
            Bound<C>{&C::lowest_rent, {"lease.rent_min", "CNY/y", 1500, 1500, 500, 3000, coefficient, "", "22", "农房最低租金", "lowest rent of a house", "assumption"}},
            Bound<C>{&C::highest_rent, {"lease.rent_max", "CNY/y", 8000, 8000, 3000, 20000, coefficient, "", "22", "农房最高租金", "rent where all empty houses are wanted", "assumption"}},
            Bound<C>{&C::idle_2019, {"house.idle0", "share", 0.10, 0.10, 0.05, 0.25, coefficient, "", "22", "2019年农房闲置率", "idle and leased share of houses in 2019", "assumption"}},
            Bound<C>{&C::outside_home, {"right.outside_home", "share", 0.35, 0.35, 0, 1, coefficient, "", "20", "区外举家迁居者自有住房比例", "families settled outside the zone that own a dwelling there", "assumption; equal to movers to towns"}},
            Bound<C>{&C::share_sales, {"right.share_sales", "1/y", 0.01, 0.01, 0, 0.1, coefficient, "", "20", "股权转让率", "holders who sell their shares in a year", "assumption"}},
            Bound<C>{&C::dispute_cost, {"right.dispute_cost", "CNY", 500, 500, 0, 5000, coefficient, "", "4.5", "纠纷费用", "cost of a dispute to each side", "assumption"}},
        };
    }
    // clang-format on
};
static_assert(all_described<Coefficients>);

/// The rights given up with each bundle; b0 keeps all, b1 leases the house by (22).
constexpr std::array<std::uint8_t, bundle_count> bundle_rights{
    0,
    0,
    house_use,
    house_use | qualification,
    contract_right,
    member_share,
    house_use | contract_right,
    house_use | qualification | contract_right,
    house_use | qualification | contract_right | member_share};

/// What a village offers.
struct Menu {
    std::uint32_t bundles = 0;  ///< bit b: bundle b is legal and offered
    bool may_rebuild = false;
    double bonus = 0;  ///< on pay for two rights or more
    double floor = 1;  ///< least pay over present value
};

/// Present values of the four rights, yuan.
struct Worth {
    double contract = 0, house = 0, qualification = 0, share = 0;
};

struct Household {
    std::uint8_t rights = 0;
    bool elder_without_pension = false;
    double income = 1;  ///< Y_h, yuan a year, floored
    double attachment = 0;
    Worth worth;
    double house_pay = 0;  ///< Comp_U, yuan
};

/// Pay for house and homestead, yuan of 2019, (21).
double house_compensation(double homestead_m2, double pay_per_m2, double area_cap,
                          const Coefficients& c);
/// Pay for a bundle, bonus included, yuan, (21).
double compensation(std::size_t bundle, const Household& h, const Menu& menu,
                    const Coefficients& c);
double present_value(std::size_t bundle, const Worth& worth);
/// V_b without its noise, (20); bundle 0 is keeping everything.
double bundle_value(std::size_t bundle, const Household& h, const Menu& menu,
                    const Coefficients& c);
/// Bundles on the menu whose rights the household holds, that leave no elder without support, and
/// that are paid, at least at the floor: bit b for bundle b.
std::uint32_t available_bundles(const Household& h, const Menu& menu, const Coefficients& c);

/// A Gumbel deviate of a uniform on (0, 1).
double gumbel(double uniform);

}  // namespace changji::rights
