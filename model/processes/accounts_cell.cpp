#include "model/processes/accounts_cell.hpp"

#include "model/base/math.hpp"
#include "model/world/chosen_rows.hpp"
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

/// Works through one cell: who gets what, into which group, onto which sheet.
class CellAccounts {
public:
    CellAccounts(Cell& cell, const World& world, const Settings& settings, const Rates& rates,
                 TallySheet& sheet, std::vector<PersonalIncome>& members)
        : cell_(cell), world_(world), settings_(settings), rates_(rates), sheet_(sheet),
          here_(rates.at[index(cell.district)][index(cell.stratum)]),
          home_tally_(sheet.at(cell.district, cell.stratum)), members_(members) {}

    void settle() {
        members_.assign(cell_.households.size(), PersonalIncome{});
        for (std::size_t k = 0; k < cell_.loans.size(); ++k)
            members_[static_cast<std::size_t>(cell_.loans.borrower[k])].due +=
                instalment(cell_.loans, k, world_.year);
        settle_employees();
        settle_others();
        for (std::size_t h = 0; h < members_.size(); ++h) settle_household(h);
    }
    const Payments& payments() const { return paid_; }

private:
    /// Wages of those who live in the zone. They are insured against unemployment by a draw fixed
    /// for life.
    void settle_employees() {
        People& people = cell_.people;
        for_each_in_work(people, Work::wage, [&](const ChosenRows& rows) {
            for (std::size_t i = 0; i < rows.count; ++i) {
                const std::size_t p = rows.person[i];
                const Place place = people.place[p];
                if (outside_zone(place)) continue;
                const double cover =
                    settings_.levers[residence_district(cell_, place)].unemployment_cover;
                const bool covered = fixed_trait(rows.key[i], draw_insurance) < cover;
                const unsigned others = people.traits[p] & ~unsigned{unemployment_insured};
                people.traits[p] =
                    static_cast<std::uint8_t>(others | (covered ? unsigned{unemployment_insured} : 0u));
                paid_.wages[people.work_district[p]] += people.wage[p];
                if (place != home_place) continue;
                members_[static_cast<std::size_t>(people.household[p])].wage += people.wage[p];
            }
        });
    }

    static unsigned pension_case(Work work, std::uint8_t traits, int age) {
        const unsigned retired = work == Work::retired, old = age >= 60;
        const unsigned employee = (traits & changji::employee_pension) != 0;
        return retired * retired_person + employee * employee_class + old * over_sixty;
    }

    /// What people at home receive besides wages. Neighbours differ without pattern, so that what
    /// many receive is added without branches.
    void settle_others() {
        const People& people = cell_.people;
        std::array<Money, pension_cases> pension;
        for (std::size_t k = 0; k < pension_cases; ++k) {
            pension[k] = here_.employee_pension[k] + here_.rural_pension[k];
        }
        std::array<std::int64_t, pension_cases> persons{};
        const Place* const place = people.place.data();
        const Work* const works = people.work.data();
        const std::uint8_t* const traits = people.traits.data();
        const std::int16_t* const birth_year = people.birth_year.data();
        const Row* const household = people.household.data();
        for (std::size_t p = 0, count = people.size(); p < count; ++p) {
            const Work work = works[p];
            const bool at_home = place[p] == home_place;
            const unsigned k = pension_case(work, traits[p], world_.year - birth_year[p]);
            PersonalIncome& sum = members_[static_cast<std::size_t>(household[p])];
            sum.heads += at_home;
            sum.cohort += at_home & ((traits[p] & cohort_2019) != 0);
            sum.transfer.count += pension[k].count & -std::int64_t{at_home};
            persons[k] += at_home;
            if (at_home & ((work == Work::self_employed) | (work == Work::unemployed))) {
                settle_without_employer(p, here_, sum);
            }
        }
        paid_.receive(here_, persons);
    }

    void settle_without_employer(std::size_t p, const Residence& here, PersonalIncome& sum) {
        const People& people = cell_.people;
        if (people.work[p] == Work::self_employed) {
            const double ability = static_cast<double>(people.ability[p]);
            const Money earned = scaled(here.self_employed, math::exp(ability));
            sum.own_business += earned;
            paid_.own_business += earned;
        } else if (people.work[p] == Work::unemployed &&
                   people.months_unemployed[p] == months_first_year &&
                   (people.traits[p] & unemployment_insured) != 0) {
            const Money benefit = here.unemployment_benefit[index(people.skill[p])];
            sum.transfer += benefit;
            paid_.unemployment_benefit += benefit;
        }
    }

    /// Persons join a group, with the transfers and property income that every head receives.
    static void join(Income& group, const PersonalIncome& members, const Residence& here) {
        group.heads += members.heads;
        group.cohort += members.cohort;
        group.wage += members.wage;
        group.business += members.own_business;
        group.own_business += members.own_business;
        group.transfer += members.transfer;
        group.transfer.count += members.heads * here.other_transfers.count;
        group.property.count += members.heads * here.other_property.count;
    }

    void settle_household(std::size_t h) {
        const Households& households = cell_.households;
        Income home;
        home.wage = households.wage[h];
        home.business = households.business[h];
        home.property = households.property[h];
        home.transfer = households.transfer[h];
        const Money booked = home.total();
        join(home, members_[h], here_);
        if (home.heads > 0 && home.heads == households.members[h]) {  // nearly all: all at home
            count(home, home_tally_);
            count_household(h, home_tally_, home.heads);
            close_household(h, home, booked, &home_tally_);
        } else {
            settle_scattered(h, home, booked);
        }
    }

    void settle_scattered(std::size_t h, Income& home, Money booked) {
        Income town;
        const bool anyone_home = home.heads > 0;
        const bool anyone_in_town = settle_elsewhere(h, home, town);
        if (anyone_home) {
            count(home, home_tally_);
            count_household(h, home_tally_, home.heads);
        }
        add(home, town);
        close_household(h, home, booked,
                        anyone_home || anyone_in_town ? &spending_tally(h) : nullptr);
    }

    /// Where a household spends: at its first member's place, if that is in the zone.
    Tally& spending_tally(std::size_t h) {
        const auto first = static_cast<std::size_t>(cell_.households.first_member[h]);
        const Place place = cell_.people.place[first];
        return outside_zone(place) ? home_tally_ : tally_at(place);
    }

    /// Members in towns and outside the zone; true if there is one in a town.
    bool settle_elsewhere(std::size_t h, Income& home, Income& town) {
        const auto begin = static_cast<std::size_t>(cell_.households.first_member[h]);
        const std::size_t end = begin + static_cast<std::size_t>(cell_.households.members[h]);
        const bool anyone_home = home.heads > 0;
        std::int64_t in_town = 0;
        Tally* where = nullptr;  // the first of them lives, and with it the household
        for (std::size_t p = begin; p < end; ++p) {
            const Place place = cell_.people.place[p];
            if (place == home_place) continue;
            if (outside_zone(place)) {
                if (anyone_home && cell_.people.work[p] == Work::away) receive_remittance(p, home);
                continue;
            }
            if (in_town++ == 0) where = &tally_at(place);
            settle_town_member(p, home, anyone_home, !anyone_home && in_town == 1, town);
        }
        if (!anyone_home && in_town > 0) count_household(h, *where, in_town);
        return in_town > 0;
    }

    void receive_remittance(std::size_t p, Income& home) {
        const auto place = static_cast<std::size_t>(cell_.people.place[p].code - city_cores.code);
        const Money sent = rates_.remittance[index(cell_.people.skill[p])][place];
        home.transfer += sent;
        paid_.remittances += sent;
    }

    /// A member living in a town accounts alone, and sends part of the pay to those at home.
    /// Where nobody is at home, the first town member also accounts for the household's own part.
    void settle_town_member(std::size_t p, Income& home, bool anyone_home, bool carries_household,
                            Income& town) {
        const People& people = cell_.people;
        const Place place = people.place[p];
        const Residence& there = rates_.at[index(residence_district(cell_, place))]
                                          [index(residence_stratum(cell_, place))];
        const unsigned k = pension_case(people.work[p], people.traits[p],
                                        people.age(static_cast<Row>(p), world_.year));
        std::array<std::int64_t, pension_cases> persons{};
        persons[k] = 1;
        paid_.receive(there, persons);
        PersonalIncome alone;
        alone.heads = 1;
        alone.cohort = (people.traits[p] & cohort_2019) != 0;
        alone.transfer = there.employee_pension[k] + there.rural_pension[k];
        if (people.work[p] == Work::wage) alone.wage = people.wage[p];
        settle_without_employer(p, there, alone);
        Income own;
        if (carries_household) std::swap(own, home);
        join(own, alone, there);
        if (anyone_home) {
            const Money sent = scaled(own.wage, settings_.remit_share);
            own.transfer -= sent;
            home.transfer += sent;
        }
        count(own, tally_at(place));
        add(town, own);
    }

    Tally& tally_at(Place place) {
        return sheet_.at(residence_district(cell_, place), residence_stratum(cell_, place));
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
    void count_household(std::size_t h, Tally& tally, std::int64_t members) {
        if (cell_.households.kind[h] != HouseholdKind::family) return;
        ++tally.resident_households;
        tally.family_members += members;
    }

    static void count(const Income& group, Tally& tally) {
        if (group.heads == 0) return;
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

    /// Cash, the household's yearly parts, and consumption (42), which a household without a member
    /// in the zone, and so without a tally, has none of.
    void close_household(std::size_t h, const Income& income, Money booked, Tally* spends_at) {
        Households& households = cell_.households;
        households.wage[h] = income.wage;
        households.business[h] = income.business;
        households.property[h] = income.property;
        households.transfer[h] = income.transfer;
        const Money total = income.total();
        const Money cash = households.cash[h] + total - booked;  // the harvest has moved its own
        Money spent;
        if (spends_at != nullptr) {
            Money wanted;
            const Money free = cash - members_[h].due;
            const Money positive = free.count > 0 ? free : Money{};
            const Coefficients& c = settings_.coefficients;
            if (total.count > 0) wanted += scaled(total, c.consume_income);
            wanted += scaled(positive, c.consume_wealth);
            spent = wanted < positive ? wanted : positive;
            spends_at->consumption += spent;
        }
        households.cash[h] = cash - spent;
        households.consumption[h] = spent;
        paid_.consumption += spent;
    }

    Cell& cell_;
    const World& world_;
    const Settings& settings_;
    const Rates& rates_;
    TallySheet& sheet_;
    const Residence& here_;
    Tally& home_tally_;
    std::vector<PersonalIncome>& members_;
    Payments paid_;
};

}  // namespace

void settle_cell(Cell& cell, const World& world, const Settings& settings, const Rates& rates,
                 TallySheet& sheet, Ledger& ledger, std::vector<PersonalIncome>& members) {
    CellAccounts accounts(cell, world, settings, rates, sheet, members);
    accounts.settle();
    accounts.payments().post(cell.district, ledger);
}

}  // namespace changji::accounts
