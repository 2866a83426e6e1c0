#include "model/processes/unions.hpp"

#include <algorithm>

#include "model/base/math.hpp"
#include "model/base/parallel.hpp"
#include "model/processes/household_division.hpp"
#include "model/world/regroup.hpp"
#include "model/zone/decision.hpp"

namespace changji::demography {
namespace {

constexpr std::uint32_t kind_union = 2;  // of derived household keys

constexpr std::size_t market_count = district_count + 1, class_count = 7;

/// Order within a market: best rank first, key against ties.
bool before(const Candidate& a, const Candidate& b) {
    return a.score != b.score ? a.score > b.score : a.key < b.key;
}

/// Women and men of one market and age class.
struct Side {
    std::vector<Candidate> women, men;
};

/// Calls visit(row) for the members of a household before regrouping: its rows of last year, or
/// the whole cell for a household founded this year.
template <class Visit>
void for_each_member(const Cell& cell, Row household, Visit&& visit) {
    const auto h = static_cast<std::size_t>(household);
    const bool founded_now = cell.households.members[h] == 0;
    const Row begin = founded_now ? 0 : cell.households.first_member[h];
    const Row end = founded_now ? static_cast<Row>(cell.people.size())
                                : begin + cell.households.members[h];
    for (Row p = begin; p < end; ++p) {
        if (cell.people.household[static_cast<std::size_t>(p)] == household) visit(p);
    }
}

bool only_minors_left(const Cell& cell, Row household, Row leaving, int year) {
    bool adult_left = false;
    for_each_member(cell, household, [&](Row p) {
        adult_left |= p != leaving && cell.people.age(p, year) >= 16;
    });
    return !adult_left;
}

bool lives_alone(const Cell& cell, Row household) {
    int members = 0;
    for_each_member(cell, household, [&](Row) { ++members; });
    return members == 1;
}

/// Work after a move by marriage: those who leave the zone earn outside, farmers who come to a
/// town look for work there.
void adapt_work(const Cell& cell, People& people, std::size_t r) {
    Work& work = people.work[r];
    const bool idle = work == Work::child || work == Work::pupil || work == Work::retired;
    if (idle) return;
    if (outside_zone(people.place[r])) {
        work = Work::away;
        people.employer[r] = no_row;
    } else if (work == Work::away ||
               (work == Work::farm &&
                residence_stratum(cell, people.place[r]) == Stratum::urban)) {
        work = Work::unemployed;
        people.work_district[r] = residence_district(cell, people.place[r]);
        people.months_unemployed[r] = 0;
    }
}

/// Moves a person's record into a household of another (or the same) cell; returns the new row.
Row move_person(Cell& from, Row p, Cell& to, Row household, Place place) {
    const auto i = static_cast<std::size_t>(p);
    Row row = p;
    if (&from != &to) {
        table::append_row(to.people, from.people, p);
        from.people.household[i] = no_row;
        row = static_cast<Row>(to.people.size()) - 1;
        to.people.partner.back() = no_row;
    }
    const auto r = static_cast<std::size_t>(row);
    to.people.household[r] = household;
    if (to.people.place[r] != place || &from != &to) to.people.years_in_place[r] = 0;
    to.people.place[r] = place;
    adapt_work(to, to.people, r);
    return row;
}

/// Moves a person and the minors who would stay behind without an adult.
Row move_with_minors(Cell& from, Row p, Cell& to, Row household, Place place, int year) {
    const Row old_household = from.people.household[static_cast<std::size_t>(p)];
    if (old_household == household && &from == &to) return p;
    if (only_minors_left(from, old_household, p, year)) {
        for_each_member(from, old_household, [&](Row m) {
            if (m != p) move_person(from, m, to, household, place);
        });
    }
    return move_person(from, p, to, household, place);
}

bool sole_holder_of_land(const World& world, const Candidate& person) {
    const Cell& cell = world.cells[static_cast<std::size_t>(person.cell)];
    const Row household = cell.people.household[static_cast<std::size_t>(person.row)];
    return cell.households.contracted[static_cast<std::size_t>(household)].count > 0 &&
           lives_alone(cell, household);
}

/// Usually she goes; but whoever alone holds contracted land stays with it, so that marriage
/// does not end a right (it does if both do, which is rare: the mover's land falls to the village).
bool bride_goes(const World& world, const Candidate& woman, const Candidate& man,
                const Coefficients& c, const Draws& draws) {
    const bool she_would_go =
        draws.uniform(woman.key, world.year, draw_bride_moves) < c.bride_moves;
    const bool she_holds = sole_holder_of_land(world, woman);
    const bool he_holds = sole_holder_of_land(world, man);
    return she_holds == he_holds ? she_would_go : he_holds;
}

/// The bride moves to the groom's place or he to hers; most couples found a household there.
void unite(World& world, const Candidate& woman, const Candidate& man, const Coefficients& c,
           const Draws& draws) {
    const bool bride_moves = bride_goes(world, woman, man, c, draws);
    const Candidate& mover = bride_moves ? woman : man;
    const Candidate& stayer = bride_moves ? man : woman;
    Cell& from = world.cells[static_cast<std::size_t>(mover.cell)];
    Cell& to = world.cells[static_cast<std::size_t>(stayer.cell)];
    const auto s = static_cast<std::size_t>(stayer.row);
    const Place place = to.people.place[s];
    const Row old_household = to.people.household[s];
    const bool alone = lives_alone(to, old_household);
    Row household = old_household;
    Row stayer_row = stayer.row;
    if (!alone && draws.uniform(woman.key, world.year, draw_new_household) < c.household_at_union) {
        household = add_household(
            to.households,
            derived_key(stayer.key, static_cast<std::uint32_t>(world.year), kind_union));
        stayer_row = move_with_minors(to, stayer.row, to, household, place, world.year);
    }
    const Row left = from.people.household[static_cast<std::size_t>(mover.row)];
    const Row mover_row = move_with_minors(from, mover.row, to, household, place, world.year);
    if (&from == &to && left != household) {
        bool anyone_left = false;
        for_each_member(from, left, [&](Row) { anyone_left = true; });
        if (!anyone_left) hand_over(to, left, household);
    }
    to.people.partner[static_cast<std::size_t>(stayer_row)] = mover_row;
    to.people.partner[static_cast<std::size_t>(mover_row)] = stayer_row;
    ++world.events[static_cast<std::size_t>(stayer.cell)].unions;
}

bool same_household(const World& world, const Candidate& woman, const Candidate& man) {
    if (woman.cell != man.cell) return false;
    const People& people = world.cells[static_cast<std::size_t>(woman.cell)].people;
    return people.household[static_cast<std::size_t>(woman.row)] ==
           people.household[static_cast<std::size_t>(man.row)];
}

/// Asks for the memory of a row, or of the one after the last, before it is needed.
void fetch_row(const People& people, std::size_t row) {
    People::describe([&](auto column, auto...) { __builtin_prefetch((people.*column).data() + row); });
}

/// Couples come from cells all over memory: what a later couple touches is asked for in time.
void fetch(const World& world, const Candidate& person) {
    const Cell& cell = world.cells[static_cast<std::size_t>(person.cell)];
    fetch_row(cell.people, static_cast<std::size_t>(person.row));
    fetch_row(cell.people, cell.people.size());
}

void unite_pairs(World& world, const Side& side, const Coefficients& c, const Draws& draws) {
    constexpr std::size_t ahead = 4;
    const std::size_t pairs = std::min(side.women.size(), side.men.size());
    for (std::size_t k = 0; k < pairs; ++k) {
        if (k + ahead < pairs) {
            fetch(world, side.women[k + ahead]);
            fetch(world, side.men[k + ahead]);
        }
        if (!same_household(world, side.women[k], side.men[k]))
            unite(world, side.women[k], side.men[k], c, draws);
    }
}

}  // namespace

double union_score(const People& people, Row p, const Draws& draws) {
    const auto i = static_cast<std::size_t>(p);
    const double education = (years_of(people.education[i]) - 11.0) / 3.0;
    const double skill = static_cast<double>(people.skill[i]) - 1.0;
    const double trait =
        math::normal_quantile(draws.uniform(people.key[i], 0, draw_union_noise));
    return 0.6 * education + 0.4 * skill + 0.3 * trait;
}

void form_unions(World& world, const std::vector<std::vector<Candidate>>& by_cell,
                 const Coefficients& c, const Draws& draws) {
    std::vector<Side> sides(market_count * class_count);
    for (const auto& candidates : by_cell) {
        for (const Candidate& candidate : candidates) {
            Side& side = sides[candidate.market * class_count + candidate.age_class];
            (candidate.sex == Sex::female ? side.women : side.men).push_back(candidate);
        }
    }
    parallel_for(sides.size(), [&](std::size_t k) {
        std::sort(sides[k].women.begin(), sides[k].women.end(), before);
        std::sort(sides[k].men.begin(), sides[k].men.end(), before);
    });
    for (const Side& side : sides) unite_pairs(world, side, c, draws);
}

}  // namespace changji::demography
