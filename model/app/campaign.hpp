#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "calibration/run_table.hpp"
#include "model/app/ensemble_runs.hpp"

namespace changji::app {

/// Options of commands whose many runs are kept in a folder: -o, --resume, --json.
const std::vector<OptionText>& campaign_options();

/// Makes the folder, or goes on with one that was begun with the same record (`--resume`).
/// Throws InputError for a missing -o, a folder with anything else in it, or another record.
std::filesystem::path open_campaign(const Arguments& arguments, const std::string& record);

/// A result looked at: a measure of the zone in one year.
struct Outcome {
    std::string measure;
    int year = 0;
    std::string name() const { return measure + "_" + std::to_string(year); }
};
/// --measures A,B,… in the years asked for; the usual ones otherwise. Throws InputError for a
/// measure that does not exist.
std::vector<Outcome> outcomes_asked(const Arguments& arguments, const std::vector<int>& years);
std::vector<std::string> names_of(const std::vector<Outcome>& outcomes);
/// NaN in all places for a run without an opening.
std::vector<double> outcome_values(const std::vector<Outcome>& outcomes,
                                   const calibration::RunAnswer& answer);

/// Runs the rows that the table does not hold yet, in order, and appends them block by block.
/// `rows` are all rows of one stage.
void complete_stage(
    calibration::RunTable& table, std::vector<calibration::TableRow> rows,
    calibration::ModelRuns& runs, bool quiet,
    const std::function<calibration::RunTask(const calibration::TableRow&)>& task,
    const std::function<std::vector<double>(const calibration::RunAnswer&)>& values);

}  // namespace changji::app
