#pragma once

#include "model/world/world.hpp"

/// The yearly audit of lenders, always on.
namespace changji::credit_audit {

/// Throws BalanceError naming lender, district and amount if a branch's cash, loans and claims are
/// not its funding and equity; if its loans are not those that borrowers owe it, or not last
/// year's + lent − repaid − written off − sold; if anybody but a bank is short of cash; or if a
/// contract right or qualification has passed to a lender.
void close(const World& world);

}  // namespace changji::credit_audit
