#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "model/base/parallel.hpp"
#include "model/base/table.hpp"
#include "model/world/world.hpp"
#include "output/hdf5.hpp"

/// Tables of cells as HDF5 groups: every column of describe() is one dataset holding all cells one
/// after the other; `first_row` (cells + 1 entries) says where each cell begins.
namespace changji::output {

using Offsets = std::vector<std::int64_t>;

/// Where each cell's rows begin in the concatenated columns; last entry: all rows.
template <class Table>
Offsets row_offsets(const std::vector<Cell>& cells, Table Cell::*table) {
    Offsets offsets{0};
    for (const Cell& cell : cells)
        offsets.push_back(offsets.back() + static_cast<std::int64_t>((cell.*table).size()));
    return offsets;
}

/// Copies by several threads only where that is worth starting them.
template <class Copy>
void for_each_cell(std::size_t cells, std::size_t rows, const Copy& copy) {
    constexpr std::size_t worthwhile = 100000;
    if (rows > worthwhile) {
        parallel_for(cells, copy);
    } else {
        for (std::size_t c = 0; c < cells; ++c) copy(c);
    }
}

/// `hashed(data, bytes)` is called for every block written, in order.
template <class Table, class Hashed>
void write_cell_table(hid_t parent, const std::string& name, const std::vector<Cell>& cells,
                      Table Cell::*table, hdf5::Packing packing, Hashed&& hashed) {
    const hdf5::Handle group = hdf5::create_group(parent, name);
    const Offsets offsets = row_offsets(cells, table);
    hdf5::write(group, "first_row", H5T_NATIVE_INT64, {offsets.size()}, offsets.data());
    hashed(offsets.data(), offsets.size() * sizeof(std::int64_t));
    Table::describe([&](auto member, auto column, auto unit, auto meaning) {
        using Value = typename std::remove_cvref_t<decltype((cells[0].*table).*member)>::value_type;
        std::vector<Value> all(static_cast<std::size_t>(offsets.back()));
        for_each_cell(cells.size(), all.size(), [&](std::size_t c) {
            const auto& from = (cells[c].*table).*member;
            std::copy(from.begin(), from.end(), all.begin() + offsets[c]);
        });
        const hdf5::Handle written =
            hdf5::write(group, std::string(column), hdf5::native_type<Value>(), {all.size()},
                        all.data(), packing);
        hdf5::set_attribute(written, "units", std::string_view(unit));
        hdf5::set_attribute(written, "long_name", std::string_view(meaning));
        hashed(all.data(), all.size() * sizeof(Value));
    });
}

template <class Table, class Hashed>
void read_cell_table(hid_t parent, const std::string& name, std::vector<Cell>& cells,
                     Table Cell::*table, Hashed&& hashed) {
    const hdf5::Handle group = hdf5::open_group(parent, name);
    Offsets offsets(cells.size() + 1);
    hdf5::read_column(group, "first_row", offsets);
    if (offsets.front() != 0 || !std::is_sorted(offsets.begin(), offsets.end()))
        throw std::runtime_error("damaged row numbers in " + name);
    hashed(offsets.data(), offsets.size() * sizeof(std::int64_t));
    Table::describe([&](auto member, auto column, auto...) {
        using Value = typename std::remove_cvref_t<decltype((cells[0].*table).*member)>::value_type;
        std::vector<Value> all(hdf5::rows_of(group, std::string(column)));
        if (all.size() != static_cast<std::size_t>(offsets.back()))
            throw std::runtime_error("damaged column in " + name);
        hdf5::read_column(group, std::string(column), all);
        hashed(all.data(), all.size() * sizeof(Value));
        for_each_cell(cells.size(), all.size(), [&](std::size_t c) {
            ((cells[c].*table).*member)
                .assign(all.begin() + offsets[c], all.begin() + offsets[c + 1]);
        });
    });
}

/// The same for a table of the whole zone (firms, organisations).
template <class Table, class Hashed>
void write_table(hid_t parent, const std::string& name, const Table& table, Hashed&& hashed) {
    const hdf5::Handle group = hdf5::create_group(parent, name);
    table::for_each_column(table, [&](const auto& column, auto column_name, auto unit, auto) {
        using Value = typename std::remove_cvref_t<decltype(column)>::value_type;
        const hdf5::Handle written =
            hdf5::write(group, std::string(column_name), hdf5::native_type<Value>(),
                        {column.size()}, column.data());
        hdf5::set_attribute(written, "units", unit);
        hashed(column.data(), column.size() * sizeof(Value));
    });
}

template <class Table, class Hashed>
void read_table(hid_t parent, const std::string& name, Table& table, Hashed&& hashed) {
    const hdf5::Handle group = hdf5::open_group(parent, name);
    table::for_each_column(table, [&](auto& column, auto column_name, auto...) {
        using Value = typename std::remove_cvref_t<decltype(column)>::value_type;
        column.resize(hdf5::rows_of(group, std::string(column_name)));
        hdf5::read_column(group, std::string(column_name), column);
        hashed(column.data(), column.size() * sizeof(Value));
    });
}

}  // namespace changji::output
