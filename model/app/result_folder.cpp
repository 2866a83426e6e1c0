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

std::vector<fs::path> runs_in(const std::string& place) {
    std::error_code error;
    if (!fs::is_directory(place, error) || fs::exists(fs::path(place) / "run.h5", error))
        return {run_file_of(place)};
    std::vector<fs::path> files = output::result_files(place);
    if (fs::exists(fs::path(place) / output::merged_name, error)) return {files.front()};
    if (!files.empty()) return files;
    for (const fs::directory_entry& entry : fs::directory_iterator(place, error))
        if (const fs::path file = entry.path() / "run.h5"; fs::is_regular_file(file, error))
            files.push_back(file);
    std::sort(files.begin(), files.end());
    if (files.empty()) return {run_file_of(place)};  // which says what is missing
    return files;
}

output::Results read_result_folder(const std::string& directory) {
    return batch_results(directory).read();
}

}  // namespace changji::app
