#include <gtest/gtest.h>

#include "model/population/composition.hpp"
#include "model/population/priors.hpp"

namespace changji::population {
namespace {

class EveryGroup : public ::testing::TestWithParam<Group> {};
INSTANTIATE_TEST_SUITE_P(Composition, EveryGroup,
                         ::testing::Values(Group::village, Group::urban_hukou, Group::newcomers,
                                           Group::collective_urban));

TEST_P(EveryGroup, PartnersNameEachOtherAndDifferInSex) {
    const Types types = compose(GetParam(), 2000, 1);
    for (std::size_t t = 0; t < types.size(); ++t)
        for (std::uint32_t m = 0; m < types.count(t); ++m) {
            const Member& member = types.begin(t)[m];
            if (member.partner < 0) continue;
            ASSERT_LT(static_cast<std::uint32_t>(member.partner), types.count(t));
            const Member& partner = types.begin(t)[member.partner];
            EXPECT_EQ(static_cast<std::uint32_t>(partner.partner), m);
            EXPECT_NE(partner.sex, member.sex);
            EXPECT_GE(member.age, 20);
        }
}

TEST_P(EveryGroup, NoPlaceHoldsMoreThanSixAndNoChildKeepsHouseAlone) {
    const Types types = compose(GetParam(), 2000, 2);
    for (std::size_t t = 0; t < types.size(); ++t) {
        int adults_at_home = 0;
        for (const Member* m = types.begin(t); m != types.end(t); ++m)
            if (m->where == Where::home && m->age >= 15) ++adults_at_home;
        for (const Where where : {Where::home, Where::town, Where::outside})
            EXPECT_LE(types.at(t, where), 6);
        if (types.at(t, Where::home) > 0) {
            EXPECT_GT(adults_at_home, 0);
        }
    }
}

TEST(Composition, MothersAreAtLeastNineteenYearsOlder) {
    const Types types = compose(Group::newcomers, 3000, 1);
    for (std::size_t t = 0; t < types.size(); ++t) {
        const Member* begin = types.begin(t);
        for (const Member* m = begin; m != types.end(t); ++m)
            if (m->children > 0) {
                bool has_child = false;
                for (const Member* c = begin; c != types.end(t); ++c)
                    has_child = has_child || m->age >= c->age + 19;
                EXPECT_TRUE(has_child);
            }
    }
}

TEST(Composition, OnlyVillagersHaveMovedToTowns) {
    const Types urban = compose(Group::urban_hukou, 1000, 1);
    const Types newcomers = compose(Group::newcomers, 1000, 1);
    for (std::size_t t = 0; t < urban.size(); ++t) EXPECT_EQ(urban.at(t, Where::town), 0);
    for (const Member& member : newcomers.members) EXPECT_EQ(member.where, Where::home);
}

TEST(Composition, SeedDecides) {
    const auto ages = [](std::uint32_t seed) {
        std::vector<int> result;
        for (const Member& member : compose(Group::village, 300, seed).members)
            result.push_back(member.age);
        return result;
    };
    EXPECT_EQ(ages(1), ages(1));
    EXPECT_NE(ages(1), ages(2));
}

}  // namespace
}  // namespace changji::population
