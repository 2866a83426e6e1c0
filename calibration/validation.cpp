#include "calibration/validation.hpp"

#include <algorithm>
#include <cmath>

namespace changji::calibration {
namespace {

constexpr int first_scored_year = 2020;

/// Mean squared fit of a line through the years, at `year`.
double line_at(const History& history, int year) {
    double n = 0, mean_x = 0, mean_y = 0, xx = 0, xy = 0;
    for (const auto& [x, y] : history) {
        n += 1;
        mean_x += x;
        mean_y += y.value;
    }
    mean_x /= n;
    mean_y /= n;
    for (const auto& [x, y] : history) {
        xx += (x - mean_x) * (x - mean_x);
        xy += (x - mean_x) * (y.value - mean_y);
    }
    return mean_y + (xx > 0 ? xy / xx * (year - mean_x) : 0);
}

/// Point forecasts of a value; what the past is too short for falls back to no change.
std::array<double, naive_count> naive_of(const History& history, int year, Form form) {
    const double last = history.rbegin()->second.value;
    std::array<double, naive_count> naive{last, last, last};
    if (history.size() >= 3) naive[linear_trend] = line_at(history, year);
    if (history.size() < 2) return naive;
    const auto& [first_year, first] = *history.begin();
    const auto& [last_year, unused] = *history.rbegin();
    if (form != Form::value) {  // a constant growth rate: the mean of the past
        double sum = 0;
        for (const auto& [x, y] : history) sum += y.value;
        naive[constant_growth] = sum / static_cast<double>(history.size());
    } else if (first.value > 0 && last > 0) {
        const double rate = std::log(last / first.value) / (last_year - first_year);
        naive[constant_growth] = last * std::exp(rate * (year - last_year));
    }
    return naive;
}

/// The yearly difference between a published series and the zone's: a constant part and a part of
/// each year, with equal standard deviations before anything is seen; the constant part is learned
/// from the fit years as the mean of normal observations is.
class Difference {
  public:
    explicit Difference(double yearly_error) : error_(yearly_error) {}
    void observe(double difference) {
        sum_ += difference;
        count_ += 1;
    }
    double mean() const { return sum_ / (count_ + 1); }
    /// Standard deviation of the sum over some years.
    double spread(int years) const {
        return error_ * std::sqrt(years * years / (count_ + 1) + years);
    }

  private:
    double error_, sum_ = 0, count_ = 0;
};

class Scorer {
  public:
    Scorer(const PublishedPast& past, const Ensemble& ensemble)
        : past_(past), ensemble_(ensemble) {}

    void score(const ObservedSeries& observed, const SeriesMeaning& meaning,
               ScoredSeries& series) const {
        for (const ObservedRow& row : observed.rows) {
            if (row.year < first_scored_year) continue;
            if (row.year > ensemble_.last_year()) {
                leave_out(series, row, {"运行在此年之前结束", "the run ends before this year"});
                continue;
            }
            const int until = std::min(row.year - 1, last_fit_year);
            const History history =
                meaning.form == Form::value
                    ? past_.values(series.row, *meaning.quantity, observed.indicator, until)
                    : past_.growth(series.row, meaning, observed.indicator, until);
            if (history.empty() || history.rbegin()->first < first_fit_year) {
                leave_out(series, row,
                          {"没有 2019–2021 年的拟合年份数值可作基点",
                           "no value of the fit years 2019-2021 to start from"});
                continue;
            }
            add(row, in_base_units(row.value, observed.unit, meaning), meaning, history, series);
        }
    }

  private:
    static void leave_out(ScoredSeries& series, const ObservedRow& row, Bilingual reason) {
        series.rows_left_out.push_back({row.place, std::move(reason)});
    }

    double model(const Ensemble::Member& member, const SeriesMeaning& meaning, int year,
                 std::size_t row) const {
        const double value = Ensemble::value(member, meaning.quantity->expression, year, row);
        if (meaning.form != Form::real_growth) return value;
        return value / member.results->value("cpi", member.run, year, output::zone_row);
    }

    /// Growth, or change of a share, of the zone's quantity over one year in one member.
    double step(const Ensemble::Member& member, const SeriesMeaning& meaning, int year,
                std::size_t row) const {
        const double now = model(member, meaning, year, row);
        const double before = model(member, meaning, year - 1, row);
        return grows(meaning) ? now / before - 1 : now - before;
    }
    static bool grows(const SeriesMeaning& meaning) {
        return meaning.form != Form::value || meaning.quantity->scale == Scale::level;
    }

    /// What the fit years tell of the difference between the published step and the zone's.
    Difference difference(const SeriesMeaning& meaning, const History& history,
                          std::size_t row) const {
        Difference learned(meaning.quantity->yearly_error);
        for (const auto& [year, now] : history) {
            if (year < first_scored_year || year > last_fit_year || now.kind == "recalled")
                continue;
            double published = now.value;
            if (meaning.form == Form::value) {
                const auto before = history.find(year - 1);
                if (before == history.end() || before->second.kind == "recalled") continue;
                published = grows(meaning) ? now.value / before->second.value - 1
                                           : now.value - before->second.value;
            }
            double mean = 0;
            for (const Ensemble::Member& member : ensemble_.members())
                mean += member.weight * step(member, meaning, year, row);
            learned.observe(published - mean);
        }
        return learned;
    }

    /// Forecast of one row by all members.
    Mixture forecast(const SeriesMeaning& meaning, const ScoredRow& row, const Difference& learned,
                     std::size_t at) const {
        const int years = meaning.form == Form::value ? row.year - row.anchor_year : 1;
        const double unit = row.scale / meaning.quantity->yearly_error;
        Mixture mixture;
        for (const Ensemble::Member& member : ensemble_.members()) {
            double centre = step(member, meaning, row.year, at);
            if (meaning.form == Form::value) {
                const double now = model(member, meaning, row.year, at);
                const double then = model(member, meaning, row.anchor_year, at);
                centre = grows(meaning) ? row.anchor * now / then : row.anchor + now - then;
            }
            mixture.centre.push_back(centre + unit * years * learned.mean());
            mixture.weight.push_back(member.weight);
            mixture.spread.push_back(unit * learned.spread(years));
        }
        return mixture;
    }

    void add(const ObservedRow& observed, double value, const SeriesMeaning& meaning,
             const History& history, ScoredSeries& series) const {
        const auto& [anchor_year, anchor] = *history.rbegin();
        ScoredRow row;
        row.year = observed.year;
        row.anchor_year = anchor_year;
        row.observed = value;
        row.anchor = anchor.value;
        row.anchor_kind = anchor.kind;
        const bool relative =
            meaning.form == Form::value && meaning.quantity->scale == Scale::level;
        row.scale = meaning.quantity->yearly_error * (relative ? std::abs(anchor.value) : 1);
        const std::size_t at = results_row(series.row);
        Mixture mixture = forecast(meaning, row, difference(meaning, history, at), at);
        if (!std::all_of(mixture.centre.begin(), mixture.centre.end(),
                         [](double x) { return std::isfinite(x); })) {
            leave_out(series, observed, {"结果中没有所需的指标", "the results lack a measure"});
            return;
        }
        row.crps = crps(mixture, value);
        row.pit = mixture.distribution(value);
        row.low90 = mixture.quantile(0.05);
        row.low50 = mixture.quantile(0.25);
        row.median = mixture.quantile(0.5);
        row.high50 = mixture.quantile(0.75);
        row.high90 = mixture.quantile(0.95);
        std::fill(mixture.spread.begin(), mixture.spread.end(), 0.0);
        row.within_ensemble_90 = mixture.quantile(0.05) <= value && value <= mixture.quantile(0.95);
        row.naive = naive_of(history, observed.year, meaning.form);
        series.rows.push_back(row);
    }

    const PublishedPast& past_;
    const Ensemble& ensemble_;
};

/// Why a series is not scored although the map knows it.
Bilingual why_not(const ObservedSeries& observed, const ScoredSeries& series) {
    if (!series.rows_left_out.empty()) return series.rows_left_out.front().reason;
    if (observed.rows.empty() || observed.rows.back().year < first_scored_year)
        return {"没有 2020 年及以后的数值", "no value of 2020 or later"};
    return {"没有可比较的数值", "no value to compare"};
}

ScoredSeries score_series(const ObservedSeries& observed, const std::vector<Quantity>& map,
                          const Scorer& scorer) {
    ScoredSeries series;
    series.geography = observed.geography;
    series.indicator = observed.indicator;
    series.unit = observed.unit;
    series.row = place_key(observed.geography);
    const auto meaning = meaning_of(observed.indicator, map);
    if (series.row.empty()) {
        series.reason = {"未映射：地区不在试验区、吉林省、长春市、吉林市之列",
                         "not mapped: a place outside the zone, the province and its two cities"};
    } else if (!meaning) {
        series.reason = {"未映射：模型没有对应的指标",
                         "not mapped: the model has no such quantity"};
    } else if (std::isnan(in_base_units(1, observed.unit, *meaning))) {
        series.reason = {"未映射：单位“" + observed.unit + "”与指标不符",
                         "not mapped: the unit '" + observed.unit + "' does not fit the quantity"};
    } else {
        series.quantity = meaning->quantity->name;
        series.form = meaning->form;
        scorer.score(observed, *meaning, series);
        if (!series.scored()) {
            const Bilingual why = why_not(observed, series);
            series.reason = {"未映射：" + why.zh, "not mapped: " + why.en};
        }
    }
    return series;
}

}  // namespace

std::size_t Validation::mapped() const {
    return static_cast<std::size_t>(
        std::count_if(series.begin(), series.end(), [](const auto& s) { return s.scored(); }));
}

Validation validate(const ObservedFile& observed, const ObservedFile& facts,
                    const std::vector<Quantity>& map, const Ensemble& ensemble) {
    const PublishedPast past(observed, facts, map);
    const Scorer scorer(past, ensemble);
    Validation validation;
    validation.skipped = observed.skipped;
    for (const ObservedSeries& series : observed.series)
        validation.series.push_back(score_series(series, map, scorer));
    return validation;
}

ScoreSummary summary_of(const Validation& validation, int from_year, int to_year) {
    ScoreSummary summary;
    for (const ScoredSeries& series : validation.series) {
        double crps = 0, rows = 0;
        std::array<double, naive_count> naive{};
        for (const ScoredRow& row : series.rows) {
            if (row.year < from_year || row.year > to_year) continue;
            rows += 1;
            crps += row.crps / row.scale;
            for (std::size_t i = 0; i < naive_count; ++i)
                naive[i] += std::abs(row.naive[i] - row.observed) / row.scale;
            summary.coverage_50 += row.low50 <= row.observed && row.observed <= row.high50;
            summary.coverage_90 += row.low90 <= row.observed && row.observed <= row.high90;
            summary.coverage_90_ensemble_alone += row.within_ensemble_90;
            summary.mean_pit += row.pit;
        }
        if (rows == 0) continue;
        summary.rows += static_cast<std::size_t>(rows);
        summary.series += 1;
        summary.crps += crps / rows;
        for (std::size_t i = 0; i < naive_count; ++i) summary.naive[i] += naive[i] / rows;
    }
    if (summary.rows == 0) return summary;
    const auto rows = static_cast<double>(summary.rows);
    for (double* share : {&summary.coverage_50, &summary.coverage_90,
                          &summary.coverage_90_ensemble_alone, &summary.mean_pit})
        *share /= rows;
    const auto count = static_cast<double>(summary.series);
    summary.crps /= count;
    for (double& score : summary.naive) score /= count;
    summary.best_naive = static_cast<Naive>(
        std::min_element(summary.naive.begin(), summary.naive.end()) - summary.naive.begin());
    summary.crps_ratio_best_naive = summary.crps / summary.naive[summary.best_naive];
    return summary;
}

}  // namespace changji::calibration
