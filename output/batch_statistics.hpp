#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "output/batch_results.hpp"

namespace changji::output {

/// Number, mean and variance of values that come one by one and are not kept (Welford). Values that
/// are not numbers are passed over.
class Moments {
  public:
    void add(double value);
    std::size_t count() const { return count_; }
    double mean() const;            ///< NaN without values
    double sd() const;              ///< of the values; NaN with fewer than two
    double standard_error() const;  ///< of the mean; NaN with fewer than two

  private:
    std::size_t count_ = 0;
    double mean_ = 0, squares_ = 0;
};

/// The value below which a share of sorted values lies, linear between neighbours; NaN of none.
double quantile(const std::vector<double>& sorted, double share);

/// Shares of the quantiles given.
constexpr std::array<double, 5> quantile_shares{0.05, 0.25, 0.5, 0.75, 0.95};

/// One measure of one scenario, year and row over all replicates and draws.
struct Summary {
    const Series* series = nullptr;  ///< without values
    std::string scenario;
    int year = 0;
    std::size_t row = 0;
    Moments moments;
    std::array<double, quantile_shares.size()> quantiles{};
};

/// A scenario less another, run by run: pairs share replicate and draw.
struct ScenarioEffect {
    const Series* series = nullptr;
    std::string scenario, base;
    int year = 0;
    std::size_t row = 0;
    Moments first, second, difference;  ///< base, scenario, scenario − base, over the pairs
    /// Standard error if the same runs had independent draws.
    double unpaired_error() const;
    /// Variance of the unpaired difference over that of the paired one: how many times the runs
    /// unpaired runs would need for the same precision. 0/0 gives NaN.
    double variance_ratio() const;
};

/// Calls visit for every measure (all, or those named), scenario, year and row; values of a few
/// measures at a time are in memory.
void summarise(const BatchResults& results, const std::vector<std::string>& measures,
               const std::function<void(const Summary&)>& visit);

/// Every scenario but `base` less `base`. Throws InputError if there is no such scenario or no pair.
void compare_scenarios(const BatchResults& results, const std::string& base,
                       const std::vector<std::string>& measures,
                       const std::function<void(const ScenarioEffect&)>& visit);

/// scenario,measure,code,unit,district,year,n,mean,sd,se,q05,q25,q50,q75,q95.
std::string summary_header();
std::string summary_line(const Summary& summary);
/// scenario,base,measure,code,unit,district,year,n,base_mean,scenario_mean,difference,se,
/// se_unpaired,variance_ratio.
std::string effect_header();
std::string effect_line(const ScenarioEffect& effect);

}  // namespace changji::output
