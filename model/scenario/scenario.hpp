#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "model/scenario/parameter.hpp"
#include "model/scenario/plan_items.hpp"

namespace changji {

/// Values that change by year: ascending knots, linear between, constant beyond both ends.
struct Path {
    struct Knot {
        int year;
        double value;
    };
    std::vector<Knot> knots;
    double at(int year) const;
};

/// A resolved scenario: a value for every parameter, year and district, and the rollout targets
/// of every plan item. Built by model/scenario/reader.hpp from files; knows no file itself.
struct Scenario {
    std::string name;
    int last_year = 2035;
    /// x_ref by parameter (index in the register) and district.
    std::vector<PerDistrict<Path>> values;
    /// τ by plan item and district: the target share, and the year from which it holds.
    struct Rollout {
        Path target;
        double start_year = 0;
    };
    std::vector<PerDistrict<Rollout>> rollout;
    /// Where each value comes from: "default", "file:line", "--set" or "overlay:line".
    struct Origins {
        std::vector<PerDistrict<std::string>> values;                      ///< by parameter
        std::vector<PerDistrict<std::string>> rollout_target, start_year;  ///< by plan item
        std::string last_year = "default";
    };
    Origins origins;

    double value(std::size_t parameter, int year, District d) const {
        return values[parameter][d].at(year);
    }
    /// The target of an item in a year; before its start year the 2019 state.
    double target(std::size_t item, int year, District d) const;
};

/// The scenario without any entry: a lever's reform value is that of the register, rollout targets
/// stay at the 2019 state, everything else has its base value. Hence no reform beyond 2019.
Scenario default_scenario(const std::vector<Parameter>& parameters);

}  // namespace changji
