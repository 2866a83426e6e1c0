#pragma once

#include <string>
#include <vector>

#include "model/scenario/language.hpp"
#include "model/scenario/parameter.hpp"
#include "model/scenario/scenario.hpp"
#include "model/zone/zone.hpp"

namespace changji {

/// One key of a resolved scenario with its value, as text, and origin in every district.
struct ResolvedValue {
    std::string key, unit;
    PerDistrict<std::string> value;   ///< "450" or "2021:80 2025:120"
    PerDistrict<std::string> origin;  ///< "default", "file:line", "--set", "overlay:line"
};

/// run.end, then every parameter in the order of the register, then `roll.<item>.target` and,
/// where one is set, `roll.<item>.t0` of every plan item.
std::vector<ResolvedValue> resolved_values(const Scenario& scenario,
                                           const std::vector<Parameter>& parameters);

/// `changji show`: one `key = value unit  # origin` a line, districts that differ below; plan items
/// that nobody set and no pilot has are left out. The text is itself a valid scenario file.
std::string show_text(const Scenario& scenario, const std::vector<Parameter>& parameters,
                      Language language);
/// As JSON: {"name", "values": [{"key", "unit", "districts": {"jiutai": {"value", "origin"}, …}}]}.
std::string show_json(const Scenario& scenario, const std::vector<Parameter>& parameters);

/// A key whose values differ; district "zone" if they differ alike everywhere.
struct Difference {
    std::string key, district, unit, first, second;
};
std::vector<Difference> differences(const Scenario& first, const Scenario& second,
                                    const std::vector<Parameter>& parameters);
/// `changji diff`: a table of the differences, plan items that differ alike in one line, or one
/// line saying that there are none.
std::string diff_text(const Scenario& first, const Scenario& second,
                      const std::vector<Parameter>& parameters, Language language);
std::string diff_json(const Scenario& first, const Scenario& second,
                      const std::vector<Parameter>& parameters);

}  // namespace changji
