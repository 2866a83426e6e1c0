#include "model/processes/harvest_shares.hpp"

#include <algorithm>

namespace changji::harvest {

namespace {

/// Households with one number of heads.
struct Size {
    std::int64_t part = 0, remainder = 0, households = 0;
};

/// One fen more for the `left` households of largest remainder, of equal ones in order of key.
void give_rest(std::int64_t left, std::span<const std::int32_t> heads, std::span<const Key> keys,
               const std::vector<Size>& sizes, std::span<Money> out) {
    // The remainder at which the fen run out.
    std::vector<Size> order(sizes.begin() + 1, sizes.end());
    std::sort(order.begin(), order.end(),
              [](const Size& a, const Size& b) { return a.remainder > b.remainder; });
    std::int64_t marginal = 0;
    for (auto size = order.begin(); size != order.end();) {
        marginal = size->remainder;
        std::int64_t equal = 0;
        for (; size != order.end() && size->remainder == marginal; ++size) {
            equal += size->households;
        }
        if (equal >= left) break;
        left -= equal;
    }
    struct Claim {
        Key key;
        std::size_t row;
    };
    std::vector<Claim> claims;
    for (std::size_t i = 0; i < heads.size(); ++i) {
        if (heads[i] == 0) continue;
        const std::int64_t remainder = sizes[static_cast<std::size_t>(heads[i])].remainder;
        if (remainder > marginal) ++out[i].count;
        if (remainder == marginal) claims.push_back({keys[i], i});
    }
    const auto end = claims.begin() + static_cast<std::ptrdiff_t>(left);
    std::nth_element(claims.begin(), end - 1, claims.end(),
                     [](const Claim& a, const Claim& b) { return a.key < b.key; });
    for (auto claim = claims.begin(); claim != end; ++claim) ++out[claim->row].count;
}

}  // namespace

void apportion(Money total, std::span<const std::int32_t> heads, std::span<const Key> keys,
               std::span<Money> out) {
    std::int64_t all = 0;
    for (const std::int32_t h : heads) all += h;
    std::fill(out.begin(), out.end(), Money{});
    if (all == 0 || total.count == 0) return;
    // total × heads may pass 64 bits; whole fen per head and the rest are split apart. Households of
    // one size have one part and one remainder.
    const std::int64_t each = total.count / all, rest = total.count % all;
    const std::int32_t largest = *std::max_element(heads.begin(), heads.end());
    std::vector<Size> sizes(static_cast<std::size_t>(largest) + 1);
    for (std::int64_t n = 1; n <= largest; ++n) {
        Size& size = sizes[static_cast<std::size_t>(n)];
        size.part = each * n + rest * n / all;
        size.remainder = rest * n % all;
    }
    std::int64_t paid = 0;
    for (std::size_t i = 0; i < heads.size(); ++i) {
        Size& size = sizes[static_cast<std::size_t>(heads[i])];
        out[i].count = size.part;
        paid += size.part;
        ++size.households;
    }
    if (total.count > paid) give_rest(total.count - paid, heads, keys, sizes, out);
}

}  // namespace changji::harvest
