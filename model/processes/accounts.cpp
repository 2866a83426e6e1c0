#include "model/processes/accounts_rates.hpp"

#include "model/base/math.hpp"
#include "model/world/chosen_rows.hpp"
#include "model/world/tally_sheet.hpp"
#include "model/zone/decision.hpp"

namespace changji::accounts {
namespace {

/// The four parts of disposable income of a group of residents.
struct Income {
    Money wage, business, property, transfer;
    Money own_business;  ///< of business: from self-employment
    std::int64_t heads = 0, cohort = 0;
    Money total() const { return wage + business + property + transfer; }
};

/// Employees living in the zone are insured against unemployment by a draw fixed for life.
void insure(Cell& cell, const Settings& settings) {
    People& people = cell.people;
    for_each_in_work(people, Work::wage, [&](const ChosenRows& rows) {
        for (std::size_t i = 0; i < rows.count; ++i) {
            const std::size_t p = rows.person[i];
            if (outside_zone(people.place[p])) continue;
            const District here = residence_district(cell, people.place[p]);
            const bool covered = fixed_trait(rows.key[i], draw_insurance) <
                                 settings.levers[here].unemployment_cover;
            people.traits[p] = static_cast<std::uint8_t>(
                covered ? people.traits[p] | unemployment_insured
                        : people.traits[p] & ~unemployment_insured);
        }
    });
}

/// The amount or nothing, by a mask: compilers make a jump of a choice.
constexpr Money only_if(bool condition, Money amount) {
    return {amount.count & -static_cast<std::int64_t>(condition)};
}

/// What members of one household in one place receive as persons.
struct PersonalIncome {
    Money wage, own_business, transfer;
    std::int32_t heads = 0, cohort = 0;
    std::int32_t elsewhere = 0;  ///< members not at home
};

/// Works through one cell: who gets what, into which group, onto which sheet.
class CellAccounts {
public:
    CellAccounts(Cell& cell, const World& world, const Settings& settings, const Rates& rates,
                 TallySheet& sheet)
        : cell_(cell), world_(world), settings_(settings), rates_(rates), sheet_(sheet),
          here_(rates.at[index(cell.district)][index(cell.stratum)]) {}

    /// `members` is scratch.
    void settle(std::vector<PersonalIncome>& members) {
        members.assign(cell_.households.size(), PersonalIncome{});
        for (std::size_t p = 0; p < cell_.people.size(); ++p) {
            const bool at_home = cell_.people.place[p] == home_place;
            PersonalIncome& household = members[static_cast<std::size_t>(cell_.people.household[p])];
            household.elsewhere += !at_home;
            add_resident(p, at_home, here_, household);
        }
        for (std::size_t h = 0; h < members.size(); ++h) settle_household(h, members[h]);
    }

    const Payments& payments() const { return paid_; }

private:
    void settle_household(std::size_t h, const PersonalIncome& members) {
        const Households& households = cell_.households;
        home_ = Income{};
        home_.wage = households.wage[h];
        home_.business = households.business[h];
        home_.property = households.property[h];
        home_.transfer = households.transfer[h];
        booked_ = home_.total();
        town_ = Income{};
        join(home_, members, here_);
        const bool anyone_home = members.heads > 0;
        bool resident = anyone_home;
        if (members.elsewhere > 0) resident |= settle_elsewhere(h, anyone_home);
        if (anyone_home) {
            count(home_, cell_.district, cell_.stratum);
            count_household(h, cell_.district, cell_.stratum, home_.heads);
        }
        close_household(h, resident);
    }

    /// Members in towns and outside the zone; true if there is one in a town.
    bool settle_elsewhere(std::size_t h, bool anyone_home) {
        const auto begin = static_cast<std::size_t>(cell_.households.first_member[h]);
        const std::size_t end = begin + static_cast<std::size_t>(cell_.households.members[h]);
        std::size_t first_in_town = end;
        std::int64_t in_town = 0;
        for (std::size_t p = begin; p < end; ++p) {
            const Place place = cell_.people.place[p];
            if (place == home_place) continue;
            if (outside_zone(place)) {
                if (anyone_home && cell_.people.work[p] == Work::away) receive_remittance(p);
                continue;
            }
            if (in_town++ == 0) first_in_town = p;
            settle_town_member(p, anyone_home, !anyone_home && p == first_in_town);
        }
        if (!anyone_home && in_town > 0) {
            const Place place = cell_.people.place[first_in_town];
            count_household(h, residence_district(cell_, place), residence_stratum(cell_, place),
                            in_town);
        }
        return in_town > 0;
    }

    /// Personal income of a resident, paid now; nothing unless `counts`. Neighbours differ without
    /// pattern, so that what many receive is added without branches.
    void add_resident(std::size_t p, bool counts, const Residence& here, PersonalIncome& sum) {
        const People& people = cell_.people;
        const Work work = people.work[p];
        const std::uint8_t traits = people.traits[p];
        const bool employee_class = (traits & changji::employee_pension) != 0;
        const bool old = people.age(static_cast<Row>(p), world_.year) >= 60;
        const Money wage = only_if(counts & (work == Work::wage), people.wage[p]);
        const Money employee = only_if(counts & (work == Work::retired) & employee_class,
                                       rates_.employee_pension);
        const Money rural = only_if(counts & old & !employee_class, here.rural_pension);
        sum.heads += counts;
        sum.cohort += counts & ((traits & cohort_2019) != 0);
        sum.wage += wage;
        sum.transfer += employee + rural;
        paid_.wages[people.work_district[p]] += wage;
        paid_.employee_pension += employee;
        paid_.rural_pension += rural;
        if (counts & (work == Work::self_employed)) earn(p, here, sum);
        if (counts & (work == Work::unemployed)) draw_benefit(p, here, sum);
    }

    /// Persons join a group, with the transfers and property income that every head receives.
    void join(Income& group, const PersonalIncome& members, const Residence& here) {
        const Money transfers{members.heads * here.other_transfers.count};
        const Money property{members.heads * here.other_property.count};
        group.heads += members.heads;
        group.cohort += members.cohort;
        group.wage += members.wage;
        group.business += members.own_business;
        group.own_business += members.own_business;
        group.transfer += members.transfer + transfers;
        group.property += property;
        paid_.other_transfers += transfers;
        paid_.other_property += property;
    }

    void earn(std::size_t p, const Residence& here, PersonalIncome& sum) {
        const double ability = static_cast<double>(cell_.people.ability[p]);
        const Money earned = scaled(here.self_employed, math::exp(ability));
        sum.own_business += earned;
        paid_.own_business += earned;
    }

    void draw_benefit(std::size_t p, const Residence& here, PersonalIncome& sum) {
        const People& people = cell_.people;
        if (people.months_unemployed[p] != months_first_year ||
            (people.traits[p] & unemployment_insured) == 0) {
            return;
        }
        const Money benefit = here.unemployment_benefit[index(people.skill[p])];
        sum.transfer += benefit;
        paid_.unemployment_benefit += benefit;
    }

    void receive_remittance(std::size_t p) {
        const auto place = static_cast<std::size_t>(cell_.people.place[p].code - city_cores.code);
        const Money sent = rates_.remittance[index(cell_.people.skill[p])][place];
        home_.transfer += sent;
        paid_.remittances += sent;
    }

    /// A member living in a town accounts alone, and sends part of the pay to those at home.
    /// Where nobody is at home, the first town member also accounts for the household's own part.
    void settle_town_member(std::size_t p, bool anyone_home, bool carries_household) {
        Income own;
        if (carries_household) std::swap(own, home_);
        const Place place = cell_.people.place[p];
        const District d = residence_district(cell_, place);
        const Stratum s = residence_stratum(cell_, place);
        const Residence& there = rates_.at[index(d)][index(s)];
        PersonalIncome alone;
        add_resident(p, true, there, alone);
        join(own, alone, there);
        if (anyone_home) {
            const Money sent = scaled(own.wage, settings_.remit_share);
            own.transfer -= sent;
            home_.transfer += sent;
        }
        count(own, d, s);
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
        if (group.cohort == group.heads) {
            tally.cohort_income += total;  // as most do: all or none
        } else if (group.cohort > 0) {
            tally.cohort_income += scaled(total, static_cast<double>(group.cohort) / heads);
        }
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
        paid_.consumption += spent;
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
    const Residence& here_;
    Payments paid_;
    Income home_, town_;
    Money booked_;
};

}  // namespace

void open_year(World& world) {
    parallel_for(world.cells.size(), [&](std::size_t i) {
        Households& households = world.cells[i].households;
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
    PerThread<std::vector<PersonalIncome>> members;
    const World& seen = world;
    count_cells(world, [&](std::size_t i, TallySheet& sheet) {
        Cell& cell = world.cells[i];
        insure(cell, settings);
        CellAccounts accounts(cell, seen, settings, rates, sheet);
        accounts.settle(members.mine());
        accounts.payments().post(cell.district, ledgers.mine());
    });
    world.ledger += ledgers.total();
}

}  // namespace changji::accounts
