#pragma once

#include "model/base/block.hpp"
#include "model/world/people.hpp"

namespace changji {

/// Rows of people chosen from a block of neighbours.
struct ChosenRows {
    std::size_t count = 0;
    block::Lanes<std::size_t> person;
    block::Lanes<Key> key;
};

/// The rows for which wanted(p) holds, of the block that begins at row `begin`. Chosen without
/// branches, because neighbours differ without pattern: let `wanted` use block::all.
template <class Wanted>
void choose_rows(const People& people, std::size_t begin, const Wanted& wanted, ChosenRows& rows) {
    const std::size_t rest = people.size() - begin;
    const std::size_t end = begin + (rest < block::size ? rest : block::size);
    std::size_t count = 0;
    for (std::size_t p = begin; p < end; ++p) {
        rows.person[count] = p;
        count += wanted(p) ? 1 : 0;
    }
    for (std::size_t i = 0; i < count; ++i) rows.key[i] = people.key[rows.person[i]];
    rows.count = count;
}

/// Calls body(rows) for each block of people with those for which wanted(p) holds.
template <class Wanted, class Body>
void for_each_chosen(const People& people, const Wanted& wanted, const Body& body) {
    ChosenRows rows;
    for (std::size_t begin = 0; begin < people.size(); begin += block::size) {
        choose_rows(people, begin, wanted, rows);
        body(rows);
    }
}

/// The same for one labour state.
template <class Body>
void for_each_in_work(const People& people, Work work, const Body& body) {
    const Work* const works = people.work.data();
    for_each_chosen(people, [=](std::size_t p) { return works[p] == work; }, body);
}

}  // namespace changji
