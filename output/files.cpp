#include "output/files.hpp"

#include <atomic>
#include <cerrno>
#include <fstream>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

#include "model/base/check.hpp"

namespace changji::output {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void cannot_write(const fs::path& path, const std::string& reason) {
    throw InputError(
        {"无法写入“" + path.string() + "”：" + reason + "。请检查路径、权限和磁盘空间。",
         "Cannot write '" + path.string() + "': " + reason +
             ". Check the path, the permissions and the free disk space."});
}

/// Asks the system to put a file or folder on the disk.
void flush(const fs::path& path) {
    const int file = ::open(path.c_str(), O_RDONLY);
    if (file < 0) throw fs::filesystem_error("open", path, {errno, std::generic_category()});
    const int status = ::fsync(file);
    const int reason = errno;
    ::close(file);
    if (status != 0 && reason != EINVAL)
        throw fs::filesystem_error("fsync", path, {reason, std::generic_category()});
}

fs::path parent_of(const fs::path& path) {
    const fs::path parent = path.parent_path();
    return parent.empty() ? fs::path(".") : parent;
}

}  // namespace

fs::path temporary_name(const fs::path& final_path) {
    static std::atomic<unsigned> count{0};
    const std::string unique = std::to_string(::getpid()) + "-" + std::to_string(count++);
    return parent_of(final_path) / ("." + final_path.filename().string() + "." + unique + ".tmp");
}

NewFile::NewFile(fs::path final_path)
    : final_(std::move(final_path)), temporary_(temporary_name(final_)) {
    std::error_code ignored;
    fs::remove(temporary_, ignored);  // left by a killed process that had our number
}

NewFile::~NewFile() {
    std::error_code ignored;
    if (!committed_) fs::remove(temporary_, ignored);
}

void NewFile::commit(Durability durability) {
    if (durability == Durability::flushed) flush(temporary_);
    fs::rename(temporary_, final_);
    committed_ = true;
    if (durability == Durability::flushed) flush(parent_of(final_));
}

NewFolder::NewFolder(const fs::path& final_path) : final_(fs::absolute(final_path)) {
    if (final_.filename().empty()) final_ = final_.parent_path();  // "name/"
    final_ = final_.lexically_normal();
    temporary_ = temporary_name(final_);
    try {
        std::vector<fs::path> missing;
        for (fs::path p = final_.parent_path(); !fs::exists(p); p = p.parent_path())
            missing.push_back(p);
        for (auto p = missing.rbegin(); p != missing.rend(); ++p) {
            if (fs::create_directory(*p)) made_parents_.insert(made_parents_.begin(), *p);
        }
        fs::remove_all(temporary_);
        fs::create_directory(temporary_);
    } catch (const fs::filesystem_error& error) {
        std::error_code ignored;
        for (const fs::path& parent : made_parents_) fs::remove(parent, ignored);
        cannot_write(final_path, error.code().message());
    }
}

NewFolder::~NewFolder() {
    if (committed_) return;
    std::error_code ignored;
    fs::remove_all(temporary_, ignored);
    for (const fs::path& parent : made_parents_) fs::remove(parent, ignored);  // only if empty
}

void NewFolder::commit() {
    try {
        flush(temporary_);
        const fs::path old = temporary_name(final_);
        const bool replaces = fs::exists(final_);
        if (replaces) fs::rename(final_, old);
        fs::rename(temporary_, final_);
        committed_ = true;
        flush(parent_of(final_));
        if (replaces) fs::remove_all(old);
    } catch (const fs::filesystem_error& error) {
        cannot_write(final_, error.code().message());
    }
}

void NewFolder::commit_unless_there() {
    try {
        flush(temporary_);
        std::error_code error;
        fs::rename(temporary_, final_, error);  // refuses to replace a folder with files
        if (error == std::errc::directory_not_empty || error == std::errc::file_exists) return;
        if (error) throw fs::filesystem_error("rename", final_, error);
        committed_ = true;
        flush(parent_of(final_));
    } catch (const fs::filesystem_error& error) {
        cannot_write(final_, error.code().message());
    }
}

void write_file(const fs::path& path, const std::string& text) {
    NewFile file(path);
    {
        std::ofstream stream(file.path(), std::ios::binary);
        stream.write(text.data(), static_cast<std::streamsize>(text.size()));
        stream.close();
        if (!stream) cannot_write(path, std::generic_category().message(errno));
    }
    try {
        file.commit();
    } catch (const fs::filesystem_error& error) {
        cannot_write(path, error.code().message());
    }
}

}  // namespace changji::output
