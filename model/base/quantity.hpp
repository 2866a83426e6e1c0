#pragma once

#include <compare>
#include <cstdint>

namespace changji {

/// An exact integer amount of one unit. Adding money to land does not compile.
/// The state holds only such integers, so that books balance to the last fen and square metre.
template <class Unit>
struct Quantity {
    std::int64_t count = 0;

    constexpr Quantity& operator+=(Quantity other) {
        count += other.count;
        return *this;
    }
    constexpr Quantity& operator-=(Quantity other) {
        count -= other.count;
        return *this;
    }
    friend constexpr Quantity operator+(Quantity a, Quantity b) { return {a.count + b.count}; }
    friend constexpr Quantity operator-(Quantity a, Quantity b) { return {a.count - b.count}; }
    friend constexpr Quantity operator-(Quantity a) { return {-a.count}; }
    friend constexpr auto operator<=>(Quantity, Quantity) = default;
};

/// Current yuan, counted in fen (1 yuan = 100 fen).
using Money = Quantity<struct MoneyUnit>;
/// Land, counted in square metres (1 ha = 10,000 m²; 1 mu = 1/15 ha).
using Area = Quantity<struct AreaUnit>;

/// The integer nearest to x, halves away from zero: the one rounding rule of every posting.
constexpr std::int64_t round_half_away(double x) {
    return x < 0 ? -static_cast<std::int64_t>(-x + 0.5) : static_cast<std::int64_t>(x + 0.5);
}

constexpr Money yuan(double amount) { return {round_half_away(amount * 100.0)}; }
constexpr double in_yuan(Money money) { return static_cast<double>(money.count) / 100.0; }
constexpr Area hectares(double ha) { return {round_half_away(ha * 10000.0)}; }
constexpr double in_hectares(Area area) { return static_cast<double>(area.count) / 10000.0; }

/// The given share of an amount, rounded once.
template <class Unit>
constexpr Quantity<Unit> scaled(Quantity<Unit> amount, double share) {
    return {round_half_away(static_cast<double>(amount.count) * share)};
}

}  // namespace changji
