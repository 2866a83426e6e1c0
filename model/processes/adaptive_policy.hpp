#pragma once

#include <vector>

#include "model/scenario/parameter.hpp"
#include "model/scenario/scenario.hpp"
#include "model/world/world.hpp"

/// Government that adjusts: reforms that lag behind the path to their goals are rolled out further,
/// and brakes stop what does harm. Section 4.10.
namespace changji::adaptive_policy {

struct Coefficients {
    double dispute_limit;

    // clang-format off
    static constexpr auto parameters() {
        using C = Coefficients;
        using enum Role;
        return std::array{
            Bound<C>{&C::dispute_limit, {"adapt.dispute_limit", "1/contract/y", 0.03, 0.03, 0, 1, coefficient, "", "4.10", "暂停退出的纠纷率", "rate of disputes that pauses exits for a year", "assumption"}},
        };
    }
    // clang-format on
};
static_assert(all_described<Coefficients>);

struct Levers {
    double on, step, tolerance, lag;

    // clang-format off
    static constexpr auto parameters() {
        using L = Levers;
        using enum Role;
        return std::array{
            Bound<L>{&L::on, {"adapt.on", "0/1", 0, 1, 0, 1, safeguard, "2.2e", "4.10", "改革政策动态调整", "dynamic adjustment of policy, brakes included", "design assumption"}},
            Bound<L>{&L::step, {"adapt.step", "share", 0.2, 0.2, 0, 1, safeguard, "SG4d", "4.10", "调整步长", "part of the distance to full rollout added to a target", "design assumption"}},
            Bound<L>{&L::tolerance, {"adapt.tol", "share", 0.15, 0.15, 0, 1, safeguard, "SG4d", "4.10", "偏离容忍度", "distance to the path of a goal that is tolerated, share of the path", "design assumption"}},
            Bound<L>{&L::lag, {"adapt.lag", "y", 2, 2, 1, 5, safeguard, "SG4d", "4.10", "调整时滞", "years of adjustment being on before the first action", "design assumption"}},
        };
    }
    // clang-format on
};
static_assert(all_described<Levers>);

struct Settings {
    Coefficients coefficients;
    PerDistrict<Levers> levers;
};

/// Where a criterion should stand in a year: from its level of 2019 linearly to the goal of 2025,
/// then to that of 2035. Goals are absolute or multiples of 2019.
struct Goal {
    Criterion criterion;
    double in_2025, in_2035;
    bool times_2019;
};
const std::vector<Goal>& goals();
double path(const Goal& goal, double level_2019, int year);

/// How far below its path a level lies, as a share of the path; 0 at or above it.
double shortfall(double level, double path);

/// Decides at the end of the year what holds in the next: raised targets and brakes, each written
/// down in world.actions.
void adjust(World& world, const Scenario& scenario, const Settings& settings);

}  // namespace changji::adaptive_policy
