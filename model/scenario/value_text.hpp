#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/scenario/entry.hpp"
#include "model/scenario/problems.hpp"
#include "model/scenario/scenario.hpp"

namespace changji {

constexpr int last_settable_year = 2050;  ///< 本世纪中叶, the longest run

/// What a key admits.
struct Limits {
    std::string_view unit;
    double low, high;
    double base, reform;    ///< meaning of the words `base` and `reform`
    bool whole = false;     ///< whole numbers only
    bool constant = false;  ///< no change by year
};

/// A finite decimal number and nothing else; no hexadecimal, thousands separators or per cent.
std::optional<double> read_number(std::string_view text);

/// Shortest text that reads back as the same number.
std::string number_text(double value);

/// "450" or "2021:80 2025:120".
std::string path_text(const Path& path);

/// The values of an entry as a path, or nothing after telling all that is wrong with it.
std::optional<Path> read_path(const Entry& entry, const Limits& limits, Problems& problems);

}  // namespace changji
