#include "tests/regression/golden.hpp"

#include <charconv>
#include <cmath>
#include <limits>
#include <map>
#include <sstream>

#include <fmt/format.h>

#include "output/recorder.hpp"
#include "tests/support/opened_world.hpp"

namespace changji::test {
namespace {

constexpr int last_year = 2025;
constexpr double no_value = std::numeric_limits<double>::quiet_NaN();

struct Line {
    std::string unit;
    std::map<int, double> values;
};

std::vector<std::string> fields_of(const std::string& line) {
    std::vector<std::string> fields;
    std::string field;
    std::istringstream stream(line);
    while (std::getline(stream, field, ',')) fields.push_back(field);
    if (!line.empty() && line.back() == ',') fields.emplace_back();
    return fields;
}

double number(const std::string& text) {
    double value = no_value;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

std::map<std::string, Line> parse(const std::string& text) {
    std::istringstream stream(text);
    std::string row;
    std::getline(stream, row);
    const std::vector<std::string> heads = fields_of(row);
    std::map<std::string, Line> lines;
    while (std::getline(stream, row)) {
        const std::vector<std::string> fields = fields_of(row);
        Line& line = lines[fields.at(0)];
        line.unit = fields.at(2);
        for (std::size_t k = 3; k < fields.size() && k < heads.size(); ++k)
            line.values[static_cast<int>(number(heads[k]))] = number(fields[k]);
    }
    return lines;
}

bool equal(double a, double b) {
    return a == b || (std::isnan(a) && std::isnan(b));
}

/// Infinite where only one of two values exists.
double relative_change(double before, double after) {
    if (equal(before, after)) return 0;
    if (std::isnan(before) || std::isnan(after)) return std::numeric_limits<double>::infinity();
    const double size = std::fabs(before) > std::fabs(after) ? std::fabs(before) : std::fabs(after);
    return std::fabs(after - before) / size;
}

Changed largest_change(const std::string& name, const Line& before, const Line& after) {
    Changed largest{name, after.unit.empty() ? before.unit : after.unit, 0, no_value, no_value};
    double worst = 0;
    std::map<int, double> years = before.values;
    years.insert(after.values.begin(), after.values.end());
    for (const auto& [year, ignored] : years) {
        const auto value = [&, y = year](const Line& line) {
            const auto found = line.values.find(y);
            return found == line.values.end() ? no_value : found->second;
        };
        const double change = relative_change(value(before), value(after));
        if (change <= worst) continue;
        worst = change;
        largest.year = year, largest.before = value(before), largest.after = value(after);
    }
    return largest;
}

}  // namespace

std::string golden_text(const std::string& scenario_name) {
    Scenario scenario = shipped_scenario(scenario_name);
    scenario.last_year = last_year;
    World world = opened_sample(1).world;
    output::Recorder recorder({scenario_name, 0, 0});
    Watcher watcher;
    watcher.record = [&](const World& at) { recorder.record(at); };
    simulate(world, scenario, forcing_of(published_facts()), Draws{1, 0}, watcher);
    const output::Results results = recorder.take();
    std::string text = "measure,code,unit";
    for (const int year : results.years) text += fmt::format(",{}", year);
    text += "\n";
    for (const output::Series& series : results.series) {
        text += fmt::format("{},{},{}", series.name, series.code, series.unit);
        for (std::size_t y = 0; y < results.years.size(); ++y) {
            const double value = series.values[results.cell(0, y, output::zone_row)];
            text += std::isnan(value) ? std::string(",") : fmt::format(",{}", value);
        }
        text += "\n";
    }
    return text;
}

std::vector<Changed> changes(const std::string& before, const std::string& after) {
    const auto old_lines = parse(before), new_lines = parse(after);
    std::map<std::string, std::pair<Line, Line>> both;
    for (const auto& [name, line] : old_lines) both[name].first = line;
    for (const auto& [name, line] : new_lines) both[name].second = line;
    std::vector<Changed> changed;
    for (const auto& [name, lines] : both) {
        const Changed largest = largest_change(name, lines.first, lines.second);
        if (largest.year != 0) changed.push_back(largest);
    }
    return changed;
}

std::string change_table(const std::vector<Changed>& changed) {
    if (changed.empty()) return "";
    std::string table = fmt::format("{:<36} {:<16} {:>4} {:>16} {:>16} {:>10}\n", "measure", "unit",
                                    "year", "before", "after", "change");
    for (const Changed& c : changed) {
        const double percent = 100 * (c.after - c.before) / c.before;
        table += fmt::format("{:<36} {:<16} {:>4} {:>16.8g} {:>16.8g} {:>+9.3g}%\n", c.measure,
                             c.unit, c.year, c.before, c.after, percent);
    }
    return table;
}

}  // namespace changji::test
