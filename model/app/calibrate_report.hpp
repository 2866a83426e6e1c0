#pragma once

#include <string>
#include <vector>

#include "calibration/calibration.hpp"
#include "model/app/ensemble_runs.hpp"
#include "model/app/places.hpp"

namespace changji::app {

/// Everything a calibration is made of.
struct CalibrationSetup {
    Places places;
    Baseline baseline;
    calibration::CalibrationPlan plan;
    std::vector<calibration::Input> inputs;
    std::vector<calibration::FitTarget> fit, validation;
    Scenario scenario;
    EnsembleChoice choice;

    std::vector<std::string> output_names() const {
        std::vector<std::string> names;
        for (const auto* targets : {&fit, &validation})
            for (const calibration::FitTarget& target : *targets) names.push_back(target.name);
        return names;
    }
    std::vector<std::string> keys() const {
        std::vector<std::string> names;
        for (const calibration::Input& input : inputs) names.push_back(input.key);
        return names;
    }
};

/// The whole report of a calibration as JSON text, and its targets as a table for a reader.
std::string calibration_json(const CalibrationSetup& setup, const calibration::Calibrated& result,
                             const calibration::Calibration& calibration);
std::string calibration_text(const std::string& json, Language language);
std::string truth_json(const calibration::SyntheticTruth& truth);

}  // namespace changji::app
