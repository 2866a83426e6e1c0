#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "calibration/draw_table.hpp"
#include "calibration/run_table.hpp"
#include "model/app/ensemble_runs.hpp"
#include "model/scenario/language.hpp"
#include "output/target_table.hpp"

namespace changji::app {

constexpr double no_margin = -9999;  ///< a district without a value of a target

/// An objective of the decision table; all are turned so that more is better.
struct Objective {
    std::string_view measure;
    double sign;
};

/// What is decided between, in which states.
struct DecisionStudy {
    std::vector<std::string> options, stresses;  ///< stress "" is none
    std::vector<Scenario> scenarios;             ///< option by option, stress by stress
    std::vector<Objective> objectives;           ///< those that the model has
    std::vector<output::Target> targets;
    calibration::DrawTable draws;
    EnsembleChoice choice;
    int year = 2035;

    /// Runs of a particle stand in its stage, option by option, stress by stress.
    std::size_t place(std::size_t option, std::size_t stress) const {
        return option * stresses.size() + stress;
    }
    std::vector<std::string> columns() const;
    std::size_t target_column(std::size_t target, std::size_t row) const;
};

/// The tables from the runs, as JSON text and for a reader. Throws InputError if no state has a
/// run of every option.
std::string decision_json(const DecisionStudy& study, const calibration::RunTable& table);
std::string decision_text(const std::string& json, Language language);

}  // namespace changji::app
