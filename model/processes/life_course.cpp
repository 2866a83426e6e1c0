#include "model/processes/life_course.hpp"

#include <algorithm>

#include "model/base/block.hpp"
#include "model/zone/decision.hpp"

namespace changji::life_course {
namespace {

constexpr int enters = 6, ends_primary = 12, ends_compulsory = 15, ends_upper = 18,
              ends_college = 21, ends_university = 22;

void leave_school(People& people, std::size_t p, Education education, Skill skill) {
    people.education[p] = education;
    people.skill[p] = skill;
    people.in_school[p] = 0;
    people.work[p] = outside_zone(people.place[p]) ? Work::away : Work::unemployed;
    people.months_unemployed[p] = 0;
}

constexpr int retires_man = 60, retires_woman = 55;  // employees, statutory
constexpr int retires_own_work = 65, retires_farm = 75;  // assumption
constexpr double urban_employee_class = 0.85;  // of urban registrations at retirement, assumption
constexpr double rural_employee_class = 0.20;  // of rural employees: t5.ui_cov base, assumption

constexpr std::uint8_t never = 255;

/// Age of retirement by work and sex.
using RetirementAges = std::array<std::array<std::uint8_t, 2>, work_count>;
constexpr RetirementAges retirement_ages = [] {
    RetirementAges ages{};
    for (auto& by_sex : ages) by_sex = {retires_own_work, retires_own_work};
    const auto of = [&](Work work) -> auto& { return ages[static_cast<std::size_t>(work)]; };
    of(Work::wage) = {retires_man, retires_woman};
    of(Work::farm) = {retires_farm, retires_farm};
    for (const Work work : {Work::child, Work::pupil, Work::retired}) of(work) = {never, never};
    return ages;
}();

int retirement_age(Work work, Sex sex) {
    return retirement_ages[static_cast<std::size_t>(work)][static_cast<std::size_t>(sex)];
}

void retire_person(People& people, std::size_t p, const Draws& draws) {
    const double u = draws.uniform(people.key[p], 0, draw_retirement);
    const bool employee = people.work[p] == Work::wage;
    const double share = people.hukou[p] != Hukou::rural ? urban_employee_class
                         : employee                      ? rural_employee_class
                                                         : 0.0;
    if (u < share) people.traits[p] |= employee_pension;
    people.work[p] = Work::retired;
    people.employer[p] = no_row;
}

}  // namespace

Skill skill_of(Education education, bool vocational, double u) {
    if (education >= Education::college) return Skill::high;
    if (education < Education::upper_secondary) return Skill::low;
    return vocational || u < 0.5 ? Skill::middle : Skill::low;
}

void retire(Cell& cell, int year, const Draws& draws) {
    People& people = cell.people;
    for (std::size_t p = 0; p < people.size(); ++p) {
        const int age = year - people.birth_year[p];
        if (age >= retirement_age(people.work[p], people.sex[p])) retire_person(people, p, draws);
    }
}

namespace {

void school_year(People& people, std::size_t p, int age, const demography::Coefficients& c,
                 const demography::Levers& levers, const Draws& draws) {
    if (age == enters) {
        people.in_school[p] = 1;
        people.work[p] = Work::pupil;
        return;
    }
    if (!people.in_school[p]) return;
    const auto [path, track] = draws.pair(people.key[p], 0, draw_schooling);
    const bool vocational = track < levers.vocational_share;
    if (age == ends_primary) {
        people.education[p] = Education::primary;
    } else if (age == ends_compulsory) {
        people.education[p] = Education::lower_secondary;
        if (path >= c.upper_secondary) {
            leave_school(people, p, Education::lower_secondary, Skill::low);
        }
    } else if (age == ends_upper) {
        const double tertiary =
            people.hukou[p] == Hukou::rural ? c.tertiary_rural : c.tertiary_urban;
        if (path >= tertiary) {
            const auto e = Education::upper_secondary;
            const double rest = (path - tertiary) / (c.upper_secondary - tertiary);
            leave_school(people, p, e, skill_of(e, vocational, rest));
        }
    } else if (age == ends_college && vocational) {
        leave_school(people, p, Education::college, Skill::high);
    } else if (age == ends_university) {
        leave_school(people, p, Education::university, Skill::high);
    }
}

/// Ages at which nothing happens in school: most pupils, most years.
constexpr bool passes_a_stage(int age) {
    return age == enters || age == ends_primary || age == ends_compulsory || age == ends_upper ||
           age == ends_college || age == ends_university;
}
constexpr std::size_t stage_ages = 64;
constexpr auto is_stage = [] {
    std::array<std::uint8_t, stage_ages> table{};
    for (std::size_t age = 0; age < stage_ages; ++age) {
        table[age] = passes_a_stage(static_cast<int>(age));
    }
    return table;
}();
static_assert(ends_university < stage_ages && !is_stage[stage_ages - 1]);

/// Who of a block enters, passes or leaves a stage of school or retires this year.
void flag_turning_points(const People& people, std::size_t begin, std::size_t count, int year,
                         block::Flags& flags) {
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t p = begin + i;
        const int age = year - people.birth_year[p];
        const auto held = std::min(static_cast<std::size_t>(age), stage_ages - 1);
        flags[i] = is_stage[held] | (age >= retirement_age(people.work[p], people.sex[p]));
    }
}

}  // namespace

void advance(Cell& cell, int year, const demography::Coefficients& c,
             const demography::Levers& levers, const Draws& draws) {
    People& people = cell.people;
    block::Flags flags;
    for (std::size_t begin = 0; begin < people.size(); begin += block::size) {
        const std::size_t count = std::min(block::size, people.size() - begin);
        flag_turning_points(people, begin, count, year, flags);
        block::for_each_flagged(flags, count, [&](std::size_t i) {
            const std::size_t p = begin + i;
            const int age = year - people.birth_year[p];
            if (age >= retires_woman) {
                retire_person(people, p, draws);
            } else {
                school_year(people, p, age, c, levers, draws);
            }
        });
    }
}

}  // namespace changji::life_course
