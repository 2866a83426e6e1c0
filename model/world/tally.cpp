#include "model/world/tally.hpp"

#include "model/base/math.hpp"

namespace changji {
namespace {

constexpr double lowest_income = 500.0;     // yuan per head and year
constexpr double classes_per_factor_e = 64.0;

template <class T>
constexpr bool is_array = requires(T& t) { t[0]; };

double as_real(std::int64_t value) { return static_cast<double>(value); }
template <class Unit>
double as_real(Quantity<Unit> value) {
    return static_cast<double>(value.count);
}

struct Add {
    template <class A, class B>
    void operator()(A& a, const B& b) const {
        if constexpr (is_array<A>) {
            for (std::size_t i = 0; i < a.size(); ++i) a[i] += b[i];
        } else {
            a += b;
        }
    }
};

struct AddWeighted {
    double weight;
    template <class A, class B>
    void operator()(A& a, const B& b) const {
        if constexpr (is_array<A>) {
            for (std::size_t i = 0; i < a.size(); ++i) a[i] += weight * as_real(b[i]);
        } else {
            a += weight * as_real(b);
        }
    }
};

}  // namespace

Tally& operator+=(Tally& sum, const Tally& other) {
    Tally::zip(sum, other, Add{});
    return sum;
}

Totals& operator+=(Totals& sum, const Totals& other) {
    Totals::zip(sum, other, Add{});
    return sum;
}

void add_weighted(Totals& sum, const Tally& tally, double weight) {
    Tally::zip(sum, tally, AddWeighted{weight});
}

namespace {

/// Classes by the leading bits of income over the lowest one: a slot holds at most one boundary.
class IncomeClasses {
public:
    IncomeClasses() {
        for (std::size_t i = 0; i < slots; ++i) {
            const double low = __builtin_bit_cast(double, first_bits + (std::uint64_t{i} << slot_shift));
            const double position = classes_per_factor_e * math::log(low);
            base_[i] = static_cast<std::uint16_t>(position + 1e-9);
        }
        for (std::size_t k = 0; k < upper_.size(); ++k) {
            upper_[k] = math::exp(static_cast<double>(k + 1) / classes_per_factor_e);
        }
    }
    std::size_t at(double over_lowest) const {
        const std::uint64_t bits = __builtin_bit_cast(std::uint64_t, over_lowest);
        const std::size_t slot = (bits - first_bits) >> slot_shift;
        const std::size_t k =
            slot < slots ? base_[slot] + (over_lowest >= upper_[base_[slot]] ? 1u : 0u) : slots;
        return k < income_class_count ? k : income_class_count - 1;
    }

private:
    static constexpr std::uint64_t first_bits = 0x3ff0000000000000ULL;  // of 1.0
    static constexpr int slot_shift = 44;                               // 256 slots per doubling
    static constexpr std::size_t slots = 12 * 256;
    std::array<std::uint16_t, slots> base_{};
    std::array<double, 544> upper_{};  // of class k; 12 doublings hold 532 classes
};

}  // namespace

std::size_t income_class(double yuan_per_head) {
    static const IncomeClasses classes;
    return yuan_per_head <= lowest_income ? 0 : classes.at(yuan_per_head / lowest_income);
}

double income_class_floor(std::size_t income_class) {
    return lowest_income * math::exp(static_cast<double>(income_class) / classes_per_factor_e);
}

}  // namespace changji
