#pragma once

#include <string>
#include <vector>

/// Golden results: the zone's measures of a small run, one line a measure, one column a year.
/// They change only when somebody accepts the change (tests/regression/accept).
namespace changji::test {

/// measure,code,unit,2019,…: shortest decimal that gives the value back, empty where there is none.
std::string golden_text(const std::string& scenario);

/// A measure that has changed, with its values in the year of the largest relative change.
struct Changed {
    std::string measure, unit;
    int year = 0;
    double before = 0, after = 0;  ///< NaN where the measure is new, gone or without value
};
std::vector<Changed> changes(const std::string& before, const std::string& after);
/// For people to read; empty if nothing has changed.
std::string change_table(const std::vector<Changed>& changed);

}  // namespace changji::test
