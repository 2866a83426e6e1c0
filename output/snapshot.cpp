#include "output/snapshot.hpp"

#include <cstring>
#include <vector>

#include "output/content_hash.hpp"
#include "output/files.hpp"
#include "output/hdf5.hpp"
#include "output/world_fields.hpp"
#include "output/world_tables.hpp"

namespace changji::output {
namespace {

/// Raised when the arrangement of the file changes.
constexpr std::int64_t snapshot_version = 3;
constexpr std::string_view signature = "changji snapshot";

/// Appends fields to a block of bytes.
struct Packer {
    std::vector<unsigned char> bytes;

    void block(const void* data, std::size_t size) {
        const std::size_t at = bytes.size();
        bytes.resize(at + size);
        if (size > 0) std::memcpy(bytes.data() + at, data, size);
    }
    template <class T>
    void list(const std::vector<T>& values) {
        const std::size_t size = values.size();
        block(&size, sizeof(size));
        block(values.data(), size * sizeof(T));
    }
};

/// Takes fields from a block of bytes, in the same order.
struct Unpacker {
    const std::vector<unsigned char>& bytes;
    std::size_t at = 0;

    void block(void* data, std::size_t size) {
        if (size > bytes.size() - at) throw SnapshotError("the state is cut short");
        if (size > 0) std::memcpy(data, bytes.data() + at, size);
        at += size;
    }
    template <class T>
    void list(std::vector<T>& values) {
        std::size_t size = 0;
        block(&size, sizeof(size));
        if (size > bytes.size() / sizeof(T)) throw SnapshotError("the state is cut short");
        values.resize(size);
        block(values.data(), size * sizeof(T));
    }
};

/// Hashes sizes of fields.
struct Sizes {
    ContentHash hash;
    void block(const void*, std::size_t size) { hash.add(std::uint64_t{size}); }
    template <class T>
    void list(const std::vector<T>&) {
        hash.add(std::uint64_t{sizeof(T)});
    }
};

template <class Visitor>
void visit_state(World& world, Visitor& visitor) {
    visit_fields(world, visitor);
    for (Cell& cell : world.cells) visit_fields(cell, visitor);
}

/// Sizes of all fields in order: another arrangement of the state gives another text.
std::string layout() {
    Sizes sizes;
    World one;
    one.cells.resize(1);
    visit_state(one, sizes);
    return sizes.hash.hex();
}

void write_contents(const World& world, const std::string& note, const std::string& key,
                    const std::vector<unsigned char>& record, const std::string& path) {
    hdf5::Handle file = hdf5::create_file(path);
    ContentHash hash;
    const auto hashed = [&](const void* data, std::size_t bytes) { hash.add(data, bytes); };
    const auto plain = hdf5::Packing::plain;
    Packer packer;
    // The visitor is shared with loading, which writes; packing only reads.
    visit_state(const_cast<World&>(world), packer);
    const auto cells = static_cast<std::int64_t>(world.cells.size());
    hdf5::write(file, "state", H5T_NATIVE_UINT8, {packer.bytes.size()}, packer.bytes.data());
    hashed(packer.bytes.data(), packer.bytes.size());
    hdf5::write(file, "record", H5T_NATIVE_UINT8, {record.size()}, record.data());
    hashed(record.data(), record.size());
    hdf5::write_text(file, "note", note);
    hash.add(note);
    write_cell_table(file, "people", world.cells, &Cell::people, plain, hashed);
    write_cell_table(file, "households", world.cells, &Cell::households, plain, hashed);
    write_cell_table(file, "leases", world.cells, &Cell::leases, plain, hashed);
    write_cell_table(file, "exits", world.cells, &Cell::exits, plain, hashed);
    write_table(file, "firms", world.firms, hashed);
    write_table(file, "organisations", world.organisations, hashed);
    write_table(file, "parcels", world.parcels, hashed);
    write_table(file, "projects", world.projects, hashed);
    write_table(file, "roads", world.roads, hashed);
    write_table(file, "actions", world.actions, hashed);
    hdf5::set_attribute(file, "content", signature);
    hdf5::set_attribute(file, "version", snapshot_version);
    hdf5::set_attribute(file, "layout", layout());
    hdf5::set_attribute(file, "key", key);
    hdf5::set_attribute(file, "cells", cells);
    hdf5::set_attribute(file, "hash", hash.hex());
    file.finish("the file could not be completed");
}

void check_header(hid_t file, const std::string& key) {
    const auto refuse_unless = [](bool condition, const char* reason) {
        if (!condition) throw SnapshotError(reason);
    };
    refuse_unless(hdf5::text_attribute(file, "content") == signature, "not a snapshot");
    refuse_unless(hdf5::integer_attribute(file, "version") == snapshot_version, "other version");
    refuse_unless(hdf5::text_attribute(file, "layout") == layout(), "other layout of the state");
    refuse_unless(hdf5::text_attribute(file, "key") == key, "made from other inputs");
}

Snapshot read_contents(const std::string& key, const std::string& path) {
    const hdf5::Handle file = hdf5::open_file(path);
    check_header(file, key);
    ContentHash hash;
    const auto hashed = [&](const void* data, std::size_t bytes) { hash.add(data, bytes); };
    Snapshot snapshot;
    World& world = snapshot.world;
    std::vector<unsigned char> bytes(hdf5::rows_of(file, "state"));
    hdf5::read_column(file, "state", bytes);
    hashed(bytes.data(), bytes.size());
    const auto cells = static_cast<std::size_t>(hdf5::integer_attribute(file, "cells"));
    if (cells > bytes.size()) throw SnapshotError("the state is cut short");
    world.cells.resize(cells);
    Unpacker unpacker{bytes};
    visit_state(world, unpacker);
    snapshot.record.resize(hdf5::rows_of(file, "record"));
    hdf5::read_column(file, "record", snapshot.record);
    hashed(snapshot.record.data(), snapshot.record.size());
    snapshot.note = hdf5::read_text(file, "note");
    hash.add(snapshot.note);
    read_cell_table(file, "people", world.cells, &Cell::people, hashed);
    read_cell_table(file, "households", world.cells, &Cell::households, hashed);
    read_cell_table(file, "leases", world.cells, &Cell::leases, hashed);
    read_cell_table(file, "exits", world.cells, &Cell::exits, hashed);
    read_table(file, "firms", world.firms, hashed);
    read_table(file, "organisations", world.organisations, hashed);
    read_table(file, "parcels", world.parcels, hashed);
    read_table(file, "projects", world.projects, hashed);
    read_table(file, "roads", world.roads, hashed);
    read_table(file, "actions", world.actions, hashed);
    if (hash.hex() != hdf5::text_attribute(file, "hash")) throw SnapshotError("contents damaged");
    return snapshot;
}

}  // namespace

void save_snapshot(const World& world, const std::string& note, const std::string& key,
                   const std::filesystem::path& path) {
    std::filesystem::create_directories(path.parent_path());
    NewFile file(path);
    write_contents(world, note, key, {}, file.path().string());
    file.commit(Durability::cache);
}

void save_snapshot(const World& world, const std::string& note, const std::string& key,
                   const std::vector<unsigned char>& record, const std::filesystem::path& path) {
    NewFile file(path);
    write_contents(world, note, key, record, file.path().string());
    file.commit();
}

Snapshot load_snapshot(const std::string& key, const std::filesystem::path& path) {
    try {
        return read_contents(key, path.string());
    } catch (const SnapshotError&) {
        throw;
    } catch (const std::exception& error) {
        throw SnapshotError(error.what());
    }
}

}  // namespace changji::output
