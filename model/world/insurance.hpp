#pragma once

#include <algorithm>
#include <array>

#include "model/base/quantity.hpp"

namespace changji {

/// What a contract on grain makes good: a lost yield, a low price, or a low product of both.
enum class Contract : std::uint8_t { yield, price, income };
constexpr std::size_t contract_count = 3;

/// Payoff per yuan of expected value, §4.8. \param f yield over the normal one \param g price over
/// the one agreed at planting
constexpr double payoff(Contract contract, double cover, double f, double g) {
    const double kept = contract == Contract::yield   ? f
                        : contract == Contract::price ? g
                                                      : f * g;
    return std::max(0.0, cover - kept);
}

/// Terms on which the grain of a district is insured this year, agreed at planting.
struct InsuranceTerms {
    Contract reformed = Contract::yield;  ///< what villages reached by the reform sign
    double reformed_share = 0;            ///< the village's draw lies below it; others: yield
    double cover = 0;                     ///< c, of the expected value
    double subsidy = 0;                   ///< of the premium
    std::array<double, contract_count> rate{};  ///< premium per yuan insured
};

/// Books of the insurer's branch in one district. Contracts end with the harvest and claims are
/// paid in the year, so that cash is the only asset and nothing is owed at the end of a year.
struct Insurer {
    Money cash, equity;
    Money equity_2019;                                     ///< in the prices of 2019
    Money farmer_premiums, subsidies, district_subsidies;  ///< of this year
    Money claims, ceded, recovered, costs, dividends, capital;

    Money premiums() const { return farmer_premiums + subsidies; }
    Money result() const {
        return premiums() - claims - ceded + recovered - costs - dividends + capital;
    }
};

}  // namespace changji
