#pragma once

#include <span>
#include <vector>

#include "model/base/quantity.hpp"
#include "model/base/random.hpp"

namespace changji::harvest {

/// Splits a total exactly over households in proportion to heads: floors, then one fen each by
/// largest remainder, ties by key. \param out as long as `heads`, overwritten
void apportion(Money total, std::span<const std::int32_t> heads, std::span<const Key> keys,
               std::span<Money> out);

}  // namespace changji::harvest
