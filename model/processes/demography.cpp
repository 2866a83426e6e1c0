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

/// Everything a cell needs that is the same for all: tables of the year.
struct YearTables {
    int year;
    std::array<std::array<std::array<double, oldest + 1>, 2>, stratum_count> death;
    BirthTable birth;
    std::array<double, oldest + 1> union_hazard;
};

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
    return tables;
}

void count_women(const Cell& cell, int year, WomenByAge& women) {
    const People& people = cell.people;
    for (std::size_t p = 0; p < people.size(); ++p) {
        const int age = year - people.birth_year[p];
        if (people.sex[p] != Sex::female || age < first_fertile || age > last_fertile) continue;
        const auto i = static_cast<std::size_t>(age - first_fertile);
        ++women.all[i];
        const std::size_t parity = people.parity[p] < 2 ? people.parity[p] : 2;
        women.in_union[i][parity] += people.partner[p] >= 0;
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
            for (std::size_t i = 0; i < count; ++i) {
                const double fate = open_unit(words.word[0][i], words.word[1][i]);
                const double luck = open_unit(words.word[2][i], words.word[3][i]);
                live(begin + i, fate, luck, candidates);
            }
        }
    }

private:
    void live(std::size_t p, double fate, double luck, std::vector<Candidate>& candidates) {
        People& people = cell_.people;
        if (dies(p, fate)) {
            people.household[p] = no_row;
            ++events_.deaths;
            events_.deaths_away += outside_zone(people.place[p]);
            return;
        }
        people.years_in_place[p] += people.years_in_place[p] < 255;
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
            const std::size_t parity = people.parity[p] < 2 ? people.parity[p] : 2;
            const auto i = static_cast<std::size_t>(age - first_fertile);
            if (luck < tables_.birth[i][parity]) {
                ++events_.births;
                events_.births_away += outside_zone(people.place[p]);
                give_birth(cell_, row, tables_.year, settings_, draws_);
                return;
            }
        }
        if (luck > 1.0 - settings_.coefficients.dissolution) {
            dissolve_union(cell_, row, tables_.year);
            ++events_.dissolutions;
        }
    }

    Cell& cell_;
    std::int32_t cell_index_;
    CellEvents& events_;
    const YearTables& tables_;
    const Settings& settings_;
    const Draws& draws_;
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
        settle_vanished_households(cell, ledgers.mine(), {c.house_heir, draws});
        regroup(cell, spaces[static_cast<std::size_t>(this_thread())]);
    });
    world.ledger += ledgers.total();
}

}  // namespace changji::demography
