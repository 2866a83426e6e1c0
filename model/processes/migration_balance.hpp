#pragma once

#include "model/processes/migration.hpp"

/// The steady motion that the constants of choice are solved for, recipe step 8. A part of
/// migration.
namespace changji::migration {

/// Of employees whose job ends in a year: separations and closures (counted in a year run dry).
constexpr double loss = 0.13;

/// Whether a person belongs to the adults that flows and stocks are stated for.
bool active_adult(const People& people, std::size_t p, int age);

/// Active adults of one stratum by what they do, and what moves them besides choice: retirement
/// within a year, leaving school, coming home from outside the zone.
struct Stocks {
    double adults = 0, wage = 0, commuting = 0, searching = 0, self_employed = 0, home = 0;
    double wage_retiring = 0, commuting_retiring = 0, self_employed_retiring = 0, home_retiring = 0;
    double retiring = 0, entrants = 0, away = 0;
};
Stocks stocks_of(const World& world, Stratum stratum);

/// Adults who choose in a year, per adult: reviews, and surely after losing a job or school.
double choosers_per_adult(const Stocks& stocks, double review);

/// Adults who start a business in 2019, per adult: the same in all districts but for pilots.
double startups_per_adult(const Settings& settings);

/// What holds the composition of one stratum: of those who choose, a state must be chosen by as
/// many as leave it by choosing anew, by retiring and by starting a business, plus its part in the
/// change of all adults. Moving and dying take from every state alike.
struct Balance {
    double review, startups, choosers, adults, growth;

    Balance(const Stocks& stocks, const Settings& settings, double moving_away, double joining);
    /// Chosen share for a stock to keep its share of adults; `lost` of it lose their job first,
    /// `joining` enter it without choosing.
    double share(double stock, double retiring, double lost = 0, double joining = 0) const;
};

}  // namespace changji::migration
