#include "model/base/math.hpp"
#include "model/processes/demography.hpp"

namespace changji::demography {
namespace {

/// Straight line through (x0, y0) and (x1, y1).
double between(double x, double x0, double y0, double x1, double y1) {
    return y0 + (y1 - y0) * (x - x0) / (x1 - x0);
}

std::size_t parity_class(std::size_t children) { return children < 2 ? children : 2; }

double parity_weight(std::size_t parity, const Coefficients& c) {
    return parity == 0 ? 1.0 : parity == 1 ? c.second_child : c.third_child;
}

/// Normal density over ages, summed to one over the fertile ages.
std::array<double, WomenByAge::ages> birth_age_weights(const Coefficients& c) {
    std::array<double, WomenByAge::ages> weights{};
    double sum = 0;
    for (int i = 0; i < WomenByAge::ages; ++i) {
        const double z = (first_fertile + i + 0.5 - c.birth_age) / c.birth_age_sd;
        weights[static_cast<std::size_t>(i)] = math::exp(-0.5 * z * z);
        sum += weights[static_cast<std::size_t>(i)];
    }
    for (double& weight : weights) weight /= sum;
    return weights;
}

/// D_a: mean over women of ages a−2…a+2 of being in union × parity weight.
std::array<double, WomenByAge::ages> exposure(const WomenByAge& women, const Coefficients& c) {
    std::array<double, WomenByAge::ages> result{};
    for (int age = 0; age < WomenByAge::ages; ++age) {
        double exposed = 0, all = 0;
        for (int a = age - 2; a <= age + 2; ++a) {
            if (a < 0 || a >= WomenByAge::ages) continue;
            const auto i = static_cast<std::size_t>(a);
            all += static_cast<double>(women.all[i]);
            for (std::size_t k = 0; k < 3; ++k) {
                exposed += static_cast<double>(women.in_union[i][k]) * parity_weight(k, c);
            }
        }
        const double mean = all > 0 ? exposed / all : 0.0;
        result[static_cast<std::size_t>(age)] = mean > c.union_floor ? mean : c.union_floor;
    }
    return result;
}

/// Σ over ages of expected births per woman at scale n; the cap .6 makes it concave in n.
double expected_total(const WomenByAge& women, const BirthTable& unit, double scale) {
    double total = 0;
    for (std::size_t i = 0; i < women.all.size(); ++i) {
        if (women.all[i] == 0) continue;
        double births = 0;
        for (std::size_t k = 0; k < 3; ++k) {
            const double b = scale * unit[i][k];
            births += static_cast<double>(women.in_union[i][k]) * (b < 0.6 ? b : 0.6);
        }
        total += births / static_cast<double>(women.all[i]);
    }
    return total;
}

}  // namespace

double death_probability(int age, Sex sex, Stratum lives, int year, const Coefficients& c) {
    if (age >= oldest) return 1.0;
    if (age <= 0) return c.infant;
    const bool man = sex == Sex::male;
    const double constant = man ? c.male_constant : c.female_constant;
    const double level = man ? c.male_level : c.female_level;
    const double slope = man ? c.male_slope : c.female_slope;
    const double rural = lives == Stratum::rural ? 1.0 + c.rural_excess : 1.0;
    const double hazard = (constant + level * math::exp(slope * age)) *
                          math::exp(-c.improvement * (year - first_year)) * rural;
    return 1.0 - math::exp(-hazard);
}

double total_fertility(int year, const Coefficients& c) {
    if (year <= 2019) return c.fertility_2019;
    if (year <= 2024) return between(year, 2019, c.fertility_2019, 2024, c.fertility_2024);
    if (year <= 2035) return between(year, 2024, c.fertility_2024, 2035, c.fertility_2035);
    return c.fertility_2035;
}

double union_hazard(int age, const Coefficients& c) {
    if (age <= 19 || age >= 50) return 0.0;
    if (age <= 26) return between(age, 19, 0.0, 26, c.union_peak);
    if (age <= 35) return between(age, 26, c.union_peak, 35, c.union_35);
    return between(age, 35, c.union_35, 50, 0.0);
}

double union_share_30_39(double multiplier, const Coefficients& c) {
    double share = 0, sum = 0;
    for (int age = 19; age < 40; ++age) {
        const double enter = multiplier * union_hazard(age, c);
        share = share * (1.0 - c.dissolution) + (1.0 - share) * (enter < 1.0 ? enter : 1.0);
        if (age >= 30) sum += share;
    }
    return sum / 10.0;
}

double solve_union_multiplier(double share, const Coefficients& c) {
    double low = 0.2, high = 4.0;
    for (int i = 0; i < 60; ++i) {
        const double middle = 0.5 * (low + high);
        (union_share_30_39(middle, c) < share ? low : high) = middle;
    }
    return 0.5 * (low + high);
}

WomenByAge& WomenByAge::operator+=(const WomenByAge& other) {
    for (std::size_t i = 0; i < all.size(); ++i) {
        all[i] += other.all[i];
        for (std::size_t k = 0; k < 3; ++k) in_union[i][k] += other.in_union[i][k];
    }
    return *this;
}

BirthTable birth_table(const WomenByAge& women, int year, const Coefficients& c) {
    const auto weights = birth_age_weights(c);
    const auto exposed = exposure(women, c);
    const double fertility = total_fertility(year, c);
    BirthTable unit{};
    for (std::size_t i = 0; i < unit.size(); ++i) {
        for (std::size_t k = 0; k < 3; ++k) {
            unit[i][k] = fertility * weights[i] * parity_weight(parity_class(k), c) / exposed[i];
        }
    }
    double low = 0, high = 64;
    for (int i = 0; i < 80; ++i) {
        const double middle = 0.5 * (low + high);
        (expected_total(women, unit, middle) < fertility ? low : high) = middle;
    }
    const double scale = 0.5 * (low + high);
    for (auto& row : unit) {
        for (double& b : row) b = scale * b < 0.6 ? scale * b : 0.6;
    }
    return unit;
}

}  // namespace changji::demography
