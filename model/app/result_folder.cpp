#include "model/app/result_folder.hpp"

#include <algorithm>

#include "model/base/check.hpp"
#include "model/scenario/problems.hpp"
#include "output/run_file.hpp"

namespace changji::app {

namespace fs = std::filesystem;

fs::path run_file_of(const std::string& directory) {
    std::error_code error;
    if (fs::is_regular_file(directory, error)) return directory;
    const fs::path file = fs::path(directory) / "run.h5";
    if (fs::is_regular_file(file, error)) return file;
    const std::string quoted = quoted_input(directory);
    throw InputError({quoted + " 不是结果文件夹：其中没有 run.h5。",
                      quoted + " is not a folder of results: there is no run.h5 in it."});
}

std::vector<fs::path> runs_in(const std::string& place) {
    std::error_code error;
    if (!fs::is_directory(place, error) || fs::exists(fs::path(place) / "run.h5", error))
        return {run_file_of(place)};
    std::vector<fs::path> files;
    for (const fs::directory_entry& entry : fs::directory_iterator(place, error))
        if (const fs::path file = entry.path() / "run.h5"; fs::is_regular_file(file, error))
            files.push_back(file);
    std::sort(files.begin(), files.end());
    if (files.empty()) return {run_file_of(place)};  // which says what is missing
    return files;
}

output::Results read_result_folder(const std::string& directory) {
    return output::read_run_file(run_file_of(directory));
}

}  // namespace changji::app
