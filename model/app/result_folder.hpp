#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "output/results.hpp"

namespace changji::app {

/// The run file of a folder of results, or the file itself if one is named.
/// Throws InputError if there is none.
std::filesystem::path run_file_of(const std::string& directory);
/// The run files of a place: of itself, or of the folders directly in it, by name.
std::vector<std::filesystem::path> runs_in(const std::string& place);
output::Results read_result_folder(const std::string& directory);

}  // namespace changji::app
