#pragma once

#include <string>
#include <vector>

#include "model/population/dealing.hpp"
#include "model/world/world.hpp"

namespace changji::population {

/// One figure of a margin, and how the synthetic population meets it.
struct FitRow {
    std::string margin;    ///< "registered", "residents", "household_size" …
    std::string item;      ///< the figure within the margin: "1_person", "age_0_14"; "" if one
    std::string district;  ///< key of the district, or "zone"
    std::string unit;
    double target = 0, achieved = 0;
    /// Of the whole margin: Σ|achieved − target| ÷ Σ target.
    double total_absolute_error = 0;
    bool held_back = false;   ///< not used by the synthesis, printed for comparison
    std::string source_kind;  ///< reported, derived, recalled or assumption, the weakest used
};

/// Largest total absolute error allowed for a sourced margin that was fitted, at full scale.
constexpr double fit_tolerance = 0.01;

/// Every margin of the opening population against its published figure, sampled cells weighted.
std::vector<FitRow> fit(const World& world, const Baseline& baseline,
                        Basis basis = Basis::registered);

/// The margins, fitted and reported or derived from reported figures, that miss the tolerance;
/// empty when the fit is good. Recalled and assumed figures are printed, not judged.
std::vector<std::string> misfits(const std::vector<FitRow>& rows);

}  // namespace changji::population
