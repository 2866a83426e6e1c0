#pragma once

#include <array>
#include <string>
#include <vector>

#include "calibration/ensemble.hpp"
#include "calibration/history.hpp"
#include "calibration/scores.hpp"

namespace changji::calibration {

/// The naive forecasts a model must beat; each is a point, made from what was published up to the
/// anchor year.
enum Naive : std::size_t { no_change, linear_trend, constant_growth, naive_count };

/// One published figure beside its forecast, both in base units.
struct ScoredRow {
    int year = 0, anchor_year = 0;
    double observed = 0, anchor = 0;
    std::string anchor_kind;
    double median = 0, low50 = 0, high50 = 0, low90 = 0, high90 = 0, pit = 0, crps = 0;
    double scale = 0;  ///< error of the comparison over one year, the unit of relative scores
    bool within_ensemble_90 = false;  ///< of the band without the error of the comparison
    std::array<double, naive_count> naive{};
};

/// One series of the file: its scores, or why it has none.
struct ScoredSeries {
    std::string geography, indicator, unit, quantity, row;
    Form form{};
    Bilingual reason;  ///< empty if it is scored
    std::vector<ScoredRow> rows;
    std::vector<SkippedRow> rows_left_out;
    bool scored() const { return !rows.empty(); }
};

/// Coverage and skill over rows.
struct ScoreSummary {
    std::size_t rows = 0, series = 0;
    double coverage_50 = 0, coverage_90 = 0, coverage_90_ensemble_alone = 0, mean_pit = 0;
    double crps = 0;                          ///< mean over series, in errors of the comparison
    std::array<double, naive_count> naive{};  ///< the same of the naive forecasts
    Naive best_naive = no_change;
    double crps_ratio_best_naive = 0;  ///< below 1: better than the best naive forecast
};

struct Validation {
    std::vector<ScoredSeries> series;
    std::vector<SkippedRow> skipped;
    std::size_t mapped() const;
};

/// Scores every series of the file that the map knows. A value of year t is forecast from the
/// latest fit year before t: anchor × growth of the zone's quantity, or anchor + its change for
/// shares; a published growth rate is compared with the zone's growth itself. The constant part of
/// the difference between both is learned from the fit years up to the anchor, never from later.
Validation validate(const ObservedFile& observed, const ObservedFile& facts,
                    const std::vector<Quantity>& map, const Ensemble& ensemble);

/// Over all scored rows, or those of the given years only.
ScoreSummary summary_of(const Validation& validation, int from_year = 0, int to_year = 9999);

}  // namespace changji::calibration
