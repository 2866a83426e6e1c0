#include "output/content_hash.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <numeric>
#include <tuple>
#include <vector>

#include <fmt/format.h>

namespace changji::output {
namespace {

std::uint64_t mixed(std::uint64_t word) {
    word = (word ^ (word >> 30)) * 0xBF58476D1CE4E5B9u;
    word = (word ^ (word >> 27)) * 0x94D049BB133111EBu;
    return word ^ (word >> 31);
}

std::uint64_t canonical_bits(double value) {
    if (std::isnan(value)) return 0x7FF8000000000000u;
    return std::bit_cast<std::uint64_t>(value == 0 ? 0.0 : value);
}

/// The numbers 0 … n−1 in the order of key(i).
template <class Key>
std::vector<std::size_t> order_by(std::size_t n, const Key& key) {
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
    return order;
}

}  // namespace

void ContentHash::add(const void* data, std::size_t bytes) {
    static_assert(std::endian::native == std::endian::little);
    const auto* from = static_cast<const unsigned char*>(data);
    std::size_t left = bytes;
    std::uint64_t word = 0;
    for (; left >= sizeof(word); left -= sizeof(word), from += sizeof(word)) {
        std::memcpy(&word, from, sizeof(word));
        add(word);
    }
    word = 0;
    if (left > 0) std::memcpy(&word, from, left);
    add(word);
    add(static_cast<std::uint64_t>(bytes));
}

std::string ContentHash::hex() const {
    return fmt::format("{:016x}{:016x}", mixed(first_ ^ rotated(second_, 17)),
                       mixed(second_ + 0x9E3779B97F4A7C15u * first_));
}

std::string run_hash(const Results& results, std::size_t run) {
    const auto series = order_by(results.series.size(), [&](std::size_t i) -> const std::string& {
        return results.series[i].name;
    });
    ContentHash hash;
    for (const int year : results.years) hash.add(static_cast<std::uint64_t>(year));
    for (std::size_t row = 0; row < row_count; ++row) hash.add(row_name(row).key);
    const std::size_t first = results.cell(run, 0, 0), last = results.cell(run + 1, 0, 0);
    for (const std::size_t s : series) {
        hash.add(results.series[s].name);
        hash.add(results.series[s].unit);
        for (std::size_t i = first; i < last; ++i)
            hash.add(canonical_bits(results.series[s].values[i]));
    }
    return hash.hex();
}

std::string content_hash(const std::vector<RunLabel>& runs) {
    ContentHash hash;
    for (const std::size_t i : order_by(runs.size(), [&](std::size_t run) {
             return std::tie(runs[run].scenario, runs[run].replicate, runs[run].draw);
         }))
        hash.add(runs[i].hash);
    return hash.hex();
}

std::string content_hash(const Results& results) {
    std::vector<RunLabel> runs = results.runs;
    for (std::size_t i = 0; i < runs.size(); ++i) runs[i].hash = run_hash(results, i);
    return content_hash(runs);
}

}  // namespace changji::output
