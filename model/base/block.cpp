#include "model/base/block.hpp"

namespace changji::block {
namespace {

CHANGJI_WIDE void draw_lanes(const Draws& draws, const Key* keys, std::size_t count, int year,
                             std::uint32_t decision, std::uint32_t index, Words& words) {
    std::uint32_t *a = words.word[0].data(), *b = words.word[1].data();
    std::uint32_t *c = words.word[2].data(), *d = words.word[3].data();
    for_lanes(count, [=](std::size_t i) {
        const auto bits = draws.bits(keys[i], year, decision, index);
        a[i] = bits[0];
        b[i] = bits[1];
        c[i] = bits[2];
        d[i] = bits[3];
    });
}

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
    draw_lanes(draws, keys, count, year, decision, index, words);
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
