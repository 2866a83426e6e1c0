#include <gtest/gtest.h>

#include "model/processes/effects.hpp"

namespace changji {
namespace {

constexpr std::size_t agrifood = index(Sector::agrifood), manufacturing = index(Sector::manufacturing);

effects::Settings settings_with(effects::Levers levers) {
    effects::Settings settings;
    settings.coefficients = base_values<effects::Coefficients>();
    for (auto& each : settings.levers) each = levers;
    return settings;
}
effects::Levers no_reform() { return base_values<effects::Levers>(); }

/// Nine districts with a thousand jobs in each sector, thirty minutes apart.
World plain_world() {
    World world;
    world.year = 2025;
    for (std::size_t d = 0; d < district_count; ++d) {
        world.weight[d] = {1.0, 1.0};
        for (auto& jobs : world.districts[d].jobs) jobs = 1000;
        for (auto& value : world.districts[d].value_added) value = yuan(1e8);
        for (double& minutes : world.minutes[d]) minutes = 30;
    }
    return world;
}

void add_project(World& world, ProjectKind kind, District district, std::size_t sector, double ha,
                 int start) {
    Projects& p = world.projects;
    table::resize(p, p.size() + 1);
    p.kind.back() = kind;
    p.district.back() = district;
    p.sector.back() = static_cast<std::uint8_t>(sector);
    p.area.back() = hectares(ha);
    p.start.back() = static_cast<std::int16_t>(start);
    p.record.back() = p.firm.back() = no_row;
}

TEST(Effects, NothingWithoutReform) {
    World world = plain_world();
    add_project(world, ProjectKind::park, District::yongji, agrifood, 10, 2010);
    effects::step(world, settings_with(no_reform()));
    for (const DistrictState& state : world.districts) {
        for (const double effect : state.effect) EXPECT_EQ(effect, 0.0);
        for (const double push : state.entry_push) EXPECT_EQ(push, 0.0);
    }
}

TEST(Effects, OfAParkFollowTheShareOfJobsInsideIt) {
    World world = plain_world();
    add_project(world, ProjectKind::park, District::yongji, agrifood, 10, 2010);  // 400 of 1000
    auto levers = no_reform();
    levers.park = 0.05;
    effects::step(world, settings_with(levers));
    const DistrictState& yongji = world.districts[District::yongji];
    EXPECT_DOUBLE_EQ(yongji.effects[index(Contributor::parks)][agrifood], 0.05 * 0.4);
    EXPECT_EQ(yongji.effects[index(Contributor::parks)][manufacturing], 0.0);
    EXPECT_DOUBLE_EQ(yongji.park_jobs[agrifood], 400.0);
    EXPECT_GT(yongji.entry_push[agrifood], 0.1);
    world.projects.grade[0] = 2;
    effects::step(world, settings_with(levers));
    EXPECT_DOUBLE_EQ(yongji.effects[index(Contributor::parks)][agrifood], 0.05 * 0.4 * 1.5);
}

TEST(Effects, OfANewParkGrowAsItFills) {
    EXPECT_EQ(effects::filled(2010, 2025, 10), 1.0);
    EXPECT_EQ(effects::filled(2021, 2020, 10), 0.0);
    EXPECT_DOUBLE_EQ(effects::filled(2021, 2021, 10), 0.1);
    EXPECT_EQ(effects::filled(2021, 2035, 10), 1.0);
}

TEST(Effects, SumUnderOneCap) {
    World world = plain_world();
    add_project(world, ProjectKind::park, District::food_zone, agrifood, 100, 2010);
    add_project(world, ProjectKind::town, District::food_zone, agrifood, 100, 2010);
    auto levers = no_reform();
    levers.park = 0.2, levers.town = 0.15, levers.food_zone = 0.2;
    effects::step(world, settings_with(levers));
    const DistrictState& zone = world.districts[District::food_zone];
    double sum = 0;
    for (const auto& contributor : zone.effects) sum += contributor[agrifood];
    EXPECT_GT(sum, 0.5);
    EXPECT_EQ(zone.effect[agrifood], 0.15);
    EXPECT_EQ(effects::in_force(world)[index(District::food_zone)][agrifood], 0.15);
}

TEST(Effects, OfJiutaiReachOnlyItsThreeSectors) {
    World world = plain_world();
    auto levers = no_reform();
    levers.jiutai_zone = 0.04, levers.spill = 0;
    effects::step(world, settings_with(levers));
    const auto& effect = world.districts[District::jiutai].effect;
    EXPECT_EQ(effect[agrifood], 0.04);
    EXPECT_EQ(effect[index(Sector::trade)], 0.04);
    EXPECT_EQ(effect[index(Sector::tourism)], 0.04);
    EXPECT_EQ(effect[manufacturing], 0.0);
    EXPECT_EQ(world.districts[District::yongji].effect[agrifood], 0.0);
}

TEST(Effects, SpillOverToNeighboursByDistance) {
    World world = plain_world();
    constexpr std::size_t jiutai = index(District::jiutai), far = index(District::yongji),
                          near = index(District::changchun_new_area);
    world.minutes[far][jiutai] = 120;
    world.minutes[near][jiutai] = 10;
    auto levers = no_reform();
    levers.jiutai_zone = 0.04;
    effects::step(world, settings_with(levers));
    const auto spilled = [&](std::size_t d) {
        return world.districts[d].effects[index(Contributor::spillover)][agrifood];
    };
    EXPECT_GT(spilled(far), 0.0);
    EXPECT_GT(spilled(near), 2 * spilled(far));
    EXPECT_LT(spilled(near), 0.1 * 0.04);
    const double without_link = spilled(near);
    levers.link_new_area = 1;
    effects::step(world, settings_with(levers));
    EXPECT_GT(spilled(near), without_link);
}

TEST(Effects, WeightsOfSpillOverSumToOne) {
    const World world = plain_world();
    for (const auto& row : effects::spill_weights(world.minutes, 45, 1)) {
        double sum = 0;
        for (const double weight : row) sum += weight;
        EXPECT_NEAR(sum, 1.0, 1e-12);
    }
    EXPECT_EQ(effects::spill_weights(world.minutes, 45, 1)[2][2], 0.0);
}

TEST(Effects, OfZonesWithoutAPlaceAreSharedByJobs) {
    World world = plain_world();
    world.districts[District::yongji].jobs.fill(2000);
    add_project(world, ProjectKind::provincial_zone, District::jiutai, sector_count, 100, 2010);
    world.projects.spread[0] = 1;
    auto levers = no_reform();
    levers.park = 0.06;
    effects::step(world, settings_with(levers));
    double jobs = 0;
    for (const DistrictState& state : world.districts)
        for (const double inside : state.park_jobs) jobs += inside;
    EXPECT_NEAR(jobs, 4000, 1e-6);
    const auto& yongji = world.districts[District::yongji];
    const auto& jiutai = world.districts[District::jiutai];
    EXPECT_DOUBLE_EQ(yongji.park_jobs[0], 2 * jiutai.park_jobs[0]);
    EXPECT_EQ(yongji.park_jobs[index(Sector::public_utilities)], 0.0);
}

TEST(Effects, OfInfrastructureCountOnlyWhatTheReformAdds) {
    World world = plain_world();
    for (auto& totals : world.totals) totals[1].residents = 1000;
    auto& yongji = world.districts[District::yongji];
    yongji.infrastructure = {1.3, 1.3};
    yongji.infrastructure_plain = {1.3, 1.3};
    effects::step(world, settings_with(no_reform()));
    EXPECT_EQ(yongji.effect[manufacturing], 0.0);
    yongji.infrastructure = {1.3, 1.43};
    effects::step(world, settings_with(no_reform()));
    EXPECT_NEAR(yongji.effects[index(Contributor::infrastructure)][manufacturing],
                0.1 * 0.09531, 1e-6);
}

TEST(Effects, LocalProcessingAndLandOnOfferBringFirms) {
    World world = plain_world();
    world.year = first_year + 1;
    for (auto& totals : world.totals) totals[0].crop_value = 2e10 * 100;
    auto levers = no_reform();
    levers.local_processing = 0.30;
    Cell village;
    village.district = District::yongji;
    world.cells.push_back(village);
    effects::step(world, settings_with(levers));
    EXPECT_GT(world.districts[District::yongji].entry_push[agrifood], 0.0);
    EXPECT_EQ(world.districts[District::yongji].entry_push[manufacturing], 0.0);
    ++world.year;
    world.cells[0].waiting = hectares(100);
    effects::step(world, settings_with(levers));
    EXPECT_NEAR(world.districts[District::yongji].entry_push[manufacturing], 0.5 * 0.693, 1e-3);
}

}  // namespace
}  // namespace changji
