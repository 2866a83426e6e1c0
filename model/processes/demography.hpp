#pragma once

#include "model/scenario/parameter.hpp"
#include "model/world/world.hpp"

/// Ageing, death, birth, union, household division and schooling: equations (2)–(5).
namespace changji::demography {

struct Coefficients {
    double male_constant, male_level, male_slope;
    double female_constant, female_level, female_slope;
    double infant, improvement, rural_excess;
    double fertility_2019, fertility_2024, fertility_2035;
    double birth_age, birth_age_sd, second_child, third_child, sex_ratio;
    double dissolution, union_peak, union_35, rural_men, union_floor;
    double household_at_union, elder_joins, bride_moves, house_heir;
    double upper_secondary, tertiary_rural, tertiary_urban, ability_sd;

    static constexpr auto parameters() {
        using C = Coefficients;
        using enum Role;
        return std::array{
            Bound<C>{&C::male_constant, {"demo.gompertz_A_m", "1/y", 3.0e-4, 3.0e-4, 1e-4, 1e-3, coefficient, "", "2", "男性死亡率常数项", "constant of male mortality", "prototype; gives life expectancy 76.0"}},
            Bound<C>{&C::male_level, {"demo.gompertz_B_m", "1/y", 4.19e-5, 4.19e-5, 1e-5, 1e-4, coefficient, "", "2", "男性死亡率水平", "level of male mortality", "prototype"}},
            Bound<C>{&C::male_slope, {"demo.gompertz_g_m", "1/y", 0.093, 0.093, 0.08, 0.11, coefficient, "", "2", "男性死亡率随年龄增速", "growth of male mortality with age", "assumption"}},
            Bound<C>{&C::female_constant, {"demo.gompertz_A_f", "1/y", 1.2e-4, 1.2e-4, 5e-5, 5e-4, coefficient, "", "2", "女性死亡率常数项", "constant of female mortality", "prototype; gives life expectancy 81.0"}},
            Bound<C>{&C::female_level, {"demo.gompertz_B_f", "1/y", 1.67e-5, 1.67e-5, 5e-6, 5e-5, coefficient, "", "2", "女性死亡率水平", "level of female mortality", "prototype"}},
            Bound<C>{&C::female_slope, {"demo.gompertz_g_f", "1/y", 0.100, 0.100, 0.08, 0.12, coefficient, "", "2", "女性死亡率随年龄增速", "growth of female mortality with age", "assumption"}},
            Bound<C>{&C::infant, {"demo.q0", "prob", 0.004, 0.004, 0.002, 0.008, coefficient, "", "2", "婴儿死亡率", "infant mortality", "assumption"}},
            Bound<C>{&C::improvement, {"demo.mort_improve", "1/y", 0.008, 0.008, 0, 0.02, coefficient, "", "2", "死亡率年改善", "yearly decline of mortality", "assumption"}},
            Bound<C>{&C::rural_excess, {"demo.rural_excess", "log", 0.10, 0.10, 0, 0.3, coefficient, "", "2", "农村超额死亡率", "excess mortality in the countryside", "assumption"}},
            Bound<C>{&C::fertility_2019, {"demo.tfr_2019", "births/woman", 0.95, 0.95, 0.8, 1.1, coefficient, "", "3", "2019年总和生育率", "total fertility 2019", "assumption anchored on Jilin births 2019 (communique)"}},
            Bound<C>{&C::fertility_2024, {"demo.tfr_2024", "births/woman", 0.70, 0.70, 0.55, 0.85, coefficient, "", "3", "2024年总和生育率", "total fertility 2024", "assumption"}},
            Bound<C>{&C::fertility_2035, {"demo.tfr_2035", "births/woman", 0.75, 0.75, 0.5, 1.2, coefficient, "", "3", "2035年总和生育率", "total fertility 2035", "assumption"}},
            Bound<C>{&C::birth_age, {"demo.mean_age_birth", "y", 28.5, 28.5, 26, 31, coefficient, "", "3", "平均生育年龄", "mean age at birth", "assumption"}},
            Bound<C>{&C::birth_age_sd, {"demo.sd_age_birth", "y", 4.8, 4.8, 4, 6, coefficient, "", "3", "生育年龄标准差", "spread of age at birth", "assumption"}},
            Bound<C>{&C::second_child, {"demo.parity1", "relative", 0.45, 0.45, 0.2, 0.8, coefficient, "", "3", "二孩相对强度", "relative intensity of a second child", "assumption"}},
            Bound<C>{&C::third_child, {"demo.parity2", "relative", 0.10, 0.10, 0.02, 0.3, coefficient, "", "3", "多孩相对强度", "relative intensity of further children", "assumption"}},
            Bound<C>{&C::sex_ratio, {"demo.sex_ratio", "m/f", 1.06, 1.06, 1.03, 1.10, coefficient, "", "3", "出生性别比", "sex ratio at birth", "assumption"}},
            Bound<C>{&C::dissolution, {"demo.dissolution", "1/y", 0.006, 0.006, 0.002, 0.015, coefficient, "", "4", "婚姻解体率", "dissolution of unions", "assumption"}},
            Bound<C>{&C::union_peak, {"demo.union_peak", "1/y", 0.26, 0.26, 0.15, 0.4, coefficient, "", "4", "26岁女性结婚率", "union hazard of women at 26", "prototype"}},
            Bound<C>{&C::union_35, {"demo.union_35", "1/y", 0.066, 0.066, 0.02, 0.15, coefficient, "", "4", "35岁女性结婚率", "union hazard of women at 35", "prototype"}},
            Bound<C>{&C::rural_men, {"demo.rural_men", "×", 0.8, 0.8, 0.5, 1, coefficient, "", "4", "农村男性结婚率倍数", "union hazard of rural men, multiplier", "assumption"}},
            Bound<C>{&C::union_floor, {"demo.union_floor", "share", 0.02, 0.02, 0.01, 0.1, coefficient, "", "3", "有配偶比例下限", "floor of the union share by age", "prototype"}},
            Bound<C>{&C::household_at_union, {"demo.newhh_at_union", "prob", 0.75, 0.75, 0.4, 1, coefficient, "", "5", "结婚立户概率", "new household at union", "assumption"}},
            Bound<C>{&C::elder_joins, {"demo.elder_join", "prob", 0.4, 0.4, 0.1, 0.8, coefficient, "", "5", "丧偶老人并户概率", "widowed elder joins a younger household", "assumption"}},
            Bound<C>{&C::bride_moves, {"demo.bride_moves", "prob", 0.8, 0.8, 0.5, 1, coefficient, "", "4", "女方随迁概率", "the bride moves to the groom's place", "assumption"}},
            Bound<C>{&C::house_heir, {"demo.house_heir", "prob", 0.9, 0.9, 0, 1, coefficient, "", "5", "房屋由子女户继承的概率", "the house of a household that ends passes to a child's household", "assumption"}},
            Bound<C>{&C::upper_secondary, {"demo.upper_secondary", "prob", 0.95, 0.95, 0.8, 1, coefficient, "", "5", "初中升学率", "entry to upper secondary school", "assumption"}},
            Bound<C>{&C::tertiary_rural, {"demo.tertiary_rural", "prob", 0.45, 0.45, 0.2, 0.7, coefficient, "", "5", "农村学生高等教育入学率", "entry to tertiary education, rural hukou", "assumption"}},
            Bound<C>{&C::tertiary_urban, {"demo.tertiary_urban", "prob", 0.65, 0.65, 0.4, 0.9, coefficient, "", "5", "城镇学生高等教育入学率", "entry to tertiary education, urban hukou", "assumption"}},
            Bound<C>{&C::ability_sd, {"wage.eps_sd", "log", 0.35, 0.35, 0.2, 0.5, coefficient, "", "6", "个人工资能力差异", "spread of the fixed wage trait of newborns", "assumption"}},
        };
    }
};
static_assert(all_described<Coefficients>);

struct Levers {
    double vocational_share;

    static constexpr auto parameters() {
        using L = Levers;
        return std::array{
            Bound<L>{&L::vocational_share, {"z5.voc_share", "share", 0.40, 0.48, 0, 1, Role::lever, "Z5c", "5", "初中毕业生就读中等职业学校比例", "share of the 15-year cohort in vocational schools", "design assumption"}},
        };
    }
};
static_assert(all_described<Levers>);

struct Settings {
    Coefficients coefficients;
    PerDistrict<Levers> levers;
};

constexpr int oldest = 110;  ///< nobody lives beyond
constexpr int first_fertile = 18, last_fertile = 49;

/// Yearly probability of death, eq. (2).
double death_probability(int age, Sex sex, Stratum lives, int year, const Coefficients& c);
/// Total fertility of a year, births per woman.
double total_fertility(int year, const Coefficients& c);
/// Yearly hazard of entering a union at an age of the woman's scale (men: age − 2), eq. (4).
double union_hazard(int age, const Coefficients& c);
/// Share of women aged 30–39 in union when the hazards times `multiplier` rule a whole life.
double union_share_30_39(double multiplier, const Coefficients& c);
/// The multiplier at which that share is `share`, by bisection (opening recipe, step 1).
double solve_union_multiplier(double share, const Coefficients& c);

/// Women by age and children born (0, 1, 2 and more), and how many of them are in union.
struct WomenByAge {
    static constexpr int ages = last_fertile - first_fertile + 1;
    std::array<std::int64_t, ages> all{};
    std::array<std::array<std::int64_t, 3>, ages> in_union{};
    WomenByAge& operator+=(const WomenByAge& other);
};
/// Probability of a birth for a woman in union, by age and children born, eq. (3): scaled so that
/// the expected births per woman, summed over ages, equal total fertility exactly.
using BirthTable = std::array<std::array<double, 3>, WomenByAge::ages>;
BirthTable birth_table(const WomenByAge& women, int year, const Coefficients& c);

/// One year of ageing, deaths, births, unions, household division, schooling and retirement.
/// Ends with every cell regrouped. Posts only the cash that vanishing households leave behind.
void renew(World& world, const Settings& settings, const Draws& draws);

}  // namespace changji::demography
