#pragma once

#include <array>

#include "model/scenario/parameter.hpp"
#include "model/world/world.hpp"

/// Pay: the wage equation (6), the yearly movement of wage levels (11) and what agents expect.
namespace changji::wages {

struct Coefficients {
    double beta_education;    ///< log pay per year of schooling
    double beta_experience;   ///< log pay per year of experience
    double beta_experience2;  ///< fall of that per year squared
    double skill_step;        ///< log pay level between neighbouring skills in 2019
    double growth;            ///< g_w, real trend of wages
    double tightness;         ///< λ_w
    double tightness_clip;    ///< bound on ln(V/U) − ln θ̄
    double rise_cap, fall_cap;
    double expectation_gain;

    static constexpr auto parameters() {
        using C = Coefficients;
        constexpr auto role = Role::coefficient;
        return std::array{
            Bound<C>{&C::beta_education,
                     {"wage.beta_edu", "log/y", 0.045, 0.045, 0.02, 0.07, role, "", "6",
                      "每年受教育的工资回报", "wage return to a year of schooling", "R22a, R22b"}},
            Bound<C>{
                &C::beta_experience,
                {"wage.beta_x", "log/y", 0.02, 0.02, 0.01, 0.04, role, "", "6",
                 "每年工作经验的工资回报", "wage return to a year of experience", "assumption"}},
            Bound<C>{&C::beta_experience2,
                     {"wage.beta_xx", "log/y2", 0.0003, 0.0003, 0.0001, 0.0006, role, "", "6",
                      "经验回报的递减", "decline of the return to experience", "assumption"}},
            Bound<C>{
                &C::skill_step,
                {"wage.skill_step", "log", 0.1, 0.1, 0, 0.4, role, "", "6", "相邻技能等级的工资差",
                 "pay gap between neighbouring skill levels, 2019", "assumption"}},
            Bound<C>{&C::growth,
                     {"lab.wage_growth", "1/y", 0.03, 0.03, 0.02, 0.045, role, "", "11",
                      "实际工资趋势增长率", "trend growth of real wages", "assumption"}},
            Bound<C>{&C::tightness,
                     {"lab.lambda_w", "1", 0.05, 0.05, 0, 0.2, role, "", "11",
                      "劳动力市场松紧对工资的影响", "response of wages to market tightness",
                      "assumption"}},
            Bound<C>{&C::tightness_clip,
                     {"edge.vu_clip", "log", 1, 1, 0.5, 2, role, "", "4.0c",
                      "岗位求职比偏离的上下限", "bound on the deviation of ln(V/U)", "prototype"}},
            Bound<C>{&C::rise_cap,
                     {"edge.wage_up", "1/y", 0.15, 0.15, 0.05, 0.3, role, "", "4.0d",
                      "年工资上涨上限", "largest rise of wage levels in a year", "assumption"}},
            Bound<C>{&C::fall_cap,
                     {"edge.wage_down", "1/y", -0.10, -0.10, -0.3, 0, role, "", "4.0d",
                      "年工资下降下限", "largest fall of wage levels in a year", "assumption"}},
            Bound<C>{&C::expectation_gain,
                     {"expect.gain", "1", 0.5, 0.5, 0.2, 1, role, "", "7", "适应性预期的调整系数",
                      "gain of adaptive expectations", "assumption"}},
        };
    }
};
static_assert(all_described<Coefficients>);

struct Levers {
    double training_premium;  ///< β_T
    double discrimination;    ///< δ_w, log pay gap of rural hukou

    static constexpr auto parameters() {
        return std::array{
            Bound<Levers>{&Levers::training_premium,
                          {"t5.train_prem", "log", 0.08, 0.08, 0, 0.15, Role::lever, "T5.1", "6",
                           "培训的工资溢价", "wage premium of training", "R22c"}},
            Bound<Levers>{
                &Levers::discrimination,
                {"t5.wage_disc", "log", 0.10, 0.03, 0, 0.25, Role::lever, "T5.3", "6",
                 "农村户籍的工资歧视", "wage discrimination of rural hukou", "assumption"}},
        };
    }
};
static_assert(all_described<Levers>);

struct Settings {
    Coefficients coefficients;
    PerDistrict<Levers> levers;
};

/// What the wage equation reads of a person besides the fixed ability.
struct Worker {
    Skill skill;
    Education education;
    int age;
    bool trained;
    bool rural_hukou;
};

/// Log pay over the level ω of a skill, without ability: schooling, experience, training premium,
/// discrimination, eq. (6). \source R22a–c and assumptions, see the parameters.
double log_premium(const Worker& worker, const Coefficients& coefficients, const Levers& levers);

/// Expected log yearly pay of a full-year job in a district: ω of the skill plus the premium; add
/// the person's ability. Rural residents earn `Solved::rural_months` of it.
double expected_log_wage(const DistrictState& district, const Worker& worker,
                         const Coefficients& coefficients, const Levers& levers);

/// Yearly change of the log wage level, eq. (11): trend and prices plus the response to
/// tightness, held between the two caps. `deviation` is ln(V/U) − ln θ̄ before its own clip.
double level_change(double nominal_growth, double deviation, const Coefficients& coefficients);

/// ln(V/U) − ln θ̄ with V at least ½ and U at least 1; 0 where there was no market.
double tightness_deviation(std::int64_t vacancies, std::int64_t seekers, double tightness0);

/// Pay in fen of every combination the wage equation distinguishes besides ability: built once a
/// year so that a person costs one exp and a few multiplications.
class PayTable {
  public:
    PayTable(const World& world, const Settings& settings);
    /// Yearly pay of person p, whole fen; `months` is the share of the year worked.
    Money pay(const People& people, std::size_t p, int year, double months) const;
    /// The same in fen a full year before the ability of the person: a factor of e^ability.
    double fen_without_ability(const People& people, std::size_t p, int year) const;

  private:
    static constexpr std::size_t ages = 128;
    std::array<std::array<double, skill_count>, district_count> level_{};
    std::array<std::array<double, 4>, district_count> status_{};  ///< trained + 2 × rural hukou
    std::array<std::array<double, ages>, education_count> schooling_{};
};

/// True if person p of the cell lives in the countryside of the zone.
bool rural_resident(const Cell& cell, std::size_t p);

/// Start of the labour year, before firms plan: moves ω by last year's tightness (a later phase
/// is read lagged) and by zone.nominal_growth, carries ŵ along with it, and updates p̂ by last
/// year's matches.
void adjust(World& world, const Settings& settings);

/// End of the labour year: sets People::wage of everybody (0 without a job), exact wage bills of
/// firms, and ŵ by the mean pay of the district's jobs. Moves no cash.
void pay(World& world, const Settings& settings);

/// Wage parts of disposable income that the opening state must meet, yuan per resident.
struct OpeningTargets {
    double urban_per_head = 0.58 * 34000;
    double rural_per_head = 0.27 * 15107;
};

/// Solves the opening level of ω (all districts and skills shift together) and
/// Solved::rural_months, weighting sampled cells; sets People::wage and ŵ. Wage workers need no
/// employer yet. \error InputError if there is no wage worker among urban or rural residents.
void solve_levels(World& world, const Settings& settings, const OpeningTargets& targets);

}  // namespace changji::wages
