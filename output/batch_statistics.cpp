#include "output/batch_statistics.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "model/base/check.hpp"
#include "output/csv.hpp"

namespace changji::output {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t bytes_at_once = std::size_t{256} << 20;

/// Numbers of the runs of each scenario, in the order of runs().
std::map<std::string, std::vector<std::size_t>> runs_by_scenario(const BatchResults& results) {
    std::map<std::string, std::vector<std::size_t>> runs;
    for (std::size_t i = 0; i < results.runs().size(); ++i)
        runs[results.runs()[i].scenario].push_back(i);
    return runs;
}

/// Calls use(series of the outline, results with its values) for each measure; the values of as
/// many measures as fit are read at once.
template <class Use>
void for_each_measure(const BatchResults& results, const std::vector<std::string>& measures,
                      const Use& use) {
    std::vector<std::string> names = measures;
    if (names.empty())
        for (const Series& series : results.measures()) names.push_back(series.name);
    const std::size_t bytes =
        results.runs().size() * results.years().size() * row_count * sizeof(double);
    const std::size_t at_once = std::max<std::size_t>(1, bytes_at_once / std::max<std::size_t>(1, bytes));
    for (std::size_t first = 0; first < names.size(); first += at_once) {
        const std::size_t last = std::min(names.size(), first + at_once);
        const Results group = results.read({names.begin() + static_cast<std::ptrdiff_t>(first),
                                            names.begin() + static_cast<std::ptrdiff_t>(last)});
        for (std::size_t i = first; i < last; ++i)
            use(*results.outline().find(names[i]), group, *group.find(names[i]));
    }
}

/// Calls use(year, row, year index) for every cell of one run.
template <class Use>
void for_each_cell(const Results& results, const Use& use) {
    for (std::size_t y = 0; y < results.years.size(); ++y)
        for (std::size_t row = 0; row < row_count; ++row) use(results.years[y], row, y);
}

std::array<double, quantile_shares.size()> quantiles_of(std::vector<double> values) {
    std::erase_if(values, [](double value) { return std::isnan(value); });
    std::sort(values.begin(), values.end());
    std::array<double, quantile_shares.size()> quantiles{};
    for (std::size_t q = 0; q < quantiles.size(); ++q)
        quantiles[q] = quantile(values, quantile_shares[q]);
    return quantiles;
}

using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;

/// Runs of two scenarios that share replicate and draw.
Pairs pairs_of(const BatchResults& results, const std::vector<std::size_t>& base,
               const std::vector<std::size_t>& other) {
    std::map<std::pair<int, int>, std::size_t> partners;
    for (const std::size_t run : base)
        partners[{results.runs()[run].replicate, results.runs()[run].draw}] = run;
    Pairs pairs;
    for (const std::size_t run : other) {
        const auto found =
            partners.find({results.runs()[run].replicate, results.runs()[run].draw});
        if (found != partners.end()) pairs.emplace_back(found->second, run);
    }
    return pairs;
}

std::string number(double value) {
    return std::isnan(value) ? "" : fmt::format("{}", value);
}

std::string place(const Series& series, std::size_t row, int year) {
    return fmt::format("{},{},{},{},{}", series.name, series.code, csv_field(series.unit),
                       row_name(row).key, year);
}

}  // namespace

void Moments::add(double value) {
    if (std::isnan(value)) return;
    ++count_;
    const double step = value - mean_;
    mean_ += step / static_cast<double>(count_);
    squares_ += step * (value - mean_);
}

double Moments::mean() const {
    return count_ > 0 ? mean_ : none;
}

double Moments::sd() const {
    return count_ > 1 ? std::sqrt(squares_ / static_cast<double>(count_ - 1)) : none;
}

double Moments::standard_error() const {
    return count_ > 1 ? sd() / std::sqrt(static_cast<double>(count_)) : none;
}

double quantile(const std::vector<double>& sorted, double share) {
    if (sorted.empty()) return none;
    const double at = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(at);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    const double weight = at - static_cast<double>(below);
    return sorted[below] + weight * (sorted[above] - sorted[below]);
}

double ScenarioEffect::unpaired_error() const {
    const double a = first.standard_error(), b = second.standard_error();
    return std::sqrt(a * a + b * b);
}

double ScenarioEffect::variance_ratio() const {
    const double paired = difference.standard_error();
    const double ratio = unpaired_error() / paired;
    return ratio * ratio;
}

void summarise(const BatchResults& results, const std::vector<std::string>& measures,
               const std::function<void(const Summary&)>& visit) {
    const auto scenarios = runs_by_scenario(results);
    for_each_measure(results, measures, [&](const Series& about, const Results& group,
                                            const Series& series) {
        for (const auto& [scenario, runs] : scenarios) {
            for_each_cell(group, [&, &name = scenario, &numbers = runs](int year, std::size_t row,
                                                                       std::size_t y) {
                Summary summary{&about, name, year, row, {}, {}};
                std::vector<double> values;
                for (const std::size_t run : numbers) {
                    values.push_back(series.values[group.cell(run, y, row)]);
                    summary.moments.add(values.back());
                }
                summary.quantiles = quantiles_of(std::move(values));
                visit(summary);
            });
        }
    });
}

void compare_scenarios(const BatchResults& results, const std::string& base,
                       const std::vector<std::string>& measures,
                       const std::function<void(const ScenarioEffect&)>& visit) {
    const auto scenarios = runs_by_scenario(results);
    const auto from = scenarios.find(base);
    if (from == scenarios.end())
        throw InputError({"结果中没有基准情景 " + base + "；用 --base 指明。",
                          "There is no scenario " + base + " in the results; name one by --base."});
    std::map<std::string, Pairs> pairs;
    for (const auto& [scenario, runs] : scenarios)
        if (scenario != base) pairs[scenario] = pairs_of(results, from->second, runs);
    std::erase_if(pairs, [](const auto& entry) { return entry.second.empty(); });
    if (pairs.empty())
        throw InputError({"除 " + base + " 外没有可与之配对的运行。",
                          "There are no runs that can be paired with those of " + base + "."});
    for_each_measure(results, measures, [&](const Series& about, const Results& group,
                                            const Series& series) {
        for (const auto& [scenario, both] : pairs) {
            for_each_cell(group, [&, &name = scenario, &list = both](int year, std::size_t row,
                                                                    std::size_t y) {
                ScenarioEffect effect{&about, name, base, year, row, {}, {}, {}};
                for (const auto& [a, b] : list) {
                    const double first = series.values[group.cell(a, y, row)];
                    const double second = series.values[group.cell(b, y, row)];
                    if (std::isnan(first) || std::isnan(second)) continue;
                    effect.first.add(first);
                    effect.second.add(second);
                    effect.difference.add(second - first);
                }
                visit(effect);
            });
        }
    });
}

std::string summary_header() {
    return "scenario,measure,code,unit,district,year,n,mean,sd,se,q05,q25,q50,q75,q95\n";
}

std::string summary_line(const Summary& s) {
    std::string line = fmt::format("{},{},{},{},{},{}", csv_field(s.scenario),
                                   place(*s.series, s.row, s.year), s.moments.count(),
                                   number(s.moments.mean()), number(s.moments.sd()),
                                   number(s.moments.standard_error()));
    for (const double value : s.quantiles) line += "," + number(value);
    return line + "\n";
}

std::string effect_header() {
    return "scenario,base,measure,code,unit,district,year,n,base_mean,scenario_mean,difference,se,"
           "se_unpaired,variance_ratio\n";
}

std::string effect_line(const ScenarioEffect& e) {
    return fmt::format("{},{},{},{},{},{},{},{},{},{}\n", csv_field(e.scenario), csv_field(e.base),
                       place(*e.series, e.row, e.year), e.difference.count(),
                       number(e.first.mean()), number(e.second.mean()),
                       number(e.difference.mean()), number(e.difference.standard_error()),
                       number(e.unpaired_error()), number(e.variance_ratio()));
}

}  // namespace changji::output
