#include "model/world/regroup.hpp"

namespace changji {
namespace {

/// Fills members and first_member of the surviving households and the order of people rows.
void order_people(Cell& cell, RegroupSpace& space) {
    auto& people = cell.people;
    auto& households = cell.households;
    const std::size_t household_rows = households.size();
    std::vector<Row>& counts = space.next;
    counts.assign(household_rows, 0);
    for (const Row h : people.household) {
        if (h >= 0) ++counts[static_cast<std::size_t>(h)];
    }
    space.household_order.clear();
    space.household_after.assign(household_rows, no_row);
    Row first = 0;
    for (std::size_t h = 0; h < household_rows; ++h) {
        if (counts[h] == 0) continue;
        space.household_after[h] = static_cast<Row>(space.household_order.size());
        space.household_order.push_back(static_cast<Row>(h));
        households.members[h] = counts[h];
        households.first_member[h] = first;
        const Row here = first;
        first += counts[h];
        counts[h] = here;  // from now on: the next free place of the household
    }
    space.order.resize(static_cast<std::size_t>(first));
    space.row_after.assign(people.size(), no_row);
    for (std::size_t p = 0; p < people.size(); ++p) {
        const Row h = people.household[p];
        if (h < 0) continue;
        const Row to = counts[static_cast<std::size_t>(h)]++;
        space.order[static_cast<std::size_t>(to)] = static_cast<Row>(p);
        space.row_after[p] = to;
    }
}

Row renumbered(Row row, const std::vector<Row>& after) {
    return row < 0 ? row : after[static_cast<std::size_t>(row)];
}

}  // namespace

void regroup(Cell& cell, RegroupSpace& space) {
    order_people(cell, space);
    table::take_rows(cell.people, space.order, space.people, space.stretches);
    table::take_rows(cell.households, space.household_order, space.households, space.stretches);
    for (Row& h : cell.people.household) h = renumbered(h, space.household_after);
    for (Row& p : cell.people.partner) p = renumbered(p, space.row_after);
    for (Row& h : cell.leases.lessor) h = renumbered(h, space.household_after);
    for (Row& h : cell.leases.lessee) h = renumbered(h, space.household_after);
}

Row add_household(Households& households, Key key) {
    const auto row = static_cast<Row>(households.size());
    table::resize(households, households.size() + 1);
    households.key.back() = key;
    households.cooperative.back() = no_row;
    return row;
}

}  // namespace changji
