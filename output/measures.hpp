#pragma once

#include <limits>
#include <string_view>
#include <vector>

#include "output/view.hpp"

namespace changji::output {

/// One result: the only place where it is described. Columns of every file, the register printed
/// by `changji measures` and docs/outputs.md follow from it.
struct Measure {
    std::string_view name;  ///< unique, snake_case
    std::string_view code;  ///< K-code of the model description, "" if it has none
    std::string_view unit;  ///< "CNY/y", "ha", "persons", "1" for shares and ratios
    std::string_view zh, en;
    std::string_view price_basis;  ///< "nominal", "2019 prices (derived by CPI)", or ""
    std::string_view level;        ///< what is counted: person, household, village, firm …
    double (*value)(const DistrictView& view);  ///< NaN where it has no value
};

/// Measures that are read together; one file each.
struct Topic {
    std::string_view key, zh, en;
    std::vector<Measure> (*list)();
};

/// All topics, in the order of tables and of the report.
const std::vector<Topic>& topics();
/// All measures, by topic, in the order of the K-codes within a topic.
const std::vector<Measure>& measures();

// What topics() lists.
std::vector<Measure> income_measures();
std::vector<Measure> people_measures();
std::vector<Measure> work_measures();
std::vector<Measure> farmland_measures();
std::vector<Measure> rights_measures();
std::vector<Measure> land_measures();
std::vector<Measure> insurance_measures();
std::vector<Measure> economy_measures();
std::vector<Measure> industry_measures();
std::vector<Measure> countryside_measures();
std::vector<Measure> pattern_measures();
std::vector<Measure> government_measures();

constexpr std::string_view nominal = "nominal";
constexpr std::string_view constant_prices = "2019 prices (derived by CPI)";

/// NaN instead of a division by zero.
constexpr double ratio(double part, double whole) {
    return whole != 0 ? part / whole : std::numeric_limits<double>::quiet_NaN();
}
constexpr double in_yuan(double fen) {
    return fen / 100.0;
}
constexpr double in_hectares(double square_metres) {
    return square_metres / 10000.0;
}
constexpr double mu_per_hectare = 15;

/// Disposable income of all residents counted, fen.
double disposable_income(const Totals& totals);
/// Gini coefficient of disposable income per head, from income classes.
double gini(const Totals& totals);
/// Theil T of disposable income per head, from income classes; heads without income carry none.
double theil(const Totals& totals);
/// Income per head, yuan, below which the given share of heads lies; linear within a class.
double income_quantile(const Totals& totals, double share);

}  // namespace changji::output
