#pragma once

#include "model/processes/firms.hpp"

/// Anchor firms, row J1.1: a named firm grows by five yearly shares of outside capital.
namespace changji::firm_anchor {

struct Levers {
    double capital;

    // clang-format off
    static constexpr auto parameters() {
        return std::array{
            Bound<Levers>{&Levers::capital, {"j1.anchor_capex", "CNY", 0, 2e9, 0, 1e10, Role::lever, "J1.1", "34", "引领企业投资", "capital of the anchor firm, paid in by five yearly shares from outside", "design assumption"}},
        };
    }
    // clang-format on
};
static_assert(all_described<Levers>);

struct Settings {
    PerDistrict<Levers> levers;
};

constexpr int yearly_shares = 5;

/// Technology level at which a firm of `capital` (yuan of 2019) wants just that capital and the
/// jobs that go with it at today's price and cost. `common` is what firms of its kind share.
struct Scale {
    double level, jobs;
};
Scale scale_of(const firms::Technology& technology, double capital, double common, double price,
               double relative_price, double cost, const firms::Coefficients& coefficients);

/// Pays in the year's shares of the anchors at work. Before firms::plan.
void grow(World& world, const Settings& settings, const firms::Settings& firm_settings,
          const firms::Effects& effects);

}  // namespace changji::firm_anchor
