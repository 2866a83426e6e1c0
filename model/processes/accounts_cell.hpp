#pragma once

#include "model/processes/accounts.hpp"
#include "model/world/tally_sheet.hpp"

/// Rates and cells of the household accounts. A part of accounts.
namespace changji::accounts {

/// By which pension a person may draw: the sum of those that hold.
enum PensionCase : unsigned { retired_person = 1, employee_class = 2, over_sixty = 4 };
constexpr std::size_t pension_cases = 8;

/// Amounts of the year that are the same for everybody who lives in one place.
struct Residence {
    Money self_employed, other_transfers, other_property;
    std::array<Money, pension_cases> employee_pension{}, rural_pension{};
    std::array<Money, skill_count> unemployment_benefit{};
};

struct Rates {
    ByStratum<Residence> at{};
    std::array<std::array<Money, 3>, skill_count> remittance{};  ///< by skill and outside place
};

Rates rates_of_year(const World& world, const Settings& settings);

/// What the households of one cell received as persons and spent.
struct Payments {
    PerDistrict<Money> wages;  ///< by district of work
    Money own_business, employee_pension, rural_pension, unemployment_benefit, other_transfers,
        other_property, remittances, consumption;

    /// Pensions of so many persons of each case, and what every head receives.
    void receive(const Residence& here, const std::array<std::int64_t, pension_cases>& persons);
    void post(District home, Ledger& ledger) const;
};

/// What members of one household in one place receive as persons.
struct PersonalIncome {
    Money wage, own_business, transfer;
    Money due;  ///< of loans at the end of the year, before consumption
    std::int32_t heads = 0, cohort = 0;
};

/// Settles the households of one cell; `members` is scratch.
void settle_cell(Cell& cell, const World& world, const Settings& settings, const Rates& rates,
                 TallySheet& sheet, Ledger& ledger, std::vector<PersonalIncome>& members);

}  // namespace changji::accounts
