#pragma once

#include <vector>

#include "model/scenario/parameter.hpp"
#include "model/world/world.hpp"

/// Works that districts do in villages: beautiful villages and village parks, (39), and piped
/// water; paid from the line for agriculture and reform and from capital works.
namespace changji::public_works {

struct Coefficients {
    double beauty_2019, wear, threshold, finished, water_cost, water_step, travel;

    // clang-format off
    static constexpr auto parameters() {
        using C = Coefficients;
        using enum Role;
        return std::array{
            Bound<C>{&C::beauty_2019, {"bv.mean0", "index", 0.25, 0.25, 0.1, 0.5, coefficient, "", "39", "2019年村庄面貌均值", "mean state of villages 2019, spread as a Beta(1, 1/mean − 1)", "assumption"}},
            Bound<C>{&C::wear, {"bv.depreciation", "1/y", 0.02, 0.02, 0, 0.05, coefficient, "", "39", "村庄面貌年损耗", "wear of villages", "assumption"}},
            Bound<C>{&C::threshold, {"bv.threshold", "index", 0.8, 0.8, 0.6, 0.95, coefficient, "", "39", "美丽乡村标准", "state from which a village counts as beautiful", "assumption; the plan states the share of villages only"}},
            Bound<C>{&C::finished, {"bv.finished", "index", 0.9, 0.9, 0.8, 1, coefficient, "", "39", "整治到的水平", "state to which a village is brought in its turn", "assumption"}},
            Bound<C>{&C::water_cost, {"pub.water_cost", "CNY/village", 2e6, 2e6, 5e5, 1e7, coefficient, "", "P10a", "单村供水工程费", "cost of connecting a village to the water supply", "assumption"}},
            Bound<C>{&C::water_step, {"pub.water_step", "share/y", 0.05, 0.05, 0.01, 0.2, coefficient, "", "P10a", "供水覆盖年增上限", "most villages connected a year", "assumption"}},
            Bound<C>{&C::travel, {"pub.travel", "1", 0.1, 0.1, 0, 0.3, coefficient, "", "A5", "路程时间对基础设施的弹性", "fall of travel times with infrastructure, elasticity", "assumption"}},
        };
    }
    // clang-format on
};
static_assert(all_described<Coefficients>);

struct Levers {
    double budget, cost, order, private_share, water;

    // clang-format off
    static constexpr auto parameters() {
        using L = Levers;
        using enum Role;
        return std::array{
            Bound<L>{&L::budget, {"p3.budget", "CNY/y", 1.5e8, 3e8, 0, 3e9, lever, "P3a", "39", "美丽乡村建设资金(全区)", "money for beautiful villages, zone total, by villages", "design assumption"}},
            Bound<L>{&L::cost, {"p3.cost_village", "CNY/village", 6e6, 6e6, 2e6, 1.5e7, lever, "P3a", "39", "单村建设费用", "cost of a village from nothing to perfect", "design assumption"}},
            Bound<L>{&L::order, {"p3.order", "code", 0, 0, 0, 2, lever, "P3a", "39", "建设次序", "which villages come first: 0 the plainest, 1 the most beautiful, 2 by lot", "design assumption"}},
            Bound<L>{&L::private_share, {"p3.private_share", "share", 0, 0.15, 0, 1, lever, "P3b", "39", "乡村公园社会资本配套", "private money added where a village has entered land or tourism on it", "design assumption"}},
            Bound<L>{&L::water, {"p10.water_cov", "share", 0.7, 0.98, 0, 1, lever, "P10a", "4.10", "城乡供水覆盖目标", "target share of villages on the joint water supply", "design assumption"}},
        };
    }
    // clang-format on
};
static_assert(all_described<Levers>);

struct Settings {
    Coefficients coefficients;
    PerDistrict<Levers> levers;
};

/// What a district does with its money: public and private part of what each village gets.
struct Works {
    std::vector<double> beauty;       ///< of each village after the year
    double spent = 0, privately = 0;  ///< in the unit of money and cost
};
/// A village before the year.
struct Site {
    double beauty = 0;
    double turn = 0;  ///< the lowest is finished first
    bool attracts_capital = false;
};
struct Means {
    double money = 0, cost = 0, private_share = 0;
};
/// One year of (39): villages wear, the beautiful ones are kept up, then villages are finished one
/// by one in their turn, until the money is spent.
Works improve(const std::vector<Site>& sites, const Means& means, const Coefficients& c);

/// State of villages in 2019, those with water, coverage.
void open(World& world, const Settings& settings);

void step(World& world, const Settings& settings);

}  // namespace changji::public_works
