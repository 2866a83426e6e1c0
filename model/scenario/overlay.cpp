#include "model/scenario/overlay.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

#include "model/scenario/text_scan.hpp"
#include "model/zone/zone.hpp"

namespace changji {
namespace {

constexpr std::size_t column_count = 4;
constexpr std::array<std::string_view, column_count> column_names{"key", "district", "year",
                                                                  "value"};
using Columns = std::array<std::size_t, column_count>;

/// Cells of one line; a quoted cell may hold commas and doubled quotes. Nothing if a quote is open.
std::optional<std::vector<std::string>> cells_of(std::string_view line) {
    std::vector<std::string> cells(1);
    bool inside = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '"' && inside && i + 1 < line.size() && line[i + 1] == '"') {
            cells.back() += line[++i];
        } else if (line[i] == '"') {
            inside = !inside;
        } else if (line[i] == ',' && !inside) {
            cells.emplace_back();
        } else {
            cells.back() += line[i];
        }
    }
    if (inside) return std::nullopt;
    for (std::string& cell : cells) cell = trimmed(cell);
    return cells;
}

std::optional<Columns> columns_of(std::string_view line, const std::string& where,
                                  Problems& problems) {
    const auto header = cells_of(line).value_or(std::vector<std::string>{});
    Columns columns{};
    for (std::size_t c = 0; c < column_count; ++c) {
        const auto found = std::find(header.begin(), header.end(), column_names[c]);
        if (found == header.end()) {
            const std::string name(column_names[c]);
            problems.add(where,
                         {"表头缺少列 " + name + "；第一行应为 key,district,year,value（逗号分隔）",
                          "the header lacks the column " + name +
                              "; the first line is key,district,year,value with commas"});
            return std::nullopt;
        }
        columns[c] = static_cast<std::size_t>(found - header.begin());
    }
    return columns;
}

struct Cells {
    std::string key, district, year, value;
};

std::optional<Cells> row_of(std::string_view line, const Columns& columns, const std::string& where,
                            Problems& problems) {
    const auto cells = cells_of(line);
    const std::size_t needed = *std::max_element(columns.begin(), columns.end()) + 1;
    if (!cells || cells->size() < needed) {
        problems.add(where,
                     {"行不完整：" + quoted_input(line) + "；应有 key,district,year,value 四列",
                      "incomplete row " + quoted_input(line) +
                          "; it needs the columns key,district,year,value"});
        return std::nullopt;
    }
    return Cells{(*cells)[columns[0]], (*cells)[columns[1]], (*cells)[columns[2]],
                 (*cells)[columns[3]]};
}

/// The entry of a single row, or nothing after telling what is wrong with its value.
std::optional<Entry> row_entry(const Cells& row, const std::string& where, std::string origin,
                               Problems& problems) {
    Entry entry = make_entry(row.key, row.value, where, std::move(origin));
    if (entry.knots.size() != 1 || !entry.knots[0].year.empty()) {
        problems.add(where, {quoted_input(row.key) + "：value 列应只有一个数值，而不是 " +
                                 quoted_input(row.value),
                             quoted_input(row.key) + ": the column value takes one number, not " +
                                 quoted_input(row.value)});
        return std::nullopt;
    }
    if (entry.district.empty()) entry.district = row.district;
    entry.knots[0].year = row.year;
    return entry;
}

/// Adds a row's value to the entry of the same key and district, keeping the years in order.
void merge(Entry& entry, const Entry& row, Problems& problems) {
    const Entry::Knot& knot = row.knots[0];
    const auto same =
        std::find_if(entry.knots.begin(), entry.knots.end(), [&](const Entry::Knot& other) {
            return other.year == knot.year || other.year.empty() || knot.year.empty();
        });
    if (same != entry.knots.end()) {
        problems.add(row.where,
                     {"重复的键和年份 " + quoted_input(row.key + " " + knot.year) + "；已在 " +
                          same->where + " 给出，请删去一行",
                      "repeated key and year " + quoted_input(row.key + " " + knot.year) +
                          "; given at " + same->where + ", remove one row"});
        return;
    }
    const auto later =
        std::find_if(entry.knots.begin(), entry.knots.end(),
                     [&](const Entry::Knot& other) { return other.year > knot.year; });
    entry.knots.insert(later, knot);
    if (entry.unit.empty()) entry.unit = row.unit;
}

}  // namespace

std::vector<Entry> read_overlay(std::string_view text, const std::string& file,
                                Problems& problems) {
    std::vector<Entry> entries;
    std::map<std::pair<std::string, std::string>, std::size_t> known;
    const auto lines = lines_of(text);
    if (lines.empty()) return entries;
    const auto columns = columns_of(lines[0], position(file, 1), problems);
    for (std::size_t i = 1; columns && i < lines.size(); ++i) {
        const std::string where = position(file, i + 1);
        if (lines[i].find_first_not_of(", \t") == std::string_view::npos) continue;
        const auto row = row_of(lines[i], *columns, where, problems);
        if (!row) continue;
        auto entry = row_entry(*row, where, position("overlay", i + 1), problems);
        if (!entry) continue;
        const std::string district = entry->district == zone_name.key ? "" : entry->district;
        const auto [place, fresh] = known.emplace(std::pair(entry->key, district), entries.size());
        if (fresh) {
            entries.push_back(std::move(*entry));
        } else {
            merge(entries[place->second], *entry, problems);
        }
    }
    return entries;
}

}  // namespace changji
