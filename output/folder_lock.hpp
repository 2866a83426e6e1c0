#pragma once

#include <filesystem>

namespace changji::output {

/// A lock on a folder, held through an open file: it ends with its holder, also when that is
/// killed, so that nothing has to be cleaned up. Many may share it, or one has it alone.
class FolderLock {
  public:
    enum class Kind { alone, shared };
    /// Throws InputError naming the holder if another process stands in the way, or the reason if
    /// the file system knows no locks.
    FolderLock(const std::filesystem::path& file, Kind kind);
    ~FolderLock();
    FolderLock(FolderLock&& other) noexcept;
    FolderLock& operator=(FolderLock&&) = delete;

  private:
    int file_ = -1;
};

}  // namespace changji::output
