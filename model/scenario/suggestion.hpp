#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "model/base/check.hpp"

namespace changji {

/// Least number of inserted, removed, replaced or exchanged neighbouring bytes between two words.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The candidate nearest to a misspelt name (the first of equals), or "" if none is near.
std::string nearest(std::string_view name, const std::vector<std::string>& candidates);

/// "; did you mean …?" in both languages, or empty texts if nothing is near.
Bilingual suggestion(std::string_view name, const std::vector<std::string>& candidates);

}  // namespace changji
