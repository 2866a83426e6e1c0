#include "model/processes/production.hpp"

#include <algorithm>

#include "model/base/math.hpp"

namespace changji::production {

namespace {

using Sums = std::array<std::array<Money, sector_count>, district_count>;

/// Flows and stocks of firms by district and sector, all integers.
struct Totals {
    Sums value_added{}, contributions{}, tax_local{}, tax_shared{}, investment{}, paid_out{};
    std::array<std::array<std::int64_t, sector_count>, district_count> jobs{}, firms{};

    Totals& operator+=(const Totals& other) {
        for (std::size_t d = 0; d < district_count; ++d) {
            for (std::size_t s = 0; s < sector_count; ++s) {
                value_added[d][s] += other.value_added[d][s];
                contributions[d][s] += other.contributions[d][s];
                tax_local[d][s] += other.tax_local[d][s];
                tax_shared[d][s] += other.tax_shared[d][s];
                investment[d][s] += other.investment[d][s];
                paid_out[d][s] += other.paid_out[d][s];
                jobs[d][s] += other.jobs[d][s];
                firms[d][s] += other.firms[d][s];
            }
        }
        return *this;
    }
};

struct RealOutput {
    Sums sum{};
    RealOutput& operator+=(const RealOutput& other) {
        for (std::size_t d = 0; d < district_count; ++d) {
            for (std::size_t s = 0; s < sector_count; ++s) sum[d][s] += other.sum[d][s];
        }
        return *this;
    }
};

/// Real output of every firm, in fen of 2019, into its value added; returns the sums.
Sums make_output(World& world, const firms::LogProductivity& common) {
    Firms& firms = world.firms;
    PerThread<RealOutput> parts;
    firms::for_each_firm(firms, [&](std::size_t f) {
        firms.value_added[f] = Money{};
        if (!firms.open[f]) return;
        const std::size_t d = index(firms.district[f]), s = index(firms.sector[f]);
        const firms::Inputs inputs{in_yuan(firms.capital[f]), static_cast<double>(firms.jobs[f]),
                                   in_hectares(firms.land[f])};
        // 2019 is made at mean productivity, so that it meets the published totals exactly
        const double z = world.year > first_year ? firms.productivity[f] : 0.0;
        const double log_a = firms.level[f] + common[d][s] + z;
        firms.value_added[f] =
            yuan(firms::output(firms::technology(world.solved, firms.sector[f]), log_a, inputs));
        parts.mine().sum[d][s] += firms.value_added[f];
    });
    return parts.total().sum;
}

void set_prices(World& world, const Sums& real, const Coefficients& coefficients, double trend) {
    for (std::size_t d = 0; d < district_count; ++d) {
        DistrictState& district = world.districts[d];
        for (std::size_t s = 0; s < sector_count; ++s) {
            if (!local_market(static_cast<Sector>(s))) continue;
            if (district.demand0[s] <= 0 || district.output0[s] <= 0) continue;
            district.relative_price[s] =
                relative_price(district.demand[s] * (1.0 + trend) / district.demand0[s],
                               in_yuan(real[d][s]) / district.output0[s], coefficients);
        }
    }
}

/// Books one open firm: nominal value added, cash, capital, profit.
void book(World& world, std::size_t f, const firms::Coefficients& c, const Rates& rates,
          Totals& totals) {
    Firms& firms = world.firms;
    const std::size_t d = index(firms.district[f]), s = index(firms.sector[f]);
    const double real = in_yuan(firms.value_added[f]), capital = in_yuan(firms.capital[f]);
    const double cpi = world.zone.cpi;
    const Money sales = scaled(firms.value_added[f], firms::price_level(world, d, s));
    const firms::Technology technology = firms::technology(world.solved, firms.sector[f]);
    const double price = world.districts[d].relative_price[s];
    const double wanted = firms::wanted_capital(technology, real * price, c);
    const Account account = settle(firms.cash[f], sales, firms.wage_bill[f],
                                   yuan(firms::investment(wanted, capital, c) * cpi), rates);
    firms.value_added[f] = sales;
    firms.cash[f] += account.change();
    firms.capital[f] = yuan(capital * (1.0 - c.depreciation) + in_yuan(account.investment) / cpi);
    firms.profit[f] = sales - account.wages - account.contributions - account.tax_local -
                      account.tax_shared - yuan(firms::user_cost(c) * capital * cpi);
    totals.value_added[d][s] += sales;
    totals.contributions[d][s] += account.contributions;
    totals.tax_local[d][s] += account.tax_local;
    totals.tax_shared[d][s] += account.tax_shared;
    totals.investment[d][s] += account.investment;
    totals.paid_out[d][s] += account.paid_out;
    totals.jobs[d][s] += firms.jobs[f];
    ++totals.firms[d][s];
}

Money sum(const std::array<Money, sector_count>& parts) {
    Money total;
    for (const Money part : parts) total += part;
    return total;
}

void post(World& world, const Totals& totals) {
    for (std::size_t d = 0; d < district_count; ++d) {
        DistrictState& state = world.districts[d];
        const District district = district_at(d);
        const Money local = sum(totals.tax_local[d]), shared = sum(totals.tax_shared[d]);
        world.ledger.receive(Item::firm_sales, district, sum(totals.value_added[d]));
        world.ledger.pay_out(Item::firm_contributions, district, sum(totals.contributions[d]));
        world.ledger.post(Item::firm_tax_local, district, district, local);
        world.ledger.pay_out(Item::firm_tax_shared, district, shared);
        world.ledger.pay_out(Item::firm_investment, district, sum(totals.investment[d]));
        world.ledger.pay_out(Item::firm_profit_paid, district, sum(totals.paid_out[d]));
        state.cash += local;
        state.budget.local_revenue += local;
        state.budget.shared_revenue += shared;
        state.value_added = totals.value_added[d];
        state.jobs = totals.jobs[d];
        state.firms = totals.firms[d];
    }
}

}  // namespace

double relative_price(double demand, double supply, const Coefficients& c) {
    if (demand <= 0 || supply <= 0) return 1.0;
    const double price = math::power(demand / supply, 1.0 / c.demand_elasticity);
    return std::clamp(price, 1.0 / c.price_band, c.price_band);
}

Account settle(Money cash, Money value_added, Money wages, Money investment, const Rates& rates) {
    Account account;
    account.sales = value_added;
    account.wages = wages;
    account.contributions = scaled(wages, rates.employer_cost - 1.0);
    account.tax_local = scaled(value_added, rates.tax_local);
    account.tax_shared = scaled(value_added, rates.tax_full) - account.tax_local;
    const Money left = cash + account.change();
    account.investment = std::clamp(investment, Money{}, std::max(Money{}, left));
    const Money working = scaled(value_added, rates.cash_months / 12.0);
    account.paid_out = std::max(Money{}, left - account.investment - working);
    return account;
}

void produce(World& world, const Settings& settings, const firms::Settings& firm_settings,
             const firms::Effects& effects, double trend) {
    const firms::Coefficients& c = firm_settings.coefficients;
    const Sums real = make_output(world, firms::common_productivity(world, c, effects));
    set_prices(world, real, settings.coefficients, trend);
    const Rates rates{c.employer_cost, world.solved.tax_rate_full, world.solved.tax_rate_local,
                      c.cash_months};
    PerThread<Totals> totals;
    firms::for_each_firm(world.firms, [&](std::size_t f) {
        if (world.firms.open[f]) book(world, f, c, rates, totals.mine());
    });
    post(world, totals.total());
}

}  // namespace changji::production
