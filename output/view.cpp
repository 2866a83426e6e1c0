#include "output/view.hpp"

#include "model/base/math.hpp"

namespace changji::output {
namespace {

double fen(Money money) {
    return static_cast<double>(money.count);
}

double mean_of(const std::vector<double>& values) {
    double sum = 0;
    for (const double value : values) sum += value;
    return values.empty() ? 0 : sum / static_cast<double>(values.size());
}

/// Y ln(Y/N) of all residents, fen.
double income_log_mean(const Totals& both) {
    const double income = both.wage + both.business + both.property + both.transfer;
    if (!(income > 0) || !(both.residents > 0)) return 0;
    return income * math::log(income / both.residents);
}

/// Firms and budgets of a sample are as many times smaller as its urban cells; `weight` undoes it.
void read_markets(Figures& figures, const DistrictState& state, double weight) {
    const auto weighted = [&](std::int64_t count) { return weight * static_cast<double>(count); };
    for (std::size_t s = 0; s < sector_count; ++s) {
        figures.value_added[s] = weighted(state.value_added[s].count);
        figures.jobs[s] = weighted(state.jobs[s]);
        figures.firms[s] = weighted(state.firms[s]);
        figures.entries[s] = weighted(state.entries[s]);
        figures.exits[s] = weighted(state.exits[s]);
    }
    for (std::size_t s = 0; s < skill_count; ++s) {
        figures.seekers += weighted(state.seekers[s]);
        figures.vacancies += weighted(state.vacancies[s]);
        figures.matches += weighted(state.matches[s]);
    }
    // Agriculture, own account and GDP are already those of the full population.
    figures.agriculture = fen(state.agriculture_value_added);
    figures.own_account = fen(state.own_account_value_added);
    figures.gdp = fen(state.gdp);
}

void read_budget(Figures& figures, const DistrictState& state, double weight) {
    const Budget& budget = state.budget;
    const auto weighted = [&](Money money) { return weight * fen(money); };
    figures.local_revenue = weighted(budget.local_revenue);
    figures.shared_revenue = weighted(budget.shared_revenue);
    figures.transfers = weighted(budget.transfers + budget.earmark);
    figures.spending = weighted(budget.administration + budget.services + budget.capital_works +
                                budget.reform + budget.interest);
    figures.reform = weighted(budget.reform);
    figures.cash = weighted(state.cash);
    figures.debt = weighted(state.debt);
}

Figures figures_of(const DistrictState& state, const DistrictView& view, double weight) {
    Figures figures;
    figures.districts = 1;
    read_markets(figures, state, weight);
    read_budget(figures, state, weight);
    figures.house_price = state.house_price * view.urban.residents;
    const std::array<double, stratum_count> residents{view.rural.residents, view.urban.residents};
    for (std::size_t s = 0; s < stratum_count; ++s) {
        figures.service[s] = state.service[s] * residents[s];
        figures.infrastructure[s] = state.infrastructure[s] * residents[s];
    }
    figures.rollout = mean_of(state.rollout);
    figures.income_log_mean = income_log_mean(view.both);
    return figures;
}

template <std::size_t size>
void add(std::array<double, size>& sum, const std::array<double, size>& other) {
    for (std::size_t i = 0; i < size; ++i) sum[i] += other[i];
}

}  // namespace

Figures& Figures::operator+=(const Figures& other) {
    districts += other.districts;
    add(value_added, other.value_added);
    add(jobs, other.jobs);
    add(firms, other.firms);
    add(entries, other.entries);
    add(exits, other.exits);
    agriculture += other.agriculture;
    own_account += other.own_account;
    gdp += other.gdp;
    seekers += other.seekers;
    vacancies += other.vacancies;
    matches += other.matches;
    local_revenue += other.local_revenue;
    shared_revenue += other.shared_revenue;
    transfers += other.transfers;
    spending += other.spending;
    reform += other.reform;
    cash += other.cash;
    debt += other.debt;
    house_price += other.house_price;
    add(service, other.service);
    add(infrastructure, other.infrastructure);
    rollout += other.rollout;
    income_log_mean += other.income_log_mean;
    return *this;
}

std::vector<DistrictView> views_of(const World& world,
                                   const std::array<double, row_count>& residents_before) {
    std::vector<DistrictView> views(row_count);
    DistrictView& zone = views[zone_row];
    for (std::size_t d = 0; d < district_count; ++d) {
        DistrictView& view = views[d];
        view.rural = world.totals[d][index(Stratum::rural)];
        view.urban = world.totals[d][index(Stratum::urban)];
        view.both = view.rural;
        view.both += view.urban;
        view.figures = figures_of(world.districts[d], view, world.weight[d][index(Stratum::urban)]);
        zone.rural += view.rural;
        zone.urban += view.urban;
        zone.both += view.both;
        zone.figures += view.figures;
    }
    for (std::size_t row = 0; row < row_count; ++row) {
        views[row].zone = world.zone;
        views[row].residents_before = residents_before[row];
    }
    return views;
}

}  // namespace changji::output
