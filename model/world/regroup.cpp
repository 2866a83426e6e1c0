#include "model/world/regroup.hpp"

#include <algorithm>
#include <numeric>

#include "model/base/block.hpp"

namespace changji {
namespace {

/// Whose row of a block is none of those of the household it names: without branches, for most
/// persons live where they lived.
void flag_strays(const Cell& cell, std::size_t begin, std::size_t count, block::Flags& flags) {
    const Row* household = cell.people.household.data() + begin;
    const Row* first = cell.households.first_member.data();
    const std::int32_t* members = cell.households.members.data();
    for (std::size_t i = 0; i < count; ++i) {
        const Row h = household[i];
        const auto held = static_cast<std::size_t>(h < 0 ? 0 : h);
        const auto place =
            static_cast<std::uint32_t>(begin + i) - static_cast<std::uint32_t>(first[held]);
        flags[i] = (h < 0) | (place >= static_cast<std::uint32_t>(members[held]));
    }
}

/// Rows at the end belong to nobody yet.
std::size_t owned_rows(const Households& households) {
    std::size_t rows = 0;
    for (const std::int32_t members : households.members) rows += static_cast<std::size_t>(members);
    return rows;
}

void find_strays(const Cell& cell, RegroupSpace& space) {
    space.holes.clear();
    space.strays.clear();
    const std::size_t rows = cell.people.size();
    block::Flags flags;
    for (std::size_t begin = 0; begin < rows; begin += block::size) {
        const std::size_t count = std::min(block::size, rows - begin);
        flag_strays(cell, begin, count, flags);
        block::for_each_flagged(flags, count, [&](std::size_t i) {
            const auto row = static_cast<Row>(begin + i);
            const Row household = cell.people.household[begin + i];
            space.holes.push_back(row);
            if (household >= 0) space.strays.push_back({household, row});
        });
    }
    std::sort(space.strays.begin(), space.strays.end(), [](const auto& a, const auto& b) {
        return a.household != b.household ? a.household < b.household : a.row < b.row;
    });
}

void count_members(const Households& households, std::size_t owned, RegroupSpace& space) {
    space.members.assign(households.members.begin(), households.members.end());
    // Households founded since own no row: those with rows come first, in the order of rows.
    std::size_t owners = households.size();
    while (owners > 0 && households.members[owners - 1] == 0) --owners;
    const auto begin = households.first_member.begin();
    const auto end = begin + static_cast<std::ptrdiff_t>(owners);
    for (const Row row : space.holes) {
        if (static_cast<std::size_t>(row) >= owned) continue;
        --space.members[static_cast<std::size_t>(std::upper_bound(begin, end, row) - begin - 1)];
    }
    for (const auto& stray : space.strays) ++space.members[static_cast<std::size_t>(stray.household)];
}

/// Where stayers must make room for a stray: at the nearer end of its household's rows.
Row insertion_point(const Households& households, const RegroupSpace::Stray& stray, Row owned) {
    const auto h = static_cast<std::size_t>(stray.household);
    if (households.members[h] == 0) return owned;
    const Row first = households.first_member[h];
    return stray.row < first ? first : first + households.members[h];
}

/// Those who stay move together by stretches between holes and insertions.
void plan_people(const Cell& cell, Row owned, RegroupSpace& space) {
    space.moves.clear();
    space.stray_rows.clear();
    space.stray_places.clear();
    space.row_after.assign(cell.people.size(), no_row);
    Row from = 0, to = 0;
    const auto stay_until = [&](Row end) {
        if (end > from) {
            space.moves.push_back({from, to, end - from});
            const auto after = space.row_after.begin() + from;
            std::iota(after, after + (end - from), to);
            to += end - from;
        }
        from = end;
    };
    auto hole = space.holes.begin();
    const auto skip_holes_before = [&](Row end) {
        for (; hole != space.holes.end() && *hole < end; ++hole) {
            stay_until(*hole);
            from = *hole + 1;
        }
    };
    for (const auto& stray : space.strays) {
        const Row point = insertion_point(cell.households, stray, owned);
        skip_holes_before(point);
        stay_until(point);
        space.row_after[static_cast<std::size_t>(stray.row)] = to;
        space.stray_rows.push_back(stray.row);
        space.stray_places.push_back(to++);
    }
    skip_holes_before(owned);
    stay_until(owned);
}

/// Vanished households close up; the numbers of rows follow from the members.
void plan_households(std::size_t households, RegroupSpace& space) {
    space.vanished.clear();
    space.household_moves.clear();
    space.household_after.resize(households);
    Row from = 0, to = 0;
    for (std::size_t h = 0; h < households; ++h) {
        space.household_after[h] = to;
        if (space.members[h] > 0) {
            ++to;
            continue;
        }
        const auto row = static_cast<Row>(h);
        space.vanished.push_back(row);
        space.household_after[h] = no_row;
        if (row > from) space.household_moves.push_back({from, to - (row - from), row - from});
        from = row + 1;
    }
    const Row left = static_cast<Row>(households) - from;
    if (left > 0) space.household_moves.push_back({from, to - left, left});
}

void number_members(Households& households, RegroupSpace& space) {
    Row first = 0;
    std::size_t to = 0;
    for (const Row members : space.members) {
        if (members == 0) continue;
        households.members[to] = members;
        households.first_member[to++] = first;
        first += members;
    }
}

void renumber(Column<Row>& rows, const std::vector<Row>& after) {
    if (after.empty()) return;
    for (Row& row : rows) {
        const Row renumbered = after[static_cast<std::size_t>(row < 0 ? 0 : row)];
        row = row < 0 ? row : renumbered;
    }
}

}  // namespace

const std::vector<Row>& find_moves(const Cell& cell, RegroupSpace& space) {
    const std::size_t owned = owned_rows(cell.households);
    find_strays(cell, space);
    count_members(cell.households, owned, space);
    plan_people(cell, static_cast<Row>(owned), space);
    plan_households(cell.households.size(), space);
    return space.vanished;
}

void regroup_found(Cell& cell, RegroupSpace& space) {
    const std::size_t persons = cell.people.size() - space.holes.size() + space.strays.size();
    const std::size_t households = cell.households.size() - space.vanished.size();
    table::move_rows(cell.people, space.moves, {space.stray_rows, space.stray_places}, persons,
                     space.spare);
    table::move_rows(cell.households, space.household_moves, {}, households, space.spare);
    number_members(cell.households, space);
    renumber(cell.people.household, space.household_after);
    renumber(cell.people.partner, space.row_after);
    renumber(cell.leases.lessor, space.household_after);
    renumber(cell.leases.lessee, space.household_after);
    renumber(cell.loans.borrower, space.household_after);
    renumber(cell.wishes.household, space.household_after);
}

void regroup(Cell& cell, RegroupSpace& space) {
    find_moves(cell, space);
    regroup_found(cell, space);
}

Row add_household(Households& households, Key key) {
    const auto row = static_cast<Row>(households.size());
    table::resize(households, households.size() + 1);
    households.key.back() = key;
    households.cooperative.back() = no_row;
    return row;
}

}  // namespace changji
