#include <set>

#include <gtest/gtest.h>

#include "model/base/check.hpp"
#include "model/base/parallel.hpp"
#include "model/population/fit.hpp"
#include "model/population/synthesis.hpp"
#include "tests/support/published_facts.hpp"

namespace changji::population {
namespace {

using test::published_facts;

SynthesisOptions options(double sample, Basis basis = Basis::registered, std::uint32_t seed = 1) {
    SynthesisOptions result;
    result.sample = sample;
    result.basis = basis;
    result.seed = seed;
    return result;
}

const World& small_world() {
    static const World world = synthesise(published_facts(), options(0.02));
    return world;
}

/// The only full population of these tests: three seconds in a release build.
const World& full_world() {
    static const World world = synthesise(published_facts(), options(1));
    return world;
}

std::uint64_t hash_of(const Cell& cell) {
    std::uint64_t hash = table::hash(cell.people, cell.key);
    hash = table::hash(cell.households, hash);
    for (const Area area : cell.land)
        hash = derived_key(hash, static_cast<std::uint32_t>(area.count), 1);
    hash = derived_key(hash, static_cast<std::uint32_t>(cell.reserve.count), 2);
    return derived_key(hash, static_cast<std::uint32_t>(cell.base_yield * 1e6), 3);
}

std::uint64_t hash_of(const World& world) {
    std::uint64_t hash = 1;
    for (const Cell& cell : world.cells) hash = derived_key(hash ^ hash_of(cell), 0, 4);
    return hash;
}

TEST(Population, MembersOfAHouseholdAreNeighbouringRows) {
    for (const Cell& cell : small_world().cells) {
        Row next = 0;
        for (std::size_t h = 0; h < cell.households.size(); ++h) {
            ASSERT_EQ(cell.households.first_member[h], next);
            ASSERT_GT(cell.households.members[h], 0);
            for (Row p = next; p < next + cell.households.members[h]; ++p)
                ASSERT_EQ(cell.people.household[static_cast<std::size_t>(p)], static_cast<Row>(h));
            next += cell.households.members[h];
        }
        ASSERT_EQ(static_cast<std::size_t>(next), cell.people.size());
    }
}

TEST(Population, UnionsAreSymmetricWithinTheHousehold) {
    for (const Cell& cell : small_world().cells)
        for (std::size_t p = 0; p < cell.people.size(); ++p) {
            if (cell.people.partner[p] == no_row) continue;
            const auto q = static_cast<std::size_t>(cell.people.partner[p]);
            ASSERT_LT(q, cell.people.size());
            EXPECT_EQ(cell.people.partner[q], static_cast<Row>(p));
            EXPECT_EQ(cell.people.household[q], cell.people.household[p]);
            EXPECT_NE(cell.people.sex[q], cell.people.sex[p]);
        }
}

TEST(Population, KeysAreUnique) {
    std::set<Key> keys;
    std::size_t count = 0;
    for (const Cell& cell : small_world().cells) {
        keys.insert(cell.people.key.begin(), cell.people.key.end());
        keys.insert(cell.households.key.begin(), cell.households.key.end());
        count += cell.people.size() + cell.households.size();
    }
    EXPECT_EQ(keys.size(), count);
}

TEST(Population, ContractedLandAndReserveFillTheVillagesGrainLand) {
    for (const Cell& cell : small_world().cells) {
        Area contracted = cell.reserve;
        for (const Area area : cell.households.contracted) contracted += area;
        const Area farmland = cell.land[index(LandUse::permanent_basic_farmland)] +
                              cell.land[index(LandUse::other_cultivated)];
        EXPECT_EQ(contracted.count, round_half_away(static_cast<double>(farmland.count) *
                                                    (1 - cell.specialty_share)));
    }
}

TEST(Population, StatesAgreeWithAgeAndPlace) {
    for (const Cell& cell : small_world().cells)
        for (std::size_t p = 0; p < cell.people.size(); ++p) {
            const int age = first_year - cell.people.birth_year[p];
            const Work work = cell.people.work[p];
            EXPECT_EQ(work == Work::child, age < 6);
            if (cell.people.in_school[p]) {
                EXPECT_EQ(work, Work::pupil);
            }
            if (work == Work::away) {
                EXPECT_TRUE(outside_zone(cell.people.place[p]));
            }
            if (work == Work::farm) {
                EXPECT_TRUE(cell.is_village() && cell.people.place[p] == home_place);
            }
            EXPECT_EQ(cell.people.employer[p], no_row);
            EXPECT_LE(cell.people.years_in_place[p], age);
            EXPECT_EQ(cell.people.hukou[p] == Hukou::rural,
                      (cell.people.traits[p] & cohort_2019) != 0);
            EXPECT_EQ(cell.is_village(), cell.people.hukou[p] == Hukou::rural);
        }
}

TEST(Population, SampleHoldsAVillageAndANeighbourhoodOfEveryDistrict) {
    const World& world = small_world();
    ByStratum<std::int64_t> persons{};
    for (const Cell& cell : world.cells)
        persons[index(cell.district)][index(cell.stratum)] +=
            static_cast<std::int64_t>(cell.people.size());
    double weighted = 0;
    for (std::size_t d = 0; d < district_count; ++d)
        for (std::size_t s = 0; s < stratum_count; ++s) {
            EXPECT_GT(persons[d][s], 0);
            weighted += static_cast<double>(persons[d][s]) * world.weight[d][s];
        }
    std::size_t full = 0;
    for (const Cell& cell : full_world().cells) full += cell.people.size();
    EXPECT_NEAR(weighted, static_cast<double>(full), 1e-3);
}

TEST(Population, SampledCellsEqualTheFullOnes) {
    std::size_t at = 0;
    const auto& full = full_world().cells;
    for (const Cell& cell : small_world().cells) {
        while (at < full.size() && full[at].key != cell.key) ++at;
        ASSERT_LT(at, full.size());
        EXPECT_EQ(hash_of(full[at]), hash_of(cell));
    }
}

TEST(Population, NumberOfThreadsChangesNothing) {
    const int before = thread_count();
    for (const int threads : {1, 2, 3, 7}) {
        set_thread_count(threads);
        EXPECT_EQ(hash_of(synthesise(published_facts(), options(0.02))), hash_of(small_world()))
            << threads;
    }
    set_thread_count(before);
}

TEST(Population, SeedChangesPeopleButNotPlaces) {
    const World other = synthesise(published_facts(), options(0.02, Basis::registered, 2));
    EXPECT_NE(hash_of(other), hash_of(small_world()));
    for (const Cell& cell : other.cells)
        EXPECT_EQ(
            cell.key,
            cell_key(published_facts().places[static_cast<std::size_t>(cell.register_row)].code));
}

TEST(Population, ThePlansTotalsAreExactAtFullScale) {
    std::int64_t registered = 0;
    Area area, built;
    for (const Cell& cell : full_world().cells) {
        for (const Hukou hukou : cell.people.hukou) registered += hukou != Hukou::outside;
        for (std::size_t u = 0; u < land_use_count; ++u) {
            area += cell.land[u];
            if (u >= index(LandUse::homestead) && u <= index(LandUse::transport_and_water))
                built += cell.land[u];
        }
    }
    EXPECT_EQ(registered, 3'330'000);
    EXPECT_EQ(area.count, 11'081'000'000);
    EXPECT_EQ(built.count, 894'000'000);
    EXPECT_EQ(full_world().cells.size(), 1157u);
}

TEST(Population, FitsEverySourcedMarginWithinOnePerCent) {
    const auto rows = fit(full_world(), published_facts());
    EXPECT_TRUE(misfits(rows).empty());
    bool held_back = false;
    for (const FitRow& row : rows) {
        held_back = held_back || row.held_back;
        if (row.margin == "registered" || row.margin == "residents" ||
            row.margin == "urban_residents") {
            EXPECT_EQ(row.achieved, row.target) << row.margin << " " << row.district;
        }
        if (row.margin == "households") {
            EXPECT_LT(row.total_absolute_error, 0.05);
        }
    }
    EXPECT_TRUE(held_back);
}

TEST(Population, InTheResidentBasisNobodyLivesOutside) {
    const World world = synthesise(published_facts(), options(0.02, Basis::resident));
    for (const Cell& cell : world.cells)
        for (std::size_t p = 0; p < cell.people.size(); ++p) {
            EXPECT_FALSE(outside_zone(cell.people.place[p]));
            EXPECT_NE(cell.people.hukou[p], Hukou::outside);
        }
}

TEST(Population, RefusesASampleOutsideItsBounds) {
    EXPECT_THROW(synthesise(published_facts(), options(0.001)), InputError);
    EXPECT_THROW(synthesise(published_facts(), options(1.5)), InputError);
}

}  // namespace
}  // namespace changji::population
