#include "model/app/batch/parameter_draws.hpp"

#include <fstream>

#include "model/baseline/csv.hpp"
#include "model/scenario/settings.hpp"
#include "model/scenario/value_text.hpp"
#include "model/simulation/registers.hpp"

namespace changji::app {
namespace {

/// Names in the first line; nothing clever, as parameter keys need no quotes.
std::vector<std::string> header_of(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::string line;
    std::getline(stream, line);
    if (line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
    while (!line.empty() && (line.back() == '\r' || line.back() == '\n')) line.pop_back();
    std::vector<std::string> names(1);
    for (const char c : line) {
        if (c == ',') {
            names.emplace_back();
        } else if (c != '"') {
            names.back() += c;
        }
    }
    return names;
}

std::string origin_of(int number) {
    return "draw " + std::to_string(number);
}

/// Problems of a row are those of its entries on a scenario of their own.
void check(const ParameterDraw& draw, Problems& problems) {
    static const Scenario plain = default_scenario(all_parameters());
    Scenario scratch = plain;
    apply_entries(draw.entries, all_parameters(), scratch, problems);
}

}  // namespace

std::vector<ParameterDraw> read_parameter_draws(const std::filesystem::path& file,
                                                Problems& problems) {
    const std::vector<std::string> names = header_of(file);
    std::vector<std::string> keys;
    for (const std::string& name : names)
        if (name != "draw") keys.push_back(name);
    FactProblems faults;
    std::string text;
    const auto rows = read_csv(file, {keys.begin(), keys.end()}, faults, text);
    try {
        faults.throw_if_any();
    } catch (const InputError& error) {
        problems.add(file.string(), error.message());
        return {};
    }
    std::vector<ParameterDraw> draws;
    for (const CsvRow& row : rows) {
        ParameterDraw draw;
        draw.number = static_cast<int>(draws.size()) + 1;
        for (std::size_t i = 0; i < keys.size(); ++i)
            draw.entries.push_back(
                make_entry(keys[i], row.fields[i], row.place, origin_of(draw.number)));
        check(draw, problems);
        draws.push_back(std::move(draw));
    }
    if (rows.empty())
        problems.add(file.string(),
                     {"没有参数抽样；第一行为参数键，其后每行一次抽样",
                      "no draws; the first line names parameters, every other line is one draw"});
    return draws;
}

ParameterDraw parameter_draw(int number,
                             const std::vector<std::pair<std::string, double>>& values) {
    ParameterDraw draw;
    draw.number = number;
    for (const auto& [key, value] : values)
        draw.entries.push_back(
            make_entry(key, number_text(value), origin_of(number), origin_of(number)));
    return draw;
}

Scenario with_draw(Scenario scenario, const ParameterDraw& draw) {
    if (draw.entries.empty()) return scenario;
    Problems problems;
    apply_entries(draw.entries, all_parameters(), scenario, problems);
    problems.throw_if_any();
    return scenario;
}

}  // namespace changji::app
