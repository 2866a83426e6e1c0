#include "model/scenario/file_text.hpp"

#include <fstream>

#include "model/scenario/text_scan.hpp"

namespace changji {

namespace fs = std::filesystem;

std::optional<std::string> file_text(const fs::path& path, Problems& problems) {
    std::error_code error;
    if (!fs::is_regular_file(path, error)) {
        const bool folder = fs::is_directory(path, error);
        problems.add(path.string(),
                     {folder ? "是文件夹，不是文件" : "没有这个文件；请检查路径",
                      folder ? "is a folder, not a file" : "no such file; check the path"});
        return std::nullopt;
    }
    std::ifstream stream(path, std::ios::binary);
    std::string bytes(most_file_bytes + 1, '\0');
    stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!stream.is_open() || stream.bad()) {
        problems.add(path.string(),
                     {"无法读取；请检查文件权限", "cannot be read; check its permissions"});
        return std::nullopt;
    }
    bytes.resize(static_cast<std::size_t>(stream.gcount()));
    return clean_text(bytes, path.string(), problems);
}

}  // namespace changji
