#include "calibration/draw_table.hpp"

#include <algorithm>
#include <fstream>

#include <fmt/format.h>

#include "model/baseline/csv.hpp"
#include "model/scenario/entry.hpp"
#include "model/scenario/problems.hpp"

namespace changji::calibration {
namespace {

std::vector<std::string> header_of(const std::filesystem::path& file) {
    std::ifstream stream(file);
    std::string line;
    if (!stream || !std::getline(stream, line))
        throw InputError({"无法读取文件 " + quoted_input(file.string()) + "。",
                          "Cannot read the file " + quoted_input(file.string()) + "."});
    if (line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
    std::vector<std::string> columns;
    for (std::size_t begin = 0; begin <= line.size();) {
        const std::size_t end = std::min(line.find(',', begin), line.size());
        columns.emplace_back(trimmed(std::string_view(line).substr(begin, end - begin)));
        begin = end + 1;
    }
    return columns;
}

}  // namespace

DrawTable read_draws(const std::filesystem::path& file) {
    DrawTable table;
    std::vector<std::string> columns{"weight", "population_seed"};
    for (const std::string& column : header_of(file))
        if (column != "draw" && column != "weight" && column != "population_seed")
            table.keys.push_back(column);
    columns.insert(columns.end(), table.keys.begin(), table.keys.end());
    FactProblems problems;
    std::string text;
    const std::vector<std::string_view> wanted(columns.begin(), columns.end());
    for (const CsvRow& row : read_csv(file, wanted, problems, text)) {
        ParameterDraw draw;
        draw.weight = read_number(row, 0, columns[0], problems);
        draw.population_seed =
            static_cast<std::uint32_t>(read_number(row, 1, columns[1], problems));
        for (std::size_t i = 0; i < table.keys.size(); ++i)
            draw.values.push_back(read_number(row, i + 2, columns[i + 2], problems));
        if (draw.weight < 0)
            problems.add(row.place, {"权重不能为负", "a weight cannot be negative"});
        table.draws.push_back(std::move(draw));
    }
    problems.throw_if_any();
    if (table.draws.empty())
        throw InputError({"文件 " + quoted_input(file.string()) + " 没有参数抽样。",
                          "The file " + quoted_input(file.string()) + " has no draws."});
    return table;
}

std::string draws_csv(const DrawTable& table) {
    std::string text = "draw,weight,population_seed";
    for (const std::string& key : table.keys) text += "," + key;
    text += "\n";
    for (std::size_t i = 0; i < table.draws.size(); ++i) {
        const ParameterDraw& draw = table.draws[i];
        text += fmt::format("{},{:.8g},{}", i + 1, draw.weight, draw.population_seed);
        for (const double value : draw.values) text += fmt::format(",{:.8g}", value);
        text += "\n";
    }
    return text;
}

}  // namespace changji::calibration
