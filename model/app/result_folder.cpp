#include "model/app/result_folder.hpp"

#include <algorithm>

#include "model/base/check.hpp"
#include "model/scenario/problems.hpp"

namespace changji::app {

namespace fs = std::filesystem;

fs::path run_file_of(const std::string& directory) {
    const auto files = output::result_files(directory);
    if (!files.empty()) return files.front();
    const std::string quoted = quoted_input(directory);
    throw InputError({quoted + " 不是结果文件夹：其中没有 run.h5，也没有批次结果。",
                      quoted + " is not a folder of results: there is neither run.h5 nor a batch "
                               "in it."});
}

output::BatchResults batch_results(const std::string& directory) {
    run_file_of(directory);
    return output::BatchResults(directory);
}

std::vector<fs::path> results_in(const std::string& place) {
    if (!output::result_files(place).empty()) return {place};
    std::vector<fs::path> found;
    std::error_code error;
    for (const fs::directory_entry& entry : fs::directory_iterator(place, error))
        if (entry.is_directory() && !output::result_files(entry.path()).empty())
            found.push_back(entry.path());
    std::sort(found.begin(), found.end());
    if (found.empty()) run_file_of(place);  // which says what is missing
    return found;
}

output::Results read_result_folder(const std::string& directory) {
    return batch_results(directory).read();
}

}  // namespace changji::app
