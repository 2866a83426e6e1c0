#include "model/processes/household_division.hpp"

#include <algorithm>

#include "model/base/block.hpp"
#include "model/world/household_rights.hpp"
#include "model/world/regroup.hpp"
#include "model/zone/decision.hpp"

namespace changji::demography {
namespace {

constexpr std::uint32_t kind_division = 3, kind_dissolution = 4;
constexpr int elder_age = 75;
constexpr std::uint8_t years_until_own_household = 2;

bool in_town(Place place) { return place != home_place && !outside_zone(place); }

std::size_t household_of(const People& people, std::size_t p) {
    return static_cast<std::size_t>(people.household[p]);
}

/// The rows of a household as it stood when the year began.
struct Members {
    std::size_t begin, end;
};

/// The spouse and the minors of somebody settled in a town follow there from wherever in the zone
/// they live: a couple that lived together in one town does not part because one finds work in
/// another.
void family_follows(Cell& cell, Members rows, std::size_t founder, int year) {
    People& people = cell.people;
    const Row partner = people.partner[founder];
    for (std::size_t p = rows.begin; p < rows.end; ++p) {
        const bool same = people.household[p] == people.household[founder];
        const bool minor = people.age(static_cast<Row>(p), year) < 16;
        const Place place = people.place[p];
        if (!same || outside_zone(place) || place == people.place[founder]) continue;
        if (static_cast<Row>(p) != partner && !(minor && partner >= 0)) continue;
        people.place[p] = people.place[founder];
        people.years_in_place[p] = 0;
        if (people.work[p] == Work::farm || people.work[p] == Work::self_employed) {
            people.work[p] = Work::unemployed;
            people.work_district[p] = residence_district(cell, people.place[p]);
            people.months_unemployed[p] = 0;
        }
    }
}

/// Persons at the founder's place leave their household together.
void found_household(Cell& cell, Members rows, std::size_t founder, int year) {
    People& people = cell.people;
    const Row old_household = people.household[founder];
    const Place place = people.place[founder];
    const Row household =
        add_household(cell.households, derived_key(people.key[founder],
                                                   static_cast<std::uint32_t>(year),
                                                   kind_division));
    for (std::size_t p = rows.begin; p < rows.end; ++p) {
        if (people.household[p] == old_household && people.place[p] == place) {
            people.household[p] = household;
        }
    }
}

bool someone_elsewhere(const People& people, Members rows, std::size_t founder) {
    for (std::size_t q = rows.begin; q < rows.end; ++q) {
        if (people.household[q] == people.household[founder] &&
            people.place[q] != people.place[founder] && !outside_zone(people.place[q])) {
            return true;
        }
    }
    return false;
}

/// Whether a person has lived in a town of the zone long enough for an own household.
bool may_found(const People& people, std::size_t p, int year) {
    return in_town(people.place[p]) && people.years_in_place[p] >= years_until_own_household &&
           people.household[p] >= 0 && people.age(static_cast<Row>(p), year) >= 18;
}

/// Who of a block has lived in a town of the zone long enough, before anybody moves.
void flag_settled(const People& people, std::size_t begin, std::size_t count,
                  block::Flags& flags) {
    const Place* place = people.place.data() + begin;
    const std::uint8_t* years = people.years_in_place.data() + begin;
    std::uint8_t* flag = flags.data();
    block::for_lanes(count, [=](std::size_t i) {
        const std::uint8_t code = place[i].code;
        flag[i] = (code > home_place.code) & (code < city_cores.code) &
                  (years[i] >= years_until_own_household);
    });
}

/// Which households of a block are elders who live alone.
void flag_elders_alone(const Cell& cell, std::size_t begin, std::size_t count, int year,
                       block::Flags& flags) {
    const Households& households = cell.households;
    const std::int16_t* birth_year = cell.people.birth_year.data();
    const auto born_by = static_cast<std::int16_t>(year - elder_age);
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t h = begin + i;
        flags[i] = block::all(households.members[h] == 1,
                              households.kind[h] == HouseholdKind::family,
                              birth_year[households.first_member[h]] <= born_by);
    }
}

/// The founder's household, if it stood when the year began; households founded since are whole.
void divide_at(Cell& cell, std::size_t founder, int year) {
    const People& people = cell.people;
    const auto h = household_of(people, founder);
    const std::int32_t members = cell.households.members[h];
    if (members < 2) return;
    const auto begin = static_cast<std::size_t>(cell.households.first_member[h]);
    const Members rows{begin, begin + static_cast<std::size_t>(members)};
    if (founder < rows.begin || founder >= rows.end) return;
    if (!someone_elsewhere(people, rows, founder)) return;
    family_follows(cell, rows, founder, year);
    if (someone_elsewhere(people, rows, founder)) found_household(cell, rows, founder, year);
}

/// The household of the cell an elder joins, or no_row: eight addressed tries for one whose first
/// member is 20 to 40 years younger. Children are not tracked by name (assumption).
Row household_to_join(const Cell& cell, std::size_t elder, int year, const Draws& draws) {
    const People& people = cell.people;
    for (std::uint32_t attempt = 1; attempt <= 8; ++attempt) {
        const double u = draws.uniform(people.key[elder], 0, draw_elder_joins, attempt);
        const auto p = static_cast<std::size_t>(u * static_cast<double>(people.size()));
        const int gap = people.birth_year[p] - people.birth_year[elder];
        if (people.household[p] < 0 || people.household[p] == people.household[elder]) continue;
        const bool family =
            household_of(people, p) < cell.households.size() &&
            cell.households.kind[household_of(people, p)] == HouseholdKind::family;
        if (family && people.place[p] == people.place[elder] && gap >= 20 && gap <= 40 &&
            people.age(static_cast<Row>(p), year) >= 30) {
            return people.household[p];
        }
    }
    return no_row;
}

void elder_joins(Cell& cell, std::size_t h, int year, const Coefficients& c, const Draws& draws) {
    People& people = cell.people;
    const auto p = static_cast<std::size_t>(cell.households.first_member[h]);
    if (people.household[p] != static_cast<Row>(h) || people.partner[p] >= 0) return;
    if (people.age(static_cast<Row>(p), year) < elder_age) return;
    if (draws.uniform(people.key[p], 0, draw_elder_joins) >= c.elder_joins) return;
    const Row to = household_to_join(cell, p, year, draws);
    if (to == no_row) return;
    hand_over(cell, people.household[p], to);
    people.household[p] = to;
}

void end_lease(Cell& cell, std::size_t k) {
    const Row lessor = cell.leases.lessor[k];
    const Area area = cell.leases.area[k];
    if (lessor == reserve_lessor) {
        cell.reserve_leased -= area;
    } else {
        cell.households.leased_out[static_cast<std::size_t>(lessor)] -= area;
    }
}

}  // namespace

void hand_over(Cell& cell, Row from, Row to) {
    Households& households = cell.households;
    const auto f = static_cast<std::size_t>(from), t = static_cast<std::size_t>(to);
    pass_house(cell, f, t);
    pass_share_and_contract(cell, f, t);
    households.contracted[t] += households.contracted[f];
    households.leased_out[t] += households.leased_out[f];
    households.leased_in[t] += households.leased_in[f];
    households.cash[t] += households.cash[f];
    households.contracted[f] = households.leased_out[f] = households.leased_in[f] = Area{};
    households.cash[f] = Money{};
    Leases& leases = cell.leases;
    for (std::size_t k = 0; k < leases.size(); ++k) {
        if (leases.lessor[k] == from) leases.lessor[k] = to;
        if (leases.lessee[k] == from) leases.lessee[k] = to;
    }
    for (std::size_t k = 0; k < cell.loans.size(); ++k) {
        if (cell.loans.borrower[k] != from) continue;
        cell.loans.borrower[k] = to;
        cell.loans.held[k] = static_cast<std::uint8_t>(cell.loans.held[k] & households.rights[t]);
    }
}

void dissolve_union(Cell& cell, Row woman, int year) {
    People& people = cell.people;
    const auto w = static_cast<std::size_t>(woman);
    const auto man = static_cast<std::size_t>(people.partner[w]);
    people.partner[w] = no_row;
    people.partner[man] = no_row;
    if (people.household[man] != people.household[w]) return;
    people.household[man] =
        add_household(cell.households, derived_key(people.key[man],
                                                   static_cast<std::uint32_t>(year),
                                                   kind_dissolution));
}

void divide_households(Cell& cell, int year, const Coefficients& c, const Draws& draws) {
    const std::size_t people = cell.people.size(), households = cell.households.size();
    block::Flags flags;
    for (std::size_t begin = 0; begin < people; begin += block::size) {
        const std::size_t count = std::min(block::size, people - begin);
        flag_settled(cell.people, begin, count, flags);
        block::for_each_flagged(flags, count, [&](std::size_t i) {
            if (may_found(cell.people, begin + i, year)) divide_at(cell, begin + i, year);
        });
    }
    for (std::size_t begin = 0; begin < households; begin += block::size) {
        const std::size_t count = std::min(block::size, households - begin);
        flag_elders_alone(cell, begin, count, year, flags);
        block::for_each_flagged(flags, count, [&](std::size_t i) {
            elder_joins(cell, begin + i, year, c, draws);
        });
    }
}

namespace {

/// Loans of households that end are repaid from what they leave; the rest is lost to the lender.
void repay_from_estates(Cell& cell, const std::vector<std::uint8_t>& lives, Ledger& ledger) {
    Loans& loans = cell.loans;
    std::vector<Row> kept;
    for (std::size_t k = 0; k < loans.size(); ++k) {
        const auto h = static_cast<std::size_t>(loans.borrower[k]);
        if (lives[h]) {
            kept.push_back(static_cast<Row>(k));
            continue;
        }
        Money& cash = cell.households.cash[h];
        const bool sold = loans.status[k] == LoanStatus::sold;
        const Money left = std::max(Money{}, sold ? Money{} : cash);
        const Money paid = std::min(left, loans.balance[k]);
        cash -= paid;
        const bool informal = loans.lender[k] == informal_lender;
        ledger.post(informal ? Item::informal_repayment : Item::loan_repayment,
                    index(cell.district), informal ? Ledger::outside : index(cell.district), paid);
        if (informal) continue;
        cell.estate_repaid[loans.lender[k]] += paid;
        cell.estate_lost[loans.lender[k]] += loans.balance[k] - paid;
    }
    Loans spare;
    if (kept.size() != loans.size()) table::take_rows(loans, kept, spare);
}

/// A living family household with a member 20 to 40 years younger than the dead, or no_row.
Row heir_of(const Cell& cell, std::size_t h, const std::vector<std::uint8_t>& lives,
            const Inheritance& inheritance) {
    const People& people = cell.people;
    const Households& households = cell.households;
    const Key key = households.key[h];
    if (inheritance.draws.uniform(key, 0, draw_house_heir) >= inheritance.share) return no_row;
    const int born = people.birth_year[static_cast<std::size_t>(households.first_member[h])];
    for (std::uint32_t attempt = 1; attempt <= 8; ++attempt) {
        const double u = inheritance.draws.uniform(key, 0, draw_house_heir, attempt);
        const auto p = static_cast<std::size_t>(u * static_cast<double>(people.size()));
        const int gap = people.birth_year[p] - born;
        if (people.household[p] < 0 || gap < 20 || gap > 40) continue;
        const std::size_t to = household_of(people, p);
        if (lives[to] && households.kind[to] == HouseholdKind::family) return people.household[p];
    }
    return no_row;
}

void leave_rights(Cell& cell, std::size_t h, const std::vector<std::uint8_t>& lives,
                  const Inheritance& inheritance) {
    if (cell.households.rights[h] & house_use) {
        const Row heir = heir_of(cell, h, lives, inheritance);
        if (heir >= 0) pass_house(cell, h, static_cast<std::size_t>(heir));
    }
    revert_rights(cell, h);
}

}  // namespace

void settle_vanished_households(Cell& cell, const std::vector<Row>& vanished, Ledger& ledger,
                                const Inheritance& inheritance) {
    if (vanished.empty()) return;
    Households& households = cell.households;
    std::vector<std::uint8_t> lives(households.size(), 1);
    for (const Row h : vanished) lives[static_cast<std::size_t>(h)] = 0;
    if (cell.loans.size() > 0) repay_from_estates(cell, lives, ledger);
    bool any_with_land = false;
    for (const Row row : vanished) {
        const auto h = static_cast<std::size_t>(row);
        any_with_land |= households.contracted[h].count > 0 || households.leased_in[h].count > 0;
        ledger.pay_out(Item::cash_leaving, cell.district, households.cash[h]);
        cell.reserve += households.contracted[h];
        cell.reserve_leased += households.leased_out[h];
        households.cash[h] = Money{};
        leave_rights(cell, h, lives, inheritance);
    }
    if (!any_with_land) return;
    Leases& leases = cell.leases;
    std::vector<Row> kept;
    kept.reserve(leases.size());
    for (std::size_t k = 0; k < leases.size(); ++k) {
        Row& lessor = leases.lessor[k];
        if (lessor >= 0 && !lives[static_cast<std::size_t>(lessor)]) lessor = reserve_lessor;
        const Row lessee = leases.lessee[k];
        if (lessee >= 0 && !lives[static_cast<std::size_t>(lessee)]) {
            end_lease(cell, k);
        } else {
            kept.push_back(static_cast<Row>(k));
        }
    }
    Leases spare;
    if (kept.size() != leases.size()) table::take_rows(leases, kept, spare);
}

}  // namespace changji::demography
