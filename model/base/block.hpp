#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "model/base/math.hpp"
#include "model/base/random.hpp"

/// Loops over a few hundred agents at a time that the compiler turns into vector instructions.
/// Every lane computes exactly what the scalar function computes, so the bits do not depend on the
/// width of the machine's vectors.
namespace changji::block {

/// Agents of a block: its scratch stays in the first-level cache.
constexpr std::size_t size = 256;

template <class T>
using Lanes = std::array<T, size>;

/// A function compiled twice, for any CPU and with the wider vectors of AVX2: the loader takes the one
/// that suits the machine. The bits are the same (no FMA). Give it to a function of one file only:
/// compilers name what they export differently.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define CHANGJI_WIDE  // the choice would be made before the sanitizer is ready
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define CHANGJI_WIDE
#endif
#endif
#ifndef CHANGJI_WIDE
#if defined(__x86_64__) && defined(__gnu_linux__)
#define CHANGJI_WIDE [[gnu::target_clones("avx2", "default")]]
#else
#define CHANGJI_WIDE
#endif
#endif

/// Calls body(i) for i in [0, count), whose iterations must not depend on each other.
template <class Body>
inline void for_lanes(std::size_t count, const Body& body) {
#pragma omp simd
    for (std::size_t i = 0; i < count; ++i) body(i);
}

/// One byte per agent, 0 or 1: who needs a closer look.
using Flags = Lanes<std::uint8_t>;

/// Calls visit(i) for the flagged i in [0, count), in order. Few are: eight are passed over at once.
/// A visit may flag agents that come later.
template <class Visit>
void for_each_flagged(Flags& flags, std::size_t count, const Visit& visit) {
    std::fill(flags.begin() + static_cast<std::ptrdiff_t>(count), flags.end(), std::uint8_t{0});
    for (std::size_t begin = 0; begin < count; begin += 8) {
        std::uint64_t eight;
        std::memcpy(&eight, flags.data() + begin, sizeof eight);
        if (eight == 0) continue;
        for (std::size_t i = begin; i < begin + 8; ++i) {
            if (flags[i] != 0) visit(i);
        }
    }
}

/// For every word whose uniform may lie below p this holds: word ≤ limit_below(p). The few that
/// pass are compared exactly.
inline std::uint32_t limit_below(double p) {
    const double scaled = p * 0x1p32;
    return scaled >= 0x1p32 - 1 ? ~std::uint32_t{0}
           : scaled <= 0        ? 0
                                : static_cast<std::uint32_t>(scaled);
}

/// Whether all hold, or any; all are evaluated, without the branches of && and ||, which cost more
/// where neighbours differ without pattern.
template <class... Conditions>
constexpr bool all(Conditions... conditions) {
    return (static_cast<int>(conditions) & ...) != 0;
}
template <class... Conditions>
constexpr bool any(Conditions... conditions) {
    return (static_cast<int>(conditions) | ...) != 0;
}

/// The four words of one address per agent.
struct Words {
    std::array<Lanes<std::uint32_t>, 4> word;
};

/// Draws `index` of a decision for agents keys[0] … keys[count − 1].
void draw(const Draws& draws, const Key* keys, std::size_t count, int year, std::uint32_t decision,
          std::uint32_t index, Words& words);

/// A real in (0, 1) from one word, in steps of 2^−32: enough to compare with a probability that is
/// not far below 1e-6, at a quarter of the price of four 52-bit draws. Exact in binary.
inline double short_unit(std::uint32_t word) {
    const double shifted = __builtin_bit_cast(double, std::uint64_t{0x4330000000000000} | word);
    return (shifted - (4503599627370496.0 - 0.5)) * 0x1p-32;
}

/// Beyond this distance of p from one half the normal deviate is taken from the tail formula.
constexpr double normal_centre = 0.47575;

/// The normal deviate of p = 0.5 + q for |q| ≤ normal_centre, relative error at most 1.2e-9.
/// \source P. J. Acklam 2003, An algorithm for computing the inverse normal cumulative distribution
inline double short_normal_centre(double q) {
    const double r = q * q;
    const double numerator =
        ((((-3.969683028665376e+01 * r + 2.209460984245205e+02) * r - 2.759285104469687e+02) * r +
          1.383577518672690e+02) *
             r -
         3.066479806614716e+01) *
            r +
        2.506628277459239e+00;
    const double denominator =
        ((((-5.447609879822406e+01 * r + 1.615858368580409e+02) * r - 1.556989798598866e+02) * r +
          6.680131188771972e+01) *
             r -
         1.328068155288572e+01) *
            r +
        1.0;
    return numerator * q / denominator;
}

/// Standard normal deviates of 32-bit words: as fine as their source (steps of 2^−32 in
/// probability, |z| ≤ 6.4). Every lane takes the centre formula; the one in twenty that lies
/// beyond is then replaced by the full quantile.
void short_normal(const std::uint32_t* words, std::size_t count, double* deviates);

/// The standard Gumbel deviate of a 32-bit word, −ln(−ln u).
inline double short_gumbel(std::uint32_t word) {
    return -math::log(-math::log(short_unit(word)));
}
void short_gumbel(const std::uint32_t* words, std::size_t count, double* deviates);

}  // namespace changji::block
