#include "model/processes/migration_balance.hpp"

namespace changji::migration {

bool active_adult(const People& people, std::size_t p, int age) {
    return age >= 16 && age <= 64 && !people.in_school[p] && people.work[p] != Work::retired;
}

namespace {

constexpr int last_active_age = 64;
constexpr int last_employed_man = 59, last_employed_woman = 54;
bool retires_within_a_year(const People& people, std::size_t p, int age) {
    const int last = people.work[p] != Work::wage ? last_active_age
                     : people.sex[p] == Sex::male ? last_employed_man
                                                  : last_employed_woman;
    return age >= last;
}

void add_person(Stocks& stocks, const People& people, std::size_t p, int age, bool commutes) {
    if (people.in_school[p] && age >= 16) stocks.entrants += 1.0 / 7.0;  // of those aged 16–22
    if (!active_adult(people, p, age)) return;
    const Work work = people.work[p];
    const double retires = retires_within_a_year(people, p, age) ? 1.0 : 0.0;
    const bool here = work == Work::wage && !commutes, there = work == Work::wage && commutes;
    stocks.adults += 1, stocks.retiring += retires;
    stocks.searching += work == Work::unemployed;
    stocks.wage += here, stocks.wage_retiring += here ? retires : 0.0;
    stocks.commuting += there, stocks.commuting_retiring += there ? retires : 0.0;
    stocks.self_employed += work == Work::self_employed;
    stocks.self_employed_retiring += work == Work::self_employed ? retires : 0.0;
    stocks.home += work == Work::home, stocks.home_retiring += work == Work::home ? retires : 0.0;
}

}  // namespace

Stocks stocks_of(const World& world, Stratum stratum) {
    Stocks stocks;
    for (const Cell& cell : world.cells) {
        const People& people = cell.people;
        for (std::size_t p = 0; p < people.size(); ++p) {
            const int age = world.year - people.birth_year[p];
            if (outside_zone(people.place[p])) {
                stocks.away += cell.stratum == stratum && active_adult(people, p, age);
                continue;
            }
            if (residence_stratum(cell, people.place[p]) != stratum) continue;
            add_person(stocks, people, p, age,
                       people.work_district[p] != residence_district(cell, people.place[p]));
        }
    }
    return stocks;
}

double choosers_per_adult(const Stocks& stocks, double review) {
    const double surely = loss * (stocks.wage + stocks.commuting) + stocks.entrants;
    return review + (1.0 - review) * surely / (stocks.adults > 0 ? stocks.adults : 1.0);
}

double startups_per_adult(const Settings& settings) {
    double sum = 0;
    for (const double hazard : settings.startups) sum += hazard;
    return sum / static_cast<double>(district_count);
}

Balance::Balance(const Stocks& stocks, const Settings& settings, double moving_away, double joining)
    : review(settings.coefficients.review),
      startups(startups_per_adult(settings)),
      adults(stocks.adults > 0 ? stocks.adults : 1.0) {
    choosers = choosers_per_adult(stocks, review) * adults;
    growth = stocks.entrants + joining - stocks.retiring - moving_away * adults;
}

double Balance::share(double stock, double retiring, double lost, double joining) const {
    const double chosen = (review + startups) * stock + (1.0 - review) * lost + retiring +
                          stock / adults * growth - joining;
    return chosen > 1e-6 * choosers ? chosen / choosers : 1e-6;
}

}  // namespace changji::migration
