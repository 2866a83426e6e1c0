#include "calibration/run_table.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <iterator>
#include <limits>

#include <fmt/format.h>

#include "model/base/check.hpp"
#include "model/scenario/problems.hpp"

namespace changji::calibration {
namespace {

std::string header_of(const std::vector<std::string>& inputs,
                      const std::vector<std::string>& outputs) {
    std::string header = "stage,population_seed,replicate";
    for (const auto* names : {&inputs, &outputs})
        for (const std::string& name : *names) header += "," + name;
    return header + "\n";
}

double number(const std::string& text) {
    double value = std::numeric_limits<double>::quiet_NaN();
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

std::vector<std::string> fields_of(const std::string& line) {
    std::vector<std::string> fields(1);
    for (const char c : line) {
        if (c == ',')
            fields.emplace_back();
        else
            fields.back() += c;
    }
    return fields;
}

std::string line_of(const TableRow& row) {
    std::string line = fmt::format("{},{},{}", row.stage, row.population_seed, row.replicate);
    for (const double value : row.inputs) line += fmt::format(",{}", value);
    for (const double value : row.outputs)
        line += std::isfinite(value) ? fmt::format(",{}", value) : ",";
    return line + "\n";
}

}  // namespace

bool TableRow::failed() const {
    return std::any_of(outputs.begin(), outputs.end(),
                       [](double value) { return !std::isfinite(value); });
}

RunTable::RunTable(std::filesystem::path file, std::vector<std::string> inputs,
                   std::vector<std::string> outputs)
    : file_(std::move(file)), inputs_(std::move(inputs)), outputs_(std::move(outputs)) {
    const std::string header = header_of(inputs_, outputs_);
    std::ifstream stream(file_, std::ios::binary);
    if (!stream) {
        std::ofstream(file_, std::ios::binary) << header;
        return;
    }
    std::string text(std::istreambuf_iterator<char>{stream}, {});
    const std::size_t whole = text.rfind('\n') + 1;  // a kill may leave half a line
    if (text.compare(0, header.size(), header) != 0)
        throw InputError(
            {"文件 " + quoted_input(file_.string()) + " 的列与本次任务不符；请换一个文件夹。",
             "The columns of " + quoted_input(file_.string()) +
                 " are not those of this campaign; choose another folder."});
    if (whole < text.size()) std::filesystem::resize_file(file_, whole);
    for (std::size_t begin = header.size(); begin < whole;) {
        const std::size_t end = text.find('\n', begin);
        const auto fields = fields_of(text.substr(begin, end - begin));
        begin = end + 1;
        if (fields.size() != 3 + inputs_.size() + outputs_.size()) continue;
        TableRow row;
        row.stage = static_cast<int>(number(fields[0]));
        row.population_seed = static_cast<std::uint32_t>(number(fields[1]));
        row.replicate = static_cast<std::uint32_t>(number(fields[2]));
        for (std::size_t i = 3; i < fields.size(); ++i)
            (i < 3 + inputs_.size() ? row.inputs : row.outputs).push_back(number(fields[i]));
        rows_.push_back(std::move(row));
    }
}

std::vector<TableRow> RunTable::rows_of(int stage) const {
    std::vector<TableRow> chosen;
    std::copy_if(rows_.begin(), rows_.end(), std::back_inserter(chosen),
                 [&](const TableRow& row) { return row.stage == stage; });
    return chosen;
}

void RunTable::append(const std::vector<TableRow>& rows) {
    std::ofstream stream(file_, std::ios::binary | std::ios::app);
    for (const TableRow& row : rows) stream << line_of(row);
    stream.flush();
    if (!stream)
        throw InputError({"无法写入 " + quoted_input(file_.string()) + "。",
                          "Cannot write " + quoted_input(file_.string()) + "."});
    rows_.insert(rows_.end(), rows.begin(), rows.end());
}

}  // namespace changji::calibration
