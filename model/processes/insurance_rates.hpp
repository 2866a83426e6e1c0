#pragma once

#include "model/world/insurance.hpp"

/// What contracts on grain are worth: expected payoffs under the risks of the model. A part of
/// insurance.
namespace changji::insurance {

/// The risks an insurer reckons with, eq. (32).
struct Risk {
    double yield_sd = 0.13, skew = 0.5;  ///< of the village's weather
    double plot_sd = 0.2;                ///< of a farm around its village
    double price_sd = 0.08;              ///< log, of a year
    double price_weather = -0.058;       ///< correlation of price and village weather
};

using Rates = std::array<double, contract_count>;

/// Expected payoff per yuan insured of each contract at a cover; 0 at cover 0.
Rates fair_rates(double cover, const Risk& risk);

/// The premium of each contract: the observed tariff of a yield contract at cover .8, in proportion
/// to fair rates.
Rates tariffs(double cover, double observed, const Risk& risk);
constexpr double observed_cover = 0.8;

}  // namespace changji::insurance
