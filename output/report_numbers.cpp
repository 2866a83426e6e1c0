#include "output/report_numbers.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <set>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "output/comparison.hpp"
#include "output/csv.hpp"
#include "output/spread.hpp"

namespace changji::output {
namespace {

/// Measures that pages show by district.
constexpr std::array<std::string_view, 38> main_measures{
    "rural_income", "urban_income", "income_ratio", "cohort_income_ratio", "gini",
    "rural_wage_income", "rural_business_income", "rural_property_income",
    "rural_transfer_income", "residents", "urban_share", "hukou_urban_share", "settlements",
    "net_migration", "elderly_share_rural", "employees", "urban_unemployment_rate",
    "offfarm_share", "transferred_share", "rent_yuan_per_mu", "large_farm_share", "grain_t",
    "cultivated_ha", "exits_households_cum", "ccl_area_ha_cum", "ccl_price_gap", "gdp_yuan",
    "gdp_per_resident", "firms", "service_ratio", "local_revenue_yuan", "debt_yuan",
    "rollout_mean", "beautiful_share", "npl_share", "credit_stock_yuan", "insured_share", "score"};

/// Measures are read in blocks of at most this many numbers.
constexpr std::size_t numbers_at_once = 16'000'000;

using Writer = std::back_insert_iterator<std::string>;

void write_number(std::string& text, double value, int digits) {
    if (!std::isfinite(value))
        text += "null";
    else
        fmt::format_to(Writer(text), "{:.{}g}", value, digits);
}

/// One list: rows of every year.
template <class Value>
void write_list(std::string& text, std::string_view key, std::size_t years, std::size_t rows,
                int digits, const Value& value) {
    fmt::format_to(Writer(text), ",\"{}\":[", key);
    const std::size_t first = row_count - rows;  // the zone is the last row
    for (std::size_t y = 0; y < years; ++y) {
        for (std::size_t row = first; row < row_count; ++row) {
            if (y + row > first) text += ',';
            write_number(text, value(y, row), digits);
        }
    }
    text += ']';
}

std::vector<double> over_runs(const Results& results, const Series& series, std::size_t y,
                              std::size_t row) {
    std::vector<double> values;
    for (std::size_t run = 0; run < results.runs.size(); ++run)
        values.push_back(series.values[results.cell(run, y, row)]);
    return values;
}

void write_spreads(std::string& text, const Results& results, const Series& series,
                   const std::vector<double>& means, std::size_t rows) {
    std::vector<Spread> spreads;
    for (std::size_t y = 0; y < results.years.size(); ++y)
        for (std::size_t row = 0; row < row_count; ++row)
            spreads.push_back(spread_of(over_runs(results, series, y, row)));
    const auto list = [&](std::string_view key, double Spread::*bound) {
        write_list(text, key, results.years.size(), rows, 3, [&](std::size_t y, std::size_t row) {
            const std::size_t cell = y * row_count + row;
            return spreads[cell].*bound - means[cell];
        });
    };
    const SpreadKind kind = spread_kind(results.runs.size());
    if (kind == SpreadKind::none) return;
    list("low90", &Spread::low90);
    list("high90", &Spread::high90);
    if (kind != SpreadKind::quantiles) return;
    list("low50", &Spread::low50);
    list("high50", &Spread::high50);
}

void write_measure(std::string& text, const Results& results, const Series& series,
                   std::size_t rows) {
    std::vector<double> means;
    for (const int year : results.years)
        for (std::size_t row = 0; row < row_count; ++row)
            means.push_back(
                mean_value(results, series, results.runs.front().scenario, year, row));
    fmt::format_to(Writer(text), "\"{}\":{{\"rows\":{}", series.name, rows);
    write_list(text, "mean", results.years.size(), rows, 10, [&](std::size_t y, std::size_t row) {
        return means[y * row_count + row];
    });
    write_spreads(text, results, series, means, rows);
    text += '}';
}

void write_difference(std::string& text, const std::string& name,
                      const std::vector<PairedEffect>& effects, std::size_t first,
                      std::size_t years, std::size_t rows) {
    fmt::format_to(Writer(text), "\"{}\":{{\"rows\":{}", name, rows);
    const auto effect = [&](std::size_t y, std::size_t row) -> const PairedEffect& {
        return effects[first + y * row_count + row];
    };
    write_list(text, "mean", years, rows, 6, [&](std::size_t y, std::size_t row) {
        return effect(y, row).difference;
    });
    if (effects[first].pairs > 1)
        write_list(text, "error", years, rows, 3, [&](std::size_t y, std::size_t row) {
            return effect(y, row).standard_error;
        });
    text += '}';
}

std::size_t rows_for(const std::string& name, Detail detail) {
    if (detail == Detail::everything || is_main_measure(name)) return row_count;
    return 1;
}

/// Names in blocks that fit the memory at hand.
std::vector<std::vector<std::string>> blocks_of(const ReportRuns& runs, Detail detail) {
    std::size_t all_runs = 0;
    for (const RunGroup& group : runs.groups()) all_runs += group.places.size();
    const std::size_t size = all_runs * runs.years().size() * row_count;
    const std::size_t block = std::max<std::size_t>(1, numbers_at_once / size);
    std::vector<std::vector<std::string>> blocks;
    for (const Series& measure : runs.measures()) {
        if (detail == least_detail && !is_main_measure(measure.name)) continue;
        if (blocks.empty() || blocks.back().size() == block) blocks.emplace_back();
        blocks.back().push_back(measure.name);
    }
    return blocks;
}

void write_levels(std::string& text, const Results& results, Detail detail) {
    for (const Series& series : results.series) {
        if (text.back() == '}') text += ',';
        write_measure(text, results, series, rows_for(series.name, detail));
    }
}

void write_differences(std::string& text, const Results& base, const Results& results,
                       Detail detail) {
    const std::vector<PairedEffect> effects = paired_effects(base, results);
    const std::size_t cells = results.years.size() * row_count;
    for (std::size_t m = 0; m < results.series.size(); ++m) {
        if (text.back() == '}') text += ',';
        const std::string& name = results.series[m].name;
        write_difference(text, name, effects, m * cells, results.years.size(),
                         rows_for(name, detail));
    }
}

std::string joined(const std::vector<std::string>& texts) {
    std::string all;
    for (const std::string& text : texts) all += (all.empty() ? "" : ",") + text;
    return all;
}

}  // namespace

bool is_main_measure(const std::string& name) {
    return std::find(main_measures.begin(), main_measures.end(), name) != main_measures.end();
}

std::size_t pairs_of(const RunGroup& first, const RunGroup& second) {
    std::set<std::pair<int, int>> labels;
    for (const RunLabel& run : first.labels) labels.emplace(run.replicate, run.draw);
    return static_cast<std::size_t>(
        std::count_if(second.labels.begin(), second.labels.end(), [&](const RunLabel& run) {
            return labels.contains({run.replicate, run.draw});
        }));
}

std::size_t base_of(const std::vector<RunGroup>& groups, std::size_t group,
                    const std::string& base) {
    for (std::size_t g = 0; g < groups.size(); ++g)
        if (g != group && groups[g].scenario == base && groups[g].origin == groups[group].origin &&
            groups[group].scenario != base && pairs_of(groups[g], groups[group]) > 0)
            return g;
    return groups.size();
}

std::string report_numbers(const ReportRuns& runs, const std::string& base, Detail detail) {
    const std::size_t count = runs.groups().size();
    std::vector<std::string> levels(count, "{"), differences(count, "{");
    for (const auto& names : blocks_of(runs, detail)) {
        const std::vector<Results> results = runs.read(names);
        for (std::size_t g = 0; g < count; ++g) {
            write_levels(levels[g], results[g], detail);
            if (const std::size_t b = base_of(runs.groups(), g, base); b < count)
                write_differences(differences[g], results[b], results[g], detail);
        }
    }
    for (std::size_t g = 0; g < count; ++g) {
        levels[g] += '}';
        differences[g] = differences[g] == "{" ? "null" : differences[g] + '}';
    }
    return fmt::format("{{\"groups\":[{}],\"differences\":[{}]}}", joined(levels),
                       joined(differences));
}

}  // namespace changji::output
