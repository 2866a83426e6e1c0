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

    double value(std::size_t parameter, int year, District d) const {
        return values[parameter][d].at(year);
    }
    /// The target of an item in a year; before its start year the 2019 state.
    double target(std::size_t item, int year, District d) const;
};

}  // namespace changji
