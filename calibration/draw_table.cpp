#include "calibration/draw_table.hpp"

#include <algorithm>
#include <fstream>

#include <fmt/format.h>

#include "calibration/abc_smc.hpp"
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
    const std::vector<std::string> header = header_of(file);
    const auto has = [&](const char* name) {
        return std::find(header.begin(), header.end(), name) != header.end();
    };
    std::vector<std::string> columns;
    for (const std::string& column : header)
        if (column != "draw" && column != "weight" && column != "population_seed")
            table.keys.push_back(column);
    columns = table.keys;
    const std::size_t weight = columns.size();
    if (has("weight")) columns.emplace_back("weight");
    const std::size_t population = columns.size();
    if (has("population_seed")) columns.emplace_back("population_seed");
    FactProblems problems;
    std::string text;
    const std::vector<std::string_view> wanted(columns.begin(), columns.end());
    for (const CsvRow& row : read_csv(file, wanted, problems, text)) {
        ParameterDraw draw;
        for (std::size_t i = 0; i < table.keys.size(); ++i)
            draw.values.push_back(read_number(row, i, columns[i], problems));
        if (has("weight")) draw.weight = read_number(row, weight, "weight", problems);
        if (has("population_seed"))
            draw.population_seed = static_cast<std::uint32_t>(
                read_number(row, population, "population_seed", problems));
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

std::string plain_draws_csv(const DrawTable& table) {
    std::string text = "draw";
    for (const std::string& key : table.keys) text += "," + key;
    text += "\n";
    for (std::size_t i = 0; i < table.draws.size(); ++i) {
        text += fmt::format("{}", i + 1);
        for (const double value : table.draws[i].values) text += fmt::format(",{:.8g}", value);
        text += "\n";
    }
    return text;
}

DrawTable equally_weighted(const DrawTable& table, RandomStream& random) {
    std::vector<double> weights;
    for (const ParameterDraw& draw : table.draws) weights.push_back(draw.weight);
    DrawTable result{table.keys, {}};
    for (const std::size_t i : systematic_sample(weights, table.draws.size(), random)) {
        result.draws.push_back(table.draws[i]);
        result.draws.back().weight = 1.0 / static_cast<double>(table.draws.size());
    }
    return result;
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
