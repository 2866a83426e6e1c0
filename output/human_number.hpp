#pragma once

#include <string>

#include "model/scenario/language.hpp"

namespace changji::output {

/// A value as a person reads it: in Chinese 万人, 亿元, 万吨, 万公顷; in English with commas.
/// "–" for NaN. The unit that goes with it is human_unit of the same unit.
std::string human_number(double value, const std::string& unit, Language language);
std::string human_unit(const std::string& unit, Language language);

}  // namespace changji::output
