#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include "model/world/world.hpp"

/// A whole world in one HDF5 file, so that the opening state need not be built again.
/// Tables are stored column by column as describe() names them, the rest as one block of bytes
/// whose layout is part of the key. A snapshot is a cache of one program, not an exchange format.
namespace changji::output {

/// The file is missing, damaged, of another program or of another key: build the world again.
class SnapshotError : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// What is kept: the world, a text of the caller's and, within a run, what was recorded so far.
struct Snapshot {
    World world;
    std::string note;
    std::vector<unsigned char> record{};
};

/// Writes beside the final name and renames: any number of processes may save and load the same
/// file at once. Throws std::exception if it cannot be written.
void save_snapshot(const World& world, const std::string& note, const std::string& key,
                   const std::filesystem::path& path);
/// The same with a record, put on the disk before it returns: it cannot be built again for nothing.
void save_snapshot(const World& world, const std::string& note, const std::string& key,
                   const std::vector<unsigned char>& record, const std::filesystem::path& path);

/// Throws SnapshotError with the reason.
Snapshot load_snapshot(const std::string& key, const std::filesystem::path& path);

}  // namespace changji::output
