#include <gtest/gtest.h>

#include "model/world/household_rights.hpp"
#include "tests/support/opened_world.hpp"

/// Rights over whole years of sampled worlds; the audit holds their identities every year.
namespace changji {
namespace {

using test::after_years;
using test::opened_sample;
using test::shipped_scenario;

constexpr int years = 4;

Scenario with(Scenario scenario, std::string_view key, double value) {
    for (std::size_t i = 0; i < all_parameters().size(); ++i) {
        if (all_parameters()[i].key != key) continue;
        for (Path& path : scenario.values[i]) path = Path{{{first_year, value}}};
    }
    return scenario;
}

/// Full reform in which exits are frequent enough for a small sample.
Scenario frequent_exits() {
    return with(with(shipped_scenario("full_reform"), "right.a_U", -3), "right.a_C", -2);
}

struct Sums {
    std::int64_t exits = 0, from_qualification = 0, leased = 0, violations = 0, unfunded = 0;
};

Sums sums_of(const World& world) {
    Sums sums;
    for (std::size_t i = 0; i < world.cells.size(); ++i) {
        const Cell& cell = world.cells[i];
        for (const std::int32_t exits : cell.exits_so_far) sums.exits += exits;
        for (const std::size_t b : {3u, 7u, 8u}) sums.from_qualification += cell.exits_so_far[b];
        for (const House house : cell.households.house) sums.leased += house == House::leased;
        sums.violations += world.events[i].rights_violations;
        sums.unfunded += world.events[i].unfunded_offers;
    }
    return sums;
}

Sums run(const Scenario& scenario, std::uint32_t seed = 1) {
    return sums_of(after_years(opened_sample(seed).world, scenario, years, Draws{seed, 0}));
}

/// What bits and houses say of each other.
void expect_sound(const World& world) {
    std::size_t wrong = 0;
    for (const Cell& cell : world.cells) {
        const Households& h = cell.households;
        for (std::size_t k = 0; k < h.size(); ++k) {
            const bool uses = (h.rights[k] & house_use) != 0;
            const bool stands = h.house[k] != House::none && h.house[k] != House::returned;
            wrong += uses != stands;
            wrong += (h.house[k] == House::leased) != (h.house_lease_last_year[k] > 0);
            wrong += (h.rights[k] & house_certified) && !uses;
            wrong += !cell.is_village() && (h.rights[k] != 0 || h.homestead[k].count != 0);
        }
    }
    EXPECT_EQ(wrong, 0u);
}

TEST(RightsInAYear, BitsHousesAndAreasAgreeInRandomWorlds) {
    for (const std::uint32_t seed : {1u, 2u, 3u}) {
        World world = opened_sample(seed).world;
        expect_sound(world);
        for (int i = 0; i < years; ++i) {
            ASSERT_NO_THROW(world =
                                after_years(std::move(world), frequent_exits(), 1, Draws{seed, 0}));
            expect_sound(world);
            EXPECT_EQ(sums_of(world).violations, 0);
        }
        EXPECT_GT(sums_of(world).exits, 0);
    }
}

TEST(RightsInAYear, HigherPayBringsMoreExitsAndAttachmentFewer) {
    const Sums plain = run(frequent_exits());
    const Sums paid = run(with(frequent_exits(), "t1.comp_m2", 800));
    const Sums attached = run(with(frequent_exits(), "right.a_U", -7));
    EXPECT_GT(paid.exits + paid.unfunded, plain.exits + plain.unfunded);
    EXPECT_LT(attached.exits, plain.exits);
}

TEST(RightsInAYear, ReturningLandAloneBringsExitsButNotFromTheQualification) {
    const Sums with_b2 = run(frequent_exits());
    const Sums without = run(with(frequent_exits(), "t1.menu", 253));  // all but b2
    EXPECT_GT(with_b2.exits, without.exits);
    EXPECT_LE(with_b2.from_qualification, without.from_qualification);
}

TEST(RightsInAYear, DemandAndLowRiskBringLeases) {
    const Scenario reform = shipped_scenario("full_reform");
    const Sums plain = run(reform);
    EXPECT_GT(run(with(reform, "t5.lease_demand", 5)).leased, plain.leased);
    EXPECT_LT(run(with(reform, "t1.legal_risk", 1)).leased, plain.leased);
    EXPECT_LT(run(shipped_scenario("baseline")).leased, plain.leased);
}

TEST(RightsInAYear, TheYearsPayForExitsIsNoIncome) {
    const World& opened = opened_sample().world;
    const Draws draws{1, 0};
    const World plain = after_years(opened, frequent_exits(), 1, draws);
    const World paid =
        after_years(opened, with(frequent_exits(), "right.house_value", 60000), 1, draws);
    std::int64_t same = 0;
    for (std::size_t i = 0; i < plain.cells.size(); ++i) {
        const Cell &a = plain.cells[i], &b = paid.cells[i];
        for (std::size_t k = 0; k < a.exits.size(); ++k) {
            for (std::size_t n = 0; n < b.exits.size(); ++n) {
                if (a.exits.household[k] != b.exits.household[n] ||
                    a.exits.bundle[k] != b.exits.bundle[n] || a.exits.bundle[k] != 2)
                    continue;
                EXPECT_LT(a.exits.paid[k], b.exits.paid[n]);
                for (std::size_t h = 0; h < a.households.size(); ++h) {
                    if (a.households.key[h] != a.exits.household[k]) continue;
                    EXPECT_EQ(a.households.property[h], b.households.property[h]);
                    ++same;
                }
            }
        }
    }
    EXPECT_GT(same, 0);
}

}  // namespace
}  // namespace changji
