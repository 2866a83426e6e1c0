#include <functional>

#include <gtest/gtest.h>

#include "model/base/check.hpp"
#include "model/simulation/land_audit.hpp"
#include "tests/support/farm_world.hpp"

namespace changji {
namespace {

/// What the audit says after a change to a sound world; empty if it lets it pass.
std::string verdict(const std::function<void(World&)>& change) {
    World world = test::farm_world({9, 1, 4});
    for (Cell& cell : world.cells) {
        cell.land[index(LandUse::ecological)] = hectares(5);
        cell.land[index(LandUse::homestead)] = hectares(5);
        cell.land[index(LandUse::collective_commercial)] = hectares(2);
        cell.idle_commercial = hectares(1);
        cell.land[index(LandUse::other)] = hectares(5);
    }
    land::open(world);
    PerDistrict<land::Levers> levers;
    for (auto& l : levers) l = base_values<land::Levers>();
    const land_audit::Opening opening = land_audit::open(world);
    change(world);
    try {
        land_audit::close(world, opening, levers);
    } catch (const BalanceError& error) {
        return error.what();
    }
    return "";
}

bool caught(const std::string& account, const std::function<void(World&)>& change) {
    return verdict(change).find(account) != std::string::npos;
}

TEST(LandAudit, PassesASoundWorld) {
    EXPECT_EQ(verdict([](World&) {}), "");
}

TEST(LandAudit, CatchesEveryKindOfFault) {
    const auto move = [](Cell& cell, LandUse from, LandUse to) {
        cell.land[index(from)] -= Area{1};
        cell.land[index(to)] += Area{1};
    };
    using enum LandUse;
    EXPECT_TRUE(caught("basic farmland", [&](World& w) {
        move(w.cells[0], permanent_basic_farmland, other_cultivated);
    }));
    EXPECT_TRUE(
        caught("ecological land", [&](World& w) { move(w.cells[0], ecological, other); }));
    EXPECT_TRUE(caught("construction land", [&](World& w) {
        move(w.cells[0], other, state_construction);
    }));
    EXPECT_TRUE(caught("land ledger",
                       [](World& w) { w.districts[2].cultivated_credit = Area{-1}; }));
    EXPECT_TRUE(caught("idle, reused and held",
                       [](World& w) { w.cells[3].reused_commercial = hectares(1.5); }));
    EXPECT_TRUE(caught("returned homesteads",
                       [](World& w) { w.cells[3].returned_homestead = hectares(6); }));
    EXPECT_TRUE(caught("lots on offer", [](World& w) { w.cells[3].waiting = hectares(1.5); }));
    EXPECT_TRUE(caught("proceeds",
                       [](World& w) { w.districts[1].land_flows.levy = Money{1}; }));
}

}  // namespace
}  // namespace changji
