#pragma once

#include <array>

#include "model/scenario/parameter.hpp"
#include "model/world/world.hpp"

/// The one pool of lever-driven effects on firms, eqs. (33) and (34): every part of the reform that
/// raises productivity adds a log effect here, by district and sector, and only their capped sum
/// reaches the firms, so that nothing is counted twice. The same records push the entry of firms.
namespace changji::effects {

struct Coefficients {
    double infrastructure, spill_minutes, link_minutes;
    double grade_gain, filling_years, entry_park, entry_land, entry_hub, processing_margin;

    // clang-format off
    static constexpr auto parameters() {
        using C = Coefficients;
        using enum Role;
        return std::array{
            Bound<C>{&C::infrastructure, {"eff.infrastructure", "1", 0.10, 0.10, 0, 0.3, coefficient, "", "33", "基础设施对企业生产率的弹性", "elasticity of productivity to infrastructure that the reform adds", "assumption"}},
            Bound<C>{&C::spill_minutes, {"eff.spill_minutes", "min", 45, 45, 15, 120, coefficient, "", "33", "溢出随路程衰减的尺度", "travel time over which spill-overs fall by a factor e", "assumption"}},
            Bound<C>{&C::link_minutes, {"eff.link_minutes", "min", 60, 60, 20, 120, coefficient, "", "33", "“食品+”协同范围", "reach of the food-plus links around the food zone", "assumption"}},
            Bound<C>{&C::grade_gain, {"park.grade_gain", "share", 0.25, 0.25, 0, 1, coefficient, "", "33", "园区每升一级的效应增幅", "rise of the park effect per grade", "assumption"}},
            Bound<C>{&C::filling_years, {"park.filling_years", "y", 10, 10, 3, 20, coefficient, "", "33", "新园区建成年数", "years until a new park or town is full", "assumption"}},
            Bound<C>{&C::entry_park, {"firm.entry_park", "1", 6.7, 6.7, 0, 15, coefficient, "", "34", "园区对企业进入的影响", "entry of firms by the log effect of parks: 0.4 at 0.06", "assumption"}},
            Bound<C>{&C::entry_land, {"firm.entry_land", "1", 0.5, 0.5, 0, 1.5, coefficient, "", "34", "可供土地对企业进入的影响", "entry of firms by construction land on offer", "assumption"}},
            Bound<C>{&C::entry_hub, {"firm.entry_hub", "log", 0.10, 0.10, 0, 0.3, coefficient, "", "34", "小镇高地对企业进入的影响", "entry in a town that gathers talent, finance and technology", "assumption"}},
            Bound<C>{&C::processing_margin, {"eff.processing_margin", "share", 0.12, 0.12, 0, 0.4, coefficient, "", "34", "粮食加工增加值率", "value added of processing over the value of grain", "assumption"}},
        };
    }
    // clang-format on
};
static_assert(all_described<Coefficients>);

struct Levers {
    double jiutai_zone, link_new_area, food_zone, park, town, hub, food_link, spill;
    double export_brand, local_processing, exhibition_buyers;

    // clang-format off
    static constexpr auto parameters() {
        using L = Levers;
        using enum Role;
        return std::array{
            Bound<L>{&L::jiutai_zone, {"t4.jt_boost", "log", 0, 0.04, 0, 0.15, lever, "T4.1", "33", "九台先行区生产率效应", "productivity effect in Jiutai: agri-food, trade, tourism", "design assumption"}},
            Bound<L>{&L::link_new_area, {"t4.link_JT_CN", "0/1", 0, 1, 0, 1, lever, "T4.1", "33", "九台对接长春新区", "link between Jiutai and Changchun New Area: doubles their spill-over weight", "design assumption"}},
            Bound<L>{&L::food_zone, {"t4.sf_boost", "log", 0, 0.04, 0, 0.2, lever, "T4.2", "33", "食品区先行区生产率效应", "productivity effect in the food zone: agri-food", "design assumption"}},
            Bound<L>{&L::park, {"park.eff", "log", 0, 0.06, 0, 0.2, lever, "T4.5", "33", "园区生产率效应", "productivity effect on firms in parks; a district has it by the share of jobs inside", "direction: Wang 2013, Lu, Wang, Zhu 2019; size: design assumption"}},
            Bound<L>{&L::town, {"town.eff", "log", 0, 0.05, 0, 0.15, lever, "T4.3", "33", "特色小镇生产率效应", "productivity effect on firms of a town's sector in the town", "design assumption"}},
            Bound<L>{&L::hub, {"town.hub", "share", 0, 1, 0, 1, lever, "J2.3", "34", "小镇人才金融科技高地", "towns as hubs of talent, finance and technology", "design assumption"}},
            Bound<L>{&L::food_link, {"j1.food_link", "log", 0, 0.03, 0, 0.1, lever, "J1.2", "33", "“食品+”产业协同效应", "productivity effect on agri-food firms around the food zone", "design assumption"}},
            Bound<L>{&L::spill, {"j2.spill", "share", 0.10, 0.25, 0, 0.6, lever, "J2.1", "33", "县区间溢出系数", "share of the neighbours' effects that spills over", "design assumption"}},
            Bound<L>{&L::export_brand, {"p1.export_prem", "log", 0, 0.02, 0, 0.1, lever, "P1a", "33", "加工粮外销溢价", "price premium of processed grain sold abroad", "design assumption"}},
            Bound<L>{&L::local_processing, {"p1.local_process", "share", 0.15, 0.30, 0, 1, lever, "P1a", "34", "粮食就地加工比例", "share of grain processed locally", "design assumption"}},
            Bound<L>{&L::exhibition_buyers, {"p7.match_gain", "log", 0, 0.01, 0, 0.05, lever, "P7a", "33", "会展对接加价", "price gain of agri-food firms from exhibition buyers", "design assumption"}},
        };
    }
    // clang-format on
};
static_assert(all_described<Levers>);

struct Settings {
    Coefficients coefficients;
    PerDistrict<Levers> levers;
    double cap = 0.15;          ///< eff.cap, declared by firms
    double jobs_per_hectare = 40;   ///< park.jobs_per_ha, declared by firms
    double entry_demand = 0.6;  ///< firm.entry_demand, declared by firm_demography
};

/// One value by district and sector.
using BySector = PerDistrict<std::array<double, sector_count>>;

/// Weights of the other districts in a district's spill-over: e^{−minutes/scale}, rows sum to 1,
/// diagonal 0; doubled between Jiutai and the new area by the link. \source eq. (33), J2.1
PerDistrict<PerDistrict<double>> spill_weights(const TravelMinutes& minutes, double scale,
                                               double link);

/// How full a park or town is: 1 if it was there in 2019, else rising over `years` from its start.
double filled(int start, int year, double years);

/// Jobs inside and their mean gain by grade, as shares of all jobs of a district and sector.
struct Inside {
    BySector share{};  ///< at most 1
    BySector gain{};   ///< share × (1 + grade gain)
    BySector jobs{};   ///< full population
};
/// Of towns if `towns`, else of parks and zones.
Inside inside(const World& world, bool towns, const Settings& settings);

/// Once a year, after the projects' own step: fills DistrictState::effects, effect, entry_push,
/// park_jobs and town_jobs from levers, records and last year's state.
void step(World& world, const Settings& settings);

/// The capped effects of all districts, as firms read them.
BySector in_force(const World& world);

}  // namespace changji::effects
