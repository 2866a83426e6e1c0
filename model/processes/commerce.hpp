#pragma once

#include "model/scenario/parameter.hpp"
#include "model/world/world.hpp"

/// Rural e-commerce, eq. (36): logistics by village, households that trade online, and what it
/// saves them as consumers. What it brings them as sellers stands in the harvest: the two gains
/// are kept apart. \source Couture, Faber, Gu, Liu (NBER 24384): small gains of production, gains in
/// the cost of living
namespace changji::commerce {

struct Coefficients {
    double online_2019, step;

    // clang-format off
    static constexpr auto parameters() {
        using C = Coefficients;
        using enum Role;
        return std::array{
            Bound<C>{&C::online_2019, {"ecom.init", "share", 0.10, 0.10, 0, 1, coefficient, "", "36", "2019年网购网销农户比例", "village households online in 2019", "assumption"}},
            Bound<C>{&C::step, {"ecom.step", "share/y", 0.05, 0.05, 0.01, 0.2, coefficient, "", "36", "网购网销比例年增上限", "fastest yearly rise of that share", "assumption"}},
        };
    }
    // clang-format on
};
static_assert(all_described<Coefficients>);

struct Levers {
    double adoption, logistics, cost_of_living;

    // clang-format off
    static constexpr auto parameters() {
        using L = Levers;
        using enum Role;
        return std::array{
            Bound<L>{&L::adoption, {"p5.adopt", "share", 0.1, 0.5, 0, 1, lever, "P5a", "36", "电商农户目标比例", "target share of households online, in villages with logistics", "design assumption"}},
            Bound<L>{&L::logistics, {"p5.log_cov", "share of villages", 0.5, 1, 0, 1, village, "P5b", "36", "物流通村比例", "villages that parcels reach", "design assumption"}},
            Bound<L>{&L::cost_of_living, {"p5.col_gain", "share", 0, 0.01, 0, 0.03, lever, "P5a", "36", "网购降低生活成本", "fall of consumer prices of households online", "design assumption; Couture et al."}},
        };
    }
    // clang-format on
};
static_assert(all_described<Levers>);

struct Settings {
    Coefficients coefficients;
    PerDistrict<Levers> levers;
};

/// 2019: households online.
void open(World& world, const Settings& settings, const Draws& draws);
/// One year: logistics, households online, and the consumers' gain.
void step(World& world, const Settings& settings, const Draws& draws);

}  // namespace changji::commerce
