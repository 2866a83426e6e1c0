#pragma once

#include "model/base/block.hpp"
#include "model/world/households.hpp"

namespace changji {

/// Calls body(h, u) for each household h for which wanted(h) holds, in order, with the uniform draw
/// of a decision; drawn a block at a time.
template <class Wanted, class Body>
void for_each_draw(const Households& households, const Draws& draws, int year,
                   std::uint32_t decision, const Wanted& wanted, const Body& body) {
    block::Lanes<std::size_t> household;
    block::Lanes<Key> key;
    block::Words words;
    for (std::size_t begin = 0; begin < households.size(); begin += block::size) {
        const std::size_t rest = households.size() - begin;
        const std::size_t end = begin + (rest < block::size ? rest : block::size);
        std::size_t count = 0;
        for (std::size_t h = begin; h < end; ++h) {
            household[count] = h;
            count += wanted(h) ? 1 : 0;
        }
        for (std::size_t i = 0; i < count; ++i) key[i] = households.key[household[i]];
        block::draw(draws, key.data(), count, year, decision, 0, words);
        for (std::size_t i = 0; i < count; ++i) {
            body(household[i], open_unit(words.word[0][i], words.word[1][i]));
        }
    }
}

}  // namespace changji
