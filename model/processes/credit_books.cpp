#include "model/processes/credit_books.hpp"

#include <algorithm>

namespace changji::credit {
namespace {

constexpr std::uint32_t lender_key = 0x62616E6Bu;
constexpr double reserve = 0.02;  // cash of a bank over its loans, assumption
/// Clients by bank: the rural commercial bank first, three others, and the integration bank once
/// it is open. \source assumption; the plan names lenders of three tiers
constexpr std::array<double, bank_count> usual_weights{0.4, 0.2, 0.2, 0.2, 0.25};

LenderKind kind_of(std::size_t lender) {
    return lender == guarantee_lender ? LenderKind::guarantee
           : lender == manager_lender ? LenderKind::asset_manager
                                      : LenderKind::bank;
}

Item capital_item(LenderKind kind) {
    return kind == LenderKind::bank        ? Item::bank_capital
           : kind == LenderKind::guarantee ? Item::guarantee_capital
                                           : Item::asset_manager_capital;
}

void add_capital(World& world, std::size_t b, Money amount) {
    Lenders& lenders = world.lenders;
    lenders.cash[b] += amount;
    lenders.equity[b] += amount;
    lenders.paid_in[b] += amount;
    world.ledger.receive(capital_item(lenders.kind[b]), lenders.district[b], amount);
}

void raise_to(World& world, std::size_t b, double capital) {
    const Money missing = yuan(capital) - world.lenders.paid_in[b];
    if (missing.count > 0) add_capital(world, b, missing);
}

void spend(World& world, std::size_t b, Item item, Money amount) {
    world.lenders.cash[b] -= amount;
    world.lenders.equity[b] -= amount;
    if (item != Item::bank_dividend) world.lenders.income[b] -= amount;
    world.ledger.pay_out(item, world.lenders.district[b], amount);
}

void close_bank(World& world, std::size_t b, const Settings& settings) {
    Lenders& lenders = world.lenders;
    const Coefficients& c = settings.coefficients;
    const District d = lenders.district[b];
    const Money before = lenders.loans_before[b];
    const Money mean{(before.count + lenders.loans[b].count) / 2};
    // Working capital is out for part of the year and shows in neither stock.
    const Money seasonal = scaled(lenders.lent[b], c.working_months / 12 / 2);
    spend(world, b, Item::bank_funding_interest, scaled(lenders.funding[b], c.funding_rate));
    spend(world, b, Item::bank_operating_cost,
          scaled(mean + seasonal, settings.levers[d].operating_cost));
    const Money free = lenders.equity[b] - scaled(lenders.loans[b], c.equity_ratio);
    const Money profit = std::min(free, scaled(lenders.income[b], c.dividend));
    if (profit.count > 0) spend(world, b, Item::bank_dividend, profit);
    if (lenders.equity[b].count < 0) add_capital(world, b, -lenders.equity[b]);
    const Money wanted =
        std::max(Money{}, lenders.loans[b] + scaled(lenders.loans[b], reserve) - lenders.equity[b]);
    const Money raised = wanted - lenders.funding[b];
    lenders.funding[b] = wanted;
    lenders.cash[b] += raised;
    world.ledger.receive(Item::bank_funding, d, raised);
}

}  // namespace

BranchFlow& BranchFlow::operator+=(const BranchFlow& o) {
    lent += o.lent, repaid += o.repaid, interest += o.interest, written_off += o.written_off;
    covered += o.covered, fees += o.fees, paid += o.paid, reguaranteed += o.reguaranteed;
    sold += o.sold, sold_for += o.sold_for, bought += o.bought, returned += o.returned;
    return *this;
}

BranchFlows& BranchFlows::operator+=(const BranchFlows& other) {
    for (std::size_t b = 0; b < at.size(); ++b) at[b] += other.at[b];
    return *this;
}

void enter(Lenders& lenders, const BranchFlows& flows) {
    for (std::size_t b = 0; b < lenders.size(); ++b) {
        const BranchFlow& f = flows.at[b];
        const Money income = f.interest + f.fees + f.reguaranteed - f.paid - f.written_off -
                             (f.sold - f.sold_for) - f.returned;
        lenders.cash[b] += f.repaid + f.interest + f.covered + f.sold_for + f.fees +
                           f.reguaranteed - f.lent - f.paid - f.bought;
        lenders.loans[b] += f.lent - f.repaid - f.written_off - f.covered - f.sold;
        lenders.claims[b] += f.bought - f.returned;
        lenders.equity[b] += income;
        lenders.income[b] += income;
        lenders.lent[b] += f.lent;
        lenders.repaid[b] += f.repaid + f.covered;
        lenders.written_off[b] += f.written_off;
        lenders.sold[b] += f.sold;
    }
}

void found_lenders(World& world) {
    Lenders& lenders = world.lenders;
    lenders = {};
    table::resize(lenders, lender_count * district_count);
    for (std::size_t lender = 0; lender < lender_count; ++lender) {
        for (std::size_t d = 0; d < district_count; ++d) {
            const std::size_t b = branch(lender, district_at(d));
            lenders.key[b] = derived_key(0, static_cast<std::uint32_t>(lender), lender_key);
            lenders.kind[b] = kind_of(lender);
            lenders.district[b] = district_at(d);
        }
    }
}

PerDistrict<double> district_shares(const World& world) {
    PerDistrict<double> shares;
    double sum = 0;
    for (std::size_t d = 0; d < district_count; ++d) {
        for (const Totals& totals : world.totals[d]) shares[d] += totals.registered;
        sum += shares[d];
    }
    for (double& share : shares) share = sum > 0 ? share / sum : 0;
    return shares;
}

double sample_scale(const World& world, District d) {
    return 1 / world.weight[index(d)][index(Stratum::rural)];
}

std::array<double, bank_count> bank_weights(const World& world, District d) {
    std::array<double, bank_count> weights = usual_weights;
    if (world.lenders.equity[branch(integration_bank, d)].count <= 0) weights[integration_bank] = 0;
    return weights;
}

Money room_of_branch(const World& world, const Settings& settings, std::size_t b) {
    const Lenders& lenders = world.lenders;
    const double usable = (1 + settings.levers[lenders.district[b]].equity_shock) /
                          settings.coefficients.equity_ratio;
    return scaled(lenders.equity[b], usable) - lenders.loans[b];
}

void pay_in_capital(World& world, const Settings& settings) {
    const PerDistrict<double> shares = district_shares(world);
    double opened = 0;
    for (std::size_t d = 0; d < district_count; ++d)
        opened += shares[d] * settings.levers[d].bank_on;
    for (std::size_t i = 0; i < district_count; ++i) {
        const District d = district_at(i);
        const Levers& l = settings.levers[d];
        const double part = shares[d] * sample_scale(world, d);
        raise_to(world, branch(guarantee_lender, d), l.guarantee_capital * part);
        raise_to(world, branch(manager_lender, d), l.manager_capital * part);
        if (opened >= 0.5) raise_to(world, branch(integration_bank, d), l.bank_equity * part);
    }
}

void close_year(World& world, const Settings& settings) {
    Lenders& lenders = world.lenders;
    for (std::size_t b = 0; b < lenders.size(); ++b) {
        if (lenders.kind[b] == LenderKind::bank) {
            close_bank(world, b, settings);
        } else if (lenders.equity[b].count < 0) {
            add_capital(world, b, -lenders.equity[b]);
        }
    }
}

}  // namespace changji::credit
