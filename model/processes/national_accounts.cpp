#include "model/processes/national_accounts.hpp"

namespace changji::national_accounts {
namespace {

/// Spending of residents and of the district on the spot, deflated by consumer prices. A relative
/// price needs no split over services: only its growth since 2019 counts.
double local_demand(const World& world, std::size_t d) {
    Money spent = world.districts[d].budget.services + world.districts[d].budget.administration;
    for (const Tally& tally : world.tallies[d]) spent += tally.consumption;
    return in_yuan(spent) / world.zone.cpi;
}

}  // namespace

void close(World& world) {
    for (std::size_t d = 0; d < district_count; ++d) {
        DistrictState& state = world.districts[d];
        double own_account = 0, firms = 0;
        for (const Totals& totals : world.totals[d]) own_account += totals.own_business;
        for (const Money value : state.value_added) {
            firms += world.weight[d][index(Stratum::urban)] * static_cast<double>(value.count);
        }
        state.own_account_value_added =
            Money{round_half_away(own_account)} + state.tourism_value_added;
        state.gdp = state.agriculture_value_added + state.own_account_value_added +
                    Money{round_half_away(firms)};
        const double demand = local_demand(world, d);
        state.demand[index(Sector::trade)] = demand;
        state.demand[index(Sector::services)] = demand;
    }
}

void set_reference(World& world) {
    for (DistrictState& state : world.districts) state.demand0 = state.demand;
}

}  // namespace changji::national_accounts
