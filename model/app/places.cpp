#include "model/app/places.hpp"

#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

#include "build_info.hpp"
#include "model/base/check.hpp"

namespace changji::app {
namespace {

namespace fs = std::filesystem;

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
}

bool is_there(const fs::path& path) {
    std::error_code error;
    return fs::exists(path, error);
}

fs::path user_cache() {
    const std::string base = environment("XDG_CACHE_HOME"), home = environment("HOME");
    if (!base.empty()) return fs::path(base) / "changji";
    if (!home.empty()) return fs::path(home) / ".cache" / "changji";
    return fs::temp_directory_path() / "changji-cache";
}

/// The places of a home, or nothing if it is none.
std::optional<Places> places_of(const fs::path& home) {
    const Places in_sources{home / "model" / "baseline" / "facts",
                            home / "scenarios",
                            home / "output" / "targets.csv",
                            home / "output" / "stylised_facts.csv",
                            home / "report" / "built" / "report.html",
                            home / "docs" / "glossary.md",
                            home / "CITATION.cff",
                            home / "calibration",
                            home / "output" / "cache"};
    const Places installed{home / "facts",       home / "scenarios",
                           home / "targets.csv", home / "stylised_facts.csv",
                           home / "report.html", home / "glossary.md",
                           home / "CITATION.cff", home / "calibration", user_cache()};
    for (const Places& places : {in_sources, installed})
        if (is_there(places.facts / "facts.csv") && is_there(places.scenarios)) return places;
    return std::nullopt;
}

std::vector<fs::path> homes() {
    if (const std::string home = environment("CHANGJI_HOME"); !home.empty()) return {home};
    std::vector<fs::path> all{fs::path(build_info::source_directory)};
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error);
    if (!error) all.push_back(program.parent_path().parent_path() / "share" / "changji");
    all.emplace_back(build_info::data_directory);
    return all;
}

}  // namespace

Places find_places() {
    std::string looked_in;
    for (const fs::path& home : homes()) {
        if (auto places = places_of(home)) {
            if (const std::string cache = environment("CHANGJI_CACHE"); !cache.empty())
                places->cache = cache;
            return *places;
        }
        looked_in += (looked_in.empty() ? "" : ", ") + home.string();
    }
    throw InputError(
        {"找不到数据文件（facts.csv 和 scenarios），已查找：" + looked_in +
             "。请用环境变量 CHANGJI_HOME 指明源代码目录或安装的数据目录。",
         "Cannot find the data files (facts.csv and scenarios); looked in: " + looked_in +
             ". Set CHANGJI_HOME to the source tree or the installed data folder."});
}

}  // namespace changji::app
