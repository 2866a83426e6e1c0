#include "calibration/observed.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fstream>
#include <iterator>
#include <limits>

#include "model/baseline/csv.hpp"
#include "model/scenario/entry.hpp"
#include "model/scenario/problems.hpp"

namespace changji::calibration {
namespace {

constexpr int earliest_year = 1949, latest_year = 2100;

/// The whole file; throws InputError if it cannot be read or is not UTF-8.
std::string text_of(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    const std::string name = quoted_input(file.string());
    std::error_code error;
    if (!stream || std::filesystem::is_directory(file, error))
        throw InputError({"无法读取文件 " + name + "。", "Cannot read the file " + name + "."});
    std::string text(std::istreambuf_iterator<char>{stream}, {});
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t length = utf8_length(std::string_view(text).substr(i));
        if (length == 0)
            throw InputError({"文件 " + name + " 不是 UTF-8 编码；请另存为 UTF-8。",
                              "The file " + name + " is not UTF-8; save it as UTF-8."});
        i += length;
    }
    return text;
}

bool has_column(const std::string& text, std::string_view column) {
    const std::string_view header = std::string_view(text).substr(0, text.find('\n'));
    for (std::size_t at = header.find(column); at != header.npos;
         at = header.find(column, at + 1)) {
        const std::size_t end = at + column.size();
        const bool begins = at == 0 || header[at - 1] == ',' || header[at - 1] == '"' ||
                            static_cast<unsigned char>(header[at - 1]) == 0xBF;
        if (begins && (end == header.size() || header[end] == ',' || header[end] == '"' ||
                       header[end] == '\r'))
            return true;
    }
    return false;
}

/// The single year a row is about, or 0.
int year_of(std::string_view text) {
    text = trimmed(text);
    if (text.ends_with("年")) text.remove_suffix(std::string_view("年").size());
    if (text.ends_with(".0")) text.remove_suffix(2);
    int year = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), year);
    const bool whole = result.ec == std::errc{} && result.ptr == text.data() + text.size();
    return whole && year >= earliest_year && year <= latest_year ? year : 0;
}

int rank_of(const std::string& kind) {
    static constexpr std::array<std::string_view, 3> best_first{"reported", "derived", "recalled"};
    const auto found = std::find(best_first.begin(), best_first.end(), kind);
    // A row that does not say is taken as seen in print.
    return kind.empty() ? 0 : static_cast<int>(found - best_first.begin());
}

/// Adds a row to its series; a second figure of a year is kept only if its kind is better.
void add_row(ObservedFile& file, const std::array<std::string, 3>& series, ObservedRow row) {
    auto found = std::find_if(file.series.begin(), file.series.end(), [&](const auto& s) {
        return s.geography == series[0] && s.indicator == series[1] && s.unit == series[2];
    });
    if (found == file.series.end()) {
        file.series.push_back({series[0], series[1], series[2], {}});
        found = file.series.end() - 1;
    }
    auto same = std::find_if(found->rows.begin(), found->rows.end(),
                             [&](const ObservedRow& r) { return r.year == row.year; });
    if (same == found->rows.end()) {
        found->rows.push_back(std::move(row));
        return;
    }
    if (rank_of(row.kind) < rank_of(same->kind)) std::swap(*same, row);
    if (row.value == same->value) return;
    file.skipped.push_back({row.place,
                            {"重复：该序列 " + std::to_string(row.year) + " 年采用 " + same->place,
                             "duplicate: the figure of " + std::to_string(row.year) +
                                 " is taken from " + same->place}});
}

void add_text_row(ObservedFile& file, const CsvRow& row) {
    const int year = year_of(row.fields[2]);
    if (year == 0) {
        file.skipped.push_back({row.place,
                                {"年份 " + quoted_input(row.fields[2]) + " 不是单一年份",
                                 "year " + quoted_input(row.fields[2]) + " is not a single year"}});
        return;
    }
    const double value = number_of(row.fields[3]);
    if (!std::isfinite(value)) {
        file.skipped.push_back({row.place,
                                {"数值 " + quoted_input(row.fields[3]) + " 不是数",
                                 "value " + quoted_input(row.fields[3]) + " is not a number"}});
        return;
    }
    const std::string kind = row.fields.size() > 5 ? std::string(trimmed(row.fields[5])) : "";
    add_row(file,
            {std::string(trimmed(row.fields[0])), std::string(trimmed(row.fields[1])),
             std::string(trimmed(row.fields[4]))},
            {row.place, year, value, kind});
}

void sort_rows(ObservedFile& file) {
    for (ObservedSeries& series : file.series)
        std::sort(series.rows.begin(), series.rows.end(),
                  [](const ObservedRow& a, const ObservedRow& b) { return a.year < b.year; });
}

/// Rows that read_csv refuses (a quote left open, a wrong number of fields) become skipped rows.
void add_refused(ObservedFile& file, const FactProblems& problems) {
    try {
        problems.throw_if_any();
    } catch (const InputError& error) {
        const std::string &zh = error.message().zh, &en = error.message().en;
        for (std::size_t z = 0, e = 0; z < zh.size();) {
            const std::size_t z_end = std::min(zh.find('\n', z), zh.size());
            const std::size_t e_end = std::min(en.find('\n', e), en.size());
            const std::string line_zh = zh.substr(z, z_end - z), line_en = en.substr(e, e_end - e);
            const std::size_t colon = line_zh.find(": ");
            file.skipped.push_back({line_zh.substr(0, colon),
                                    {line_zh.substr(std::min(colon + 2, line_zh.size())),
                                     line_en.substr(std::min(colon + 2, line_en.size()))}});
            z = z_end + 1;
            e = e_end + 1;
        }
    }
}

}  // namespace

double number_of(std::string text) {
    std::string plain;
    for (const char c : std::string(trimmed(text)))
        if (c != ',' && c != ' ') plain += c;
    for (const std::string_view mark : {"约", "+"})
        if (plain.starts_with(mark)) plain.erase(0, mark.size());
    for (const std::string_view mark : {"%", "％", "‰"})
        if (plain.ends_with(mark)) plain.erase(plain.size() - mark.size());
    double value = 0;
    const auto result = std::from_chars(plain.data(), plain.data() + plain.size(), value);
    const bool whole = result.ec == std::errc{} && result.ptr == plain.data() + plain.size();
    return whole && !plain.empty() ? value : std::numeric_limits<double>::quiet_NaN();
}

ObservedFile read_observed(const std::filesystem::path& path) {
    const std::string text = text_of(path);
    std::vector<std::string_view> columns{"geography", "indicator", "year", "value", "unit"};
    if (has_column(text, "kind")) columns.push_back("kind");
    FactProblems problems;
    std::string raw;
    const std::vector<CsvRow> rows = read_csv(path, columns, problems, raw);
    if (rows.empty()) problems.throw_if_any();
    ObservedFile file;
    for (const CsvRow& row : rows) add_text_row(file, row);
    add_refused(file, problems);
    if (rows.empty())
        throw InputError({"文件 " + quoted_input(path.string()) + " 没有数据行。",
                          "The file " + quoted_input(path.string()) + " has no rows."});
    sort_rows(file);
    return file;
}

ObservedFile observed_facts(const Baseline& baseline) {
    ObservedFile file;
    for (const Fact& fact : baseline.facts)
        if (const int year = year_of(fact.year); year != 0)
            add_row(file, {fact.geography, fact.indicator, fact.unit},
                    {"facts.csv", year, fact.value, fact.kind});
    sort_rows(file);
    return file;
}

}  // namespace changji::calibration
