#pragma once

#include "model/base/block.hpp"
#include "model/world/people.hpp"

namespace changji {

/// Rows of people in one labour state, a block of neighbours at a time.
struct RowsInWork {
    std::size_t count = 0;
    block::Lanes<std::size_t> person;
    block::Lanes<Key> key;
};

/// Calls body(rows) for each block of people with those in the given labour state. The choice is
/// made without branches, because labour states follow each other without pattern.
template <class Body>
void for_each_in_work(const People& people, Work work, const Body& body) {
    RowsInWork rows;
    for (std::size_t begin = 0; begin < people.size(); begin += block::size) {
        const std::size_t end =
            people.size() < begin + block::size ? people.size() : begin + block::size;
        rows.count = 0;
        for (std::size_t p = begin; p < end; ++p) {
            rows.person[rows.count] = p;
            rows.key[rows.count] = people.key[p];
            rows.count += people.work[p] == work ? 1 : 0;
        }
        body(rows);
    }
}

}  // namespace changji
