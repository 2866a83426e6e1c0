#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "calibration/expression.hpp"

namespace changji::calibration {

/// How a published series is carried over to the zone.
enum class Scale : std::uint8_t {
    level,  ///< the published value grows as the zone's
    share   ///< the published value changes by the zone's change
};

/// One row of series_map.csv: a quantity of the zone and the published series it stands for.
struct Quantity {
    std::string name;
    Scale scale{};
    Expression expression;
    std::string unit;         ///< base unit: persons, yuan, t, share, per person, 1
    double yearly_error = 0;  ///< of the comparison, per year: share of the level, or base unit
    int history_from = 2015;  ///< first year of a series without breaks
    std::vector<std::string> names;  ///< of indicators, as normal_name writes them
};

/// Throws InputError with every fault of the file.
std::vector<Quantity> read_series_map(const std::filesystem::path& file);

/// What an indicator tells of its quantity.
enum class Form : std::uint8_t {
    value,
    growth,      ///< nominal growth over the year before, share
    real_growth  ///< deflated by consumer prices
};

/// A published series as the model can answer it.
struct SeriesMeaning {
    const Quantity* quantity = nullptr;
    Form form{};
    bool index = false;  ///< year before = 100
};

/// Without brackets and blanks, ASCII in lower case: "常住人口(七普)" → "常住人口".
std::string normal_name(std::string_view indicator);
/// Nothing if no row of the map names the indicator.
std::optional<SeriesMeaning> meaning_of(std::string_view indicator,
                                        const std::vector<Quantity>& map);

/// Factor from a published unit to the quantity's base unit; nothing if they do not fit.
std::optional<double> unit_factor(std::string_view published, const Quantity& quantity);
/// The same for growth: share per published unit. An index is first reduced by its 100.
std::optional<double> growth_factor(std::string_view published);

/// One key for all spellings of a place: province, changchun, jilin_city, zone or the key of a
/// district; "" for places that the zone cannot stand for.
std::string place_key(std::string_view geography);
/// Row of the results that stands for a place: a district, or the zone for the zone, the province
/// and its two cities.
std::size_t results_row(std::string_view place_key);

}  // namespace changji::calibration
