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

std::size_t income_class(double yuan_per_head) {
    if (yuan_per_head <= lowest_income) return 0;
    const double position = classes_per_factor_e * math::log(yuan_per_head / lowest_income);
    const auto last = static_cast<double>(income_class_count - 1);
    return static_cast<std::size_t>(position < last ? position : last);
}

double income_class_floor(std::size_t income_class) {
    return lowest_income * math::exp(static_cast<double>(income_class) / classes_per_factor_e);
}

}  // namespace changji
