#include "model/processes/harvest_shares.hpp"

#include <algorithm>

namespace changji::harvest {

void apportion(Money total, std::span<const std::int32_t> heads, std::span<const Key> keys,
               std::span<Money> out) {
    std::int64_t all = 0;
    for (const std::int32_t h : heads) all += h;
    std::fill(out.begin(), out.end(), Money{});
    if (all == 0 || total.count == 0) return;
    // total × heads may pass 64 bits; whole fen per head and the rest are split apart.
    const std::int64_t each = total.count / all, rest = total.count % all;
    struct Claim {
        std::int64_t remainder;
        Key key;
        std::size_t row;
    };
    std::vector<Claim> claims;
    std::int64_t left = rest;
    for (std::size_t i = 0; i < heads.size(); ++i) {
        if (heads[i] == 0) continue;
        const std::int64_t part = rest * heads[i];
        out[i].count = each * heads[i] + part / all;
        left -= part / all;
        claims.push_back({part % all, keys[i], i});
    }
    const auto earlier = [](const Claim& a, const Claim& b) {
        return a.remainder != b.remainder ? a.remainder > b.remainder : a.key < b.key;
    };
    if (left <= 0) return;
    const auto end = claims.begin() + static_cast<std::ptrdiff_t>(left);
    std::nth_element(claims.begin(), end - 1, claims.end(), earlier);
    for (auto claim = claims.begin(); claim != end; ++claim) ++out[claim->row].count;
}

}  // namespace changji::harvest
