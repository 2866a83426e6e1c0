#pragma once

#include <filesystem>
#include <string>
#include <vector>

/// Nothing half-written ever stands under a final name: write beside it, flush, rename.
namespace changji::output {

/// A name beside `final_path` that no other process uses; its last extension is ".tmp".
std::filesystem::path temporary_name(const std::filesystem::path& final_path);

/// Whether a file must survive a power cut; a cache need not, it is checked when it is read.
enum class Durability { flushed, cache };

/// A file under construction; removed unless committed.
class NewFile {
  public:
    explicit NewFile(std::filesystem::path final_path);
    ~NewFile();
    NewFile(const NewFile&) = delete;
    NewFile& operator=(const NewFile&) = delete;
    const std::filesystem::path& path() const { return temporary_; }
    /// Takes the final name, replacing what stands there.
    /// Throws std::filesystem::filesystem_error.
    void commit(Durability durability = Durability::flushed);

  private:
    std::filesystem::path final_, temporary_;
    bool committed_ = false;
};

/// A folder under construction beside its final place; removed with all its files, and with the
/// parents made for it, unless committed.
class NewFolder {
  public:
    /// Makes missing parents and the temporary folder; throws InputError if that is impossible.
    explicit NewFolder(const std::filesystem::path& final_path);
    ~NewFolder();
    NewFolder(const NewFolder&) = delete;
    NewFolder& operator=(const NewFolder&) = delete;
    const std::filesystem::path& path() const { return temporary_; }
    /// Takes the final name. An older folder there is put aside first and removed afterwards.
    void commit();
    /// Takes the final name unless a folder with files has it already: then that one stays.
    void commit_unless_there();

  private:
    std::filesystem::path final_, temporary_;
    std::vector<std::filesystem::path> made_parents_;
    bool committed_ = false;
};

/// Writes a text file completely or not at all; throws InputError if it cannot be written.
void write_file(const std::filesystem::path& path, const std::string& text);

}  // namespace changji::output
