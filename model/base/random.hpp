#pragma once

#include <array>
#include <cstdint>

namespace changji {

/// Philox4x32-10 (Salmon et al. 2011): the four output words of one 128-bit counter.
constexpr std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter,
                                              std::array<std::uint32_t, 2> key) {
    for (int round = 0; round < 10; ++round) {
        const std::uint64_t a = std::uint64_t{0xD2511F53u} * counter[0];
        const std::uint64_t b = std::uint64_t{0xCD9E8D57u} * counter[2];
        counter = {static_cast<std::uint32_t>(b >> 32) ^ counter[1] ^ key[0],
                   static_cast<std::uint32_t>(b),
                   static_cast<std::uint32_t>(a >> 32) ^ counter[3] ^ key[1],
                   static_cast<std::uint32_t>(a)};
        key[0] += 0x9E3779B9u;
        key[1] += 0xBB67AE85u;
    }
    return counter;
}

/// A real in (0, 1), both ends open, from 52 random bits; exact in binary, no conversion rounding.
constexpr double open_unit(std::uint32_t high, std::uint32_t low) {
    const std::uint64_t bits = ((std::uint64_t{high} << 32) | low) >> 12;
    return (static_cast<double>(bits) + 0.5) * 0x1p-52;
}

/// Identity of an agent for ever: rows move, keys never do.
using Key = std::uint64_t;

/// A well-mixed 64-bit value of three words; keys of newborns, split households and new firms
/// come from their parents through it, never from a counter.
constexpr Key derived_key(Key parent, std::uint32_t year_or_order, std::uint32_t kind) {
    const auto words = philox({static_cast<std::uint32_t>(parent),
                               static_cast<std::uint32_t>(parent >> 32), year_or_order, kind},
                              {0x4A696C69u, 0x6E323032u});
    return (std::uint64_t{words[0]} << 32) | words[1];
}

/// Random draws are addressed, not queued: (seed, replicate) × (agent, year, decision, index).
/// Threads, row order, scenarios and other agents cannot change what an agent meets.
struct Draws {
    std::uint32_t seed = 1;
    std::uint32_t replicate = 0;

    /// Two independent uniforms of one address.
    struct Pair {
        double first;
        double second;
    };

    constexpr std::array<std::uint32_t, 4> bits(Key agent, int year, std::uint32_t decision,
                                                std::uint32_t index = 0) const {
        return philox({static_cast<std::uint32_t>(agent), static_cast<std::uint32_t>(agent >> 32),
                       (static_cast<std::uint32_t>(year) << 16) | decision, index},
                      {seed, replicate});
    }
    constexpr Pair pair(Key agent, int year, std::uint32_t decision,
                        std::uint32_t index = 0) const {
        const auto w = bits(agent, year, decision, index);
        return {open_unit(w[0], w[1]), open_unit(w[2], w[3])};
    }
    /// Uniform on (0, 1).
    constexpr double uniform(Key agent, int year, std::uint32_t decision,
                             std::uint32_t index = 0) const {
        const auto w = bits(agent, year, decision, index);
        return open_unit(w[0], w[1]);
    }
};

}  // namespace changji
