#include "model/population/composition.hpp"

#include <algorithm>

#include "model/base/math.hpp"
#include "model/base/random.hpp"
#include "model/population/priors.hpp"
#include "model/zone/decision.hpp"

namespace changji::population {

namespace {

constexpr std::size_t largest_household = 6;  ///< at one place; larger ones are counted as six

/// The uniforms of one household type, in the order they are asked for.
class Stream {
  public:
    Stream(std::uint32_t seed, Key key) : draws_{seed, 0}, key_(key) {}
    double next() { return draws_.uniform(key_, first_year, draw_synthesis, index_++); }
    bool chance(double probability) { return next() < probability; }
    int between(int low, int high) {
        return low + static_cast<int>(next() * static_cast<double>(high - low + 1));
    }
    int normal(double mean, double sd, int low, int high) {
        const double x = mean + sd * math::normal_quantile(next());
        return std::clamp(static_cast<int>(x + 0.5), low, high);
    }

  private:
    Draws draws_;
    Key key_;
    std::uint32_t index_ = 0;
};

using Household = std::vector<Member>;

Member person(int age, Sex sex) {
    Member member;
    member.age = static_cast<std::uint8_t>(std::clamp(age, 0, 100));
    member.sex = sex;
    return member;
}

/// Appends a couple; `age` is the man's.
void add_couple(Household& household, int age, Stream& stream) {
    const auto man = static_cast<std::int8_t>(household.size());
    household.push_back(person(age, Sex::male));
    household.push_back(
        person(stream.normal(age - 2, 2.5, std::max(20, age - 9), age + 5), Sex::female));
    household[static_cast<std::size_t>(man)].partner = static_cast<std::int8_t>(man + 1);
    household.back().partner = man;
}

/// Appends up to `most` unmarried children of the parent in row `parent`.
void add_children(Household& household, std::size_t parent, int most, Stream& stream) {
    const int children = most > 1 && stream.chance(0.4) ? 2 : 1;
    int age_at_birth = stream.normal(25, 3.5, 19, 40);
    for (int k = 0; k < children; ++k, age_at_birth += stream.between(2, 6)) {
        const int age = household[parent].age - age_at_birth;
        if (age < 0 || age > 40) break;
        household.push_back(person(age, stream.chance(0.52) ? Sex::male : Sex::female));
        ++household[parent].children;
    }
}

void add_parents(Household& household, int age_of_child, Stream& stream) {
    const int age = std::min(age_of_child + stream.normal(26, 3, 20, 36), 97);
    if (stream.chance(0.6))
        add_couple(household, age, stream);
    else
        household.push_back(person(age, stream.chance(0.3) ? Sex::male : Sex::female));
}

enum class Form { single, couple, children, lone_parent, three_generations, grown_child };

/// Members of one form; `u` in (0, 1) spreads the forms' ages evenly over the types.
Household people_of(Form form, double u, Stream& stream) {
    Household household;
    const auto age = [&](int low, int high) {
        return low + static_cast<int>(u * static_cast<double>(high - low + 1));
    };
    switch (form) {
        case Form::single:
            household.push_back(person(age(16, 95), stream.chance(0.5) ? Sex::male : Sex::female));
            break;
        case Form::couple:
            add_couple(household, age(22, 92), stream);
            break;
        case Form::children:
            add_couple(household, age(22, 66), stream);
            add_children(household, 1, 2, stream);
            break;
        case Form::lone_parent:
            household.push_back(person(age(22, 80), stream.chance(0.35) ? Sex::male : Sex::female));
            add_children(household, 0, 2, stream);
            break;
        case Form::three_generations: {
            const int man = age(23, 62);
            add_couple(household, man, stream);
            add_children(household, 1, 2, stream);
            add_parents(household, man, stream);
            break;
        }
        case Form::grown_child: {
            const int child = age(20, 60);
            household.push_back(person(child, stream.chance(0.6) ? Sex::male : Sex::female));
            add_parents(household, child, stream);
            break;
        }
    }
    return household;
}

void all_live(Household& household, Where where) {
    for (Member& member : household) member.where = where;
}

/// Who lives away: nobody, the whole family, or members of 16 to 45 years.
void place_members(Household& household, Group group, Stream& stream) {
    if (group != Group::village && group != Group::urban_hukou) return;
    const bool village = group == Group::village;
    const bool single = household.size() == 1;
    const double at_home = village ? (single ? 0.40 : 0.52) : (single ? 0.55 : 0.66);
    const double all_away = village ? (single ? 0.60 : 0.25) : (single ? 0.45 : 0.20);
    const Where place = village && stream.chance(0.4) ? Where::town : Where::outside;
    const double u = stream.next();
    if (u < at_home) return;
    if (u < at_home + all_away) {
        all_live(household, place);
        return;
    }
    for (Member& member : household)
        if (member.age >= 16 && member.age <= 45 && stream.chance(0.6)) member.where = place;
}

bool admissible(const Household& household) {
    std::array<std::size_t, 3> at{};
    bool adult = false;
    for (const Member& member : household) {
        ++at[static_cast<std::size_t>(member.where)];
        adult = adult || (member.where == Where::home && member.age >= 16);
    }
    return std::all_of(at.begin(), at.end(), [](auto n) { return n <= largest_household; }) &&
           (at[0] == 0 || adult);
}

/// Share of the types by form, in the order of Form.
constexpr std::array<double, 6> form_shares{0.20, 0.20, 0.25, 0.07, 0.19, 0.09};

void append(Types& types, const Household& household) {
    types.members.insert(types.members.end(), household.begin(), household.end());
    types.first.push_back(static_cast<std::uint32_t>(types.members.size()));
}

/// One single person of each age and sex.
Types collective_types() {
    Types types;
    for (int age = 15; age < 95; ++age)
        for (const Sex sex : {Sex::male, Sex::female}) append(types, {person(age, sex)});
    return types;
}

}  // namespace

int Types::at(std::size_t t, Where where) const {
    return static_cast<int>(
        std::count_if(begin(t), end(t), [&](const Member& m) { return m.where == where; }));
}

Types compose(Group group, std::size_t count, std::uint32_t seed) {
    if (group == Group::collective_urban || group == Group::collective_newcomers)
        return collective_types();
    Types types;
    std::size_t from = 0;
    double share = 0;
    for (std::size_t form = 0; form < form_shares.size(); ++form) {
        share += form_shares[form];
        const auto to = static_cast<std::size_t>(share * static_cast<double>(count) + 0.5);
        for (std::size_t t = from; t < to; ++t) {
            const double u = (static_cast<double>(t - from) + 0.5) / static_cast<double>(to - from);
            // A type that is not admissible is drawn again.
            for (std::uint32_t attempt = 0;; ++attempt) {
                Stream stream{seed, derived_key(static_cast<Key>(t), attempt,
                                                static_cast<std::uint32_t>(group))};
                Household household = people_of(static_cast<Form>(form), u, stream);
                place_members(household, group, stream);
                if (!admissible(household)) continue;
                append(types, household);
                break;
            }
        }
        from = to;
    }
    return types;
}

}  // namespace changji::population
