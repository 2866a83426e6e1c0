#pragma once

#include "model/base/random.hpp"
#include "model/processes/farm_technology.hpp"

/// Harvest: output, sales, inputs, hired work, rents and subsidies of every farm; equations (12)–
/// (14) and (18) at realised prices and weather.
namespace changji::harvest {

struct Coefficients {
    double plot_sd, specialty_cost_share, contract_risk;

    // clang-format off
    static constexpr auto parameters() {
        using C = Coefficients;
        using enum Role;
        return std::array{
            Bound<C>{&C::plot_sd, {"risk.sigma_plot", "1", 0.2, 0.2, 0.1, 0.35, coefficient, "", "32", "地块单产波动", "standard deviation of a farm's yield around its village's", "assumption"}},
            Bound<C>{&C::specialty_cost_share, {"spec.cost_share", "of gross value", 0.45, 0.45, 0.3, 0.6, coefficient, "", "12", "特色作物成本率", "bought inputs of specialty crops", "assumption"}},
            Bound<C>{&C::contract_risk, {"contract.risk_kept", "share", 0.6, 0.6, 0, 1, coefficient, "", "34", "订单农户承担的价格风险", "part of price surprises that a farm on contract keeps", "assumption"}},
        };
    }
    // clang-format on
};
static_assert(all_described<Coefficients>);

struct Levers {
    double owner_subsidy, contract_gain, online_gain;

    // clang-format off
    static constexpr auto parameters() {
        using L = Levers;
        using enum Role;
        return std::array{
            Bound<L>{&L::owner_subsidy, {"t5.sub_owner", "CNY/ha", 1000, 1000, 0, 3000, lever, "T5.7", "12", "承包者补贴", "subsidy per contracted hectare to the holder of the right", "assumption"}},
            Bound<L>{&L::contract_gain, {"t5.contract_gain", "of crop margin", 0.10, 0.10, 0, 0.30, lever, "T5.4", "34", "订单农业增收", "gain of crop margin on contract", "Ton et al. 2017 report 23-54 %, biased upward; cautious assumption"}},
            Bound<L>{&L::online_gain, {"p5.prod_gain", "share", 0, 0.01, 0, 0.05, lever, "P5a", "36", "电商销售加价", "gain of the farm-gate price of households online", "Couture, Faber, Gu, Liu (NBER 24384): small"}},
        };
    }
    // clang-format on
};
static_assert(all_described<Levers>);

struct Settings {
    Coefficients coefficients;
    PerDistrict<Levers> levers;
};

/// Totals of 2019 that the opening meets. \source 吉政办函〔2020〕118号 一
struct Targets {
    double grain_t = 2731000, agricultural_value = 9.0e9;
};

/// Farm-gate price of the year, yuan/t: grain is sold partly after New Year.
double farm_gate_price(const ZoneState& zone, const farm_technology::Coefficients& c);

/// Cultivated land of a village, permanent basic farmland and other, m².
Area cultivated(const Cell& cell);

/// Scales the villages' normal yields so that grain at normal weather meets its target, and solves
/// the value of specialty crops per hectare; both weighted to the full population. Writes
/// Cell::base_yield, Solved::base_yield and specialty_value_per_ha. Returns the factor on yields.
double open(World& world, const farm_technology::Settings& technology, const Targets& targets);

/// Gross specialty value of a village, current fen.
Money specialty_value(const Cell& cell, const World& world, double nongrain_max,
                      double real_growth);

/// Gathers the year's harvest of all villages and books every payment.
void gather(World& world, const Settings& settings, const farm_technology::Settings& technology,
            double specialty_growth, const Draws& draws);

}  // namespace changji::harvest
