#include "model/baseline/csv.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <iterator>
#include <optional>

namespace changji {

namespace {

/// At most 80 bytes of the input, cut between UTF-8 characters.
std::string excerpt(std::string_view text) {
    std::size_t end = std::min<std::size_t>(text.size(), 80);
    while (end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
        --end;
    return "'" + std::string{text.substr(0, end)} + (end < text.size() ? "…'" : "'");
}

/// The fields of one line; nothing if a quote is not closed.
std::optional<std::vector<std::string>> split(std::string_view line) {
    std::vector<std::string> fields(1);
    bool in_quotes = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (in_quotes && c == '"' && i + 1 < line.size() && line[i + 1] == '"') {
            fields.back() += c;
            ++i;
        } else if (c == '"') {
            in_quotes = !in_quotes;
        } else if (c == ',' && !in_quotes) {
            fields.emplace_back();
        } else {
            fields.back() += c;
        }
    }
    if (in_quotes) return std::nullopt;
    return fields;
}

/// Position of each requested column in the header; columns.size() problems at most.
std::vector<std::size_t> positions(const std::vector<std::string>& header,
                                   const std::vector<std::string_view>& columns,
                                   const std::string& place, FactProblems& problems) {
    std::vector<std::size_t> at;
    for (const std::string_view column : columns) {
        const auto found = std::find(header.begin(), header.end(), column);
        if (found == header.end())
            problems.add(place, {"缺少列 " + excerpt(column), "missing column " + excerpt(column)});
        at.push_back(static_cast<std::size_t>(found - header.begin()));
    }
    return at;
}

}  // namespace

void FactProblems::add(const std::string& place, Bilingual message) {
    zh_ += (zh_.empty() ? "" : "\n") + place + ": " + message.zh;
    en_ += (en_.empty() ? "" : "\n") + place + ": " + message.en;
}

void FactProblems::throw_if_any() const {
    if (!empty()) throw InputError{{zh_, en_}};
}

std::vector<CsvRow> read_csv(const std::filesystem::path& file,
                             const std::vector<std::string_view>& columns, FactProblems& problems,
                             std::string& text) {
    std::ifstream stream{file, std::ios::binary};
    const std::string name = file.filename().string();
    if (!stream) {
        problems.add(file.string(), {"无法读取文件", "cannot read the file"});
        return {};
    }
    text.assign(std::istreambuf_iterator<char>{stream}, {});
    std::string_view rest{text};
    if (rest.substr(0, 3) == "\xEF\xBB\xBF") rest.remove_prefix(3);
    std::vector<CsvRow> rows;
    std::vector<std::size_t> at;
    std::size_t width = 0;
    for (int line_number = 1; !rest.empty(); ++line_number) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        std::string_view line = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
        if (line.empty()) continue;
        const std::string place = name + ":" + std::to_string(line_number);
        auto fields = split(line);
        if (!fields) {
            problems.add(place, {"引号未闭合", "a quote is not closed"});
        } else if (width == 0) {
            width = fields->size();
            at = positions(*fields, columns, place, problems);
            if (std::count(at.begin(), at.end(), width) > 0) return {};
        } else if (fields->size() != width) {
            const std::string have = std::to_string(fields->size()), want = std::to_string(width);
            problems.add(place, {"有 " + have + " 个字段，应为 " + want + " 个",
                                 have + " fields instead of " + want});
        } else {
            CsvRow row{place, {}};
            for (const std::size_t i : at) row.fields.push_back((*fields)[i]);
            rows.push_back(std::move(row));
        }
    }
    if (width == 0) problems.add(name, {"文件为空", "the file is empty"});
    return rows;
}

double read_number(const CsvRow& row, std::size_t field, std::string_view column,
                   FactProblems& problems) {
    const std::string& text = row.fields[field];
    double value = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    if (!text.empty() && result.ec == std::errc{} && result.ptr == text.data() + text.size() &&
        std::isfinite(value))
        return value;
    problems.add(row.place,
                 {"列 " + std::string{column} + " 的值 " + excerpt(text) + " 不是有限的数",
                  excerpt(text) + " in column " + std::string{column} + " is not a finite number"});
    return 0;
}

}  // namespace changji
