#pragma once

#include <array>
#include <vector>

#include "model/processes/firm_demography.hpp"
#include "model/processes/firms.hpp"
#include "model/processes/job_market.hpp"

/// Firms of the opening state: sizes, employers, technology and steady motion, §5.3 and §5.5.
namespace changji::firms {

struct OpeningCoefficients {
    double size_exponent, size_mean, size_cap;
    double labour_share_low, labour_share_high;

    static constexpr auto parameters() {
        using C = OpeningCoefficients;
        constexpr auto role = Role::coefficient;
        return std::array{
            Bound<C>{&C::size_exponent,
                     {"firm.size_alpha", "1", 1.06, 1.06, 1.01, 1.5, role, "", "5",
                      "企业规模帕累托指数", "Pareto exponent of firm sizes", "assumption"}},
            Bound<C>{&C::size_mean,
                     {"firm.size_mean", "jobs", 16, 16, 8, 40, role, "", "5", "企业平均规模",
                      "mean jobs of a firm in 2019", "assumption"}},
            Bound<C>{&C::size_cap,
                     {"firm.size_cap", "jobs", 20000, 20000, 5000, 60000, role, "", "5",
                      "企业规模上限", "largest firm of 2019", "prototype"}},
            Bound<C>{&C::labour_share_low,
                     {"firm.beta_low", "1", 0.12, 0.12, 0.05, 0.3, role, "", "33", "劳动份额下限",
                      "smallest labour exponent admitted", "assumption"}},
            Bound<C>{&C::labour_share_high,
                     {"firm.beta_high", "1", 0.60, 0.60, 0.4, 0.7, role, "", "33", "劳动份额上限",
                      "largest labour exponent admitted", "assumption"}},
        };
    }
};
static_assert(all_described<OpeningCoefficients>);

/// What firms of 2019 must add up to, in units of the sample held in memory.
struct FirmTargets {
    BySector<double> value_added;        ///< yuan of 2019
    double tax_full = 0, tax_local = 0;  ///< of value added
    double wage_growth = 0.03;           ///< g_w, real
};

struct OpeningSettings {
    OpeningCoefficients coefficients;
    Settings firms;
    firm_demography::Settings demography;
    job_market::Settings jobs;
};

/// Employer cost over value added that splits a district's jobs over its sectors a priori.
/// \source assumption, in the range .24–.41 of the prototype
constexpr std::array<double, sector_count> labour_intensity{0.26, 0.24, 0.36, 0.32,
                                                            0.36, 0.32, 0.41};

/// Whole parts of `total` in proportion to `weights`: largest remainder, ties by order.
std::vector<std::int64_t> apportion(std::int64_t total, const std::vector<double>& weights);

/// The quantile of a Pareto distribution on [1, cap].
double truncated_pareto(double p, double exponent, double cap);

/// Sizes of `count` firms that add up to `jobs` exactly; every firm has one job at least.
std::vector<std::int64_t> firm_sizes(std::int64_t jobs, std::size_t count, Key key,
                                     const OpeningCoefficients& coefficients);

/// Opens the firms of 2019 around the wage workers in memory (People::work_district and wage set,
/// wages::solve_levels done): every wage worker gets an employer; jobs by sector follow value
/// added; technology is such that each firm wants exactly the jobs it has at its mean
/// productivity and moves along its balanced path; closures, entries and vacancies of 2019 are
/// steady. wages::pay and production::produce then close the year 2019, with its investment.
/// \error InputError where people work in a district without value added in the targets.
void open(World& world, const FirmTargets& targets, const OpeningSettings& settings,
          const Draws& draws);

}  // namespace changji::firms
