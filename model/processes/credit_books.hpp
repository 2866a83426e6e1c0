#pragma once

#include "model/base/parallel.hpp"
#include "model/processes/credit_terms.hpp"

/// Balance sheets of lenders. A part of credit.
namespace changji::credit {

/// What one branch did; integers, so that the order of adding does not matter.
struct BranchFlow {
    Money lent, repaid, interest, written_off;
    Money covered;                   ///< a bank: paid by the guarantee company
    Money fees, paid, reguaranteed;  ///< the guarantee company
    Money sold, sold_for;            ///< a bank: bad loans and their price
    Money bought, returned;          ///< the asset manager: price of claims, and their running off

    BranchFlow& operator+=(const BranchFlow& other);
};

struct BranchFlows {
    std::array<BranchFlow, lender_count * district_count> at{};
    BranchFlow& of(std::size_t lender, District d) { return at[branch(lender, d)]; }
    BranchFlows& operator+=(const BranchFlows& other);
};

/// Enters flows in the balance sheets. Cash of the other side and the ledger are the caller's.
void enter(Lenders& lenders, const BranchFlows& flows);

/// Branches without a balance.
void found_lenders(World& world);
/// Shares of districts in what belongs to the whole zone: registered population, last counted.
PerDistrict<double> district_shares(const World& world);
/// Part of full-scale money that a sample of the district's villages stands for.
double sample_scale(const World& world, District d);
/// Share of clients that choose each bank, by district.
std::array<double, bank_count> bank_weights(const World& world, District d);

/// What a branch may add to its loans on its equity.
Money room_of_branch(const World& world, const Settings& settings, std::size_t branch);

/// Pays in the capital that guarantee company, asset manager and integration bank are due.
void pay_in_capital(World& world, const Settings& settings);
/// Year's end: funding cost, operating cost, dividends, funding that keeps the reserve, and money
/// from outside for a branch without equity.
void close_year(World& world, const Settings& settings);

}  // namespace changji::credit
