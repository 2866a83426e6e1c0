#include "output/human_number.hpp"

#include <array>
#include <cmath>
#include <string_view>

#include <fmt/format.h>

namespace changji::output {
namespace {

struct HumanUnit {
    std::string_view unit, zh;
    double zh_scale;  ///< units of the file per unit shown
};

/// Large aggregates in the units of Chinese statistics; the rest as it stands.
constexpr std::array human_units{
    HumanUnit{"persons", "万人", 1e4}, HumanUnit{"persons/y", "人/年", 1},
    HumanUnit{"CNY/y", "元/年", 1},    HumanUnit{"CNY", "元", 1},
    HumanUnit{"t/y", "万吨/年", 1e4},  HumanUnit{"ha", "万公顷", 1e4},
    HumanUnit{"ha/y", "公顷/年", 1},   HumanUnit{"CNY/mu/y", "元/亩·年", 1},
    HumanUnit{"CNY/t", "元/吨", 1},    HumanUnit{"1/y", "每年", 1},
};

/// Yuan of whole districts: above this, 亿元.
constexpr double large_sum = 1e7;

const HumanUnit* find(std::string_view unit) {
    for (const HumanUnit& candidate : human_units)
        if (candidate.unit == unit) return &candidate;
    return nullptr;
}

std::string with_commas(double value) {
    std::string digits = fmt::format("{:.0f}", std::fabs(value));
    for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
    return (value < 0 && digits != "0" ? "-" : "") + digits;
}

}  // namespace

std::string human_unit(const std::string& unit, Language language) {
    if (unit == "1") return "";
    const HumanUnit* known = find(unit);
    return language == Language::zh && known != nullptr ? std::string(known->zh) : unit;
}

std::string human_number(double value, const std::string& unit, Language language) {
    if (std::isnan(value)) return "–";
    if (language == Language::zh) {
        if (unit.starts_with("CNY") && std::fabs(value) >= large_sum)
            return fmt::format("{:.2f}亿", value / 1e8);
        if (const HumanUnit* known = find(unit); known != nullptr) value /= known->zh_scale;
    }
    const double size = std::fabs(value);
    if (size >= 1000) return with_commas(value);
    if (size >= 10) return fmt::format("{:.1f}", value);
    return fmt::format("{:.3f}", value);
}

}  // namespace changji::output
