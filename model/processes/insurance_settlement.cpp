#include "model/base/parallel.hpp"
#include "model/processes/insurance.hpp"
#include "model/scenario/plan_items.hpp"

namespace changji::insurance {

Village village_of(const Cell& cell, const World& world,
                   const farm_technology::Settings& technology) {
    static const std::size_t item = plan_item_index("T3.7");
    const DistrictState& state = world.districts[cell.district];
    Village village{state.insurance};
    if (village_draw(cell, item) < state.insurance.reformed_share)
        village.contract = state.insurance.reformed;
    village.yield = cell.base_yield * math::exp(state.technology);
    village.value_per_ha = village.yield * world.zone.insured_price;
    village.grain =
        farm_technology::grain_share(cell, technology.levers[cell.district].nongrain_max);
    return village;
}

Policy policy_of(const Village& village, double value, double f, double g) {
    const InsuranceTerms& terms = village.terms;
    Policy policy;
    policy.sum_insured = yuan(terms.cover * value);
    policy.premium =
        scaled(policy.sum_insured, terms.rate[static_cast<std::size_t>(village.contract)]);
    policy.farmer_premium = scaled(policy.premium, 1 - terms.subsidy);
    policy.indemnity = yuan(payoff(village.contract, terms.cover, f, g) * value);
    return policy;
}

namespace {

std::int64_t thousandths(double x) {
    return round_half_away(1000 * std::min(x, 100.0));
}

void count_farm(CellEvents& events, double ha, const Policy& policy, bool insured, double value,
                double bare) {
    ++events.grain_farms;
    events.grain_area += hectares(ha);
    const std::int64_t without = thousandths(bare);
    std::int64_t with = without;
    if (insured) {
        ++events.insured_farms;
        events.insured_area += hectares(ha);
        events.sum_insured += policy.sum_insured;
        events.premiums += policy.premium;
        events.farmer_premiums += policy.farmer_premium;
        events.indemnities += policy.indemnity;
        with = thousandths(bare + in_yuan(policy.indemnity - policy.farmer_premium) / value);
    }
    events.bare_value += without;
    events.bare_squares += without * without;
    events.covered_value += with;
    events.covered_squares += with * with;
}

void settle_household(Households& households, std::size_t h, const Policy& policy,
                      bool as_transfer) {
    Money& income = as_transfer ? households.transfer[h] : households.business[h];
    income += policy.indemnity;
    households.business[h] -= policy.farmer_premium;
    households.cash[h] += policy.indemnity - policy.farmer_premium;
}

void settle_village(Cell& cell, CellEvents& events, const World& world, const Settings& settings,
                    const farm_technology::Settings& technology) {
    Households& households = cell.households;
    const Village village = village_of(cell, world, technology);
    const double g = world.zone.insured_price > 0 ? world.zone.corn_price / world.zone.insured_price : 1;
    for (std::size_t h = 0; h < households.size(); ++h) {
        const Area operated = households.operated(static_cast<Row>(h));
        if (operated.count <= 0 || households.farm_class[h] == FarmClass::none) continue;
        const double ha = village.grain * in_hectares(operated);
        const double value = village.value_per_ha * ha;
        if (!(value > 0)) continue;
        const double f = households.grain_kg[h] / 1000.0 / (village.yield * ha);
        const bool insured = (households.traits[h] & insured_grain) != 0;
        Policy policy;
        if (insured) {
            policy = policy_of(village, value, f, g);
            settle_household(households, h, policy, settings.coefficients.as_transfer > 0.5);
        }
        count_farm(events, ha, policy, insured, value, f * g);
    }
}

/// Organisations insure all they farm where their home village lies.
void settle_organisations(World& world, const farm_technology::Settings& technology,
                          PerDistrict<Totals>& totals) {
    Organisations& o = world.organisations;
    const double p = world.zone.insured_price;
    for (std::size_t i = 0; i < o.size(); ++i) {
        if (!o.insured[i] || o.normal_kg[i] <= 0 || !(p > 0)) continue;
        const auto home = static_cast<std::size_t>(o.home_cell[i]);
        const Village village = village_of(world.cells[home], world, technology);
        const double normal = static_cast<double>(o.normal_kg[i]) / 1000.0;
        const double f = static_cast<double>(o.grain_kg[i]) / 1000.0 / normal;
        const Policy policy = policy_of(village, normal * p, f, world.zone.corn_price / p);
        o.profit[i] += policy.indemnity - policy.farmer_premium;
        o.cash[i] += policy.indemnity - policy.farmer_premium;
        CellEvents& events = world.events[home];
        events.sum_insured += policy.sum_insured;
        events.premiums += policy.premium;
        events.farmer_premiums += policy.farmer_premium;
        events.indemnities += policy.indemnity;
        Totals& sum = totals[world.cells[home].district];
        sum.organisations += policy.farmer_premium;
        sum.organisation_claims += policy.indemnity;
        sum.premiums += policy.premium;
    }
}

/// Who pays what of a district's subsidy.
void collect_subsidies(World& world, District d, Money subsidy, const Coefficients& c) {
    DistrictState& state = world.districts[d];
    const Money central = scaled(subsidy, c.central_share);
    const Money own = scaled(subsidy, c.district_share);
    world.ledger.receive(Item::central_premium_subsidy, d, central);
    world.ledger.receive(Item::province_premium_subsidy, d, subsidy - central - own);
    world.ledger.post(Item::district_premium_subsidy, d, d, own);
    state.cash -= own;
    state.insurer.subsidies = subsidy;
    state.insurer.district_subsidies = own;
    state.insurer.cash += subsidy;
}

void reinsure(World& world, District d, const Coefficients& c) {
    Insurer& insurer = world.districts[d].insurer;
    insurer.ceded = scaled(insurer.premiums(), c.reinsured);
    insurer.recovered = scaled(insurer.claims, c.reinsured);
    insurer.costs = scaled(insurer.premiums(), c.cost);
    world.ledger.pay_out(Item::reinsurance_premium, d, insurer.ceded);
    world.ledger.receive(Item::reinsurance_recovery, d, insurer.recovered);
    world.ledger.pay_out(Item::insurer_cost, d, insurer.costs);
    insurer.cash += insurer.recovered - insurer.ceded - insurer.costs;
}

/// Owners outside the zone take what is not needed and make good what is missing.
void level_equity(World& world, District d, const Coefficients& c) {
    Insurer& insurer = world.districts[d].insurer;
    const Money most = scaled(insurer.equity_2019, c.most_equity * world.zone.cpi);
    insurer.capital = insurer.cash.count < 0 ? -insurer.cash : Money{};
    insurer.dividends = insurer.cash > most ? insurer.cash - most : Money{};
    world.ledger.receive(Item::insurer_capital, d, insurer.capital);
    world.ledger.pay_out(Item::insurer_dividend, d, insurer.dividends);
    insurer.cash += insurer.capital - insurer.dividends;
}

}  // namespace

void close_books(World& world, const Settings& settings, const PerDistrict<Totals>& totals) {
    const Coefficients& c = settings.coefficients;
    for (std::size_t i = 0; i < district_count; ++i) {
        const District d = district_at(i);
        const Totals& sum = totals[d];
        Insurer& insurer = world.districts[d].insurer;
        insurer.farmer_premiums = sum.farmers + sum.organisations;
        insurer.claims = sum.claims + sum.organisation_claims;
        world.ledger.post(Item::farmer_premium, d, d, sum.farmers);
        world.ledger.post(Item::organisation_premium, d, d, sum.organisations);
        world.ledger.post(Item::indemnity, d, d, sum.claims);
        world.ledger.post(Item::organisation_indemnity, d, d, sum.organisation_claims);
        insurer.cash += insurer.farmer_premiums - insurer.claims;
        collect_subsidies(world, d, sum.premiums - insurer.farmer_premiums, c);
        reinsure(world, d, c);
        level_equity(world, d, c);
        insurer.equity += insurer.result();
    }
}

void settle(World& world, const Settings& settings, const farm_technology::Settings& technology) {
    parallel_for(world.cells.size(), [&](std::size_t i) {
        if (world.cells[i].is_village())
            settle_village(world.cells[i], world.events[i], world, settings, technology);
    });
    PerDistrict<Totals> totals;
    for (std::size_t i = 0; i < world.cells.size(); ++i) {
        Totals& sum = totals[world.cells[i].district];
        const CellEvents& events = world.events[i];
        sum.premiums += events.premiums;
        sum.farmers += events.farmer_premiums;
        sum.claims += events.indemnities;
    }
    settle_organisations(world, technology, totals);
    close_books(world, settings, totals);
}

}  // namespace changji::insurance
