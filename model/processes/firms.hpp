#pragma once

#include <array>
#include <cstddef>

#include "model/base/parallel.hpp"
#include "model/scenario/parameter.hpp"
#include "model/world/world.hpp"

/// Technology of firms and their yearly plan, eq. (33). Capital is held in 2019 prices.
namespace changji::firms {

struct Coefficients {
    double agglomeration;  ///< ε_a
    double depreciation;   ///< δ
    double capital_speed;  ///< κ
    double persistence;    ///< φ
    double shock_sd;       ///< innovation of z
    double convexity;      ///< factor on half the variance of z
    double employer_cost;  ///< × wage bill
    double returns;        ///< α + β + τ
    double risk_free, user_spread;
    double labour_speed;
    double trend_share;  ///< of (1 − α) g_w
    double effect_cap;
    double cash_months;
    double land_manufacturing, land_agrifood, land_trade, land_tourism;  ///< τ
    double jobs_per_hectare;
    double skill_substitution;  ///< σ between skills

    static constexpr auto parameters() {
        using C = Coefficients;
        constexpr auto role = Role::coefficient;
        return std::array{
            Bound<C>{
                &C::agglomeration,
                {"firm.eps_agg", "1", 0.05, 0.05, 0.02, 0.12, role, "", "33",
                 "就业密度对生产率的弹性", "elasticity of productivity to job density", "R17"}},
            Bound<C>{&C::depreciation,
                     {"firm.delta", "1/y", 0.07, 0.07, 0.04, 0.12, role, "", "33", "资本折旧率",
                      "depreciation of capital", "assumption"}},
            Bound<C>{&C::capital_speed,
                     {"firm.kappa_K", "1/y", 0.3, 0.3, 0.1, 0.6, role, "", "33", "资本调整速度",
                      "yearly adjustment of capital", "assumption"}},
            Bound<C>{&C::persistence,
                     {"firm.tfp_phi", "1", 0.85, 0.85, 0.6, 0.95, role, "", "33",
                      "企业生产率的持续性", "persistence of firm productivity", "assumption"}},
            Bound<C>{&C::shock_sd,
                     {"firm.tfp_sd", "log", 0.04, 0.04, 0, 0.08, role, "", "33",
                      "企业生产率冲击的标准差", "sd of productivity innovations", "prototype"}},
            Bound<C>{&C::convexity,
                     {"firm.tfp_jensen", "1", 4, 4, 0, 6, role, "", "33", "生产率方差修正",
                      "correction by half the variance of z, as it builds up", "assumption"}},
            Bound<C>{&C::employer_cost,
                     {"firm.employer_cost", "1", 1.35, 1.35, 1.2, 1.5, role, "", "33",
                      "用工成本与工资之比", "employer cost over wage bill", "assumption"}},
            Bound<C>{&C::returns,
                     {"firm.returns", "1", 0.85, 0.85, 0.8, 0.9, role, "", "33", "规模报酬",
                      "returns to scale", "prototype"}},
            Bound<C>{&C::risk_free,
                     {"cred.r_f", "1/y", 0.0385, 0.0385, 0.03, 0.05, role, "", "30", "无风险利率",
                      "risk-free rate", "assumption"}},
            Bound<C>{&C::user_spread,
                     {"firm.user_spread", "1/y", 0.03, 0.03, 0, 0.08, role, "", "33",
                      "资本使用成本加成", "spread in the user cost of capital", "assumption"}},
            Bound<C>{&C::labour_speed,
                     {"firm.L_speed", "1/y", 0.5, 0.5, 0.3, 1, role, "", "33", "用工调整速度",
                      "share of the way to the wanted jobs", "prototype"}},
            Bound<C>{&C::trend_share,
                     {"firm.gA_share", "1", 1, 1, 0, 1.5, role, "", "33",
                      "生产率趋势与工资趋势之比", "trend productivity × (1 − α) g_w", "prototype"}},
            Bound<C>{
                &C::effect_cap,
                {"eff.cap", "log", 0.15, 0.15, 0.05, 0.3, role, "", "33", "政策生产率效应总和上限",
                 "cap on summed productivity effects", "assumption"}},
            Bound<C>{&C::cash_months,
                     {"firm.cash_months", "month", 1, 1, 0, 6, role, "", "33", "营运现金月数",
                      "working cash in months of value added", "assumption"}},
            Bound<C>{&C::land_manufacturing,
                     {"firm.tau_manuf", "1", 0.06, 0.06, 0.02, 0.12, role, "", "24",
                      "制造业土地份额", "land share, manufacturing", "assumption"}},
            Bound<C>{&C::land_agrifood,
                     {"firm.tau_agrifood", "1", 0.06, 0.06, 0.02, 0.12, role, "", "24",
                      "农产品加工土地份额", "land share, agri-food", "assumption"}},
            Bound<C>{&C::land_trade,
                     {"firm.tau_trade", "1", 0.08, 0.08, 0.02, 0.15, role, "", "24",
                      "商贸物流土地份额", "land share, trade", "assumption"}},
            Bound<C>{&C::land_tourism,
                     {"firm.tau_tour", "1", 0.10, 0.10, 0.02, 0.2, role, "", "24", "文旅土地份额",
                      "land share, tourism", "assumption"}},
            Bound<C>{&C::jobs_per_hectare,
                     {"park.jobs_per_ha", "jobs/ha", 40, 40, 5, 200, role, "", "33",
                      "2019年每公顷产业用地岗位数(仅用于期初)",
                      "jobs per hectare of industrial land 2019, read by the opening only",
                      "assumption"}},
            Bound<C>{&C::skill_substitution,
                     {"firm.skill_sigma", "1", 1.4, 1.4, 0, 3, role, "", "10",
                      "技能间替代弹性", "elasticity of substitution between skills; 0 fixed shares",
                      "Katz and Murphy 1992 (US); assumption here"}},
        };
    }
};
static_assert(all_described<Coefficients>);

struct Settings {
    Coefficients coefficients;
};

/// One value per district and sector.
template <class T>
using BySector = PerDistrict<std::array<T, sector_count>>;

/// Exponents of one sector.
struct Technology {
    double labour = 0.3, capital = 0.5, land = 0;  ///< β α τ
};

/// What a firm produces with.
struct Inputs {
    double capital = 0;  ///< yuan of 2019
    double jobs = 0;
    double hectares = 0;
};

Technology technology(const Solved& solved, Sector sector);

/// Land exponent τ of a sector. \source assumption
double land_share(Sector sector, const Coefficients& coefficients);

/// Stationary variance of z.
double stationary_variance(const Coefficients& coefficients);

/// K^α T^τ: what one firm brings besides productivity and labour. Land counts from 0.001 ha.
double fixed_inputs(const Technology& technology, const Inputs& inputs);

/// Real value added, yuan of 2019 a year; 0 without labour or capital. \source eq. (33)
double output(const Technology& technology, double log_productivity, const Inputs& inputs);

/// Jobs that maximise p A K^α L^β T^τ − w L, closed form. `price` is nominal over 2019, `cost` the
/// nominal yearly employer cost of a job, yuan. \source eq. (33)
double wanted_jobs(const Technology& technology, double log_productivity, const Inputs& inputs,
                   double price, double cost);

/// r_f + δ + spread, per yuan of capital and year.
double user_cost(const Coefficients& coefficients);

/// Capital wanted for a real value added: α Y ÷ user cost.
double wanted_capital(const Technology& technology, double value_added,
                      const Coefficients& coefficients);

/// Gross investment max(0, κ (K* − K) + δ K), so that capital can fall.
double investment(double wanted, double capital, const Coefficients& coefficients);

/// Positions sought: jobs move the share `speed` towards L*, plus the margin v₀, rounded by the
/// firm's fixed u.
std::int32_t positions(double jobs, double wanted, double speed, double margin, double u);

/// The part of ln A that firms of a district and sector share this year: trend, job density,
/// lever-driven effects, variance correction.
using LogProductivity = BySector<double>;

/// Sum of lever-driven log effects by district and sector, before the cap. One obvious place:
/// parks, towns, linkages, infrastructure, spill-overs and roles add here.
using Effects = BySector<double>;

/// Zero in 2019. \source eq. (33); the correction −½·convexity·Var(z) grows with the age of the
/// run because capital follows persistent productivity only slowly.
LogProductivity common_productivity(const World& world, const Coefficients& coefficients,
                                    const Effects& effects);

/// Mean employer cost of a job in a district, nominal yuan a year, from expected pay ŵ.
double job_cost(const DistrictState& district, double employer_cost);

/// Shares of skills in new positions: those of 2019, moved by wage levels relative to each other
/// at a constant elasticity of substitution.
std::array<double, skill_count> wanted_skills(const DistrictState& district, double elasticity);

/// Price of a sector's output over 2019: relative price × CPI.
double price_level(const World& world, std::size_t district, std::size_t sector);

/// Calls body(f) for each firm, in blocks, on all threads.
template <class Body>
void for_each_firm(const Firms& firms, const Body& body) {
    constexpr std::size_t block = 1024;
    parallel_for((firms.size() + block - 1) / block, [&](std::size_t b) {
        const std::size_t end = firms.size() < (b + 1) * block ? firms.size() : (b + 1) * block;
        for (std::size_t f = b * block; f < end; ++f) body(f);
    });
}

/// Plans of the year: z takes its step, and every open firm decides on the positions it seeks from
/// L* at expected z; a closed one gives up all. Follows wages::adjust and firm_demography::renew.
void plan(World& world, const Settings& settings, const Effects& effects, const Draws& draws);

}  // namespace changji::firms
