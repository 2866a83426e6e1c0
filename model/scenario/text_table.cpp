#include "model/scenario/text_table.hpp"

#include <algorithm>

#include "model/scenario/problems.hpp"

namespace changji {
namespace {

/// The number of a UTF-8 character of known length.
char32_t code_point(std::string_view character) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(character[i]); };
    if (character.size() == 1) return byte(0);
    char32_t code = byte(0) & (0x7Fu >> character.size());
    for (std::size_t i = 1; i < character.size(); ++i) code = (code << 6) | (byte(i) & 0x3Fu);
    return code;
}

/// East Asian wide and full-width ranges that occur in Chinese text.
bool wide(char32_t code) {
    return (code >= 0x1100 && code <= 0x115F) || (code >= 0x2E80 && code <= 0xA4CF) ||
           (code >= 0xAC00 && code <= 0xD7A3) || (code >= 0xF900 && code <= 0xFAFF) ||
           (code >= 0xFE30 && code <= 0xFE6F) || (code >= 0xFF00 && code <= 0xFF60) ||
           (code >= 0xFFE0 && code <= 0xFFE6) || (code >= 0x20000 && code <= 0x3FFFD);
}

std::string replaced(std::string text, std::string_view what, std::string_view with) {
    for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += with.size())
        text.replace(at, what.size(), with);
    return text;
}

std::string csv_cell(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    return "\"" + replaced(text, "\"", "\"\"") + "\"";
}

template <class Write>
std::string lines(const TextTable& table, const Write& write) {
    std::string text = write(table.header);
    for (const auto& row : table.rows) text += write(row);
    return text;
}

}  // namespace

std::size_t display_width(std::string_view text) {
    std::size_t width = 0;
    while (!text.empty()) {
        const std::size_t length = std::max<std::size_t>(1, utf8_length(text));
        width += wide(code_point(text.substr(0, length))) ? 2 : 1;
        text.remove_prefix(length);
    }
    return width;
}

std::string aligned_text(const TextTable& table) {
    std::vector<std::size_t> widths(table.header.size(), 0);
    const auto widen = [&](const std::vector<std::string>& row) {
        for (std::size_t c = 0; c < row.size(); ++c)
            widths[c] = std::max(widths[c], display_width(row[c]));
    };
    widen(table.header);
    for (const auto& row : table.rows) widen(row);
    return lines(table, [&](const std::vector<std::string>& row) {
        std::string line;
        for (std::size_t c = 0; c < row.size(); ++c)
            line += row[c] + std::string(widths[c] - display_width(row[c]) + 2, ' ');
        return line.erase(line.find_last_not_of(' ') + 1) + "\n";
    });
}

std::string markdown_text(const TextTable& table) {
    const auto line = [](const std::vector<std::string>& row) {
        std::string text = "|";
        for (const std::string& cell : row) text += " " + replaced(cell, "|", "\\|") + " |";
        return text + "\n";
    };
    std::string text = line(table.header) + "|";
    for (std::size_t c = 0; c < table.header.size(); ++c) text += "---|";
    text += "\n";
    for (const auto& row : table.rows) text += line(row);
    return text;
}

std::string csv_text(const TextTable& table) {
    return lines(table, [](const std::vector<std::string>& row) {
        std::string text;
        for (std::size_t c = 0; c < row.size(); ++c) text += (c == 0 ? "" : ",") + csv_cell(row[c]);
        return text + "\n";
    });
}

}  // namespace changji
