#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "output/results.hpp"

namespace changji::output {

/// A 128-bit hash of a sequence of words, the same on every machine (little-endian reading of
/// bytes). Two multiplicative lanes: against accidents, not against adversaries.
class ContentHash {
  public:
    void add(std::uint64_t word) {
        first_ = rotated((first_ ^ word) * 0x9E3779B97F4A7C15u, 29);
        second_ = rotated(second_ + word * 0xC2B2AE3D27D4EB4Fu, 31) * 0x165667B19E3779F9u;
    }
    /// Bytes and their number.
    void add(const void* data, std::size_t bytes);
    void add(std::string_view text) { add(text.data(), text.size()); }
    /// 32 hexadecimal digits.
    std::string hex() const;

  private:
    static constexpr std::uint64_t rotated(std::uint64_t word, int bits) {
        return (word << bits) | (word >> (64 - bits));
    }
    std::uint64_t first_ = 0x243F6A8885A308D3u, second_ = 0x13198A2E03707344u;
};

/// The hash of one run: years, districts, measures by name with unit and the bits of every value.
/// NaN has one bit pattern, −0 equals 0.
std::string run_hash(const Results& results, std::size_t run);

/// The canonical hash of results: the hashes of their runs ordered by (scenario, replicate, draw).
/// Nothing of scenario names, provenance, time, path, machine or thread count enters it.
std::string content_hash(const Results& results);
/// The same from labels that carry the hashes of their runs, in any order.
std::string content_hash(const std::vector<RunLabel>& runs);

}  // namespace changji::output
