#include "model/processes/demography.hpp"

#include <algorithm>

#include "model/base/block.hpp"
#include "model/base/math.hpp"
#include "model/base/parallel.hpp"
#include "model/processes/household_division.hpp"
#include "model/processes/life_course.hpp"
#include "model/processes/unions.hpp"
#include "model/world/regroup.hpp"
#include "model/zone/decision.hpp"

namespace changji::demography {
namespace {

/// What luck can bring somebody: a birth or an end to a woman in union, a union to the single.
enum Chance : std::size_t { man_in_union, woman_in_union, /* by children born: 3 */ single_man = 4,
                            single_woman, chance_count };

std::size_t parity_class(std::uint8_t children) { return children < 2 ? children : 2; }

/// Without branches: neighbours differ without pattern.
std::size_t chance_of(Sex sex, Row partner, std::uint8_t children) {
    const auto woman = static_cast<std::size_t>(sex);
    const std::size_t single = partner < 0;
    return woman * (woman_in_union + parity_class(children)) * (1 - single) +
           (single_man + woman) * single;
}

using LimitsByAge = std::array<std::uint32_t, oldest + 1>;

/// Words of the yearly draw at which something may happen. Most persons, most years, are beyond
/// them and need no exact comparison.
struct Limits {
    std::array<std::array<LimitsByAge, 2>, stratum_count> dies;
    std::array<LimitsByAge, chance_count> lucky;
    std::array<std::uint32_t, chance_count> parts;  ///< at or above: the union may end
};

/// Everything a cell needs that is the same for all: tables of the year.
struct YearTables {
    int year;
    std::array<std::array<std::array<double, oldest + 1>, 2>, stratum_count> death;
    BirthTable birth;
    std::array<double, oldest + 1> union_hazard;
    Limits limits;
};

Limits make_limits(const YearTables& tables, const Coefficients& c) {
    Limits limits{};
    limits.parts.fill(~std::uint32_t{0});
    const double rural_men = std::max(1.0, c.rural_men);
    for (std::size_t age = 0; age <= oldest; ++age) {
        for (std::size_t s = 0; s < stratum_count; ++s) {
            for (std::size_t sex = 0; sex < 2; ++sex) {
                limits.dies[s][sex][age] = block::limit_below(tables.death[s][sex][age]);
            }
        }
        const std::size_t scale = age < 2 ? 0 : age - 2;  // a man's age on the woman's scale
        limits.lucky[single_man][age] =
            block::limit_below(rural_men * tables.union_hazard[scale]);
        limits.lucky[single_woman][age] = block::limit_below(tables.union_hazard[age]);
    }
    for (std::size_t parity = 0; parity < 3; ++parity) {
        const std::size_t chance = woman_in_union + parity;
        for (std::size_t i = 0; i < tables.birth.size(); ++i) {
            limits.lucky[chance][first_fertile + i] = block::limit_below(tables.birth[i][parity]);
        }
        limits.parts[chance] = block::limit_below(1.0 - c.dissolution);
    }
    return limits;
}

YearTables make_tables(int year, const WomenByAge& women, double union_multiplier,
                       const Coefficients& c) {
    YearTables tables{};
    tables.year = year;
    for (std::size_t s = 0; s < stratum_count; ++s) {
        for (std::size_t sex = 0; sex < 2; ++sex) {
            for (int age = 0; age <= oldest; ++age) {
                tables.death[s][sex][static_cast<std::size_t>(age)] = death_probability(
                    age, static_cast<Sex>(sex), static_cast<Stratum>(s), year, c);
            }
        }
    }
    tables.birth = birth_table(women, year, c);
    for (int age = 0; age <= oldest; ++age) {
        tables.union_hazard[static_cast<std::size_t>(age)] =
            union_multiplier * union_hazard(age, c);
    }
    tables.limits = make_limits(tables, c);
    return tables;
}

void count_women(const Cell& cell, int year, WomenByAge& women) {
    const People& people = cell.people;
    // Everybody is counted, men too: a branch would cost more than the count.
    std::array<std::array<std::int32_t, oldest + 1>, chance_count> counts{};
    for (std::size_t p = 0; p < people.size(); ++p) {
        const int age = std::min(year - people.birth_year[p], oldest);
        ++counts[chance_of(people.sex[p], people.partner[p], people.parity[p])]
                [static_cast<std::size_t>(age)];
    }
    for (std::size_t i = 0; i < women.all.size(); ++i) {
        const std::size_t age = first_fertile + i;
        women.all[i] += counts[single_woman][age];
        for (std::size_t parity = 0; parity < 3; ++parity) {
            const std::int32_t in_union = counts[woman_in_union + parity][age];
            women.all[i] += in_union;
            women.in_union[i][parity] += in_union;
        }
    }
}

/// A newborn in the mother's household: a copy of her row with a child's values.
void give_birth(Cell& cell, Row mother, int year, const Settings& settings, const Draws& draws) {
    const double sex_ratio = settings.coefficients.sex_ratio;
    const auto m = static_cast<std::size_t>(mother);
    People& people = cell.people;
    const Key key = derived_key(people.key[m], people.parity[m], 1);
    ++people.parity[m];
    table::append_row(people, people, mother);
    people.key.back() = key;
    people.birth_year.back() = static_cast<std::int16_t>(year);
    const double u = draws.uniform(key, 0, draw_birth_sex);
    people.sex.back() = u * (1.0 + sex_ratio) < sex_ratio ? Sex::male : Sex::female;
    people.partner.back() = no_row;
    people.education.back() = Education::none;
    people.skill.back() = Skill::low;
    people.in_school.back() = 0;
    people.years_in_place.back() = 0;
    people.work.back() = Work::child;
    people.employer.back() = no_row;
    people.wage.back() = Money{};
    people.ability.back() = static_cast<float>(
        settings.coefficients.ability_sd * math::normal_quantile(draws.uniform(key, 0, draw_ability)));
    people.parity.back() = 0;
    people.months_unemployed.back() = 0;
    people.traits.back() = 0;
}

/// The market a single person meets: the district of residence, or the common one outside.
std::uint8_t union_market(const Cell& cell, Place place) {
    if (outside_zone(place)) return static_cast<std::uint8_t>(district_count);
    if (place == home_place) return static_cast<std::uint8_t>(cell.district);
    return static_cast<std::uint8_t>((place.code - 1) % district_count);
}

/// Whether a single adult looks for a partner this year; fills the candidate's class.
bool seeks_union(const Cell& cell, Row p, double u, const YearTables& tables,
                 const Coefficients& c, Candidate& candidate) {
    const auto i = static_cast<std::size_t>(p);
    const People& people = cell.people;
    const bool man = people.sex[i] == Sex::male;
    const int age = tables.year - people.birth_year[i] - (man ? 2 : 0);
    if (age <= 19 || age >= 50 || people.in_school[i]) return false;
    const bool rural_man = man && cell.is_village() && people.place[i] == home_place;
    const double hazard =
        tables.union_hazard[static_cast<std::size_t>(age)] * (rural_man ? c.rural_men : 1.0);
    if (u >= hazard) return false;
    candidate.row = p;
    candidate.key = people.key[i];
    candidate.sex = people.sex[i];
    candidate.age_class = static_cast<std::uint8_t>((age - 18) / 5);
    candidate.market = union_market(cell, people.place[i]);
    return true;
}

/// One cell in one year: what befalls each person, and who meets the marriage market.
class CellYear {
public:
    CellYear(Cell& cell, std::int32_t cell_index, CellEvents& events, const YearTables& tables,
             const Settings& settings, const Draws& draws)
        : cell_(cell), cell_index_(cell_index), events_(events), tables_(tables),
          settings_(settings), draws_(draws) {}

    void run(std::vector<Candidate>& candidates) {
        const std::size_t rows = cell_.people.size();
        block::Words words;
        for (std::size_t begin = 0; begin < rows; begin += block::size) {
            const std::size_t count = std::min(block::size, rows - begin);
            block::draw(draws_, cell_.people.key.data() + begin, count, tables_.year, draw_death,
                        0, words);
            flag(begin, count, words);
            begin_ = begin;
            block::for_each_flagged(flags_, count, [&](std::size_t i) {
                const double fate = open_unit(words.word[0][i], words.word[1][i]);
                const double luck = open_unit(words.word[2][i], words.word[3][i]);
                live(begin + i, fate, luck, candidates);
            });
        }
    }

private:
    /// Who of a block may meet an event: a superset, without a branch. Everybody ages.
    void flag(std::size_t begin, std::size_t count, const block::Words& words) {
        People& people = cell_.people;
        const std::int16_t* birth_year = people.birth_year.data() + begin;
        const Sex* sex = people.sex.data() + begin;
        const Row* partner = people.partner.data() + begin;
        const std::uint8_t* parity = people.parity.data() + begin;
        const Place* place = people.place.data() + begin;
        const Limits& limits = tables_.limits;
        const bool village = cell_.is_village();
        for (std::size_t i = 0; i < count; ++i) {
            const auto age = static_cast<std::size_t>(std::min(tables_.year - birth_year[i], oldest));
            const bool rural = block::all(village, place[i] == home_place);
            const auto stratum = index(rural ? Stratum::rural : Stratum::urban);
            const std::size_t chance = chance_of(sex[i], partner[i], parity[i]);
            const std::uint32_t luck = words.word[2][i];
            const bool dies =
                words.word[0][i] <= limits.dies[stratum][static_cast<std::size_t>(sex[i])][age];
            flags_[i] = static_cast<std::uint8_t>(
                block::any(dies, luck <= limits.lucky[chance][age], luck >= limits.parts[chance]));
        }
        std::uint8_t* years = people.years_in_place.data() + begin;
        block::for_lanes(count, [=](std::size_t i) {
            years[i] = static_cast<std::uint8_t>(years[i] + (years[i] < 255));
        });
    }

    void live(std::size_t p, double fate, double luck, std::vector<Candidate>& candidates) {
        People& people = cell_.people;
        if (dies(p, fate)) {
            people.household[p] = no_row;
            ++events_.deaths;
            events_.deaths_away += outside_zone(people.place[p]);
            return;
        }
        if (people.partner[p] >= 0) {
            if (people.sex[p] == Sex::female) live_in_union(p, luck);
            return;
        }
        Candidate candidate{};
        candidate.cell = cell_index_;
        if (!seeks_union(cell_, static_cast<Row>(p), luck, tables_, settings_.coefficients,
                         candidate)) {
            return;
        }
        candidate.score = union_score(people, static_cast<Row>(p), draws_);
        candidates.push_back(candidate);
    }

    bool dies(std::size_t p, double fate) const {
        const People& people = cell_.people;
        const int age = tables_.year - people.birth_year[p];
        const bool rural = cell_.is_village() && people.place[p] == home_place;
        const auto& by_sex = tables_.death[index(rural ? Stratum::rural : Stratum::urban)];
        const auto held_age = static_cast<std::size_t>(age < oldest ? age : oldest);
        return fate < by_sex[static_cast<std::size_t>(people.sex[p])][held_age];
    }

    /// A woman in union may give birth; if not, the union may dissolve.
    void live_in_union(std::size_t p, double luck) {
        const People& people = cell_.people;
        const auto row = static_cast<Row>(p);
        const int age = people.age(row, tables_.year);
        if (age >= first_fertile && age <= last_fertile) {
            const std::size_t parity = parity_class(people.parity[p]);
            const auto i = static_cast<std::size_t>(age - first_fertile);
            if (luck < tables_.birth[i][parity]) {
                ++events_.births;
                events_.births_away += outside_zone(people.place[p]);
                give_birth(cell_, row, tables_.year, settings_, draws_);
                return;
            }
        }
        if (luck > 1.0 - settings_.coefficients.dissolution) {
            const auto man = static_cast<std::size_t>(people.partner[p]);
            dissolve_union(cell_, row, tables_.year);
            // Single from now on: his turn, if it is yet to come, is another than was flagged.
            if (man >= begin_ && man < begin_ + block::size) flags_[man - begin_] = 1;
            ++events_.dissolutions;
        }
    }

    Cell& cell_;
    std::int32_t cell_index_;
    CellEvents& events_;
    const YearTables& tables_;
    const Settings& settings_;
    const Draws& draws_;
    block::Flags flags_{};    ///< of the block at work
    std::size_t begin_ = 0;   ///< its first row
};

}  // namespace

void renew(World& world, const Settings& settings, const Draws& draws) {
    const Coefficients& c = settings.coefficients;
    PerThread<WomenByAge> women;
    parallel_for(world.cells.size(),
                 [&](std::size_t i) { count_women(world.cells[i], world.year, women.mine()); });
    const YearTables tables =
        make_tables(world.year, women.total(), world.solved.union_multiplier, c);

    std::vector<std::vector<Candidate>> found(world.cells.size());
    parallel_for(world.cells.size(), [&](std::size_t i) {
        Cell& cell = world.cells[i];
        table::make_room(cell.people);
        table::make_room(cell.households);
        CellYear(cell, static_cast<std::int32_t>(i), world.events[i], tables, settings, draws)
            .run(found[i]);
        life_course::advance(cell, world.year, c, settings.levers[cell.district], draws);
    });
    form_unions(world, found, c, draws);

    PerThread<Ledger> ledgers;
    std::vector<RegroupSpace> spaces(static_cast<std::size_t>(thread_count()));
    parallel_for(world.cells.size(), [&](std::size_t i) {
        Cell& cell = world.cells[i];
        divide_households(cell, world.year, c, draws);
        RegroupSpace& space = spaces[static_cast<std::size_t>(this_thread())];
        settle_vanished_households(cell, find_moves(cell, space), ledgers.mine(),
                                   {c.house_heir, draws});
        regroup_found(cell, space);
    });
    world.ledger += ledgers.total();
}

}  // namespace changji::demography
