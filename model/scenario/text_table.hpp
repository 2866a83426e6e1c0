#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace changji {

/// A table of texts; every row has as many cells as the header.
struct TextTable {
    std::vector<std::string> header;
    std::vector<std::vector<std::string>> rows;
};

/// Columns of a terminal that a UTF-8 text takes; Chinese characters take two.
std::size_t display_width(std::string_view text);

/// Columns padded with blanks, for a terminal.
std::string aligned_text(const TextTable& table);
std::string markdown_text(const TextTable& table);
/// RFC 4180 with LF line ends, without byte-order mark.
std::string csv_text(const TextTable& table);

}  // namespace changji
