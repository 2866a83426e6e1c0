#pragma once

#include <cstdint>

/// Elementary functions with the same bits on every CPU, compiler and thread count: + − × ÷ and
/// bit operations only (the C library's exp, log and pow differ between CPUs with and without FMA).
/// Built with -ffp-contract=off. Loops over them vectorise.
namespace changji::math {

/// e^x, error at most 1 ulp; the argument is held in [−708, 709].
inline double exp(double x) {
    constexpr double log2_e = 1.4426950408889634074;
    constexpr double ln2_high = 6.93147180369123816490e-01;
    constexpr double ln2_low = 1.90821492927058770002e-10;
    constexpr double shift = 6755399441055744.0;  // 1.5·2^52: rounds to an integer in the low bits
    x = x < 709.0 ? x : 709.0;
    x = x > -708.0 ? x : -708.0;
    const double t = x * log2_e + shift;
    const std::uint64_t k = __builtin_bit_cast(std::uint64_t, t);
    const double n = t - shift;
    const double r = (x - n * ln2_high) - n * ln2_low;
    const double r2 = r * r, r4 = r2 * r2, r8 = r4 * r4;
    const double a = (1.0 / 2) + r * (1.0 / 6), b = (1.0 / 24) + r * (1.0 / 120);
    const double c = (1.0 / 720) + r * (1.0 / 5040), d = (1.0 / 40320) + r * (1.0 / 362880);
    const double e = (1.0 / 3628800) + r * (1.0 / 39916800);
    const double f = (1.0 / 479001600) + r * (1.0 / 6227020800);
    const double p = (a + r2 * b) + r4 * (c + r2 * d) + r8 * (e + r2 * f);
    const double q = 1.0 + (r + r2 * p);
    return q * __builtin_bit_cast(double, (k + 1023) << 52);
}

/// Natural logarithm of a positive normal number, error at most 1 ulp.
inline double log(double x) {
    constexpr double ln2_high = 6.93147180369123816490e-01;
    constexpr double ln2_low = 1.90821492927058770002e-10;
    const std::uint64_t u = __builtin_bit_cast(std::uint64_t, x);
    const std::uint64_t offset = u - 0x3fe6a09e667f3bcdULL + 0x3ff0000000000000ULL;
    const std::uint64_t biased = offset >> 52;
    const double m =
        __builtin_bit_cast(double, u - ((biased << 52) - 0x3ff0000000000000ULL));
    const double k = __builtin_bit_cast(double, biased | 0x4330000000000000ULL) -
                     (4503599627370496.0 + 1023.0);
    const double f = m - 1.0, s = f / (2.0 + f), z = s * s, w = z * z;
    const double t1 = w * (3.999999999940941908e-01 +
                           w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01));
    const double t2 =
        z * (6.666666666666735130e-01 +
             w * (2.857142874366239149e-01 +
                  w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)));
    const double r = t1 + t2, h = 0.5 * f * f;
    return k * ln2_high - ((h - (s * (h + r) + k * ln2_low)) - f);
}

inline double power(double base, double exponent) { return exp(exponent * log(base)); }
inline double logistic(double x) { return 1.0 / (1.0 + exp(-x)); }

/// The standard normal deviate with probability p below it, p in (0, 1).
/// \source Wichura 1988, algorithm AS 241 (PPND16), relative error about 1e-16.
double normal_quantile(double p);

}  // namespace changji::math
