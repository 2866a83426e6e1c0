#include "output/csv.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace changji::output {
namespace {

std::string number(double value) {
    return std::isnan(value) ? "" : fmt::format("{}", value);
}

}  // namespace

std::string csv_field(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string result = "\"";
    for (const char c : text) result += c == '"' ? std::string("\"\"") : std::string(1, c);
    return result + "\"";
}

std::string summary_csv(const Results& results) {
    std::string text(byte_order_mark);
    text += "scenario,replicate,draw,year,district,measure,code,value,unit\n";
    for (std::size_t run = 0; run < results.runs.size(); ++run) {
        const RunLabel& label = results.runs[run];
        const std::string labels =
            fmt::format("{},{},{}", csv_field(label.scenario), label.replicate, label.draw);
        for (const Series& series : results.series) {
            for (std::size_t y = 0; y < results.years.size(); ++y) {
                for (std::size_t row = 0; row < row_count; ++row)
                    fmt::format_to(std::back_inserter(text), "{},{},{},{},{},{},{}\n", labels,
                                   results.years[y], row_name(row).key, series.name, series.code,
                                   number(series.values[results.cell(run, y, row)]), series.unit);
            }
        }
    }
    return text;
}

std::vector<int> target_years(const Results& results) {
    std::vector<int> years;
    for (const int year : {2019, 2025, 2035})
        if (results.year_index(year) < results.years.size()) years.push_back(year);
    if (!results.years.empty() && results.years.back() < 2035 &&
        std::find(years.begin(), years.end(), results.years.back()) == years.end())
        years.push_back(results.years.back());
    return years;
}

std::vector<std::string> scenarios_of(const Results& results) {
    std::vector<std::string> names;
    for (const RunLabel& run : results.runs)
        if (std::find(names.begin(), names.end(), run.scenario) == names.end())
            names.push_back(run.scenario);
    return names;
}

double mean_value(const Results& results, const Series& series, const std::string& scenario,
                  int year, std::size_t row) {
    const std::size_t y = results.year_index(year);
    if (y == results.years.size()) return std::numeric_limits<double>::quiet_NaN();
    double sum = 0;
    int runs = 0;
    for (std::size_t run = 0; run < results.runs.size(); ++run) {
        if (results.runs[run].scenario != scenario) continue;
        sum += series.values[results.cell(run, y, row)];
        ++runs;
    }
    return sum / runs;
}

std::vector<TargetValue> target_values(const Results& results) {
    std::vector<TargetValue> values;
    for (const std::string& scenario : scenarios_of(results)) {
        for (std::size_t row = 0; row < row_count; ++row) {
            for (const int year : target_years(results)) {
                for (const Series& s : results.series)
                    values.push_back({scenario, std::string(row_name(row).key), s.name, s.code,
                                      s.unit, year, mean_value(results, s, scenario, year, row)});
            }
        }
    }
    return values;
}

std::string targets_csv(const std::vector<TargetValue>& values) {
    std::string text(byte_order_mark);
    text += "scenario,district,year,measure,code,value,unit\n";
    for (const TargetValue& v : values)
        fmt::format_to(std::back_inserter(text), "{},{},{},{},{},{},{}\n", csv_field(v.scenario),
                       v.district, v.year, v.measure, v.code, number(v.value), v.unit);
    return text;
}

std::string targets_json(const std::vector<TargetValue>& values) {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const TargetValue& v : values) {
        nlohmann::ordered_json row = {{"scenario", v.scenario}, {"district", v.district},
                                      {"year", v.year},         {"measure", v.measure},
                                      {"code", v.code},         {"value", v.value},
                                      {"unit", v.unit}};
        if (std::isnan(v.value)) row["value"] = nullptr;
        list.push_back(std::move(row));
    }
    return list.dump(1) + "\n";
}

}  // namespace changji::output
