#include "output/report_targets.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "output/csv.hpp"
#include "output/spread.hpp"

namespace changji::output {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::string_view, 3> scope_names{"zone", "lowest district",
                                                      "highest district"};
constexpr std::array<std::string_view, 2> rule_names{"at_least", "at_most"};
constexpr std::array<std::string_view, 3> basis_names{"value", "times 2019", "mean of 3 years"};

Json number(double value) {
    return std::isfinite(value) ? Json(value) : Json(nullptr);
}

/// One run of some results.
Results one_run(const Results& results, std::size_t run) {
    Results one{{results.runs[run]}, results.years, results.series};
    const std::size_t size = results.years.size() * row_count;
    for (Series& series : one.series) {
        const auto begin =
            series.values.begin() + static_cast<std::ptrdiff_t>(results.cell(run, 0, 0));
        series.values = {begin, begin + static_cast<std::ptrdiff_t>(size)};
    }
    return one;
}

/// What the target's value was in 2019, in the unit of the measure.
double in_2019(const Target& target, const Results& results) {
    Target opening = target;
    opening.year = first_year;
    opening.basis = Basis::value;
    return attained(opening, results, results.runs.front().scenario);
}

/// What it is in the target year in the unit of the measure, for targets in multiples of 2019.
double in_year(const Target& target, const Results& results) {
    Target plain = target;
    if (plain.basis == Basis::times_2019) plain.basis = Basis::value;
    return attained(plain, results, results.runs.front().scenario);
}

Json outcome(const Target& target, const Results& results) {
    const std::string& scenario = results.runs.front().scenario;
    std::vector<double> by_run;
    int met = 0;
    for (std::size_t run = 0; run < results.runs.size(); ++run) {
        by_run.push_back(attained(target, one_run(results, run), scenario));
        if (!std::isnan(by_run.back()) && is_met(target, by_run.back())) ++met;
    }
    const double value = attained(target, results, scenario);
    const Spread spread = spread_of(by_run);
    return {{"value", number(value)},
            {"level", number(in_year(target, results))},
            {"opening", number(in_2019(target, results))},
            {"met", std::isnan(value) ? Json(nullptr) : Json(is_met(target, value))},
            {"runs_met", met},
            {"runs", by_run.size()},
            {"low90", number(spread.low90)},
            {"low50", number(spread.low50)},
            {"high50", number(spread.high50)},
            {"high90", number(spread.high90)}};
}

Json described(const Target& target) {
    return {{"id", target.id},
            {"measure", target.measure},
            {"scope", scope_names[static_cast<std::size_t>(target.scope)]},
            {"year", target.year},
            {"rule", rule_names[static_cast<std::size_t>(target.rule)]},
            {"threshold", target.threshold},
            {"basis", basis_names[static_cast<std::size_t>(target.basis)]},
            {"in_document", target.in_document},
            {"clause", target.clause},
            {"zh", target.zh},
            {"en", target.en}};
}

bool can_be_judged(const ReportRuns& runs, const Target& target) {
    const auto& years = runs.years();
    return std::find(years.begin(), years.end(), target.year) != years.end() &&
           std::any_of(runs.measures().begin(), runs.measures().end(),
                       [&](const Series& measure) { return measure.name == target.measure; });
}

/// Measures whose ranking of districts is shown; better is more or less of it.
struct Ranked {
    std::string_view measure;
    bool more_is_better;
};
constexpr std::array ranked_measures{Ranked{"score", true}, Ranked{"rural_income", true},
                                     Ranked{"income_ratio", false},
                                     Ranked{"gdp_per_resident", true},
                                     Ranked{"transferred_share", true}};

/// Share of runs in which a district takes a rank, [district][rank]; ties go by district order.
Json rank_shares(const Results& results, std::size_t y, bool more_is_better) {
    std::array<std::array<double, district_count>, district_count> count{};
    const std::vector<double>& values = results.series.front().values;
    for (std::size_t run = 0; run < results.runs.size(); ++run) {
        std::array<std::size_t, district_count> order{};
        for (std::size_t d = 0; d < district_count; ++d) order[d] = d;
        const auto value = [&](std::size_t d) { return values[results.cell(run, y, d)]; };
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return more_is_better ? value(a) > value(b) : value(a) < value(b);
        });
        for (std::size_t rank = 0; rank < district_count; ++rank) ++count[order[rank]][rank];
    }
    Json districts = Json::array();
    for (const auto& row : count) {
        Json ranks = Json::array();
        for (const double runs : row)
            ranks.push_back(std::round(1000 * runs / static_cast<double>(results.runs.size())) /
                            1000);
        districts.push_back(std::move(ranks));
    }
    return districts;
}

bool has_gap(const Results& results) {
    const auto& values = results.series.front().values;
    for (std::size_t run = 0; run < results.runs.size(); ++run)
        for (const int year : target_years(results))
            for (std::size_t d = 0; d < district_count; ++d)
                if (std::isnan(values[results.cell(run, results.year_index(year), d)])) return true;
    return false;
}

Json ranks_of(const Results& results, bool more_is_better) {
    if (spread_kind(results.runs.size()) != SpreadKind::quantiles || has_gap(results))
        return nullptr;
    Json years = Json::object();
    for (const int year : target_years(results))
        years[std::to_string(year)] =
            rank_shares(results, results.year_index(year), more_is_better);
    return years;
}

}  // namespace

Json report_targets(const ReportRuns& runs, const std::vector<Target>& targets) {
    Json list = Json::array();
    for (const Target& target : targets) {
        Json row = described(target);
        row["results"] = Json::array();
        if (can_be_judged(runs, target))
            for (const Results& results : runs.read({target.measure}))
                row["results"].push_back(outcome(target, results));
        list.push_back(std::move(row));
    }
    return list;
}

Json report_ranks(const ReportRuns& runs) {
    Json list = Json::array();
    for (const Ranked& ranked : ranked_measures) {
        const auto& known = runs.measures();
        const bool is_there = std::any_of(known.begin(), known.end(), [&](const Series& measure) {
            return measure.name == ranked.measure;
        });
        if (!is_there) continue;
        Json groups = Json::array();
        for (const Results& results : runs.read({std::string(ranked.measure)}))
            groups.push_back(ranks_of(results, ranked.more_is_better));
        list.push_back({{"measure", ranked.measure},
                        {"more_is_better", ranked.more_is_better},
                        {"groups", std::move(groups)}});
    }
    return list;
}

}  // namespace changji::output
