#include "model/base/block.hpp"

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define CHANGJI_CHOOSES_AVX2
#endif

namespace changji::block {
namespace {

/// Of a draw, besides the agent.
struct Address {
    int year;
    std::uint32_t decision, index;
};

void draw_portably(const Draws& draws, const Key* keys, const Address& at, std::size_t begin,
                   std::size_t count, Words& words) {
    std::uint32_t *a = words.word[0].data(), *b = words.word[1].data();
    std::uint32_t *c = words.word[2].data(), *d = words.word[3].data();
    for_lanes(count - begin, [=](std::size_t k) {
        const std::size_t i = begin + k;
        const auto bits = draws.bits(keys[i], at.year, at.decision, at.index);
        a[i] = bits[0];
        b[i] = bits[1];
        c[i] = bits[2];
        d[i] = bits[3];
    });
}

#ifdef CHANGJI_CHOOSES_AVX2

/// The low halves of four 64-bit lanes.
[[gnu::target("avx2")]] inline void store_low(__m256i lanes, std::uint32_t* words) {
    const __m256i order = _mm256_setr_epi32(0, 2, 4, 6, 0, 2, 4, 6);
    _mm_storeu_si128(reinterpret_cast<__m128i*>(words),
                     _mm256_castsi256_si128(_mm256_permutevar8x32_epi32(lanes, order)));
}

/// Philox of four agents at a time, a word in the low half of each 64-bit lane, which is where the
/// widening product reads it and leaves its halves; compilers lose half of the time shuffling words.
/// Returns how many agents it has served.
[[gnu::target("avx2")]] std::size_t draw_by_four(const Draws& draws, const Key* keys,
                                                 const Address& at, std::size_t count,
                                                 Words& words) {
    const __m256i a = _mm256_set1_epi64x(0xD2511F53), b = _mm256_set1_epi64x(0xCD9E8D57);
    const __m256i step_0 = _mm256_set1_epi64x(0x9E3779B9), step_1 = _mm256_set1_epi64x(0xBB67AE85);
    const __m256i year = _mm256_set1_epi64x((static_cast<std::int64_t>(at.year) << 16) |
                                            std::int64_t{at.decision});
    std::size_t i = 0;
    for (; i + 4 <= count; i += 4) {
        __m256i w0 = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(keys + i));
        __m256i w1 = _mm256_srli_epi64(w0, 32), w2 = year, w3 = _mm256_set1_epi64x(at.index);
        __m256i key_0 = _mm256_set1_epi64x(draws.seed), key_1 = _mm256_set1_epi64x(draws.replicate);
        for (int round = 0; round < 10; ++round) {
            const __m256i p = _mm256_mul_epu32(w0, a), q = _mm256_mul_epu32(w2, b);
            w0 = _mm256_xor_si256(_mm256_srli_epi64(q, 32), _mm256_xor_si256(w1, key_0));
            w2 = _mm256_xor_si256(_mm256_srli_epi64(p, 32), _mm256_xor_si256(w3, key_1));
            w1 = q;  // high halves are never read
            w3 = p;
            key_0 = _mm256_add_epi64(key_0, step_0);
            key_1 = _mm256_add_epi64(key_1, step_1);
        }
        store_low(w0, words.word[0].data() + i);
        store_low(w1, words.word[1].data() + i);
        store_low(w2, words.word[2].data() + i);
        store_low(w3, words.word[3].data() + i);
    }
    return i;
}

bool has_avx2() {
    static const bool has = __builtin_cpu_supports("avx2") != 0;
    return has;
}

#else

bool has_avx2() { return false; }
std::size_t draw_by_four(const Draws&, const Key*, const Address&, std::size_t, Words&) { return 0; }

#endif

CHANGJI_WIDE void normal_lanes(const std::uint32_t* words, std::size_t count, double* deviates) {
    for_lanes(count, [=](std::size_t i) {
        deviates[i] = short_normal_centre(short_unit(words[i]) - 0.5);
    });
}

CHANGJI_WIDE void gumbel_lanes(const std::uint32_t* words, std::size_t count, double* deviates) {
    for_lanes(count, [=](std::size_t i) { deviates[i] = short_gumbel(words[i]); });
}

}  // namespace

void draw(const Draws& draws, const Key* keys, std::size_t count, int year, std::uint32_t decision,
          std::uint32_t index, Words& words) {
    const Address at{year, decision, index};
    const std::size_t served = has_avx2() ? draw_by_four(draws, keys, at, count, words) : 0;
    draw_portably(draws, keys, at, served, count, words);
}

void short_normal(const std::uint32_t* words, std::size_t count, double* deviates) {
    normal_lanes(words, count, deviates);
    constexpr auto edge = static_cast<std::uint32_t>((0.5 - normal_centre) * 0x1p32);
    for (std::size_t i = 0; i < count; ++i) {
        if (words[i] - edge >= ~std::uint32_t{0} - 2 * edge) {
            deviates[i] = math::normal_quantile(short_unit(words[i]));
        }
    }
}

void short_gumbel(const std::uint32_t* words, std::size_t count, double* deviates) {
    gumbel_lanes(words, count, deviates);
}

}  // namespace changji::block
