#pragma once

#include "model/processes/accounts.hpp"

/// Rates and sums of the household accounts. A part of accounts.
namespace changji::accounts {

/// Amounts of the year that are the same for everybody who lives in one place.
struct Residence {
    Money rural_pension, self_employed, other_transfers, other_property;
    std::array<Money, skill_count> unemployment_benefit{};
};

struct Rates {
    Money employee_pension;
    ByStratum<Residence> at{};
    std::array<std::array<Money, 3>, skill_count> remittance{};  ///< by skill and outside place
};

Rates rates_of_year(const World& world, const Settings& settings);

/// What the households of one cell received and spent.
struct Payments {
    PerDistrict<Money> wages;  ///< by district of work
    Money own_business, employee_pension, rural_pension, unemployment_benefit, other_transfers,
        other_property, remittances, consumption;

    void post(District home, Ledger& ledger) const;
};

}  // namespace changji::accounts
