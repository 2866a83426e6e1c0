#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "model/scenario/problems.hpp"

namespace changji {

/// The text of a regular file of at most 1 MiB without byte-order mark, or nothing after telling
/// why not.
std::optional<std::string> file_text(const std::filesystem::path& path, Problems& problems);

}  // namespace changji
