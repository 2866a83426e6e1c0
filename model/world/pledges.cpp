#include "model/world/pledges.hpp"

#include <algorithm>

namespace changji {
namespace {

std::size_t at(Row row) {
    return static_cast<std::size_t>(row);
}

/// Last year of the asset manager's claims on a household, or 0.
int end_of_claims(const Loans& loans, Row household) {
    int last = 0;
    for (std::size_t k = 0; k < loans.size(); ++k) {
        if (loans.status[k] == LoanStatus::sold && loans.borrower[k] == household)
            last = std::max<int>(last, loans.last_year[k]);
    }
    return last;
}

}  // namespace

std::int64_t rights_held_by_lenders(const Cell& cell) {
    const Households& households = cell.households;
    const Loans& loans = cell.loans;
    const Leases& leases = cell.leases;
    std::int64_t wrong = 0;
    for (std::size_t k = 0; k < loans.size(); ++k) {
        const std::uint8_t now = households.rights[at(loans.borrower[k])];
        if (now & gave_up_rights) continue;
        wrong += (loans.held[k] & ~now & (contract_right | qualification)) != 0;
    }
    if (loans.size() == 0) return wrong;
    for (std::size_t k = 0; k < leases.size(); ++k) {
        const Row lessor = leases.lessor[k];
        if (!leases.assigned[k] || lessor < 0) continue;
        wrong += !(households.rights[at(lessor)] & contract_right) ||
                 households.leased_out[at(lessor)] > households.contracted[at(lessor)];
        const int last = end_of_claims(loans, lessor);
        wrong += last > 0 && leases.last_year[k] > last;
    }
    return wrong;
}

}  // namespace changji
