#pragma once

#include <algorithm>
#include <array>
#include <vector>

#include "model/base/math.hpp"
#include "model/scenario/parameter.hpp"
#include "model/world/world.hpp"

/// What a farm of a given size earns: equations (12)–(14). Read by the farmland market (expected
/// prices, normal weather) and by the harvest (realised ones), so that both know one technology.
/// Sizes are grain hectares: operated land less the village's share of specialty crops, whose net
/// income belongs to the satellite account.
namespace changji::farm_technology {

struct Coefficients {
    double cost, scale_cost, scale_ha;
    double labour, labour_elasticity, day_wage, over_capacity;
    double chance_18, chance_30, chance_45, chance_55, chance_60, chance_65;
    double chance_constant, chance_skill;
    double technology_growth, custody_fee, custody_labour_save, organisation_fee, lag_weight;

    // clang-format off
    static constexpr auto parameters() {
        using C = Coefficients;
        using enum Role;
        return std::array{
            Bound<C>{&C::cost, {"farm.c0", "CNY/ha", 5200, 5200, 4000, 7000, coefficient, "", "12", "每公顷现金成本", "bought inputs per hectare of a farm at full scale", "assumption"}},
            Bound<C>{&C::scale_cost, {"farm.s_c", "share", 0.22, 0.22, 0, 0.5, coefficient, "", "12", "小规模成本加成", "extra cost of the smallest farms", "direction: Xu et al. 2019 Sustainability; size: assumption"}},
            Bound<C>{&C::scale_ha, {"farm.A0", "ha", 3.33, 3.33, 1, 10, coefficient, "", "12", "规模经济门槛", "size from which cost per hectare is flat", "Xu et al. 2019 Sustainability (50 mu)"}},
            Bound<C>{&C::labour, {"farm.l0", "day/ha", 52, 52, 30, 80, coefficient, "", "13", "一公顷农场每公顷用工", "labour days per hectare at 1 ha", "assumption"}},
            Bound<C>{&C::labour_elasticity, {"farm.e_l", "1", 0.42, 0.42, 0.2, 0.6, coefficient, "", "13", "用工规模弹性", "fall of labour per hectare with size", "assumption"}},
            Bound<C>{&C::day_wage, {"farm.day_wage", "CNY/day", 140, 140, 90, 200, coefficient, "", "14", "农业日工资", "day wage of hired farm labour", "assumption"}},
            Bound<C>{&C::over_capacity, {"farm.k_over", "CNY/ha", 900, 900, 300, 2000, coefficient, "", "14", "超出农机能力的成本", "extra cost per hectare beyond machinery capacity", "assumption"}},
            Bound<C>{&C::chance_18, {"farm.poff_18", "prob", 0.90, 0.90, 0.75, 1, coefficient, "", "14", "18岁非农机会", "off-farm chance at 18", "prototype"}},
            Bound<C>{&C::chance_30, {"farm.poff_30", "prob", 0.85, 0.85, 0.70, 0.95, coefficient, "", "14", "30岁非农机会", "off-farm chance at 30", "prototype"}},
            Bound<C>{&C::chance_45, {"farm.poff_45", "prob", 0.65, 0.65, 0.50, 0.75, coefficient, "", "14", "45岁非农机会", "off-farm chance at 45", "prototype"}},
            Bound<C>{&C::chance_55, {"farm.poff_55", "prob", 0.35, 0.35, 0.20, 0.45, coefficient, "", "14", "55岁非农机会", "off-farm chance at 55", "prototype"}},
            Bound<C>{&C::chance_60, {"farm.poff_60", "prob", 0.20, 0.20, 0.05, 0.30, coefficient, "", "14", "60岁非农机会", "off-farm chance at 60", "prototype"}},
            Bound<C>{&C::chance_65, {"farm.poff_65", "prob", 0.05, 0.05, 0, 0.15, coefficient, "", "14", "65岁非农机会", "off-farm chance at 65 and of households without workers", "prototype"}},
            Bound<C>{&C::chance_constant, {"farm.poff_const", "1", 0.70, 0.70, 0.5, 1, coefficient, "", "14", "非农机会常数项", "off-farm chance, constant", "prototype"}},
            Bound<C>{&C::chance_skill, {"farm.poff_skill", "per skill level", 0.15, 0.15, 0, 0.3, coefficient, "", "14", "非农机会技能项", "off-farm chance, rise per skill level", "prototype"}},
            Bound<C>{&C::technology_growth, {"farm.g_tech0", "1/y", 0.008, 0.008, 0, 0.015, coefficient, "", "12", "单产趋势增长", "trend growth of yields", "prototype"}},
            Bound<C>{&C::custody_fee, {"land.custody_fee", "CNY/ha", 1800, 1800, 800, 3000, coefficient, "", "17", "托管服务费", "fee of custody service", "assumption"}},
            Bound<C>{&C::custody_labour_save, {"land.custody_labour_save", "share", 0.40, 0.40, 0.1, 0.7, coefficient, "", "17", "托管节省用工", "labour saved by custody service", "assumption"}},
            Bound<C>{&C::organisation_fee, {"farm.org_fee", "CNY/ha", 300, 300, 0, 2000, coefficient, "", "12", "经营组织管理费", "management cost per hectare of cooperatives and enterprises", "assumption"}},
            Bound<C>{&C::lag_weight, {"price.lag_weight", "share", 0.5, 0.5, 0, 1, coefficient, "", "12", "年后售粮比重", "weight of last year's price in the farm-gate price", "prototype"}},
        };
    }
    // clang-format on
};
static_assert(all_described<Coefficients>);

struct Levers {
    double operator_subsidy, cooperative_gain, smart_yield_gain, smart_labour_save;
    double technology_rate, nongrain_max;

    // clang-format off
    static constexpr auto parameters() {
        using L = Levers;
        using enum Role;
        return std::array{
            Bound<L>{&L::operator_subsidy, {"t5.sub_operator", "CNY/ha", 1500, 1500, 0, 4000, lever, "T5.7", "12", "经营者补贴", "subsidy per hectare to whoever farms the land", "assumption; 2018 maize subsidy in the Northeast about 1,467"}},
            Bound<L>{&L::cooperative_gain, {"t5.coop_gain", "share", 0.05, 0.05, 0, 0.18, lever, "T5.5", "12", "合作社成员增收", "price gain of cooperative members", "Hoken and Su 2015 (none); Dong, Mu, Abler 2019 (18 %)"}},
            Bound<L>{&L::smart_yield_gain, {"p8.yield_gain", "share", 0.03, 0.03, 0, 0.10, lever, "P8a", "12", "智慧农业增产", "yield gain of smart farming", "design assumption"}},
            Bound<L>{&L::smart_labour_save, {"p8.labour_save", "share", 0.05, 0.05, 0, 0.2, lever, "P8a", "13", "智慧农业省工", "labour saved by smart farming", "design assumption"}},
            Bound<L>{&L::technology_rate, {"a2.tech_rate", "share/y", 0, 0.01, 0, 0.03, lever, "A2", "19", "科技成果入乡转化率", "adoption hazard added by technology transfer; a fifth of it raises yields", "design assumption"}},
            Bound<L>{&L::nongrain_max, {"grain.nongrain_max", "share", 0.35, 0.35, 0.1, 1, safeguard, "2.2c", "18", "非粮种植上限", "cap on the specialty share of cultivated land; the excess stays grain", "design assumption"}},
        };
    }
    // clang-format on
};
static_assert(all_described<Levers>);

struct Settings {
    Coefficients coefficients;
    PerDistrict<Levers> levers;
};

/// Yearly labour days of a farm, eq. (13), from a table: linear between nodes 1/32 ha apart up to
/// 32 ha and 1 ha apart above, so that no power is taken in the loops.
class LabourTable {
  public:
    explicit LabourTable(const Coefficients& c);
    double days(double ha) const {
        const double x = ha < fine_limit ? ha * fine_nodes : coarse_start + (ha - fine_limit);
        const std::size_t i = std::min(static_cast<std::size_t>(x), last_node_);
        const double low = days_[i];
        return low + (x - static_cast<double>(i)) * (days_[i + 1] - low);
    }

  private:
    static constexpr double fine_limit = 32, fine_nodes = 32, coarse_start = 1024;
    std::vector<double> days_;
    std::size_t last_node_ = 0;
};

constexpr int oldest = 110;
/// Chance of off-farm work by age, before skill and the labour market, eq. (14).
double off_farm_chance(double age, const Coefficients& c);
/// Bought inputs per hectare of a farm of that size, 2019 yuan, eq. (12).
inline double cost_per_ha(const Coefficients& c, double ha) {
    return c.cost * (1 + c.scale_cost * (1 - std::min(ha, c.scale_ha) / c.scale_ha));
}

/// Prices, wages and off-farm chances that farmers know when they plan.
struct Season {
    Coefficients coefficients;
    LabourTable labour;
    double cpi = 1;
    double price = 0;     ///< yuan/t
    double day_wage = 0;  ///< yuan, hired labour
    int year = 0;
    using Chances = std::array<std::array<double, skill_count>, oldest + 1>;
    PerDistrict<double> technology{};  ///< factor on the yields of 2019
    PerDistrict<double> premium{};     ///< factor on the price
    PerDistrict<double> floor{};       ///< lowest price, yuan/t
    double price_in(District d) const { return std::max(price * premium[d], floor[d]); }
    PerDistrict<Chances> chance{};     ///< min(1, π(age)(.7 + .15 s) p̂ ÷ p̂₂₀₁₉)
};
/// \param price the price that counts: expected before the harvest, realised after it.
Season season_of(const World& world, const Coefficients& c, double price);

/// One farm, whoever runs it; amounts are current yuan per grain hectare.
struct Operator {
    double value = 0;     ///< crop sales + operator subsidy − fees
    double own_days = 0;  ///< family labour
    double own_wage = 0;  ///< what a family day could earn elsewhere, w̃
    double labour = 1;    ///< factor on labour days
    double capacity = 0;  ///< ha of machinery
};

/// Profit before rent of a farm of `ha` grain hectares, eq. (14).
inline double profit(const Season& s, const Operator& o, double ha) {
    const double days = o.labour * s.labour.days(ha);
    const double own = std::min(days, o.own_days);
    const double over = std::max(0.0, ha - o.capacity);
    return ha * (o.value - s.cpi * cost_per_ha(s.coefficients, ha)) - o.own_wage * own -
           s.day_wage * (days - own) - s.cpi * s.coefficients.over_capacity * over;
}

/// What the members of each household of a cell bring to the farm.
struct Staff {
    std::vector<double> own_days, own_wage;
    std::vector<std::int16_t> eldest;   ///< age of the oldest member at home, 0 if nobody is
    std::vector<std::uint8_t> farmers;  ///< farm workers under 65 at home
    /// What the members add up to.
    struct Sum {
        double chances = 0;
        int days = 0, workers = 0, farmers = 0, eldest = 0;
    };
    std::vector<Sum> sums;
    void resize(std::size_t households);
};
/// Counts days and off-farm chances; own days: 230 for a farm worker, 60 for a local employee, 120
/// for a member of 65 to 79.
/// \source prototype; the end at 80 is an assumption
void survey(const Cell& cell, const Season& season, Staff& staff);

/// Grain share of the village's operated land; above the cap of non-grain crops land stays grain.
inline double grain_share(const Cell& cell, double nongrain_max) {
    return 1 - std::min(cell.specialty_share, nongrain_max);
}

/// Household h as a farm at its village's normal yield.
Operator household_operator(const Cell& cell, std::size_t h, const Season& season,
                            const Levers& levers, const Staff& staff);
/// An organisation farms with hired labour and pays a management fee.
/// \param yield normal yield of the village with today's technology, t/ha
Operator organisation_operator(const Organisations& organisations, Row row, double yield,
                               const Season& season, const Levers& levers);

/// Machinery follows the farm: half-way up to 1.2 × its size in a year, 10 % a year down.
/// \source assumption; 1.2 is farm.K0 of the start
inline double machinery_next(double capacity, double ha) {
    const double wanted = 1.2 * ha;
    return capacity + (wanted > capacity ? 0.5 : 0.1) * (wanted - capacity);
}

}  // namespace changji::farm_technology
