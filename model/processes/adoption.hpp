#pragma once

#include "model/base/random.hpp"
#include "model/processes/farm_technology.hpp"

/// Spread of smart farming, equation (19), and the trend of yields.
namespace changji::adoption {

struct Coefficients {
    double peers, schooling, size;

    // clang-format off
    static constexpr auto parameters() {
        using C = Coefficients;
        using enum Role;
        return std::array{
            Bound<C>{&C::peers, {"adopt.peer", "hazard", 0.06, 0.06, 0, 0.25, coefficient, "", "19", "同村采用者影响", "effect of the village's share of adopters", "assumption"}},
            Bound<C>{&C::schooling, {"adopt.edu", "hazard", 0.005, 0.005, 0, 0.05, coefficient, "", "19", "高中以上学历影响", "effect of twelve years of schooling in the household", "assumption"}},
            Bound<C>{&C::size, {"adopt.size", "hazard/ln ha", 0.003, 0.003, 0, 0.03, coefficient, "", "19", "规模影响", "effect of ln(1 + hectares)", "assumption"}},
        };
    }
    // clang-format on
};
static_assert(all_described<Coefficients>);

struct Levers {
    double start, transfer_centre, outreach;

    // clang-format off
    static constexpr auto parameters() {
        using L = Levers;
        using enum Role;
        return std::array{
            Bound<L>{&L::start, {"p8.adopt0", "1/y", 0.005, 0.02, 0, 0.1, lever, "P8a", "19", "智慧农业基础采用率", "base hazard of adopting smart farming", "design assumption"}},
            Bound<L>{&L::transfer_centre, {"p7.tech_bonus", "1/y", 0, 0.003, 0, 0.015, lever, "P7b", "19", "成果转移中心加成", "hazard added by the technology transfer centre", "design assumption"}},
            Bound<L>{&L::outreach, {"p1.outreach", "share/y", 0, 0.05, 0, 0.3, lever, "P1c", "19", "农业大数据帮扶农户", "households reached a year; raises the hazard", "design assumption"}},
        };
    }
    // clang-format on
};
static_assert(all_described<Levers>);

struct Settings {
    Coefficients coefficients;
    PerDistrict<Levers> levers;
};

/// Yearly probability that a farm adopts, eq. (19).
double hazard(double village_share, bool schooled, double ha, const Levers& levers,
              double technology_rate, const Coefficients& c);

/// One year: farms adopt, Cell::smart_share is renewed, yields grow (ZoneState::technology,
/// DistrictState::technology). Before the farmland market.
void step(World& world, const Settings& settings, const farm_technology::Settings& technology,
          const Draws& draws);

}  // namespace changji::adoption
