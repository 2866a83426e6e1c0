#include <algorithm>

#include "model/processes/land_books.hpp"
#include "model/world/household_rights.hpp"

/// What comes in every year from land, and what members of villages get of it.
namespace changji::collective_land {
namespace {

std::int64_t members_of(const Households& all) {
    std::int64_t members = 0;
    for (std::size_t h = 0; h < all.size(); ++h)
        if (all.kind[h] == HouseholdKind::family) members += all.members[h];
    return members;
}

}  // namespace

void Books::collect_annual_payments() {
    const Parcels& parcels = world_.parcels;
    const Firms& firms = world_.firms;
    for (std::size_t p = 0; p < parcels.size(); ++p) {
        if (!parcels.in_force[p] || parcels.year_entered[p] >= world_.year) continue;
        const auto f = static_cast<std::size_t>(parcels.holder[p]);
        Money payment = parcels.annual[p];
        if (parcels.mode[p] == LandMode::equity) {
            const double value = in_yuan(parcels.price[p]) * in_hectares(parcels.area[p]);
            const double capital = in_yuan(firms.capital[f]) * world_.zone.cpi;
            payment = scaled(std::max(Money{}, firms.profit[f]), value / (value + capital));
        }
        if (payment.count > 0) receive(p, payment, false);
    }
}

Money Books::dividend(Cell& cell, Money village_annual) {
    const Coefficients& c = settings_.coefficients;
    const Money from_fund = scaled(cell.land_fund, c.fund_payout);
    cell.land_fund -= from_fund;
    const Money wanted = from_fund + scaled(village_annual, c.dividend_share);
    return std::min(wanted, std::max(Money{}, cell.collective_cash));
}

/// Sales in even parts per member, dividends per share; what does not divide, and what falls on the
/// village's own shares, stays with the village.
void Books::pay_cell(std::size_t i) {
    Cell& village = world_.cells[i];
    const Pending pending = pending_[i];
    pending_[i] = {};
    const Money any = pending.oneoff + pending.annual + pending.village_annual + village.land_fund;
    if (any.count <= 0) return;
    const std::int64_t members = members_of(village.households);
    if (members == 0) return;
    const std::int64_t oneoff = pending.oneoff.count / members;
    const std::int64_t annual = pending.annual.count / members;
    const Money held{(oneoff + annual) * members};
    village.collective_cash -= held;  // before dividends, which take what is left
    const std::int64_t shares = estate_of(village).shares;  // those of the village included
    const Money wanted = dividend(village, pending.village_annual);
    village.share_dividend = shares > 0 ? Money{wanted.count / shares} : Money{};
    const bool all_income = settings_.coefficients.oneoff_is_income >= 0.5;
    Households& households = village.households;
    Money dividends;
    for (std::size_t h = 0; h < households.size(); ++h) {
        const bool family = households.kind[h] == HouseholdKind::family;
        const std::int64_t n = family ? households.members[h] : 0;
        const Money dividend{households.shares[h] * village.share_dividend.count};
        households.cash[h] += Money{n * (oneoff + annual)} + dividend;
        households.property[h] += Money{n * (annual + (all_income ? oneoff : 0))} + dividend;
        dividends += dividend;
    }
    village.collective_cash -= dividends;
    const District d = village.district;
    world_.ledger.post(Item::land_member_share, d, d, held);
    world_.ledger.post(Item::collective_dividend, d, d, dividends);
}

void Books::pay_members() {
    for (std::size_t i = 0; i < world_.cells.size(); ++i)
        if (world_.cells[i].is_village()) pay_cell(i);
}

}  // namespace changji::collective_land
