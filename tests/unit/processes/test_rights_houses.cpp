#include <algorithm>

#include <gtest/gtest.h>

#include "tests/support/settled_village.hpp"

namespace changji::rights {
namespace {

using Village = test::SettledVillage;

TEST(Rights, AHouseIsIdleWhenNobodyHasLivedThereForAYear) {
    Village v(3);
    v.settings.pilot[District::jiutai] = 0;
    v.cell().people.place[0] = home_place;
    v.cell().people.years_in_place[2] = 0;
    v.transfer();
    EXPECT_EQ(v.households().house, (Column<House>{House::occupied, House::occupied, House::idle}));
    v.cell().people.place[4] = home_place;  // somebody comes back
    v.transfer();
    EXPECT_EQ(v.households().house[2], House::occupied);
}

/// 40 idle houses and a town of a million.
Village lease_market() {
    Village v;
    v.settings.pilot[District::jiutai] = 0;
    v.world.totals[0][index(Stratum::urban)].residents = 1e6;
    v.cell().minutes_to_centre = 0;
    return v;
}

std::int64_t leased(const Village& v) {
    const auto& house = v.world.cells[0].households.house;
    return std::count(house.begin(), house.end(), House::leased);
}

TEST(Rights, TownspeopleLeaseIdleHousesUpToTheirDemandAndPayRent) {
    Village v = lease_market();
    v.transfer();  // demand 0.006 · 1000 · (1 − .5) = 3
    EXPECT_GE(leased(v), 3);
    EXPECT_LE(leased(v), 4);
    const Money rent = yuan(1500 + 6500 * 3.0 / 40);
    EXPECT_EQ(v.cell().house_rent, rent);
    EXPECT_EQ(v.world.ledger.total(Item::house_rent), Money{leased(v) * rent.count});
    for (std::size_t h = 0; h < 40; ++h) {
        if (v.households().house[h] != House::leased) continue;
        EXPECT_EQ(v.households().house_lease_last_year[h], 2029);
        EXPECT_EQ(v.households().property[h], rent - yuan(2000));
        EXPECT_TRUE(v.households().rights[h] & house_use);  // tenants hold the use for a term only
    }
}

TEST(Rights, DemandRisesAndOwnersAcceptMoreWithoutLegalRisk) {
    Village risky = lease_market(), safe = lease_market();
    safe.settings.levers[District::jiutai].legal_risk = 0;
    risky.transfer();
    safe.transfer();
    EXPECT_GT(leased(safe), leased(risky));
    Levers one_year = base_values<Levers>();
    one_year.lease_term = 1;
    const Coefficients c = base_values<Coefficients>();
    EXPECT_TRUE(accepts(1700, base_values<Levers>(), c));
    EXPECT_FALSE(accepts(1700, one_year, c));  // the transaction cost is not earned back
}

TEST(Rights, LeasesEndAfterTheirTerm) {
    Village v = lease_market();
    v.transfer();
    v.world.totals = {};
    v.world.year = 2029;
    v.transfer();
    EXPECT_GE(leased(v), 3);
    v.world.year = 2030;
    v.transfer();
    EXPECT_EQ(leased(v), 0);
}

TEST(Rights, ALeasedHouseIsNotReturned) {
    Village v;
    v.households().house[0] = House::leased;
    v.households().house_lease_last_year[0] = 2025;
    v.transfer();
    EXPECT_EQ(v.events().exits[2], 39);
    EXPECT_EQ(v.households().house[0], House::leased);
}

}  // namespace
}  // namespace changji::rights
