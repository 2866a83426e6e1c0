#include "calibration/targets.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>

#include "model/baseline/csv.hpp"
#include "model/scenario/settings.hpp"

namespace changji::calibration {
namespace {

constexpr std::array<std::string_view, 3> kinds{"reported", "derived", "recalled"};
/// The smallest part of a record that a logarithm sees: a small sample may have no event at all.
constexpr double least_of_record = 0.05;

struct Figure {
    double value = 0;
    std::string kind;
};

Figure published_figure(const Baseline& baseline, const std::string& geography,
                        const std::string& indicator, const std::string& year) {
    for (const std::string_view kind : kinds)
        for (const Fact& fact : baseline.facts)
            if (fact.geography == geography && fact.indicator == indicator && fact.year == year &&
                fact.kind == kind)
                return {fact.value, fact.kind};
    return {};
}

std::string weaker(const std::string& a, const std::string& b) {
    if (a.empty() || b.empty()) return "";
    return std::find(kinds.begin(), kinds.end(), a) > std::find(kinds.begin(), kinds.end(), b) ? a
                                                                                               : b;
}

double scale_of(const std::string& unit) {
    if (unit == "%" || unit == "points") return 100;
    return unit == "‰" ? 1000 : 1;
}

/// Fields of a row, in the order they are asked for.
enum Field : std::size_t {
    measure,
    expression,
    district,
    year,
    compare,
    published,
    geography,
    indicator,
    indicator_before,
    tolerance,
    observation_sd,
    unit,
    reason
};

void set_published(FitTarget& target, const CsvRow& row, const Baseline& baseline,
                   FactProblems& problems) {
    if (!row.fields[published].empty()) {
        target.published = read_number(row, published, "published", problems);
        target.kind = "reported";
        if (target.compare == Compare::replay) target.published = std::log(target.published);
        return;
    }
    const Figure now =
        published_figure(baseline, row.fields[geography], row.fields[indicator], row.fields[year]);
    target.kind = now.kind;
    target.published = now.value;
    if (target.compare == Compare::level) return;
    const Figure before =
        published_figure(baseline, row.fields[geography], row.fields[indicator_before],
                         std::to_string(target.year - 1));
    target.kind = weaker(now.kind, before.kind);
    target.published = target.compare == Compare::change ? now.value - before.value
                                                         : 100 * (now.value / before.value - 1);
}

FitTarget target_of(const CsvRow& row, const Baseline& baseline, FactProblems& problems) {
    FitTarget target;
    static constexpr std::array<std::string_view, 4> compares{"level", "change", "growth",
                                                              "replay"};
    const auto found = std::find(compares.begin(), compares.end(), row.fields[compare]);
    if (found == compares.end())
        problems.add(row.place, {"compare 应为 level、change、growth 或 replay",
                                 "compare is level, change, growth or replay"});
    else
        target.compare = static_cast<Compare>(found - compares.begin());
    target.year = static_cast<int>(read_number(row, year, "year", problems));
    target.name = row.fields[measure] + " " + row.fields[year];
    const bool zone = row.fields[district] == "zone";
    target.row = zone ? output::zone_row : district_index(row.fields[district]);
    if (target.row == district_count && !zone)
        problems.add(row.place, {"未知地区", "unknown district"});
    target.tolerance = read_number(row, tolerance, "tolerance", problems);
    target.observation_sd = read_number(row, observation_sd, "observation_sd", problems);
    if (!(target.tolerance > 0) || target.observation_sd > target.error())
        problems.add(row.place, {"tolerance 应为正，且 observation_sd 不超过其一半",
                                 "tolerance is positive and observation_sd at most half of it"});
    target.unit = row.fields[unit];
    target.reason = row.fields[reason];
    try {
        target.expression = Expression(row.fields[expression]);
    } catch (const std::invalid_argument& fault) {
        problems.add(row.place, {fault.what(), fault.what()});
    }
    set_published(target, row, baseline, problems);
    return target;
}

double value_in(const FitTarget& target, const output::Results& results, std::size_t run,
                int year) {
    return target.expression.value(
        [&](const std::string& measure) { return results.value(measure, run, year, target.row); });
}

/// Sum over the replayed years, money brought to prices of 2019 year by year.
double replayed(const FitTarget& target, const output::Results& results, std::size_t run) {
    double sum = 0;
    const bool money = target.expression.measures().front().find("yuan") != std::string::npos;
    for (int year = first_replayed_year; year <= last_replayed_year; ++year) {
        const double change =
            value_in(target, results, run, year) - value_in(target, results, run, year - 1);
        sum += money ? change / results.value("cpi", run, year, output::zone_row) : change;
    }
    return sum;
}

}  // namespace

std::vector<FitTarget> read_fit_targets(const std::filesystem::path& file,
                                        const Baseline& baseline) {
    FactProblems problems;
    std::string text;
    std::vector<FitTarget> targets;
    for (const CsvRow& row : read_csv(
             file,
             {"measure", "expression", "district", "year", "compare", "published", "geography",
              "indicator", "indicator_before", "tolerance", "observation_sd", "unit", "reason"},
             problems, text))
        targets.push_back(target_of(row, baseline, problems));
    problems.throw_if_any();
    return targets;
}

std::vector<FitTarget> judged_targets(const std::vector<FitTarget>& targets) {
    std::vector<FitTarget> judged;
    std::copy_if(targets.begin(), targets.end(), std::back_inserter(judged),
                 [](const FitTarget& target) { return target.judged(); });
    return judged;
}

double simulated(const FitTarget& target, const output::Results& results, std::size_t run) {
    if (target.compare == Compare::replay)
        return std::log(
            std::max(replayed(target, results, run), least_of_record * std::exp(target.published)));
    const double now = value_in(target, results, run, target.year);
    const double scale = scale_of(target.unit);
    if (target.compare == Compare::level) return scale * now;
    const double before = value_in(target, results, run, target.year - 1);
    return target.compare == Compare::change ? scale * (now - before) : 100 * (now / before - 1);
}

}  // namespace changji::calibration
