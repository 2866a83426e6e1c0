#include "calibration/history.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace changji::calibration {
namespace {

/// How a quantity follows from two others of the same place and year.
struct Derivation {
    std::string_view quantity, first, second;
    char operation;
};
constexpr std::array<Derivation, 13> derivations{{
    {"births", "birth_rate", "residents", '*'},
    {"deaths", "death_rate", "residents", '*'},
    {"birth_rate", "births", "residents", '/'},
    {"death_rate", "deaths", "residents", '/'},
    {"natural_rate", "birth_rate", "death_rate", '-'},
    {"urban_residents", "urban_share", "residents", '*'},
    {"rural_residents", "residents", "urban_residents", '-'},
    {"urban_share", "urban_residents", "residents", '/'},
    {"elderly", "elderly_share", "residents", '*'},
    {"income_ratio", "urban_income", "rural_income", '/'},
    {"gdp_primary_share", "gdp_primary", "gdp", '/'},
    {"gdp_secondary_share", "gdp_secondary", "gdp", '/'},
    {"gdp_tertiary_share", "gdp_tertiary", "gdp", '/'},
}};

double combined(double a, double b, char operation) {
    switch (operation) {
        case '*':
            return a * b;
        case '/':
            return a / b;
        default:
            return a - b;
    }
}

int rank_of_kind(const std::string& kind) {
    return kind == "recalled" ? 2 : kind == "derived" ? 1 : 0;
}

/// Lower is better.
int preference(bool observed, const std::string& published, const std::string& asked,
               const ObservedRow& row) {
    const bool remark =
        published.find('(') != published.npos || published.find("（") != published.npos;
    const bool same = published == asked;
    // Residents up to 2019 are comparable in the revised series only, which the facts hold.
    const bool trusted = observed && row.year > first_fit_year;
    return (trusted    ? 0
            : observed ? 200
                       : 100) +
           (same     ? 0
            : remark ? 20
                     : 10) +
           rank_of_kind(row.kind);
}

}  // namespace

double in_base_units(double value, const std::string& unit, const SeriesMeaning& meaning) {
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    if (meaning.form == Form::value) {
        const auto factor = unit_factor(unit, *meaning.quantity);
        return factor ? value * *factor : nan;
    }
    if (meaning.index) return value > 10 ? value / 100 - 1 : value - 1;
    const auto factor = growth_factor(unit);
    return factor ? value * *factor : nan;
}

PublishedPast::PublishedPast(const ObservedFile& observed, const ObservedFile& facts,
                             const std::vector<Quantity>& map)
    : map_(map) {
    for (const ObservedFile* file : {&observed, &facts})
        for (const ObservedSeries& series : file->series) {
            const auto meaning = meaning_of(series.indicator, map);
            const std::string place = place_key(series.geography);
            if (meaning && !place.empty())
                known_.push_back({&series, *meaning, place, file == &observed});
        }
}

History PublishedPast::collected(const std::string& place, const Quantity& quantity, bool of_growth,
                                 Form form, const std::string& indicator) const {
    History history;
    std::map<int, int> best;
    for (const Known& known : known_) {
        const bool fits =
            known.place == place && known.meaning.quantity == &quantity &&
            (of_growth ? known.meaning.form == form : known.meaning.form == Form::value);
        if (!fits) continue;
        for (const ObservedRow& row : known.series->rows) {
            const double value = in_base_units(row.value, known.series->unit, known.meaning);
            const int rank = preference(known.observed, known.series->indicator, indicator, row);
            const bool usable = std::isfinite(value) && row.year >= quantity.history_from;
            const auto found = best.find(row.year);
            if (!usable || (found != best.end() && found->second <= rank)) continue;
            best[row.year] = rank;
            history[row.year] = {value, row.kind.empty() ? "reported" : row.kind,
                                 known.series->indicator};
        }
    }
    return history;
}

const Quantity* PublishedPast::quantity_named(const std::string& name) const {
    const auto found =
        std::find_if(map_.begin(), map_.end(), [&](const Quantity& q) { return q.name == name; });
    return found == map_.end() ? nullptr : &*found;
}

History PublishedPast::derived(const std::string& place, const Quantity& quantity,
                               int until) const {
    History history;
    for (const Derivation& rule : derivations) {
        if (rule.quantity != quantity.name) continue;
        const Quantity* first = quantity_named(std::string(rule.first));
        const Quantity* second = quantity_named(std::string(rule.second));
        if (first == nullptr || second == nullptr) continue;
        const History a = collected(place, *first, false, Form::value, "");
        // Urban residents may themselves have to be derived from the urban share.
        const History b = rule.second == "urban_residents"
                              ? values(place, *second, "", until)
                              : collected(place, *second, false, Form::value, "");
        for (const auto& [year, value] : a)
            if (const auto other = b.find(year); other != b.end())
                history[year] = {combined(value.value, other->second.value, rule.operation),
                                 rank_of_kind(value.kind) == 2 ? "recalled" : "derived",
                                 value.from + " " + rule.operation + " " + other->second.from};
    }
    return history;
}

History PublishedPast::values(const std::string& place, const Quantity& quantity,
                              const std::string& indicator, int until) const {
    History history = collected(place, quantity, false, Form::value, indicator);
    for (const auto& [year, value] : derived(place, quantity, until)) history.emplace(year, value);
    history.erase(history.upper_bound(until), history.end());
    return history;
}

History PublishedPast::growth(const std::string& place, const SeriesMeaning& meaning,
                              const std::string& indicator, int until) const {
    History history = collected(place, *meaning.quantity, true, meaning.form, indicator);
    if (meaning.form == Form::growth) {
        const History levels = values(place, *meaning.quantity, "", until);
        for (const auto& [year, value] : levels)
            if (const auto before = levels.find(year - 1); before != levels.end())
                history.emplace(
                    year, Published{value.value / before->second.value - 1, "derived", value.from});
    }
    history.erase(history.upper_bound(until), history.end());
    return history;
}

}  // namespace changji::calibration
