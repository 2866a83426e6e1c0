#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/scenario/entry.hpp"
#include "model/scenario/problems.hpp"

namespace changji {

/// Entries of a long table with the columns key, district, year, value (any order; others are
/// ignored). District "" or "zone" means the whole zone, year "" all years; the rows of one key and
/// district form its path, in any order. The text is UTF-8 without byte-order mark.
std::vector<Entry> read_overlay(std::string_view text, const std::string& file, Problems& problems);

}  // namespace changji
