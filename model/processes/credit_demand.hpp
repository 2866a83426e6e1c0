#pragma once

#include "model/base/random.hpp"
#include "model/processes/credit_queue.hpp"

/// From wishes to applications, (28) and (29). A part of credit.
namespace changji::credit {

/// What applicants of one district face this year.
struct Market {
    const World& world;
    const Settings& settings;
    Draws draws;
    PerDistrict<std::array<double, bank_count>> banks;
};

/// Debt service of a household on the loans it has, yuan a year.
double service_of(const Cell& cell, std::size_t household, int year);

/// The applications of one cell, wish by wish. A project is financed from cash first; what lasts
/// (machinery, a home, a business) by loans for years, secured ones first; working capital by a
/// loan until the harvest. A household asks no bank whose terms cost more than the project gains.
void apply(const Cell& cell, std::size_t cell_index, const Market& market,
           std::vector<Application>& applications);

/// Whether a project needs its money whole.
constexpr bool all_or_nothing(LoanPurpose purpose) {
    return purpose == LoanPurpose::home || purpose == LoanPurpose::business;
}
/// What a wish is short of.
Money need_of(const Cell& cell, std::size_t wish);

}  // namespace changji::credit
