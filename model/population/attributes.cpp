#include "model/population/attributes.hpp"

#include <algorithm>

#include "model/base/math.hpp"
#include "model/population/addresses.hpp"

namespace changji::population {

namespace {

constexpr int school_age = 6, compulsory_until = 15, upper_until = 18, tertiary_until = 22;
constexpr double upper_secondary_chance = 0.95;                 ///< spec 4.1
constexpr double tertiary_rural = 0.45, tertiary_urban = 0.65;  ///< spec 4.1, assumption
constexpr double student_share = 0.80;    ///< of collective persons of 18–21
constexpr double mover_schooling = 0.85;  ///< shrinks the rank below better schooling. Assumption

/// Cumulative shares by level (none … college; university is the rest) and age band
/// 16–34, 35–49, 50–64, 65 and over. \source assumption
using Schooling = std::array<std::array<double, 5>, 4>;
constexpr Schooling rural_schooling{{{0.01, 0.08, 0.66, 0.86, 0.94},
                                     {0.02, 0.24, 0.86, 0.96, 0.99},
                                     {0.04, 0.40, 0.90, 0.99, 0.998},
                                     {0.18, 0.70, 0.94, 0.995, 0.999}}};
constexpr Schooling urban_schooling{{{0.002, 0.022, 0.24, 0.52, 0.77},
                                     {0.005, 0.065, 0.40, 0.70, 0.865},
                                     {0.01, 0.12, 0.52, 0.85, 0.94},
                                     {0.06, 0.34, 0.70, 0.90, 0.96}}};
/// Chances of low and middle skill by level; high is the rest. \source assumption
constexpr std::array<std::array<double, 2>, education_count> skill_chances{
    {{0.95, 0.05}, {0.90, 0.10}, {0.75, 0.24}, {0.30, 0.62}, {0.08, 0.42}, {0.02, 0.18}}};

bool urban_group(Group group) {
    return group != Group::village;
}

Education level_at(int age, bool urban, double rank) {
    const auto& bands = urban ? urban_schooling : rural_schooling;
    const std::size_t band = age < 35 ? 0 : age < 50 ? 1 : age < 65 ? 2 : 3;
    std::size_t level = 0;
    while (level < 5 && rank >= bands[band][level]) ++level;
    return static_cast<Education>(level);
}

struct Schooled {
    Education education{};
    bool in_school = false;
};

Schooled schooling(int age, const Setting& setting, Where where, double u) {
    const bool urban = urban_group(setting.group);
    if (age < 12) return {Education::none, age >= school_age};
    if (age < compulsory_until) return {Education::primary, true};
    if (age < upper_until) return {Education::lower_secondary, u < upper_secondary_chance};
    if (age < tertiary_until) {
        const bool collective = setting.group == Group::collective_urban ||
                                setting.group == Group::collective_newcomers;
        const double tertiary = collective ? student_share
                                : urban    ? tertiary_urban
                                           : tertiary_rural;
        if (u < tertiary) return {Education::upper_secondary, true};
        const bool finished = u < upper_secondary_chance;
        return {finished ? Education::upper_secondary : Education::lower_secondary, false};
    }
    const bool moved = !urban && where != Where::home;
    return {level_at(age, urban, moved ? 1 - (1 - u) * mover_schooling : u), false};
}

Skill skill_of(Education education, double u) {
    const auto& chance = skill_chances[static_cast<std::size_t>(education)];
    return u < chance[0] ? Skill::low : u < chance[0] + chance[1] ? Skill::middle : Skill::high;
}

constexpr int retirement_age(Sex sex) {
    return sex == Sex::male ? retirement_men : retirement_women;
}

Work rural_work(const Tables& tables, int age, double u) {
    const auto a = static_cast<std::size_t>(std::min(age, 64));
    const double wage = tables.rural_wage[a] * (rural_wage + rural_commute);
    const double own = tables.rural_self_employed[a] * rural_self_employed;
    if (u < wage) return Work::wage;
    if (u < wage + own) return Work::self_employed;
    return u < wage + own + (1 - wage - own) * rural_farm_of_rest ? Work::farm : Work::home;
}

Work town_work(const Tables& tables, double u) {
    if (u >= tables.active) return Work::home;
    const double rank = u / tables.active;
    if (rank < unemployment) return Work::unemployed;
    return rank < unemployment + urban_self_employed ? Work::self_employed : Work::wage;
}

Work work_of(const Member& member, const Tables& tables, bool in_school, double u) {
    const int age = member.age;
    if (age < school_age) return Work::child;
    if (in_school) return Work::pupil;
    if (age < 16) return Work::pupil;
    const bool rural = member.where == Where::home;
    if (member.where == Where::outside)
        return age >= retirement_age(member.sex) ? Work::retired : Work::away;
    if (!rural) return age >= retirement_age(member.sex) ? Work::retired : town_work(tables, u);
    if (age <= 64) return rural_work(tables, age, u);
    return age <= elder_farm_last_age && u < elder_farm_share ? Work::farm : Work::retired;
}

/// At least one year, geometric, not longer than the person's life.
std::uint8_t years_since_move(double mean, int age, double u) {
    const double years = 1 + math::log(u) / math::log(1 - 1 / mean);
    return static_cast<std::uint8_t>(std::clamp(years, 0.0, static_cast<double>(age)));
}

std::uint8_t parity_of(const Member& member, double u) {
    if (member.sex == Sex::male) return 0;
    const bool grown_up_children = member.age >= 45 && (member.partner >= 0 || member.age >= 50);
    if (!grown_up_children) return member.children;
    // Children who have left: most women had one or two, the oldest cohorts more. Assumption.
    const double more = member.age >= 65 ? 0.55 : 0.30;
    const int born = u < 0.06 ? 0 : u < 1 - more ? 1 : member.age >= 65 && u > 0.75 ? 3 : 2;
    return static_cast<std::uint8_t>(std::max<int>(member.children, born));
}

/// Where a person lives, has the right to live, and for how long.
void fill_residence(People& people, std::size_t p, const Member& member, const Setting& setting) {
    const Draws::Pair u = person_draw(people.key[p], PersonDraw::years, setting.seed);
    const bool newcomer =
        setting.group == Group::newcomers || setting.group == Group::collective_newcomers;
    people.place[p] = member.where == Where::home   ? home_place
                      : member.where == Where::town ? town_of(setting.town)
                                                    : setting.outside;
    people.hukou[p] = newcomer                          ? Hukou::outside
                      : setting.group == Group::village ? Hukou::rural
                                                        : Hukou::urban;
    people.hukou_district[p] = setting.district;
    const bool moved = newcomer || member.where != Where::home;
    people.years_in_place[p] =
        moved ? years_since_move(newcomer ? years_newcomer_mean : years_away_mean, member.age,
                                 u.first)
              : member.age;
    people.parity[p] = parity_of(member, u.second);
}

/// District of work: the own one, or one within commuting distance.
District work_district(People& people, std::size_t p, const Setting& setting, bool rural,
                       District lives_in, const Tables& tables) {
    if (people.work[p] != Work::wage || !tables.commutes[lives_in]) return lives_in;
    const Draws::Pair u = person_draw(people.key[p], PersonDraw::commute, setting.seed);
    const double share = rural ? rural_commute / (rural_wage + rural_commute) : urban_commute;
    if (u.first >= share) return lives_in;
    const auto& to = tables.commuting[lives_in];
    for (std::size_t d = 0; d < district_count; ++d)
        if (u.second < to[d]) return district_at(d);
    return lives_in;
}

std::uint8_t traits_of(const People& people, std::size_t p, const Member& member,
                       const Setting& setting) {
    const Draws::Pair u = person_draw(people.key[p], PersonDraw::status, setting.seed);
    const bool rural = people.hukou[p] == Hukou::rural;
    std::uint8_t traits = 0;
    if (rural) traits |= cohort_2019;
    if (member.partner >= 0 || member.children > 0 || (member.age >= 60 && u.second < 0.95))
        traits |= in_union_before;
    if (people.work[p] == Work::retired && !rural && u.first < employee_pension_share)
        traits |= employee_pension;
    if (people.work[p] == Work::wage && u.first < (rural ? insured_rural : insured_urban))
        traits |= unemployment_insured;
    if (rural && member.age >= 16 && member.age < 60 && !people.in_school[p] &&
        u.second < trained_share)
        traits |= trained;
    return traits;
}

/// Factors by age with mean 1 over the rural adults of 16–64 who are out of school.
std::array<double, 65> centred(const AgeShares& shares, double (*shape)(int)) {
    double sum = 0, adults = 0;
    for (int age = 16; age < 65; ++age) {
        const double persons =
            (shares[age_sex(age, Sex::male)] + shares[age_sex(age, Sex::female)]) / 5;
        const double in_school = age < upper_until      ? upper_secondary_chance
                                 : age < tertiary_until ? tertiary_rural
                                                        : 0.0;
        adults += persons;
        sum += persons * (1 - in_school) * shape(age);
    }
    std::array<double, 65> factors{};
    for (int age = 16; age < 65; ++age)
        factors[static_cast<std::size_t>(age)] = shape(age) * adults / sum;
    return factors;
}

/// Active share of town adults out of school and not retired, so that the stated participation of
/// all of 16–64 holds.
double active_share(const AgeShares& shares) {
    double adults = 0, open = 0;
    for (int age = 16; age < 65; ++age)
        for (const Sex sex : {Sex::male, Sex::female}) {
            const double persons = shares[age_sex(age, sex)] / 5;
            const double in_school = age < upper_until      ? upper_secondary_chance
                                     : age < tertiary_until ? tertiary_urban
                                                            : 0.0;
            adults += persons;
            if (age < retirement_age(sex)) open += persons * (1 - in_school);
        }
    return std::min(0.97, participation * adults / open);
}

}  // namespace

Tables make_tables(const Baseline& baseline, const PerDistrict<Heads>& heads) {
    Tables tables;
    const AgeShares rural = age_shares(baseline, Stratum::rural);
    // Wage work falls with age, own business peaks in mid-life. Assumption.
    tables.rural_wage = centred(rural, [](int age) {
        return age < 40 ? 1.5 : age < 50 ? 1.1 : age < 60 ? 0.8 : 0.5;
    });
    tables.rural_self_employed = centred(rural, [](int age) {
        return age < 25 ? 0.4 : age < 55 ? 1.2 : 0.7;
    });
    tables.active = active_share(age_shares(baseline, Stratum::urban));
    for (std::size_t from = 0; from < district_count; ++from) {
        double sum = 0;
        std::array<double, district_count> pull{};
        for (std::size_t to = 0; to < district_count; ++to) {
            const double minutes = baseline.travel_minutes[from][to];
            if (to == from || minutes > commute_limit_minutes) continue;
            sum += pull[to] = static_cast<double>(heads[to].urban_residents) / minutes;
        }
        double share = 0;
        for (std::size_t to = 0; to < district_count; ++to)
            tables.commuting[from][to] = share += sum > 0 ? pull[to] / sum : 0.0;
        tables.commutes[from] = sum > 0;
    }
    return tables;
}

void fill_person(People& people, std::size_t p, const Member& member, const Setting& setting,
                 const Tables& tables) {
    const Key key = people.key[p];
    const Draws::Pair trait = person_draw(key, PersonDraw::ability, setting.seed);
    const Draws::Pair school = person_draw(key, PersonDraw::schooling, setting.seed);
    const Draws::Pair labour = person_draw(key, PersonDraw::work, setting.seed);
    people.birth_year[p] = static_cast<std::int16_t>(first_year - member.age);
    people.sex[p] = member.sex;
    const Schooled schooled = schooling(member.age, setting, member.where, school.first);
    people.education[p] = schooled.education;
    people.in_school[p] = schooled.in_school ? 1 : 0;
    people.skill[p] = skill_of(schooled.education, school.second);
    people.ability[p] = static_cast<float>(wage_sd * math::normal_quantile(trait.first));
    fill_residence(people, p, member, setting);

    // Members at home in a neighbourhood are town people for the labour market.
    Member seen = member;
    if (setting.group != Group::village && member.where == Where::home) seen.where = Where::town;
    people.work[p] = work_of(seen, tables, schooled.in_school, labour.first);
    const bool rural = seen.where == Where::home;
    const District lives_in = member.where == Where::town ? setting.town : setting.district;
    people.work_district[p] = work_district(people, p, setting, rural, lives_in, tables);
    people.months_unemployed[p] =
        people.work[p] == Work::unemployed ? static_cast<std::uint8_t>(1 + 12 * labour.second) : 0;
    people.employer[p] = no_row;
    people.wage[p] = Money{};
    people.traits[p] = traits_of(people, p, member, setting);
}

}  // namespace changji::population
