#include "model/population/margins.hpp"

#include <algorithm>

#include "model/base/check.hpp"

namespace changji::population {

namespace {

constexpr std::size_t size_margin = 2 * age_groups;
constexpr std::size_t town_margin = size_margin + 6;
/// Single margins after the ages and sizes, in the order of Margins::list().
enum Single : std::size_t {
    in_union = town_margin + 6,
    outside,
    outside_children,
    outside_old,
    town_old,
    town_women,
    town_in_union,
    margin_count
};

constexpr bool counts_for_union(const Member& member) {
    return member.sex == Sex::female && member.age >= 30 && member.age < 40;
}

std::size_t size_class(int members) {
    return static_cast<std::size_t>(std::min(members, 6) - 1);
}

/// Types of one person at a kind of place.
std::vector<std::size_t> singles(const Types& types, Where where) {
    std::vector<std::size_t> result;
    for (std::size_t t = 0; t < types.size(); ++t)
        if (types.count(t) == 1 && types.begin(t)->where == where) result.push_back(t);
    return result;
}

std::int64_t persons_at(const Types& types, const std::vector<std::int32_t>& count, Where where) {
    std::int64_t persons = 0;
    for (std::size_t t = 0; t < types.size(); ++t)
        if (count[t] > 0) persons += std::int64_t{count[t]} * types.at(t, where);
    return persons;
}

/// Adds or takes single persons, one a type in turn, until `missing` is used up.
void adjust(std::vector<std::int32_t>& count, const std::vector<std::size_t>& types,
            std::int64_t missing) {
    while (missing != 0) {
        const std::int64_t before = missing;
        for (const std::size_t t : types) {
            if (missing > 0) {
                ++count[t];
                --missing;
            } else if (missing < 0 && count[t] > 0) {
                --count[t];
                ++missing;
            }
        }
        ensure(missing != before, "single persons close the person totals");
    }
}

}  // namespace

std::vector<double> Margins::list() const {
    std::vector<double> targets(home.begin(), home.end());
    targets.insert(targets.end(), home_sizes.begin(), home_sizes.end());
    targets.insert(targets.end(), town_sizes.begin(), town_sizes.end());
    targets.insert(targets.end(), {in_union, outside, outside_children, outside_old, town_old,
                                   town_women, town_in_union});
    return targets;
}

Margins margins_of(const AgeShares& home_persons, double town, double away, double mean_size,
                   const SizeShares& sizes, double union_share) {
    Margins margins;
    margins.home = home_persons;
    margins.outside = away;
    margins.outside_children = away * outside_children_share;
    margins.outside_old = away * outside_old_share;
    margins.town_old = town * town_old_share;
    margins.town_women = town * town_women_share;
    margins.town_in_union = margins.town_women * town_union_share;
    double home = 0;
    for (const double persons : home_persons) home += persons;
    for (std::size_t s = 0; s < sizes.size(); ++s) {
        margins.home_sizes[s] = home / mean_size * sizes[s];
        margins.town_sizes[s] = town / mean_size * sizes[s];
    }
    margins.in_union = union_share * (home_persons[age_sex(30, Sex::female)] +
                                      home_persons[age_sex(35, Sex::female)]);
    return margins;
}

Contributions contributions(const Types& types) {
    Contributions rows;
    for (std::size_t t = 0; t < types.size(); ++t) {
        std::array<std::uint8_t, margin_count> count{};
        for (const Member* m = types.begin(t); m != types.end(t); ++m) {
            if (m->where == Where::home) {
                ++count[age_sex(m->age, m->sex)];
                if (counts_for_union(*m) && m->partner >= 0) ++count[in_union];
            } else if (m->where == Where::outside) {
                ++count[outside];
                if (m->age < 15) ++count[outside_children];
                if (m->age >= 60) ++count[outside_old];
            } else {
                if (m->age >= 60) ++count[town_old];
                if (counts_for_union(*m)) ++count[town_women];
                if (counts_for_union(*m) && m->partner >= 0) ++count[town_in_union];
            }
        }
        if (const int home = types.at(t, Where::home); home > 0)
            ++count[size_margin + size_class(home)];
        if (const int town = types.at(t, Where::town); town > 0)
            ++count[town_margin + size_class(town)];
        for (std::size_t m = 0; m < margin_count; ++m)
            if (count[m] > 0) rows.entries.push_back({static_cast<std::uint16_t>(m), count[m]});
        rows.end_row();
    }
    return rows;
}

std::vector<std::int32_t> whole_households(const Types& types, const Contributions& rows,
                                           const Margins& margins, const Exact& exact, double u,
                                           double& worst) {
    const double persons = static_cast<double>(exact[0] + exact[1] + exact[2]);
    const double start = persons / static_cast<double>(types.members.size());
    const Raked raked = rake(rows, margins.list(), start);
    worst = raked.worst;
    std::vector<std::int32_t> count = integerise(raked.weight, u);
    for (const Where where : {Where::home, Where::town, Where::outside}) {
        const std::int64_t target = exact[static_cast<std::size_t>(where)];
        const std::int64_t missing = target - persons_at(types, count, where);
        if (missing != 0) adjust(count, singles(types, where), missing);
    }
    return count;
}

}  // namespace changji::population
