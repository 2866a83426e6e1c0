#pragma once

#include "model/base/quantity.hpp"
#include "model/base/random.hpp"
#include "model/base/table.hpp"

namespace changji {

/// The exits from rights of one village in one year: what the check of voluntariness reads.
struct Exits {
    Column<Key> household;
    Column<std::uint8_t> bundle;  ///< 2 … 8
    Column<double> value;         ///< utility of the bundle, with its noise
    Column<double> keep;          ///< utility of keeping everything, with its noise
    Column<Money> paid;
    Column<Money> floor;  ///< least pay allowed

    template <class Visit>
    static constexpr void describe(Visit&& column) {
        column(&Exits::household, "household", "1", "key of the household");
        column(&Exits::bundle, "bundle", "code", "bundle of rights given up, 2 to 8");
        column(&Exits::value, "value", "1", "utility of the bundle");
        column(&Exits::keep, "keep", "1", "utility of keeping all rights");
        column(&Exits::paid, "paid", "fen", "compensation paid");
        column(&Exits::floor, "floor", "fen", "least compensation allowed");
    }
    std::size_t size() const { return household.size(); }
};
static_assert(table::described_count<Exits>() == table::member_count<Exits>);

/// Bundles of rights: b0 keep, b1 lease the house, b2 return the land and keep qualification …
constexpr std::size_t bundle_count = 9;

}  // namespace changji
