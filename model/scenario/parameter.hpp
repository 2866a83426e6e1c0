#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "model/zone/zone.hpp"

namespace changji {

/// How a parameter acts.
enum class Role : std::uint8_t {
    lever,        ///< a reform: acts through the rollout ρ of its first-listed plan item, eq. (0)
    village,      ///< a switch or coverage share: a village has it if its fixed draw lies below
                  ///< the effective share; the bound value is that share
    safeguard,    ///< acts directly as scheduled (rows 2.* and SG*)
    stress,       ///< an outside shock, acts directly
    coefficient   ///< an equation's constant, same in all districts; set by calibration
};

/// The one description of a lever or coefficient; reader, limits, help, documentation, provenance
/// and the bilingual tables follow from it.
struct Parameter {
    std::string_view key;     ///< "t1.tc_land"; the part before the first dot is the INI section
    std::string_view unit;    ///< "CNY/ha", "share", "1/y", "log" …; "1" for pure numbers
    double base;              ///< value without the reform
    double reform;            ///< value of the plan's reform; equals base for coefficients
    double low, high;         ///< admissible range
    Role role;
    std::string_view clause;  ///< coverage ids, first one drives ρ: "T1.1"; "" for coefficients
    std::string_view equation;///< equation or section of the model description: "15"
    std::string_view zh, en;  ///< meaning
    std::string_view source;  ///< citation, or "assumption", or "prototype"
};

/// Ties a parameter to the member of the struct that the process reads.
template <class Values>
struct Bound {
    double Values::*member;
    Parameter parameter;
};

/// Every struct of parameters names all its members in `static constexpr auto parameters()`.
template <class Values>
constexpr bool all_described =
    Values::parameters().size() * sizeof(double) == sizeof(Values);

/// A struct filled with base values.
template <class Values>
constexpr Values base_values() {
    Values values{};
    for (const auto& bound : Values::parameters()) values.*(bound.member) = bound.parameter.base;
    return values;
}

}  // namespace changji
