#pragma once

#include "model/scenario/parameter.hpp"
#include "model/world/world.hpp"

/// Where adults work and live: job type, commuting, moving, leaving and returning, (7)–(8).
namespace changji::migration {

struct Coefficients {
    double review, distance, income_distance, nest, services, house_price, network, inertia;
    double age, family, cost_commute, cost_move;
    double pool, remit_share;
    double flow_move, flow_move_urban, flow_country, flow_leave, flow_leave_urban, flow_return;
    double stock_wage, stock_commute, stock_self_employed;
    double house_population, house_stock, house_price_2019;

    static constexpr auto parameters() {
        using C = Coefficients;
        using enum Role;
        return std::array{
            Bound<C>{&C::review, {"mig.reconsider", "1/y", 0.20, 0.20, 0.1, 0.4, coefficient, "", "7", "每年重新选择的成人比例", "share of adults who reconsider in a year", "prototype"}},
            Bound<C>{&C::distance, {"mig.beta_D", "1", -0.35, -0.35, -0.8, -0.1, coefficient, "", "8", "距离系数", "utility of log travel time", "Liu, Zhuo and Wang 2020"}},
            Bound<C>{&C::income_distance, {"mig.income_distance_tradeoff", "ratio", 1.4664, 1.4664, 1.2, 1.8, coefficient, "", "8", "收入与距离替代比", "distance against income", "IZA DP 7160"}},
            Bound<C>{&C::nest, {"mig.lambda_nest", "1", 0.57, 0.57, 0.4, 1, coefficient, "", "8", "嵌套参数", "nest parameter", "Liu, Zhuo and Wang 2020"}},
            Bound<C>{&C::services, {"mig.beta_Q", "1", 0.25, 0.25, 0, 0.8, coefficient, "", "8", "公共服务系数", "utility of public services", "assumption"}},
            Bound<C>{&C::house_price, {"mig.beta_R", "1", 0.20, 0.20, 0, 0.6, coefficient, "", "8", "房价系数", "disutility of house prices", "assumption"}},
            Bound<C>{&C::network, {"mig.beta_N", "1", 0.25, 0.25, 0, 0.6, coefficient, "", "8", "同乡网络系数", "utility of co-villagers at the place", "assumption"}},
            Bound<C>{&C::inertia, {"mig.inertia", "1", 0, 0, 0, 4, coefficient, "", "8", "维持现状效用", "utility of the present state", "prototype"}},
            Bound<C>{&C::age, {"mig.a_age", "1/y", -0.04, -0.04, -0.1, 0, coefficient, "", "8", "25岁以上每年迁移效用", "utility of moving per year over 25", "assumption"}},
            Bound<C>{&C::family, {"mig.a_fam", "1", -0.8, -0.8, -2, 0, coefficient, "", "8", "留守家人效用", "utility of leaving a family behind", "assumption"}},
            Bound<C>{&C::cost_commute, {"mig.cost_commute", "share/h", 0.10, 0.10, 0, 0.3, coefficient, "", "7", "通勤成本", "income lost per hour of commuting", "assumption"}},
            Bound<C>{&C::cost_move, {"mig.cost_move", "share", 0.15, 0.15, 0, 0.5, coefficient, "", "7", "迁移成本", "income lost by moving", "assumption"}},
            Bound<C>{&C::pool, {"mig.pool", "1/y", 0.004, 0.004, 0, 0.02, coefficient, "", "8", "区外潜在迁入率", "potential inflow, of urban residents", "prototype"}},
            Bound<C>{&C::remit_share, {"mig.remit_share", "share", 0.20, 0.20, 0.05, 0.5, coefficient, "", "8", "外出者汇款占工资比例", "share of pay that members away send home", "assumption"}},
            Bound<C>{&C::flow_move, {"mig.flow_move", "1/y", 0.020, 0.020, 0.005, 0.04, coefficient, "", "8", "农村成人年进城率", "rural adults who move to a town of the zone, 2020", "prototype"}},
            Bound<C>{&C::flow_move_urban, {"mig.flow_move_urban", "1/y", 0.010, 0.010, 0.002, 0.04, coefficient, "", "8", "城镇成人年区内迁移率", "urban adults who move to another town of the zone, 2020", "assumption"}},
            Bound<C>{&C::flow_country, {"mig.flow_country", "1/y", 0.001, 0.001, 0.0002, 0.005, coefficient, "", "8", "开放后城镇成人年下乡率", "urban adults who would move to the countryside in a year if it were open, 2019", "assumption"}},
            Bound<C>{&C::flow_leave, {"mig.flow_leave", "1/y", 0.016, 0.016, 0.005, 0.04, coefficient, "", "8", "农村成人年离区率", "rural adults who leave the zone, 2020", "prototype"}},
            Bound<C>{&C::flow_leave_urban, {"mig.flow_leave_urban", "1/y", 0.015, 0.015, 0.005, 0.03, coefficient, "", "8", "城镇成人年离区率", "urban adults who leave the zone, 2020", "prototype"}},
            Bound<C>{&C::flow_return, {"mig.flow_return", "1/y", 0.05, 0.05, 0.02, 0.1, coefficient, "", "8", "外出者年返回率", "adults away who return, 2020", "prototype"}},
            Bound<C>{&C::stock_wage, {"mig.stock_wage", "share", 0.21, 0.21, 0.1, 0.35, coefficient, "", "8", "农村成人本地务工比例", "rural adults in local wage work, 2019", "assumption"}},
            Bound<C>{&C::stock_commute, {"mig.stock_commute", "share", 0.08, 0.08, 0.02, 0.2, coefficient, "", "8", "农村成人跨县通勤比例", "rural adults who commute, 2019", "assumption"}},
            Bound<C>{&C::stock_self_employed, {"mig.stock_selfemp", "share", 0.08, 0.08, 0.04, 0.2, coefficient, "", "8", "农村成人自营比例", "rural adults in self-employment, 2019", "assumption"}},
            Bound<C>{&C::house_population, {"house.price_population", "1", 0.3, 0.3, 0, 1, coefficient, "", "8", "房价对城镇人口弹性", "elasticity of real house prices to urban residents", "assumption"}},
            Bound<C>{&C::house_stock, {"house.price_stock", "1", 0.2, 0.2, 0, 1, coefficient, "", "8", "房价对住房存量弹性", "elasticity of real house prices to the stock (negative)", "assumption"}},
            Bound<C>{&C::house_price_2019, {"house.price0", "CNY/dwelling", 350000, 350000, 150000, 800000, coefficient, "", "8", "2019年住房价格", "price of a dwelling 2019", "assumption"}},
        };
    }
};
static_assert(all_described<Coefficients>);

struct Levers {
    double move_cost, reverse, permit_services, inflow, outflow_shock;

    static constexpr auto parameters() {
        using L = Levers;
        return std::array{
            Bound<L>{&L::move_cost, {"a1.move_cost", "×", 1, 0.8, 0.3, 1.5, Role::lever, "A1", "7", "迁移成本倍数", "multiplier of the cost of moving", "design assumption"}},
            Bound<L>{&L::reverse, {"a1.reverse_on", "0/1", 0, 1, 0, 1, Role::village, "A1", "8", "城镇居民可迁入乡村", "townspeople may move to the countryside", "design assumption"}},
            Bound<L>{&L::permit_services, {"permit.service_share", "share", 0.85, 0.85, 0.5, 1, Role::safeguard, "1.3.1", "8", "居住证持有人享有服务比例", "services open to residents without local hukou", "plan 一(三)1; level is an assumption"}},
            Bound<L>{&L::inflow, {"z5.inflow", "×", 1, 1.2, 0.3, 3, Role::lever, "Z5a", "8", "人才迁入倍数", "multiplier of the tertiary part of the inflow", "design assumption"}},
            Bound<L>{&L::outflow_shock, {"shock.outflow", "1", 0, 0, -1, 1, Role::stress, "", "8", "外流冲击", "added to the constants of leaving the zone", "stress test"}},
        };
    }
};
static_assert(all_described<Levers>);

struct Settings {
    Coefficients coefficients;
    PerDistrict<Levers> levers;
    PerDistrict<double> unemployment_cover{};  ///< t5.ui_cov, declared by accounts
    double unemployment_replacement = 0.35;    ///< lab.ui_replacement, declared by accounts
    PerDistrict<double> wage_discrimination{}; ///< t5.wage_disc, declared by wages
    PerDistrict<double> startups{};            ///< p9.startup, declared by startups
    double travel_elasticity = 0.1;            ///< pub.travel, declared by public_works
};

/// Adults who reconsider choose job type, commuting, moving, leaving or returning; those who give
/// up a job lose it. Moved persons look for work where they arrive.
void choose(World& world, const Settings& settings, const Draws& draws);

/// Households from outside the zone settle in towns: copies of households of the neighbourhood.
void receive_inflow(World& world, const Settings& settings, const Draws& draws);

/// Real house prices follow urban residents and the housing stock.
void move_house_prices(World& world, const Settings& settings,
                       const PerDistrict<double>& urban_residents_before);

/// Expected yearly flows and stationary job shares of the opening state, as rates.
struct Flows {
    double local_wage = 0, self_employed = 0, home = 0, commute = 0;  ///< chosen shares, rural adults
    double self_employed_town = 0, home_town = 0, commute_town = 0;  ///< of urban adults
    double move_town = 0;  ///< urban adults who move to another town, per year
    double move_country = 0;  ///< urban adults who move to the countryside, where it is open
    double move = 0, leave_rural = 0, leave_urban = 0, come_back = 0;
};
/// Expectation of the flows at the present constants (no draws), on all cells.
Flows expected_flows(const World& world, const Settings& settings);
/// Solves the constants so that flows meet their priors, that of moves to the countryside as if
/// it were open; returns the flows reached.
Flows solve_constants(World& world, const Settings& settings);

}  // namespace changji::migration
