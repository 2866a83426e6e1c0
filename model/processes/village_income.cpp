#include "model/processes/village_income.hpp"

#include <algorithm>

#include "model/base/parallel.hpp"
#include "model/processes/harvest_shares.hpp"

namespace changji::village_income {
namespace {

/// Member households: those that hold land or a homestead by right.
bool is_member(const Households& households, std::size_t h) {
    return (households.rights[h] & (contract_right | qualification | member_share)) != 0;
}

struct Paid {
    Money eco, passed_on, dividend;
    std::int64_t members = 0;
};

/// Equal parts to the member households. \return what was paid
Money pay_members(Cell& cell, Money total, Column<Money> Households::*part,
                  std::vector<std::int32_t>& heads, std::vector<Money>& parts) {
    Households& households = cell.households;
    if (total.count <= 0) return Money{};
    heads.assign(households.size(), 0);
    std::int64_t members = 0;
    for (std::size_t h = 0; h < households.size(); ++h) {
        heads[h] = is_member(households, h);
        members += heads[h];
    }
    if (members == 0) return Money{};
    parts.resize(households.size());
    harvest::apportion(total, heads, households.key, parts);
    for (std::size_t h = 0; h < households.size(); ++h) {
        (households.*part)[h] += parts[h];
        households.cash[h] += parts[h];
    }
    return total;
}

struct Scratch {
    std::vector<std::int32_t> heads;
    std::vector<Money> parts;
};

Paid pay_village(Cell& cell, const World& world, const Settings& settings, Money grant,
                 Scratch& scratch) {
    const Levers& l = settings.levers[cell.district];
    const double green = in_hectares(cell.land[index(LandUse::ecological)]);
    Paid paid;
    paid.eco = yuan(l.eco_price * world.zone.cpi * green);
    cell.collective_cash += paid.eco;
    paid.passed_on = pay_members(cell, scaled(paid.eco, l.member_share), &Households::transfer,
                                 scratch.heads, scratch.parts);
    cell.collective_cash -= paid.passed_on;
    paid.dividend =
        pay_members(cell, scaled(cell.village_equity, settings.coefficients.equity_yield),
                    &Households::property, scratch.heads, scratch.parts);
    cell.village_equity += grant;
    return paid;
}

/// The year's equity of one village: an equal part of the share of last year's grants.
PerDistrict<Money> grants(const World& world, const Settings& settings) {
    PerDistrict<std::int64_t> villages{};
    for (const Cell& cell : world.cells) villages[cell.district] += cell.is_village();
    PerDistrict<Money> grant;
    for (std::size_t d = 0; d < district_count; ++d) {
        // the budget is that of the urban sample, the villages those of the rural one
        const auto& weight = world.weight[d];
        const double scale = weight[0] > 0 ? weight[index(Stratum::urban)] / weight[0] : 1.0;
        const Money whole = scaled(world.districts[d].budget.reform,
                                   settings.levers[d].grant_equity * scale);
        if (villages[d] > 0) grant[d] = Money{whole.count / villages[d]};
    }
    return grant;
}

}  // namespace

void step(World& world, const Settings& settings) {
    const PerDistrict<Money> grant = grants(world, settings);
    std::vector<Paid> paid(world.cells.size());
    PerThread<Scratch> scratches;
    const World& seen = world;
    parallel_for(world.cells.size(), [&](std::size_t i) {
        Cell& cell = world.cells[i];
        if (cell.is_village())
            paid[i] = pay_village(cell, seen, settings, grant[cell.district], scratches.mine());
    });
    for (DistrictState& state : world.districts) state.eco_payments = Money{};
    for (std::size_t i = 0; i < paid.size(); ++i) {
        const District d = world.cells[i].district;
        world.districts[d].cash -= paid[i].eco;
        world.districts[d].eco_payments += paid[i].eco;
        world.ledger.post(Item::eco_payment, d, d, paid[i].eco);
        world.ledger.post(Item::eco_member_share, d, d, paid[i].passed_on);
        world.ledger.receive(Item::equity_dividend, d, paid[i].dividend);
    }
}

}  // namespace changji::village_income
