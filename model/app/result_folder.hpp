#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "output/batch_results.hpp"

namespace changji::app {

/// The run file of a folder of results, or the file itself if one is named; of a batch the merged
/// file, or the first shard. Throws InputError if there is none.
std::filesystem::path run_file_of(const std::string& directory);
/// A place with results: itself, or the folders directly in it that have some, by name.
std::vector<std::filesystem::path> results_in(const std::string& place);
/// The same results, read piece by piece.
output::BatchResults batch_results(const std::string& directory);
/// All results of a run, a batch or a merged file, in memory.
output::Results read_result_folder(const std::string& directory);

}  // namespace changji::app
