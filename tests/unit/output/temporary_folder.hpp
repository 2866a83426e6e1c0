#pragma once

#include <filesystem>

#include "output/files.hpp"

namespace changji {

/// An empty folder for one test, removed at its end.
class TemporaryFolder {
  public:
    TemporaryFolder()
        : path_(output::temporary_name(std::filesystem::temp_directory_path() / "changji-test")) {
        std::filesystem::remove_all(path_);
        std::filesystem::create_directories(path_);
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

}  // namespace changji
