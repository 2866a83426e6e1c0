#include "model/processes/accounts.hpp"

#include "model/processes/accounts_cell.hpp"

namespace changji::accounts {

void open_year(World& world) {
    parallel_for(world.cells.size(), [&](std::size_t i) {
        Households& households = world.cells[i].households;
        for (std::size_t h = 0; h < households.size(); ++h) {
            households.income_before[h] = households.wage[h] + households.business[h] +
                                          households.property[h] + households.transfer[h];
        }
        for (auto* part : {&households.wage, &households.business, &households.property,
                           &households.transfer}) {
            for (Money& amount : *part) amount = Money{};
        }
        world.events[i] = CellEvents{};
    });
    world.ledger = Ledger{};
    for (DistrictState& state : world.districts) {
        state.budget.local_revenue = state.budget.shared_revenue = Money{};
    }
}

void settle(World& world, const Settings& settings) {
    world.tallies = {};
    world.totals = {};
    const Rates rates = rates_of_year(world, settings);
    PerThread<Ledger> ledgers;
    PerThread<std::vector<PersonalIncome>> members;
    const World& seen = world;
    count_cells(world, [&](std::size_t i, TallySheet& sheet) {
        settle_cell(world.cells[i], seen, settings, rates, sheet, ledgers.mine(), members.mine());
    });
    world.ledger += ledgers.total();
}

}  // namespace changji::accounts
