#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>
#include <vector>

/// Tables are plain structs of equally long columns that name their columns once, in
///     template <class Visit> static constexpr void describe(Visit&& column)
/// with column(&Table::member, "name", "unit", "meaning") for each member in declaration order.
/// Resizing, copying rows, hashing, snapshots and documentation follow from that description.
namespace changji {

/// A row number inside one table. Rows move; keys do not.
using Row = std::int32_t;
constexpr Row no_row = -1;

template <class T>
using Column = std::vector<T>;

namespace table {

struct AnyColumn {
    template <class T>
    operator Column<T>() const;
};

template <class Table, class... Columns>
constexpr std::size_t count_members(Columns... columns) {
    if constexpr (requires { Table{columns..., AnyColumn{}}; }) {
        return count_members<Table>(columns..., AnyColumn{});
    } else {
        return sizeof...(Columns);
    }
}

/// Number of columns declared in the struct.
template <class Table>
constexpr std::size_t member_count = count_members<Table>();

/// Number of columns named by describe(); a column without a description does not compile:
///     static_assert(table::described_count<People>() == table::member_count<People>);
template <class Table>
constexpr std::size_t described_count() {
    std::size_t count = 0;
    Table::describe([&](auto, auto...) { ++count; });
    return count;
}

/// Calls visit(column, name, unit, meaning) for each column of a table.
template <class Table, class Visit>
void for_each_column(Table& table, Visit&& visit) {
    std::remove_const_t<Table>::describe(
        [&](auto member, std::string_view name, std::string_view unit, std::string_view meaning) {
            visit(table.*member, name, unit, meaning);
        });
}

template <class Table>
void resize(Table& table, std::size_t rows) {
    Table::describe([&](auto member, auto...) { (table.*member).resize(rows); });
}

/// Leaves room for the rows of a year, so that appending one neither moves the columns nor doubles
/// their memory; asks for memory seldom, as fresh memory is slow.
template <class Table>
void make_room(Table& table) {
    const std::size_t rows = table.size();
    Table::describe([&](auto member, auto...) {
        auto& column = table.*member;
        if (column.capacity() < rows + rows / 24 + 16) column.reserve(rows + rows / 8 + 64);
    });
}

/// Appends a copy of row `row` of `source` (another table of the same kind, or this one).
template <class Table>
void append_row(Table& table, const Table& source, Row row) {
    Table::describe([&](auto member, auto...) {
        const auto value = (source.*member)[static_cast<std::size_t>(row)];
        (table.*member).push_back(value);
    });
}

/// Stretches of consecutive rows in an order: most neighbours stay neighbours from year to year, so
/// that columns are copied in blocks.
struct Stretch {
    Row from;
    Row count;
};
inline void stretches_of(const std::vector<Row>& order, std::vector<Stretch>& stretches) {
    stretches.clear();
    for (const Row row : order) {
        if (!stretches.empty() && stretches.back().from + stretches.back().count == row) {
            ++stretches.back().count;
        } else {
            stretches.push_back({row, 1});
        }
    }
}

/// Makes row i of the result a copy of row order[i]: drops, duplicates and reorders rows.
/// `spare` and `stretches` keep their memory between calls, so that the yearly regrouping
/// allocates nothing.
template <class Table>
void take_rows(Table& table, const std::vector<Row>& order, Table& spare,
               std::vector<Stretch>& stretches) {
    stretches_of(order, stretches);
    Table::describe([&](auto member, auto...) {
        auto& from = table.*member;
        auto& to = spare.*member;
        to.resize(order.size());
        auto next = to.begin();
        for (const Stretch& stretch : stretches) {
            const auto begin = from.begin() + stretch.from;
            next = std::copy(begin, begin + stretch.count, next);
        }
        // Back into the table's own memory, which the copy has just brought into the cache; swapping
        // buffers would write to cold memory every year.
        from.assign(to.begin(), to.end());
    });
}

template <class Table>
void take_rows(Table& table, const std::vector<Row>& order, Table& spare) {
    std::vector<Stretch> stretches;
    take_rows(table, order, spare, stretches);
}

/// `count` consecutive rows that move together.
struct Move {
    Row from, to, count;
};
/// Single rows that go elsewhere than their neighbours.
struct Strays {
    const std::vector<Row>& from = none;
    const std::vector<Row>& to = none;
    inline static const std::vector<Row> none;
};

/// Moves rows of one column in place. `moves` are ascending in `from` and in `to`, so that moving
/// down in order and then up in reverse overwrites nothing that is still to move.
template <class T>
void move_in_place(T* rows, const std::vector<Move>& moves) {
    const auto move = [&](const Move& m) {
        std::memmove(rows + m.to, rows + m.from, static_cast<std::size_t>(m.count) * sizeof(T));
    };
    for (auto m = moves.begin(); m != moves.end(); ++m) {
        if (m->to < m->from) move(*m);
    }
    for (auto m = moves.rbegin(); m != moves.rend(); ++m) {
        if (m->to > m->from) move(*m);
    }
}

/// Rearranges a table in its own memory into `rows` rows, each the goal of one move or stray.
/// Most rows keep their neighbours from year to year; copying the table would cost twice as much.
template <class Table>
void move_rows(Table& table, const std::vector<Move>& moves, const Strays& strays,
               std::size_t rows, std::vector<std::byte>& spare) {
    Table::describe([&](auto member, auto...) {
        auto& column = table.*member;
        using Value = typename std::remove_cvref_t<decltype(column)>::value_type;
        static_assert(std::is_trivially_copyable_v<Value>);
        if (column.size() < rows) column.resize(rows);
        spare.resize(strays.from.size() * sizeof(Value));
        for (std::size_t k = 0; k < strays.from.size(); ++k) {
            std::memcpy(spare.data() + k * sizeof(Value),
                        column.data() + strays.from[k], sizeof(Value));
        }
        move_in_place(column.data(), moves);
        for (std::size_t k = 0; k < strays.to.size(); ++k) {
            std::memcpy(column.data() + strays.to[k], spare.data() + k * sizeof(Value),
                        sizeof(Value));
        }
        column.resize(rows);
    });
}

/// Order-dependent 64-bit hash of the bytes of all columns (trivially copyable elements).
template <class Table>
std::uint64_t hash(const Table& table, std::uint64_t seed = 0xcbf29ce484222325ULL) {
    Table::describe([&](auto member, auto...) {
        const auto& column = table.*member;
        using Value = typename std::remove_cvref_t<decltype(column)>::value_type;
        static_assert(std::is_trivially_copyable_v<Value>);
        for (const Value& value : column) {
            unsigned char bytes[sizeof(Value)];
            std::memcpy(bytes, &value, sizeof(Value));
            for (const unsigned char byte : bytes) seed = (seed ^ byte) * 0x100000001b3ULL;
        }
        seed = (seed ^ column.size()) * 0x100000001b3ULL;
    });
    return seed;
}

}  // namespace table
}  // namespace changji
