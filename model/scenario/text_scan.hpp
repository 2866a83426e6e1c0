#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/scenario/problems.hpp"

namespace changji {

constexpr std::size_t most_file_bytes = 1024 * 1024;

/// The text of a file without byte-order mark, or nothing after telling what is wrong: over 1 MiB,
/// no text in it, not UTF-8, control characters.
std::optional<std::string> clean_text(std::string_view bytes, const std::string& file,
                                      Problems& problems);

/// Lines without their ends; LF, CRLF and CR end a line.
std::vector<std::string_view> lines_of(std::string_view text);

/// "file:line".
std::string position(const std::string& file, std::size_t line);

}  // namespace changji
