#pragma once

#include <vector>

#include "model/processes/credit_terms.hpp"

/// Approval of loans, bank by bank and district by district. A part of credit.
namespace changji::credit {

struct Application {
    std::int32_t cell = 0;
    std::int32_t wish = 0;  ///< row in the cell's wishes
    Row household = no_row;
    Key rank = 0;  ///< order among equals
    std::uint8_t bank = 0;
    District district{};
    LoanProduct product{};
    LoanPurpose purpose{};
    std::int16_t years = 0;  ///< 0: settled after the harvest
    bool wants_guarantee = false, guaranteed = false, policy = false, granted = false;
    Money amount;
    Area pledged;
    Price price;  ///< without guarantee
    Price price_guaranteed;
    double rate = 0;
};

/// What a branch may lend this year.
struct Capacity {
    Money own;     ///< on its equity
    Money policy;  ///< policy credit
};

/// The order in which guarantees and loans are given; equal applications by rank, then by amount.
bool comes_before(const Application& a, const Application& b);

/// The guarantee company of a district covers applications in order while its capacity lasts.
/// \\param covered share of a loan that is covered
void grant_guarantees(std::vector<Application*>& applications, Money capacity, double covered);

/// A branch approves in order of risk-adjusted return what earns more than it costs, within its
/// capacity and, product by product, its quota; a loan that does not fit is passed over. Policy
/// credit goes first to farms and start-ups. The order of `applications` does not matter.
void approve(std::vector<Application*>& applications, const Capacity& capacity, double quota,
             double policy_spread);

/// The bank of a client: rendezvous hashing with weights, so that a new bank wins clients and
/// moves no others. Banks of weight 0 have none.
std::uint8_t bank_of(Key client, const std::array<double, bank_count>& weights);

}  // namespace changji::credit
