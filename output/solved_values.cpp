#include "output/solved_values.hpp"

#include <array>

namespace changji::output {
namespace {

template <std::size_t size>
std::vector<double> numbers(const std::array<double, size>& values) {
    return {values.begin(), values.end()};
}
std::vector<double> numbers(double value) {
    return {value};
}

}  // namespace

std::vector<SolvedValue> solved_values(const Solved& s) {
    return {{"union_multiplier", numbers(s.union_multiplier)},
            {"rural_months", numbers(s.rural_months)},
            {"choice", numbers(s.choice)},
            {"outside_pay", numbers(s.outside_pay)},
            {"land_bid_share", numbers(s.land_bid_share)},
            {"land_attachment", numbers(s.land_attachment)},
            {"base_yield", numbers(s.base_yield)},
            {"specialty_value_per_ha", numbers(s.specialty_value_per_ha)},
            {"satellite_household_share", numbers(s.satellite_household_share)},
            {"insurance_constant", numbers(s.insurance_constant)},
            {"exit_constant", numbers(s.exit_constant)},
            {"entry_rate", numbers(s.entry_rate)},
            {"labour_share", numbers(s.labour_share)},
            {"capital_share", numbers(s.capital_share)},
            {"land_share", numbers(s.land_share)},
            {"trend", numbers(s.trend)},
            {"vacancy_margin", numbers(s.vacancy_margin)},
            {"tax_rate_full", numbers(s.tax_rate_full)},
            {"tax_rate_local", numbers(s.tax_rate_local)},
            {"visits_scale", numbers(s.visits_scale)},
            {"house_kept_share", numbers(s.house_kept_share)},
            {"transfer_ratio", numbers(s.transfer_ratio)}};
}

}  // namespace changji::output
