#include "model/world/household_rights.hpp"

namespace changji {
namespace {

void clear(std::uint8_t& bits, unsigned gone) {
    bits = static_cast<std::uint8_t>(bits & ~gone);
}
void set(std::uint8_t& bits, unsigned added) {
    bits = static_cast<std::uint8_t>(bits | added);
}

}  // namespace

void pass_house(Cell& cell, std::size_t from, std::size_t to) {
    Households& households = cell.households;
    if (!(households.rights[from] & house_use)) return;
    const bool has_own = (households.rights[to] & house_use) != 0;
    if (!has_own) {
        households.house[to] = households.house[from];
        households.house_lease_last_year[to] = households.house_lease_last_year[from];
        set(households.rights[to],
            house_use | (households.rights[from] & unsigned{house_certified}));
    }
    households.homestead[to] += households.homestead[from];
    households.homestead[from] = Area{};
    households.house[from] = House::none;
    households.house_lease_last_year[from] = 0;
    clear(households.rights[from], house_use | house_certified);
}

void pass_share_and_contract(Cell& cell, std::size_t from, std::size_t to) {
    Households& households = cell.households;
    const unsigned moved = households.rights[from] & unsigned{contract_right | member_share};
    set(households.rights[to], moved);
    clear(households.rights[from], moved);
    households.shares[to] =
        static_cast<std::uint8_t>(households.shares[to] + households.shares[from]);
    households.shares[from] = 0;
}

void revert_rights(Cell& cell, std::size_t h) {
    Households& households = cell.households;
    cell.returned_homestead += households.homestead[h];
    cell.collective_shares += households.shares[h];
    households.homestead[h] = Area{};
    households.shares[h] = 0;
    households.house[h] = House::none;
    households.house_lease_last_year[h] = 0;
    households.rights[h] = 0;
}

Estate estate_of(const Cell& cell) {
    Estate sum;
    sum.shares = cell.collective_shares;
    for (const std::uint8_t shares : cell.households.shares) sum.shares += shares;
    for (const Area area : cell.households.homestead) sum.homestead += area;
    return sum;
}

double worth_of_contract(const Cell& cell, std::size_t h, double owner_subsidy,
                         double discount_rate) {
    const double yearly = in_yuan(cell.rent_per_ha) + owner_subsidy;
    return yearly * in_hectares(cell.households.contracted[h]) / discount_rate;
}

Money worth_of_shares(const Cell& cell, std::size_t h) {
    return {years_of_dividend * cell.households.shares[h] * cell.share_dividend.count};
}

Holdings holdings_of(const Cell& cell) {
    const Households& households = cell.households;
    Holdings sum;
    for (const std::uint8_t held : households.rights) {
        sum.contract += held & contract_right ? 1 : 0;
        sum.qualification += held & qualification ? 1 : 0;
        sum.use += held & house_use ? 1 : 0;
        sum.share += held & member_share ? 1 : 0;
    }
    return sum;
}

}  // namespace changji
