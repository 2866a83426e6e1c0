#pragma once

#include "model/scenario/parameter.hpp"
#include "model/world/world.hpp"

/// Settlement 落户: registering where one lives, and buying a home there, (9).
namespace changji::settlement {

struct Coefficients {
    double constant, stable_job, home, child, services, land, age;
    double discount_rate, homestead_value, income_floor;

    static constexpr auto parameters() {
        using C = Coefficients;
        using enum Role;
        return std::array{
            Bound<C>{&C::constant, {"hukou.s0", "logit", -5, -5, -7, -3, coefficient, "", "9", "落户基准倾向", "constant of settlement", "assumption, untested"}},
            Bound<C>{&C::stable_job, {"hukou.s_stab", "logit", 0.6, 0.6, 0, 1.5, coefficient, "", "9", "稳定就业效应", "effect of a stable job", "assumption"}},
            Bound<C>{&C::home, {"hukou.s_home", "logit", 0.8, 0.8, 0, 2, coefficient, "", "9", "城镇住房效应", "effect of an urban home", "assumption"}},
            Bound<C>{&C::child, {"hukou.s_child", "logit", 0.5, 0.5, 0, 1.5, coefficient, "", "9", "学龄子女效应", "effect of a child at school", "assumption"}},
            Bound<C>{&C::services, {"hukou.s_Q", "logit", 0.3, 0.3, 0, 1, coefficient, "", "9", "城乡服务差距效应", "effect of better urban services", "assumption"}},
            Bound<C>{&C::land, {"hukou.s_L", "logit", 0.35, 0.35, 0.05, 1, coefficient, "", "9", "土地权益顾虑", "deterrence of rural rights at risk", "assumption; sign Huang 2020, Yan and Li 2021"}},
            Bound<C>{&C::age, {"hukou.s_age", "logit/10 y", 0.25, 0.25, 0, 0.6, coefficient, "", "9", "45岁以上年龄效应", "effect of each ten years over 45 (negative)", "assumption"}},
            Bound<C>{&C::discount_rate, {"right.delta", "1/y", 0.08, 0.08, 0.04, 0.15, coefficient, "", "20", "权益贴现率", "discount rate of rural rights", "assumption"}},
            Bound<C>{&C::homestead_value, {"right.pv_H", "CNY", 20000, 20000, 0, 100000, coefficient, "", "20", "宅基地资格权现值", "present value of the homestead qualification", "assumption"}},
            Bound<C>{&C::income_floor, {"edge.Y_floor", "CNY/head·y", 5000, 5000, 1000, 10000, coefficient, "", "4.0c", "比率中的收入下限", "floor of income in ratios", "assumption"}},
        };
    }
};
static_assert(all_described<Coefficients>);

struct Levers {
    double barrier, talent;

    static constexpr auto parameters() {
        using L = Levers;
        return std::array{
            Bound<L>{&L::barrier, {"hukou.barrier", "share", 0, 0, 0, 1, Role::safeguard, "1.3.1", "9", "落户门槛", "barrier to settlement", "plan 一(三)1: fully open"}},
            Bound<L>{&L::talent, {"z5.talent_hukou", "logit", 0.3, 1, 0, 2, Role::lever, "Z5a", "9", "人才落户倾向", "easier settlement of graduates", "design assumption"}},
        };
    }
};
static_assert(all_described<Levers>);

struct Settings {
    Coefficients coefficients;
    PerDistrict<Levers> levers;
    PerDistrict<double> rights_kept{};   ///< keep_h: .5 + .5 × mean ρ of T1.1, T1.2, T1.6, T1.7
    PerDistrict<double> owner_subsidy{}; ///< t5.sub_owner, yuan/ha, declared by harvest
    double house_price_2019 = 350000;    ///< declared by migration
};

/// What a household brings to the decision.
struct Applicant {
    int age = 40;
    bool stable_job = false, urban_home = false, child_at_school = false, tertiary = false;
    double rights_value = 0;   ///< V_h, yuan
    double income = 0;         ///< Y_h, yuan/y, floored
    double urban_services = 0, rural_services = 0;
};
/// Yearly probability of settling, (9).
double settlement_probability(const Applicant& applicant, double rights_kept,
                              const Coefficients& c, const Levers& levers);
/// Yearly probability of buying a home in town: Λ(−4 + .8 ln(wealth/price) + .5 couple + .4 child).
double home_purchase_probability(double wealth, double price, bool couple, bool child);

/// Households living in a town for two years or more without its registration may settle; those
/// without a home there may buy one. Rural rights stay with the household.
void settle(World& world, const Settings& settings, const Draws& draws);

}  // namespace changji::settlement
