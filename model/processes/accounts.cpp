#include "model/processes/accounts.hpp"

#include "model/base/math.hpp"
#include "model/world/outside.hpp"
#include "model/world/tally_sheet.hpp"
#include "model/zone/decision.hpp"

namespace changji::accounts {
namespace {

/// Part of the year a newly unemployed person draws benefit, assumption.
constexpr double mean_search = 0.5;

/// The four parts of disposable income of a group of residents.
struct Income {
    Money wage, business, property, transfer;
    Money own_business;  ///< of business: from self-employment
    std::int64_t heads = 0, cohort = 0;
    Money total() const { return wage + business + property + transfer; }
};

/// Amounts of the year that are the same for everybody in a class.
struct Rates {
    Money employee_pension;
    PerDistrict<Money> rural_pension, self_employed;
    PerDistrict<std::array<Money, skill_count>> unemployment_benefit;
    ByStratum<Money> other_transfers{}, other_property{};
    std::array<std::array<Money, 3>, skill_count> remittance{};  ///< by skill and outside place
};

Rates rates_of_year(const World& world, const Settings& settings) {
    const Coefficients& c = settings.coefficients;
    const double nominal = world.zone.cpi * world.zone.wage_index;
    Rates rates;
    rates.employee_pension = yuan(c.employee_pension * nominal);
    for (std::size_t d = 0; d < district_count; ++d) {
        const DistrictState& state = world.districts[d];
        rates.rural_pension[d] = yuan(settings.levers[d].rural_pension * nominal);
        rates.self_employed[d] =
            yuan(c.self_employed_pay * state.expected_wage[index(Skill::middle)]);
        for (std::size_t k = 0; k < skill_count; ++k) {
            rates.unemployment_benefit[d][k] =
                yuan(c.unemployment_replacement * mean_search * state.expected_wage[k]);
        }
        for (std::size_t s = 0; s < stratum_count; ++s) {
            rates.other_transfers[d][s] = yuan(state.other_transfers[s] * nominal);
            rates.other_property[d][s] = yuan(state.other_property[s] * world.zone.cpi);
        }
    }
    for (std::size_t skill = 0; skill < skill_count; ++skill) {
        for (std::size_t k = 0; k < outside_places.size(); ++k) {
            const auto& place = outside_places[k];
            rates.remittance[skill][k] = yuan(settings.remit_share * place.pay * place.chance *
                                              world.solved.outside_pay[skill] * nominal);
        }
    }
    return rates;
}

/// Works through one cell: who gets what, into which group, onto which sheet.
class CellAccounts {
public:
    CellAccounts(Cell& cell, const World& world, const Settings& settings, const Rates& rates,
                 TallySheet& sheet, Ledger& ledger)
        : cell_(cell), world_(world), settings_(settings), rates_(rates), sheet_(sheet),
          ledger_(ledger) {}

    void settle_household(std::size_t h) {
        Households& households = cell_.households;
        home_ = Income{};
        home_.wage = households.wage[h];
        home_.business = households.business[h];
        home_.property = households.property[h];
        home_.transfer = households.transfer[h];
        booked_ = home_.total();
        town_ = Income{};
        const auto begin = static_cast<std::size_t>(households.first_member[h]);
        const std::size_t end = begin + static_cast<std::size_t>(households.members[h]);
        bool anyone_home = false;
        std::size_t first_in_town = end;
        std::int64_t in_town = 0;
        for (std::size_t p = begin; p < end; ++p) {
            const Place place = cell_.people.place[p];
            anyone_home |= place == home_place;
            if (place != home_place && !outside_zone(place) && first_in_town == end) {
                first_in_town = p;
            }
        }
        for (std::size_t p = begin; p < end; ++p) {
            const Place place = cell_.people.place[p];
            if (place == home_place) {
                add_resident(p, home_);
            } else if (outside_zone(place)) {
                if (anyone_home && cell_.people.work[p] == Work::away) receive_remittance(p);
            } else {
                settle_town_member(p, anyone_home, !anyone_home && p == first_in_town);
                ++in_town;
            }
        }
        if (!anyone_home && in_town > 0) {
            const Place place = cell_.people.place[first_in_town];
            count_household(h, residence_district(cell_, place), residence_stratum(cell_, place),
                            in_town);
        }
        if (anyone_home) {
            count(home_, cell_.district, cell_.stratum);
            count_household(h, cell_.district, cell_.stratum, home_.heads);
        }
        close_household(h, anyone_home || first_in_town != end);
    }

private:
    /// Personal income of a resident, paid now.
    void add_resident(std::size_t p, Income& group) {
        People& people = cell_.people;
        const District here = residence_district(cell_, people.place[p]);
        const auto s = index(residence_stratum(cell_, people.place[p]));
        ++group.heads;
        group.cohort += (people.traits[p] & cohort_2019) != 0;
        if (people.work[p] == Work::wage) {
            group.wage += people.wage[p];
            ledger_.post(Item::wages, people.work_district[p], cell_.district, people.wage[p]);
            const bool covered = fixed_trait(people.key[p], draw_insurance) <
                                 settings_.levers[here].unemployment_cover;
            people.traits[p] = static_cast<std::uint8_t>(
                covered ? people.traits[p] | unemployment_insured
                        : people.traits[p] & ~unemployment_insured);
        } else if (people.work[p] == Work::self_employed) {
            const Money earned = scaled(rates_.self_employed[here],
                                        math::exp(static_cast<double>(people.ability[p])));
            group.business += earned;
            group.own_business += earned;
            ledger_.receive(Item::own_business, cell_.district, earned);
        } else if (people.work[p] == Work::retired &&
                   (people.traits[p] & changji::employee_pension) != 0) {
            receive(Item::employee_pension, rates_.employee_pension, group.transfer);
        }
        if (people.work[p] == Work::unemployed &&
            people.months_unemployed[p] == months_first_year &&
            (people.traits[p] & unemployment_insured) != 0) {
            receive(Item::unemployment_benefit,
                    rates_.unemployment_benefit[here][index(people.skill[p])], group.transfer);
        }
        const bool old = people.age(static_cast<Row>(p), world_.year) >= 60;
        if (old && (people.traits[p] & changji::employee_pension) == 0) {
            receive(Item::rural_pension, rates_.rural_pension[here], group.transfer);
        }
        receive(Item::other_transfers, rates_.other_transfers[index(here)][s], group.transfer);
        receive(Item::other_property, rates_.other_property[index(here)][s], group.property);
    }

    void receive(Item item, Money amount, Money& part) {
        part += amount;
        ledger_.receive(item, cell_.district, amount);
    }

    void receive_remittance(std::size_t p) {
        const auto place = static_cast<std::size_t>(cell_.people.place[p].code - city_cores.code);
        receive(Item::remittances, rates_.remittance[index(cell_.people.skill[p])][place],
                home_.transfer);
    }

    /// A member living in a town accounts alone, and sends part of the pay to those at home.
    /// Where nobody is at home, the first town member also accounts for the household's own part.
    void settle_town_member(std::size_t p, bool anyone_home, bool carries_household) {
        Income own;
        if (carries_household) std::swap(own, home_);
        add_resident(p, own);
        if (anyone_home) {
            const Money sent = scaled(own.wage, settings_.remit_share);
            own.transfer -= sent;
            home_.transfer += sent;
        }
        const Place place = cell_.people.place[p];
        count(own, residence_district(cell_, place), residence_stratum(cell_, place));
        add(town_, own);
    }

    static void add(Income& sum, const Income& part) {
        sum.wage += part.wage;
        sum.business += part.business;
        sum.property += part.property;
        sum.transfer += part.transfer;
        sum.own_business += part.own_business;
        sum.heads += part.heads;
    }

    /// Family households where they live; members who live apart from theirs are not counted.
    void count_household(std::size_t h, District d, Stratum s, std::int64_t members) {
        if (cell_.households.kind[h] != HouseholdKind::family) return;
        Tally& tally = sheet_.at(d, s);
        ++tally.resident_households;
        tally.family_members += members;
    }

    void count(const Income& group, District d, Stratum s) {
        if (group.heads == 0) return;
        Tally& tally = sheet_.at(d, s);
        tally.residents += group.heads;
        tally.wage += group.wage;
        tally.business += group.business;
        tally.property += group.property;
        tally.transfer += group.transfer;
        tally.own_business += group.own_business;
        const Money total = group.total();
        const double heads = static_cast<double>(group.heads);
        const std::size_t k = income_class(in_yuan(total) / heads);
        tally.heads_by_income[k] += group.heads;
        tally.income_by_income[k] += total;
        tally.cohort_2019 += group.cohort;
        tally.cohort_income += scaled(total, static_cast<double>(group.cohort) / heads);
    }

    /// Cash, the household's yearly parts, and consumption, (42).
    void close_household(std::size_t h, bool resident) {
        Households& households = cell_.households;
        add(home_, town_);
        households.wage[h] = home_.wage;
        households.business[h] = home_.business;
        households.property[h] = home_.property;
        households.transfer[h] = home_.transfer;
        households.cash[h] += home_.total() - booked_;  // the harvest has moved its own cash
        if (!resident) {
            households.consumption[h] = Money{};
            return;
        }
        const Coefficients& c = settings_.coefficients;
        const Money income = home_.total();
        Money wanted;
        if (income.count > 0) wanted += scaled(income, c.consume_income);
        if (households.cash[h].count > 0) wanted += scaled(households.cash[h], c.consume_wealth);
        const Money cash = households.cash[h].count > 0 ? households.cash[h] : Money{};
        const Money spent = wanted < cash ? wanted : cash;
        households.cash[h] -= spent;
        households.consumption[h] = spent;
        ledger_.pay_out(Item::consumption, cell_.district, spent);
        const Place place = cell_.people.place[static_cast<std::size_t>(
            households.first_member[h])];
        const bool inside = !outside_zone(place);
        sheet_.at(inside ? residence_district(cell_, place) : cell_.district,
                  inside ? residence_stratum(cell_, place) : cell_.stratum)
            .consumption += spent;
    }

    Cell& cell_;
    const World& world_;
    const Settings& settings_;
    const Rates& rates_;
    TallySheet& sheet_;
    Ledger& ledger_;
    Income home_, town_;
    Money booked_;
};

}  // namespace

void open_year(World& world) {
    parallel_for(world.cells.size(), [&](std::size_t i) {
        Households& households = world.cells[i].households;
        for (std::size_t h = 0; h < households.size(); ++h) {
            households.income_before[h] = households.wage[h] + households.business[h] +
                                          households.property[h] + households.transfer[h];
        }
        for (auto* part : {&households.wage, &households.business, &households.property,
                           &households.transfer}) {
            for (Money& amount : *part) amount = Money{};
        }
        world.events[i] = CellEvents{};
    });
    world.ledger = Ledger{};
    for (DistrictState& state : world.districts) {
        state.budget.local_revenue = state.budget.shared_revenue = Money{};
    }
}

void settle(World& world, const Settings& settings) {
    world.tallies = {};
    world.totals = {};
    const Rates rates = rates_of_year(world, settings);
    PerThread<Ledger> ledgers;
    const World& seen = world;
    count_cells(world, [&](std::size_t i, TallySheet& sheet) {
        Cell& cell = world.cells[i];
        CellAccounts accounts(cell, seen, settings, rates, sheet, ledgers.mine());
        for (std::size_t h = 0; h < cell.households.size(); ++h) accounts.settle_household(h);
    });
    world.ledger += ledgers.total();
}

}  // namespace changji::accounts
