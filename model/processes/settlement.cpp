#include "model/processes/settlement.hpp"

#include "model/base/math.hpp"
#include "model/base/parallel.hpp"
#include "model/world/chosen_rows.hpp"
#include "model/world/household_rights.hpp"
#include "model/zone/decision.hpp"

namespace changji::settlement {
namespace {

constexpr std::uint8_t years_needed = 2;
constexpr double down_payment = 0.3;  // of the price, from cash; assumption

/// Adults living in a town for long enough and not registered there.
bool may_decide(const Cell& cell, std::size_t p, int year) {
    const People& people = cell.people;
    // Towns come before countrysides; in a neighbourhood the home cell belongs to them.
    const unsigned first_town = cell.stratum == Stratum::urban ? home_place.code : 1;
    const unsigned towns = countryside_of(District::jiutai).code - first_town;
    return block::all(people.place[p].code - first_town < towns, people.hukou[p] != Hukou::urban,
                      people.years_in_place[p] >= years_needed,
                      year - people.birth_year[p] >= 18);
}

/// Households of a block that may settle: the first member who may decide does.
struct Deciders {
    std::size_t count = 0;
    block::Lanes<std::size_t> person, household;
    block::Lanes<Key> key;
    block::Words words;
};

/// `last` is the last household found before; its other members have no say.
void find_deciders(const Cell& cell, const ChosenRows& rows, std::size_t& last, Deciders& deciders) {
    deciders.count = 0;
    for (std::size_t i = 0; i < rows.count; ++i) {
        const auto h = static_cast<std::size_t>(cell.people.household[rows.person[i]]);
        if (h == last) continue;
        last = h;
        deciders.person[deciders.count] = rows.person[i];
        deciders.household[deciders.count] = h;
        deciders.key[deciders.count] = cell.households.key[h];
        ++deciders.count;
    }
}

/// V_h: contract, qualification and share, as far as the household holds them.
double value_of_rights(const Cell& cell, std::size_t h, const Settings& settings) {
    const std::uint8_t held = cell.households.rights[h];
    double value = 0;
    if (held & contract_right) {
        value += worth_of_contract(cell, h, settings.owner_subsidy[cell.district],
                                   settings.coefficients.discount_rate);
    }
    if (held & qualification) value += settings.coefficients.homestead_value;
    if (held & member_share)
        value += in_yuan(worth_of_shares(cell, h));
    return value;
}

Applicant applicant(const Cell& cell, std::size_t h, Row decides, const World& world,
                    const Settings& settings) {
    const People& people = cell.people;
    const Households& households = cell.households;
    const auto i = static_cast<std::size_t>(decides);
    const District d = residence_district(cell, people.place[i]);
    Applicant a;
    a.age = people.age(decides, world.year);
    a.stable_job = people.work[i] == Work::wage || people.work[i] == Work::self_employed;
    a.tertiary = people.education[i] >= Education::college;
    a.urban_home = (households.traits[h] & urban_home) != 0;
    const Row first = households.first_member[h];
    for (Row p = first; p < first + households.members[h]; ++p) {
        const int age = people.age(p, world.year);
        a.child_at_school |= age >= 6 && age <= 15;
    }
    a.rights_value = value_of_rights(cell, h, settings);
    const double income = in_yuan(households.income_before[h]);  // this year's comes later
    const double floor = settings.coefficients.income_floor * households.members[h];
    a.income = income > floor ? income : floor;
    a.urban_services = world.districts[d].service[index(Stratum::urban)];
    a.rural_services = world.districts[d].service[index(Stratum::rural)];
    return a;
}

void buy_home(Cell& cell, std::size_t h, const Applicant& a, bool couple, const World& world,
              const Settings& settings, const Draws& draws, Ledger& ledger) {
    Households& households = cell.households;
    const double price = settings.house_price_2019 * world.zone.cpi *
                         world.districts[cell.district].house_price;
    const Money due = yuan(down_payment * price);
    if (households.cash[h] < due) return;
    const double wealth = in_yuan(households.cash[h]);
    if (draws.uniform(households.key[h], world.year, draw_home_purchase) >=
        home_purchase_probability(wealth, price, couple, a.child_at_school)) {
        return;
    }
    households.cash[h] -= due;
    households.traits[h] |= urban_home;
    ledger.pay_out(Item::home_purchase, cell.district, due);
}

/// A household that would buy a home but is short of the down payment asks a bank next spring. It
/// must have a part of its own: assumption.
constexpr double own_part = 0.3, worth_to_buyers = 0.12;  // of a yuan in a year, assumption

void wish_for_home(Cell& cell, std::size_t h, const Applicant& a, bool couple, double luck,
                   const World& world, const Settings& settings) {
    const double price = settings.house_price_2019 * world.zone.cpi *
                         world.districts[cell.district].house_price;
    const Money due = yuan(down_payment * price);
    if (luck >= home_purchase_probability(in_yuan(due), price, couple, a.child_at_school)) return;
    Wishes& wishes = cell.wishes;
    table::resize(wishes, wishes.size() + 1);
    wishes.household.back() = static_cast<Row>(h);
    wishes.purpose.back() = LoanPurpose::home;
    wishes.capital.back() = due;
    wishes.gain.back() = static_cast<float>(worth_to_buyers);
}

void register_members(Cell& cell, CellEvents& events, std::size_t h, Place place) {
    People& people = cell.people;
    const District d = residence_district(cell, place);
    const Row first = cell.households.first_member[h];
    for (Row p = first; p < first + cell.households.members[h]; ++p) {
        const auto i = static_cast<std::size_t>(p);
        if (people.place[i] != place || people.hukou[i] == Hukou::urban) continue;
        people.hukou[i] = Hukou::urban;
        people.hukou_district[i] = d;
        ++events.settled;
        events.settled_in_place += d == cell.district;
    }
}

/// What no household can pass this year: a chance of settling, and the cash a home takes.
struct Bounds {
    double most_likely = 0;
    double most_likely_home = 0;  ///< chance of wishing for a home
    PerDistrict<Money> down_payment;
};

/// What all cells share.
struct Year {
    const World& world;
    const Settings& settings;
    Draws draws;
    Bounds bounds;
};

Bounds bounds_of_year(const World& world, const Settings& settings) {
    Applicant best;
    best.age = 18;
    best.stable_job = best.urban_home = best.child_at_school = best.tertiary = true;
    best.income = 1;
    Bounds bounds;
    bounds.most_likely_home = home_purchase_probability(down_payment, 1.0, true, true);
    for (std::size_t d = 0; d < district_count; ++d) {
        best.urban_services = world.districts[d].service[index(Stratum::urban)];
        best.rural_services = 0;
        const double chance =
            settlement_probability(best, 1.0, settings.coefficients, settings.levers[d]);
        bounds.most_likely = chance > bounds.most_likely ? chance : bounds.most_likely;
        bounds.down_payment[d] = yuan(down_payment * settings.house_price_2019 * world.zone.cpi *
                                      world.districts[d].house_price);
    }
    return bounds;
}

/// Uniform draws of a household.
struct Luck {
    double settles, wants_home;
};

/// The year of a household whose draw or cash may suffice.
void decide(Cell& cell, CellEvents& events, std::size_t h, std::size_t person, Luck drawn,
            const Year& year, Ledger& ledger) {
    const double luck = drawn.settles;
    const World& world = year.world;
    const Settings& settings = year.settings;
    const Applicant a = applicant(cell, h, static_cast<Row>(person), world, settings);
    const People& people = cell.people;
    if (!a.urban_home) {
        const bool couple = people.partner[person] >= 0;
        if (cell.households.cash[h] >= year.bounds.down_payment[cell.district]) {
            buy_home(cell, h, a, couple, world, settings, year.draws, ledger);
        } else if (drawn.wants_home < year.bounds.most_likely_home) {
            wish_for_home(cell, h, a, couple, drawn.wants_home, world, settings);
        }
    }
    if (luck >= year.bounds.most_likely) return;
    const District d = residence_district(cell, people.place[person]);
    const double chance = settlement_probability(a, settings.rights_kept[cell.district],
                                                 settings.coefficients, settings.levers[d]);
    if (luck < chance) register_members(cell, events, h, people.place[person]);
}

void settle_cell(Cell& cell, CellEvents& events, const Year& year, Ledger& ledger) {
    const Households& households = cell.households;
    const Money needed = year.bounds.down_payment[cell.district];
    const int now = year.world.year;
    std::size_t last = households.size();
    Deciders found;
    const auto wanted = [&cell, now](std::size_t p) { return may_decide(cell, p, now); };
    for_each_chosen(cell.people, wanted, [&](const ChosenRows& rows) {
        find_deciders(cell, rows, last, found);
        block::draw(year.draws, found.key.data(), found.count, now, draw_settlement, 0,
                    found.words);
        for (std::size_t i = 0; i < found.count; ++i) {
            const std::size_t h = found.household[i];
            const double luck = open_unit(found.words.word[0][i], found.words.word[1][i]);
            const bool owns = (households.traits[h] & urban_home) != 0;
            const double wants = block::short_unit(found.words.word[2][i]);
            const bool may_buy = !owns & (households.cash[h] >= needed);
            const bool may_wish = !owns & !may_buy & (wants < year.bounds.most_likely_home) &
                                  (households.cash[h] >= scaled(needed, own_part));
            if (!may_buy & !may_wish & (luck >= year.bounds.most_likely)) continue;
            decide(cell, events, h, found.person[i], {luck, may_wish ? wants : 1.0}, year, ledger);
        }
    });
}

}  // namespace

double settlement_probability(const Applicant& a, double rights_kept, const Coefficients& c,
                              const Levers& levers) {
    const double over_45 = a.age > 45 ? (a.age - 45) / 10.0 : 0.0;
    const double utility =
        c.constant + (a.stable_job ? c.stable_job : 0.0) + (a.urban_home ? c.home : 0.0) +
        (a.child_at_school ? c.child * a.urban_services : 0.0) +
        c.services * (a.urban_services - a.rural_services) -
        c.land * (1.0 - rights_kept) * math::log(1.0 + a.rights_value / a.income) -
        c.age * over_45 + (a.tertiary ? levers.talent : 0.0);
    return (1.0 - levers.barrier) * math::logistic(utility);
}

double home_purchase_probability(double wealth, double price, bool couple, bool child) {
    const double held = wealth > 1.0 ? wealth : 1.0;
    return math::logistic(-4.0 + 0.8 * math::log(held / price) + (couple ? 0.5 : 0.0) +
                          (child ? 0.4 : 0.0));
}

void settle(World& world, const Settings& settings, const Draws& draws) {
    PerThread<Ledger> ledgers;
    const World& seen = world;
    const Year year{seen, settings, draws, bounds_of_year(seen, settings)};
    parallel_for(world.cells.size(), [&](std::size_t i) {
        settle_cell(world.cells[i], world.events[i], year, ledgers.mine());
    });
    world.ledger += ledgers.total();
}

}  // namespace changji::settlement
