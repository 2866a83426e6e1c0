#include <cstdio>
#include <functional>
#include <map>

#include <gtest/gtest.h>

#include "model/processes/farmland.hpp"
#include "tests/support/opened_world.hpp"

/// One household more, with land, in one village: whom does it change elsewhere? Draws are
/// addressed, so nobody outside the markets it enters; there ranks and hires may shift by one.
namespace changji {
namespace {

const Draws draws{1, 0};

/// The village with most households: the one where a household more weighs least.
std::size_t village_of(const World& world) {
    std::size_t best = 0;
    for (std::size_t i = 0; i < world.cells.size(); ++i)
        if (world.cells[i].is_village() &&
            (!world.cells[best].is_village() ||
             world.cells[i].households.size() > world.cells[best].households.size()))
            best = i;
    return best;
}

/// A grown child of the new family who looks for work and a partner.
void add_single_seeker(Cell& cell, Row household) {
    People& people = cell.people;
    table::append_row(people, people, static_cast<Row>(people.size()) - 1);
    people.key.back() = derived_key(people.key.back(), 2, 77);
    people.birth_year.back() = 1994;
    people.household.back() = household;
    people.partner.back() = people.employer.back() = no_row;
    people.in_school.back() = 0;
    people.place.back() = home_place;
    people.work.back() = Work::unemployed;
    people.work_district.back() = cell.district;
    people.months_unemployed.back() = 0;
    ++cell.households.members[static_cast<std::size_t>(household)];
}

/// A copy of a landholding family under other keys, with a grown child more. Its land is new:
/// contracted and cultivated area of the village grow with it.
void add_family(World& world, std::size_t village) {
    Cell& cell = world.cells[village];
    Households& households = cell.households;
    std::size_t source = 0;
    while (households.contracted[source].count == 0 || households.members[source] < 2) ++source;
    table::append_row(households, households, static_cast<Row>(source));
    const auto h = static_cast<Row>(households.size()) - 1;
    const Row first = households.first_member[source], members = households.members[source];
    const auto begin = static_cast<Row>(cell.people.size());
    households.key.back() = derived_key(households.key[source], 1, 77);
    households.first_member.back() = begin;
    households.leased_in.back() = households.leased_out.back() = Area{};
    households.cooperative.back() = no_row;
    for (Row m = 0; m < members; ++m) {
        table::append_row(cell.people, cell.people, first + m);
        People& people = cell.people;
        people.key.back() = derived_key(people.key.back(), 1, 77);
        people.household.back() = h;
        Row& partner = people.partner.back();
        if (partner >= 0) partner += begin - first;
        if (people.work.back() == Work::wage) people.work.back() = Work::home;
        people.employer.back() = no_row;
    }
    add_single_seeker(cell, h);
    cell.land[index(LandUse::other_cultivated)] += households.contracted.back();
    cell.land[index(LandUse::homestead)] += households.homestead.back();
}

enum class Family {
    rights,
    income_from_land,
    schooling_and_hukou,
    place,
    job,
    partner,
    other_income,
    count
};
constexpr std::size_t family_count = static_cast<std::size_t>(Family::count);
constexpr std::array<const char*, family_count> family_names{
    "rights and leases", "income from land", "schooling and hukou", "place", "job",
    "partner",           "other income"};

struct Differences {
    std::array<std::int64_t, family_count> count{};
    std::int64_t persons = 0, persons_differing = 0, households = 0;

    void add(Family family, bool differs) { count[static_cast<std::size_t>(family)] += differs; }
    std::int64_t of(Family family) const { return count[static_cast<std::size_t>(family)]; }
};

Key key_at(const Column<Key>& keys, Row row) {
    return row < 0 ? Key{0} : keys[static_cast<std::size_t>(row)];
}

bool same_rights(const Households& a, std::size_t i, const Households& b, std::size_t j) {
    return a.contracted[i] == b.contracted[j] && a.leased_out[i] == b.leased_out[j] &&
           a.leased_in[i] == b.leased_in[j] && a.farm_class[i] == b.farm_class[j] &&
           a.traits[i] == b.traits[j] && a.rights[i] == b.rights[j] &&
           a.homestead[i] == b.homestead[j] && a.house[i] == b.house[j];
}

/// Persons who exist in both worlds outside the village, matched by key over all cells.
void compare_people(const World& a, const World& b, std::size_t village, Differences& d) {
    struct Seen {
        std::size_t cell;
        Row row;
    };
    std::map<Key, Seen> in_b;
    for (std::size_t c = 0; c < b.cells.size(); ++c)
        for (std::size_t p = 0; p < b.cells[c].people.size(); ++p)
            in_b[b.cells[c].people.key[p]] = {c, static_cast<Row>(p)};
    for (std::size_t c = 0; c < a.cells.size(); ++c) {
        if (c == village) continue;
        const People& people = a.cells[c].people;
        for (std::size_t p = 0; p < people.size(); ++p) {
            ++d.persons;
            const auto found = in_b.find(people.key[p]);
            if (found == in_b.end()) {  // not born, or not arrived
                ++d.persons_differing;
                continue;
            }
            const People& other = b.cells[found->second.cell].people;
            const auto q = static_cast<std::size_t>(found->second.row);
            const bool moved = found->second.cell != c || other.place[q] != people.place[p];
            const bool job =
                key_at(a.firms.key, people.employer[p]) != key_at(b.firms.key, other.employer[q]) ||
                people.work[p] != other.work[q];
            const bool partner =
                key_at(people.key, people.partner[p]) != key_at(other.key, other.partner[q]);
            d.add(Family::schooling_and_hukou,
                  people.education[p] != other.education[q] || people.hukou[p] != other.hukou[q] ||
                      (people.traits[p] & trained) != (other.traits[q] & trained));
            d.add(Family::place, moved), d.add(Family::job, job);
            d.add(Family::partner, partner);
            d.persons_differing += moved || job || partner;
        }
    }
}

void compare_households(const World& a, const World& b, std::size_t village, Differences& d) {
    for (std::size_t c = 0; c < a.cells.size(); ++c) {
        if (c == village) continue;
        const Households &x = a.cells[c].households, &y = b.cells[c].households;
        std::map<Key, std::size_t> in_b;
        for (std::size_t h = 0; h < y.size(); ++h) in_b[y.key[h]] = h;
        for (std::size_t h = 0; h < x.size(); ++h) {
            ++d.households;
            const auto found = in_b.find(x.key[h]);
            if (found == in_b.end()) {
                d.add(Family::rights, x.contracted[h].count > 0);
                continue;
            }
            const std::size_t g = found->second;
            d.add(Family::rights, !same_rights(x, h, y, g));
            d.add(Family::other_income, x.wage[h] != y.wage[g] || x.transfer[h] != y.transfer[g]);
        }
    }
}

/// Income from land right after the harvest: what accounts add later (pay, self-employment) is
/// another family.
void compare_harvests(const World& a, const World& b, std::size_t village, Differences& d) {
    for (std::size_t c = 0; c < a.cells.size(); ++c) {
        if (c == village) continue;
        const Households &x = a.cells[c].households, &y = b.cells[c].households;
        std::map<Key, std::size_t> in_b;
        for (std::size_t h = 0; h < y.size(); ++h) in_b[y.key[h]] = h;
        for (std::size_t h = 0; h < x.size(); ++h) {
            const auto found = in_b.find(x.key[h]);
            if (found == in_b.end()) continue;
            const std::size_t g = found->second;
            d.add(Family::income_from_land,
                  x.business[h] != y.business[g] || x.property[h] != y.property[g]);
        }
    }
}

/// Both worlds through one year; `seen` looks at them after the harvest.
void one_year(World& a, World& b, const std::function<void()>& seen) {
    static const Scenario scenario = test::shipped_scenario("baseline");
    const auto forcing = forcing_of(test::published_facts());
    for (World* world : {&a, &b}) ++world->year;
    Year in_a{scenario, forcing, draws, bind_settings(scenario, a.year, a.districts)};
    Year in_b{scenario, forcing, draws, bind_settings(scenario, b.year, b.districts)};
    for (const Process& process : processes()) {
        process.run(a, in_a);
        process.run(b, in_b);
        if (process.info.key == "harvest") seen();
    }
}

void print(int year, const Differences& d) {
    std::printf(
        "one more household, %d: of %lld persons outside the village %lld differ (%.4f %%)\n", year,
        static_cast<long long>(d.persons), static_cast<long long>(d.persons_differing),
        100.0 * static_cast<double>(d.persons_differing) / static_cast<double>(d.persons));
    for (std::size_t k = 0; k < family_count; ++k) {
        std::printf("  %-20s %lld\n", family_names[k], static_cast<long long>(d.count[k]));
        testing::Test::RecordProperty(std::string(family_names[k]) + " " + std::to_string(year),
                                      std::to_string(d.count[k]));
    }
}

class OneMoreHousehold : public testing::TestWithParam<std::uint32_t> {};

TEST_P(OneMoreHousehold, ChangesNoOtherVillageAndFewPeopleOutsideTheMarketsItEnters) {
    World plain = test::opened_sample(GetParam()).world, more = plain;
    const std::size_t village = village_of(plain);
    add_family(more, village);
    for (int i = 0; i < 2; ++i) {
        Differences d;
        one_year(plain, more, [&] { compare_harvests(plain, more, village, d); });
        compare_people(plain, more, village, d);
        compare_households(plain, more, village, d);
        print(plain.year, d);
        const double share =
            static_cast<double>(d.persons_differing) / static_cast<double>(d.persons);
        EXPECT_LT(share, 0.01);
        if (i > 0) continue;
        EXPECT_EQ(d.of(Family::rights), 0);
        EXPECT_EQ(d.of(Family::income_from_land), 0);
        EXPECT_EQ(d.of(Family::schooling_and_hukou), 0);
    }
}

INSTANTIATE_TEST_SUITE_P(Worlds, OneMoreHousehold, testing::Values(1u, 2u, 3u));

}  // namespace
}  // namespace changji
