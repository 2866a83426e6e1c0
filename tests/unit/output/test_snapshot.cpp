#include <fstream>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "output/snapshot.hpp"
#include "tests/unit/output/hand_made_world.hpp"
#include "tests/unit/output/temporary_folder.hpp"

namespace changji::output {
namespace {

namespace fs = std::filesystem;

void expect_same_cells(const World& a, const World& b) {
    ASSERT_EQ(a.cells.size(), b.cells.size());
    for (std::size_t c = 0; c < a.cells.size(); ++c) {
        EXPECT_EQ(a.cells[c].key, b.cells[c].key);
        EXPECT_EQ(a.cells[c].land, b.cells[c].land);
        EXPECT_EQ(a.cells[c].base_yield, b.cells[c].base_yield);
        EXPECT_EQ(a.cells[c].people.size(), b.cells[c].people.size());
        EXPECT_EQ(table::hash(a.cells[c].people), table::hash(b.cells[c].people));
        EXPECT_EQ(table::hash(a.cells[c].households), table::hash(b.cells[c].households));
        EXPECT_EQ(table::hash(a.cells[c].leases), table::hash(b.cells[c].leases));
        EXPECT_EQ(table::hash(a.cells[c].exits), table::hash(b.cells[c].exits));
        EXPECT_EQ(a.cells[c].returned_homestead, b.cells[c].returned_homestead);
    }
}

void flip_byte(const fs::path& file, std::uintmax_t at) {
    std::fstream stream(file, std::ios::binary | std::ios::in | std::ios::out);
    stream.seekg(static_cast<std::streamoff>(at));
    const char old = static_cast<char>(stream.get());
    stream.seekp(static_cast<std::streamoff>(at));
    stream.put(static_cast<char>(old ^ 1));
}

TEST(Snapshot, TheWorldReadIsTheWorldWritten) {
    const TemporaryFolder folder;
    const World world = hand_made_world();
    save_snapshot(world, "note", "key", folder.path() / "world.h5");
    const Snapshot snapshot = load_snapshot("key", folder.path() / "world.h5");
    const World& read = snapshot.world;
    EXPECT_EQ(snapshot.note, "note");
    expect_same_cells(world, read);
    EXPECT_EQ(read.year, world.year);
    EXPECT_EQ(read.events[0].births, 1);
    EXPECT_EQ(read.districts[District::changyi].rollout, (std::vector<double>{0.5, 0.25}));
    EXPECT_EQ(read.districts[District::changyi].gdp, world.districts[District::changyi].gdp);
    EXPECT_EQ(read.zone.cpi, 1.25);
    EXPECT_EQ(read.solved.choice, world.solved.choice);
    EXPECT_EQ(read.ledger.flow, world.ledger.flow);
    EXPECT_EQ(read.totals[0][0].residents, 4);
    EXPECT_EQ(table::hash(read.firms), table::hash(world.firms));
    EXPECT_EQ(table::hash(read.organisations), table::hash(world.organisations));
}

TEST(Snapshot, OfOtherInputsIsRefused) {
    const TemporaryFolder folder;
    save_snapshot(hand_made_world(), "note", "key", folder.path() / "world.h5");
    EXPECT_THROW(load_snapshot("other", folder.path() / "world.h5"), SnapshotError);
    EXPECT_THROW(load_snapshot("key", folder.path() / "none.h5"), SnapshotError);
}

TEST(Snapshot, CutShortIsRefused) {
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "world.h5";
    save_snapshot(hand_made_world(), "note", "key", file);
    fs::resize_file(file, fs::file_size(file) - 100);
    EXPECT_THROW(load_snapshot("key", file), SnapshotError);
    std::ofstream(file) << "something else";
    EXPECT_THROW(load_snapshot("key", file), SnapshotError);
}

TEST(Snapshot, AByteChangedInTheDataIsNeverReadAsAnotherWorld) {
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "world.h5";
    const World world = hand_made_world();
    save_snapshot(world, "note", "key", file);
    const auto bytes = fs::file_size(file);
    int refused = 0;
    for (std::uintmax_t at = 0; at < bytes; at += bytes / 100 + 1) {
        flip_byte(file, at);
        try {
            // A change outside the data (free space, names of columns) may pass unseen.
            expect_same_cells(world, load_snapshot("key", file).world);
        } catch (const SnapshotError&) {
            ++refused;
        }
        flip_byte(file, at);
    }
    EXPECT_GT(refused, 30);
}

TEST(Snapshot, WritersOfTheSameFileDoNotDisturbEachOther) {
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "world.h5";
    const World world = hand_made_world();
    for (int i = 0; i < 3; ++i) {
        const fs::path half_written = temporary_name(file);
        std::ofstream(half_written) << "another process is writing";
        save_snapshot(world, "note", "key", file);
        expect_same_cells(world, load_snapshot("key", file).world);
    }
}

}  // namespace
}  // namespace changji::output
