#include "model/processes/migration.hpp"

#include "model/base/math.hpp"
#include "model/base/parallel.hpp"
#include "model/processes/migration_choosing.hpp"
#include "model/world/chosen_rows.hpp"
#include "model/zone/decision.hpp"

namespace changji::migration {
namespace {

constexpr int first_working_age = 16, last_working_age = 64;

constexpr unsigned bit(Work work) { return 1u << static_cast<unsigned>(work); }
constexpr unsigned not_choosing = bit(Work::retired) | bit(Work::child) | bit(Work::pupil);

bool chooses(const People& people, std::size_t p, int year) {
    const int age = year - people.birth_year[p];
    return block::all(age >= first_working_age, age <= last_working_age, people.in_school[p] == 0,
                      (bit(people.work[p]) & not_choosing) == 0);
}

void give_up_job(People& people, std::size_t p) {
    people.employer[p] = no_row;
    people.months_unemployed[p] = 0;
}

/// Looks for work in a district; whoever already works there keeps the job.
void seek_work(People& people, std::size_t p, District d) {
    if (people.work[p] == Work::wage && people.work_district[p] == d) return;
    if (people.work[p] != Work::unemployed) give_up_job(people, p);
    people.work[p] = Work::unemployed;
    people.work_district[p] = d;
}

void move_to(Cell& cell, CellEvents& events, std::size_t p, Place place) {
    People& people = cell.people;
    people.place[p] = place;
    people.years_in_place[p] = 0;
    if (outside_zone(place)) {
        ++events.left_zone;
        give_up_job(people, p);
        people.work[p] = Work::away;
        return;
    }
    ++events.moved_to_town;
    const District d = residence_district(cell, place);
    if (d == cell.district) ++events.moved_in_place;
    if (people.work[p] == Work::wage && people.work_district[p] == d) return;
    seek_work(people, p, d);
}

void apply(Cell& cell, CellEvents& events, std::size_t p, Alternative choice) {
    People& people = cell.people;
    const District here = residence_district(cell, people.place[p]);
    const auto leave_for = [&](Work work) {
        if (people.work[p] == Work::wage) give_up_job(people, p);
        people.work[p] = work;
    };
    if (choice == farm_own) return leave_for(Work::farm);
    if (choice == local_wage) return seek_work(people, p, here);
    if (choice == self_employ) return leave_for(Work::self_employed);
    if (choice == at_home) return leave_for(Work::home);
    const auto offset = [&](int base) { return static_cast<std::size_t>(choice - base); };
    if (choice < move_to_town) return seek_work(people, p, district_at(offset(commute_to)));
    if (choice < leave_zone) {
        const District d = district_at(offset(move_to_town));
        const bool own_town = cell.stratum == Stratum::urban && d == cell.district;
        return move_to(cell, events, p, own_town ? home_place : town_of(d));
    }
    if (choice < move_to_country) {
        const auto code = city_cores.code + offset(leave_zone);
        return move_to(cell, events, p, Place{static_cast<std::uint8_t>(code)});
    }
    move_to(cell, events, p, countryside_of(district_at(offset(move_to_country))));
}

/// The chance that somebody outside the zone comes back this year, given a review.
double come_back_chance(CellChoices& choices, const Cell& cell, std::size_t p,
                        const Coefficients& c) {
    const People& people = cell.people;
    const bool local = people.hukou[p] != Hukou::outside;
    const OriginTable& home = choices.at(home_place, people.skill[p], local);
    const auto k = static_cast<std::size_t>(people.place[p].code - city_cores.code);
    const double stay = home.leave[k];
    const double family = people.partner[p] >= 0 ? -c.family : 0.0;
    return math::logistic(choices.come_back_value(people.skill[p], local) + family - stay);
}

void come_back_home(Cell& cell, CellEvents& events, std::size_t p) {
    People& people = cell.people;
    people.place[p] = home_place;
    people.years_in_place[p] = 0;
    people.work[p] = Work::unemployed;
    people.work_district[p] = cell.district;
    people.months_unemployed[p] = 0;
    people.traits[p] |= returnee;
    ++events.returned;
}

bool just_lost_job(const People& people, std::size_t p) {
    return block::all(people.work[p] == Work::unemployed,
                      people.months_unemployed[p] <= months_first_year);
}

struct Scratch {
    ChosenRows adults;
    block::Words words;
    block::Lanes<std::size_t> active;  ///< adults who review or have just lost a job
    Reviewers reviewers;
};

/// The block's adults who act this year, by their place among its adults.
std::size_t collect_active(const People& people, double review, Scratch& s) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < s.adults.count; ++i) {
        const double luck = open_unit(s.words.word[0][i], s.words.word[1][i]);
        s.active[count] = i;
        count += block::any(luck < review, just_lost_job(people, s.adults.person[i])) ? 1 : 0;
    }
    return count;
}

/// One block of neighbours: of those who review, or have just lost a job, people outside may come
/// back, and each of the others chooses.
void choose_in_block(Cell& cell, CellEvents& events, CellChoices& choices, std::size_t begin,
                     const World& world, const Coefficients& c, const Draws& draws, Scratch& s) {
    People& people = cell.people;
    choose_rows(
        people, begin, [&](std::size_t p) { return chooses(people, p, world.year); }, s.adults);
    block::draw(draws, s.adults.key.data(), s.adults.count, world.year, draw_review, 0, s.words);
    const std::size_t active = collect_active(people, c.review, s);
    s.reviewers.clear();
    for (std::size_t a = 0; a < active; ++a) {
        const std::size_t i = s.active[a], p = s.adults.person[i];
        if (outside_zone(people.place[p])) {
            const double luck = open_unit(s.words.word[2][i], s.words.word[3][i]);
            if (luck < come_back_chance(choices, cell, p, c)) come_back_home(cell, events, p);
            continue;
        }
        const bool near_farm = cell.is_village() && people.place[p] == home_place;
        s.reviewers.add(p, s.adults.key[i],
                        open_nests(choices, cell, static_cast<Row>(p), world.year, c),
                        near_farm ? relative_farm(cell, people.household[p]) : 0.0);
    }
    s.reviewers.choose(cell, c, world.year, draws);
    for (std::size_t r = 0; r < s.reviewers.count(); ++r) {
        apply(cell, events, s.reviewers.person(r), s.reviewers.taken(r));
    }
}

}  // namespace

void choose(World& world, const Settings& settings, const Draws& draws) {
    std::vector<CellChoices> choices(static_cast<std::size_t>(thread_count()),
                                     CellChoices(world, settings));
    std::vector<Scratch> scratches(static_cast<std::size_t>(thread_count()));
    const World& seen = world;
    parallel_for(world.cells.size(), [&](std::size_t i) {
        Cell& cell = world.cells[i];
        const auto thread = static_cast<std::size_t>(this_thread());
        choices[thread].enter(cell);
        for (std::uint8_t& traits : cell.people.traits) {
            traits = static_cast<std::uint8_t>(traits & ~returnee);
        }
        for (std::size_t begin = 0; begin < cell.people.size(); begin += block::size) {
            choose_in_block(cell, world.events[i], choices[thread], begin, seen,
                            settings.coefficients, draws, scratches[thread]);
        }
    });
}

void move_house_prices(World& world, const Settings& settings,
                       const PerDistrict<double>& urban_residents_before) {
    constexpr double stock_growth = 0.005;  // net of demolition, per year, assumption
    for (std::size_t d = 0; d < district_count; ++d) {
        DistrictState& state = world.districts[d];
        const auto now = static_cast<double>(
            world.tallies[d][index(Stratum::urban)].residents);
        const double before = urban_residents_before[d];
        if (now < 1 || before < 1) continue;
        const double change =
            settings.coefficients.house_population * math::log(now / before) -
            settings.coefficients.house_stock * math::log(1.0 + stock_growth);
        const double price = state.house_price * math::exp(change);
        state.house_price = price < 0.5 ? 0.5 : price > 2.0 ? 2.0 : price;
        state.house_stock *= 1.0 + stock_growth;
    }
}

}  // namespace changji::migration
