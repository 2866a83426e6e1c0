#include "model/processes/public_finance.hpp"

#include "model/base/math.hpp"

namespace changji::public_finance {
namespace {

constexpr double infrastructure_wear = 0.05;
constexpr double service_floor = 0.95;  // services never fall below this share of last year's
constexpr double rural_works_2019 = 0.35;  // base of a5.infra_rural_share
constexpr double price_2012_to_2019 = 1.12;  // national CPI 2012–2019, assumption

double residents(const World& world, std::size_t d, Stratum s) {
    const auto count = world.tallies[d][index(s)].residents;
    return count > 0 ? static_cast<double>(count) : 1.0;
}

std::int64_t registered(const World& world, std::size_t d) {
    return world.tallies[d][0].registered + world.tallies[d][1].registered;
}

void receive(World& world, std::size_t d, Item item, Money amount) {
    world.districts[d].cash += amount;
    world.ledger.receive(item, district_at(d), amount);
}

void pay(World& world, std::size_t d, Item item, Money amount) {
    world.districts[d].cash -= amount;
    world.ledger.pay_out(item, district_at(d), amount);
}

/// The award of last year's evaluation: a zone total, of which a sample receives its part.
void pay_reward(World& world, std::size_t d) {
    DistrictState& state = world.districts[d];
    const double weight = world.weight[d][index(Stratum::urban)];
    state.evaluation.reward = state.evaluation.award;
    state.budget.reward =
        weight > 0 ? yuan(state.evaluation.award * world.zone.cpi / weight) : Money{};
    receive(world, d, Item::evaluation_reward, state.budget.reward);
}

void collect(World& world, std::size_t d, const Settings& settings) {
    Budget& budget = world.districts[d].budget;
    budget.transfers = scaled(budget.local_revenue, settings.coefficients.transfer_ratio);
    receive(world, d, Item::fiscal_transfer, budget.transfers);
    double all = 0;  // weighted: a sample receives the part of the people it holds
    for (const auto& district : world.totals) {
        for (const Totals& totals : district) all += totals.registered;
    }
    const double share = all > 0 ? static_cast<double>(registered(world, d)) / all : 0.0;
    budget.earmark = yuan(settings.levers[d].earmark * world.zone.cpi * share);
    receive(world, d, Item::earmark, budget.earmark);
    pay_reward(world, d);
    Money& fund = world.districts[d].land_fund;
    budget.land_fund_used =
        scaled(fund > Money{} ? fund : Money{}, settings.coefficients.land_fund_use);
    fund -= budget.land_fund_used;
}

/// Rural and urban parts of the service line by weighted residents, plus the rural addition.
void split_services(const World& world, std::size_t d, const Settings& settings, Budget& budget) {
    const Levers& l = settings.levers[d];
    const double weight = settings.coefficients.rural_weight_2019 * l.rural_weight;
    const double rural = residents(world, d, Stratum::rural) * weight;
    const double share = rural / (rural + residents(world, d, Stratum::urban));
    const double tilted = share + l.service_add < 1.0 ? share + l.service_add : 1.0;
    budget.rural_services = scaled(budget.services, tilted);
    budget.urban_services = budget.services - budget.rural_services;
}

double real_per_head(const World& world, std::size_t d, Stratum s) {
    const Budget& budget = world.districts[d].budget;
    const Money spent = s == Stratum::rural ? budget.rural_services : budget.urban_services;
    return in_yuan(spent) / residents(world, d, s) / world.zone.cpi;
}

/// Already paid this year out of the reform line: training, settlement, grants, exits from rights,
/// premiums, works in villages, land works beyond the land fund.
Money reform_paid(const World& world, std::size_t d) {
    Money paid = world.districts[d].reform_advanced;
    for (const Item item : {Item::training_cost, Item::machinery_grant, Item::settlement_cost,
                            Item::exit_compensation_district, Item::eco_payment,
                            Item::village_works, Item::district_premium_subsidy}) {
        for (const Money amount :
             world.ledger.flow[static_cast<std::size_t>(item)][d]) {
            paid += amount;
        }
    }
    return paid;
}

void pay_settlement(World& world, std::size_t d, const Settings& settings) {
    std::int64_t settled = 0;
    for (std::size_t s = 0; s < stratum_count; ++s) settled += world.tallies[d][s].settled;
    const Money each = yuan(settings.coefficients.settlement_cost * price_2012_to_2019 *
                            world.zone.cpi);
    pay(world, d, Item::settlement_cost, Money{each.count * settled});
}

/// Spends everything that came in; services have a floor, capital works take the residual, and
/// what is still missing is borrowed.
void spend_lines(World& world, std::size_t d, const Settings& settings) {
    const Coefficients& c = settings.coefficients;
    DistrictState& state = world.districts[d];
    Budget& budget = state.budget;
    const Money before = budget.services;
    const Money total = budget.local_revenue + budget.transfers;
    budget.interest = scaled(state.debt, c.interest);
    budget.administration = scaled(total, c.administration);
    budget.services = scaled(total, c.services);
    if (budget.services < scaled(before, service_floor)) {
        budget.services = scaled(before, service_floor);
    }
    const Money reform_line = scaled(total, c.reform);
    const Money paid = reform_paid(world, d);
    budget.reform = reform_line > paid ? reform_line - paid : Money{};
    // services of towns come out of the reform line, as far as it goes
    const Money towns = state.town_services < budget.reform ? state.town_services : budget.reform;
    budget.reform -= towns;
    budget.services += towns;
    // Half of a reward goes to reforms, half to works; water is paid from works.
    const Money reward_for_reform = scaled(budget.reward, 0.5);
    const Money committed = budget.interest + budget.administration + budget.services +
                            budget.reform + reward_for_reform + state.water_works + paid;
    const Money available = total + budget.earmark + budget.reward + budget.land_fund_used;
    budget.capital_works = available > committed ? available - committed : Money{};
    budget.borrowing = committed > available ? committed - available : Money{};
    receive(world, d, Item::district_borrowing, budget.borrowing);
    state.debt += budget.borrowing;
    pay(world, d, Item::district_interest, budget.interest);
    pay(world, d, Item::administration, budget.administration);
    pay(world, d, Item::services, budget.services);
    pay(world, d, Item::reform_spending, budget.reform + reward_for_reform);
    pay(world, d, Item::capital_works, budget.capital_works);
    budget.services -= towns;
    split_services(world, d, settings, budget);
    budget.services += towns;
    budget.rural_services += towns;
}

/// The part of works that the land fund pays, all of it rural.
double works_from_land(const Budget& budget) {
    return in_yuan(budget.land_fund_used < budget.capital_works ? budget.land_fund_used
                                                                : budget.capital_works);
}

double real_works(const World& world, std::size_t d, Stratum s, const Settings& settings) {
    const Budget& budget = world.districts[d].budget;
    const double rural = settings.levers[d].rural_works;
    const double share = s == Stratum::rural ? rural : 1.0 - rural;
    const double from_land = works_from_land(budget);
    const double works = (in_yuan(budget.capital_works) - from_land) * share;
    return (works + (s == Stratum::rural ? from_land : 0.0)) / world.zone.cpi;
}

/// Works without the earmark and the rural tilt of the reform: the reference of the infrastructure
/// effect on firms. In the baseline the two are the same to the last bit.
double plain_works(const World& world, std::size_t d, Stratum s) {
    const Budget& budget = world.districts[d].budget;
    const Money works = budget.capital_works > budget.earmark ? budget.capital_works - budget.earmark
                                                              : Money{};
    const double share = s == Stratum::rural ? rural_works_2019 : 1.0 - rural_works_2019;
    const double from_land = works_from_land(budget);
    const double plain = (in_yuan(works) - from_land) * share;
    return ((plain > 0 ? plain : 0.0) + (s == Stratum::rural ? from_land : 0.0)) / world.zone.cpi;
}

void move_stocks(World& world, std::size_t d, const Settings& settings) {
    DistrictState& state = world.districts[d];
    for (const Stratum s : {Stratum::rural, Stratum::urban}) {
        const double spending = real_per_head(world, d, s) / state.service_norm[index(s)];
        state.service[index(s)] =
            next_service(state.service[index(s)], spending, settings.coefficients);
        state.infrastructure[index(s)] =
            (1.0 - infrastructure_wear) * state.infrastructure[index(s)] +
            real_works(world, d, s, settings) / state.infrastructure_norm[index(s)];
        state.infrastructure_plain[index(s)] =
            (1.0 - infrastructure_wear) * state.infrastructure_plain[index(s)] +
            plain_works(world, d, s) / state.infrastructure_norm[index(s)];
    }
}

}  // namespace

double next_service(double now, double spending, const Coefficients& c) {
    const double x = spending > 0 ? math::power(spending, c.elasticity) : 0.0;
    return (1.0 - c.depreciation) * now + c.effect * x * (1.0 - now);
}

void open(World& world, const Settings& settings) {
    const Coefficients& c = settings.coefficients;
    for (std::size_t d = 0; d < district_count; ++d) {
        DistrictState& state = world.districts[d];
        state.debt = scaled(state.budget.local_revenue, c.debt_2019 * (1.0 + c.transfer_ratio));
        collect(world, d, settings);
        spend_lines(world, d, settings);
        state.service[index(Stratum::urban)] = c.urban_2019;
        state.service[index(Stratum::rural)] = c.rural_2019;
        for (const Stratum s : {Stratum::rural, Stratum::urban}) {
            // Q* = γx/(δ + γx)  ⇒  x = δQ/(γ(1−Q)); the norm makes 2019 spending give that x.
            const double q = state.service[index(s)];
            const double x = c.depreciation * q / (c.effect * (1.0 - q));
            const double spending = real_per_head(world, d, s);
            state.service_norm[index(s)] =
                (spending > 1.0 ? spending : 1.0) / math::power(x, 1.0 / c.elasticity);
            const double works = real_works(world, d, s, settings);
            state.infrastructure_norm[index(s)] = (works > 1.0 ? works : 1.0) / infrastructure_wear;
        }
        state.budget0 = state.budget;
    }
}

void spend(World& world, const Settings& settings) {
    for (std::size_t d = 0; d < district_count; ++d) {
        collect(world, d, settings);
        pay_settlement(world, d, settings);
        spend_lines(world, d, settings);
        move_stocks(world, d, settings);
    }
}

}  // namespace changji::public_finance
