#include "output/folder_lock.hpp"

#include <array>
#include <cerrno>
#include <string>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "model/base/check.hpp"

namespace changji::output {
namespace {

/// "process 123 on host": who holds the lock, for the message of those who wait in vain.
std::string own_name() {
    std::array<char, 256> host{};
    ::gethostname(host.data(), host.size() - 1);
    return std::to_string(::getpid()) + "@" + host.data();
}

std::string holder_of(int file) {
    std::array<char, 300> text{};
    const ssize_t size = ::pread(file, text.data(), text.size() - 1, 0);
    return size > 0 ? std::string(text.data(), static_cast<std::size_t>(size)) : "?";
}

void sign(int file) {
    const std::string name = own_name();
    if (::ftruncate(file, 0) != 0) return;  // only the message of others depends on it
    [[maybe_unused]] const ssize_t written = ::pwrite(file, name.data(), name.size(), 0);
}

[[noreturn]] void refuse(const std::filesystem::path& path, int reason, const std::string& holder) {
    const std::string folder = path.parent_path().string();
    if (reason == EWOULDBLOCK)
        throw InputError(
            {"“" + folder + "”正被另一个批次使用（进程 " + holder +
                 "）；请等它结束，或换一个文件夹。",
             "'" + folder + "' is in use by another batch (process " + holder +
                 "); wait for it to end, or choose another folder."});
    const std::string why = std::generic_category().message(reason);
    throw InputError({"无法锁定“" + path.string() + "”：" + why +
                          "。请检查权限；若文件系统不支持文件锁，请换用支持的位置。",
                      "Cannot lock '" + path.string() + "': " + why +
                          ". Check the permissions; if the file system knows no locks, use a "
                          "place on one that does."});
}

}  // namespace

FolderLock::FolderLock(const std::filesystem::path& file, Kind kind) {
    file_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (file_ < 0) refuse(file, errno, "");
    if (::flock(file_, (kind == Kind::alone ? LOCK_EX : LOCK_SH) | LOCK_NB) != 0) {
        const int reason = errno;
        const std::string holder = holder_of(file_);
        ::close(file_);
        refuse(file, reason, holder);
    }
    sign(file_);
}

FolderLock::FolderLock(FolderLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}

FolderLock::~FolderLock() {
    if (file_ >= 0) ::close(file_);
}

}  // namespace changji::output
