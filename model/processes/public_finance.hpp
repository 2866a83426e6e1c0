#pragma once

#include "model/scenario/parameter.hpp"
#include "model/world/world.hpp"

/// District budgets and the public services and infrastructure they buy, §4.10, (38).
namespace changji::public_finance {

struct Coefficients {
    double depreciation, effect, elasticity, urban_2019, rural_2019, transfer_ratio;
    double debt_2019, interest, settlement_cost;
    double administration, services, works, reform, rural_weight_2019, land_fund_use;

    static constexpr auto parameters() {
        using C = Coefficients;
        using enum Role;
        return std::array{
            Bound<C>{&C::depreciation, {"pub.depreciation", "1/y", 0.06, 0.06, 0.03, 0.1, coefficient, "", "38", "服务指数折旧", "depreciation of the service index", "assumption"}},
            Bound<C>{&C::effect, {"pub.gamma_Q", "1/y", 0.12, 0.12, 0.04, 0.3, coefficient, "", "38", "支出对服务指数的作用", "effect of spending on the service index", "assumption"}},
            Bound<C>{&C::elasticity, {"pub.e_Q", "1", 0.8, 0.8, 0.5, 1, coefficient, "", "38", "支出弹性", "elasticity to spending per head", "assumption"}},
            Bound<C>{&C::urban_2019, {"pub.Q_urban0", "index", 0.70, 0.70, 0.5, 0.9, coefficient, "", "38", "2019年城镇服务指数", "urban service index 2019", "assumption"}},
            Bound<C>{&C::rural_2019, {"pub.Q_rural0", "index", 0.50, 0.50, 0.3, 0.8, coefficient, "", "38", "2019年农村服务指数", "rural service index 2019", "assumption"}},
            Bound<C>{&C::transfer_ratio, {"pub.transfer_ratio", "×", 1.6, 1.6, 1, 3, coefficient, "", "4.10", "转移支付与地方级收入比", "transfers against local revenue", "assumption"}},
            Bound<C>{&C::debt_2019, {"init.district_debt", "× revenue", 0.6, 0.6, 0, 1.2, coefficient, "", "5", "2019年债务与收入比", "debt against revenue 2019", "assumption"}},
            Bound<C>{&C::interest, {"pub.interest", "1/y", 0.035, 0.035, 0.02, 0.08, coefficient, "", "4.10", "债务利率", "interest on district debt", "assumption"}},
            Bound<C>{&C::settlement_cost, {"pub.settle_cost", "CNY/person (2012)", 16859, 16859, 10000, 40000, coefficient, "", "38", "市民化人均公共成本", "public cost of a settlement", "Du and Cai 2014, national estimate of 2012"}},
            Bound<C>{&C::administration, {"pub.administration", "share", 0.45, 0.45, 0.3, 0.6, coefficient, "", "4.10", "行政支出占比", "share of administration in spending", "assumption"}},
            Bound<C>{&C::services, {"pub.services", "share", 0.30, 0.30, 0.2, 0.45, coefficient, "", "4.10", "服务支出占比", "share of services in spending", "assumption"}},
            Bound<C>{&C::works, {"pub.capex", "share", 0.20, 0.20, 0.1, 0.35, coefficient, "", "4.10", "基建支出占比", "share of capital works in spending", "assumption"}},
            Bound<C>{&C::reform, {"pub.agri_reform", "share", 0.05, 0.05, 0.01, 0.15, coefficient, "", "4.10", "农业与改革支出占比", "share of agriculture and reform in spending", "assumption"}},
            Bound<C>{&C::rural_weight_2019, {"pub.rural_weight0", "×", 0.8, 0.8, 0.5, 1.2, coefficient, "", "38", "2019年农村人均服务权重", "per-head weight of rural residents in service spending 2019", "assumption"}},
            Bound<C>{&C::land_fund_use, {"pub.land_fund_use", "1/y", 0.5, 0.5, 0, 1, coefficient, "", "4.10", "土地资金年使用比例", "part of the land fund left after land works that is spent on rural works a year", "assumption"}},
        };
    }
};
static_assert(all_described<Coefficients>);

struct Levers {
    double earmark, rural_weight, rural_works, service_add;

    static constexpr auto parameters() {
        using L = Levers;
        using enum Role;
        return std::array{
            Bound<L>{&L::earmark, {"z2.earmark", "CNY/y", 0, 3e8, 0, 3e9, lever, "Z2a", "4.10", "城乡建设专项转移支付(全区)", "transfer earmarked for urban-rural works, zone total", "design assumption"}},
            Bound<L>{&L::rural_weight, {"a6.rural_weight", "×", 1, 1.3, 0.5, 2, lever, "A6", "38", "农村公共服务权重倍数", "multiplier of the rural weight in service spending", "design assumption"}},
            Bound<L>{&L::rural_works, {"a5.infra_rural_share", "share", 0.35, 0.5, 0, 1, lever, "A5", "4.10", "基建支出农村占比", "rural share of capital works", "design assumption"}},
            Bound<L>{&L::service_add, {"p10.service_add", "share", 0, 0.08, 0, 0.4, lever, "P10d", "38", "向农村倾斜的服务支出", "addition to rural services, share of the service line", "design assumption"}},
        };
    }
};
static_assert(all_described<Levers>);

struct Settings {
    Coefficients coefficients;
    PerDistrict<Levers> levers;
};

/// Next year's service index, (38). `spending` is real spending per head over the 2019 norm.
double next_service(double now, double spending, const Coefficients& c);

/// 2019: opening debt, and norms at which services and infrastructure stand still.
void open(World& world, const Settings& settings);

/// Collects transfers, spends, and moves services and infrastructure. Taxes have been booked by
/// production; training and grants already paid this year come out of the reform line.
void spend(World& world, const Settings& settings);

}  // namespace changji::public_finance
