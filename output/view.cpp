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

void read_land(LandFigures& land, const DistrictState& state, double weight) {
    const LandFlows& flows = state.land_flows;
    const LandRecord& record = state.land_record;
    const auto weighted = [&](auto amount) { return weight * static_cast<double>(amount.count); };
    land.parcels_cum = weight * static_cast<double>(record.parcels);
    land.parcels = weight * static_cast<double>(flows.parcels);
    land.area_cum = weighted(record.area);
    land.value_cum = weighted(record.value);
    land.offsite_cum = weighted(record.offsite);
    land.direct_cum = weighted(record.direct);
    for (std::size_t m = 0; m < collective_mode_count; ++m)
        land.by_mode[m] = weighted(record.by_mode[m]);
    land.area = weighted(flows.area);
    land.value = weighted(flows.value);
    land.equivalent = weighted(flows.equivalent);
    land.state_area = weighted(flows.state_area);
    land.state_value = weighted(flows.state_value);
    land.proceeds = weighted(flows.proceeds);
    land.cost = weighted(flows.cost);
    land.levy = weighted(flows.levy);
    land.leak = weighted(flows.leak);
    land.town = weighted(flows.town);
    land.village = weighted(flows.village);
    land.members = weighted(flows.members);
    land.resold = weighted(flows.resold);
    land.held = weighted(record.held);
    land.credit = weighted(state.cultivated_credit);
    land.quota = weighted(state.construction_quota);
    land.quota_sold = weighted(record.quota_sold);
    land.redeveloped = weighted(record.redeveloped);
    land.consolidated = weighted(record.consolidated);
    land.reused = weighted(record.reused);
    land.fund = weighted(state.land_fund);
}

/// The pool in the weights of the sectors' value added, so that contributions add over districts.
void read_effects(Figures& figures, const DistrictState& state) {
    for (std::size_t s = 0; s < sector_count; ++s) {
        const double value = figures.value_added[s];
        for (std::size_t c = 0; c < contributor_count; ++c) {
            figures.effects[c] += value * state.effects[c][s];
            figures.effect_sum += value * state.effects[c][s];
        }
        figures.effect += value * state.effect[s];
        figures.park_jobs += state.park_jobs[s];
        figures.town_jobs += state.town_jobs[s];
    }
}

/// What online trade saves village consumers lowers the prices their consumption is measured at.
void read_countryside(Figures& figures, const DistrictState& state, const DistrictView& view) {
    figures.visits = state.visits;
    figures.tourism_value_added = fen(state.tourism_value_added);
    figures.technology = state.technology * view.rural.cultivated;
    const double farms = view.rural.farms;  // whose share online stands for all village households
    const double online = farms > 0 ? view.rural.online_households / farms : 0.0;
    const double prices = 1.0 - state.cost_of_living_gain * online;
    figures.rural_real_consumption = view.rural.consumption / prices;
}

void read_projects(Figures& figures, const World& world, std::size_t d, double weight) {
    const DistrictState& state = world.districts[d];
    for (const std::int64_t count : state.foreign_firms)
        figures.foreign_firms += weight * static_cast<double>(count);
    figures.foreign_investment = weight * fen(state.foreign_investment);
    figures.anchor_investment = weight * fen(state.anchor_investment);
    figures.eco_payments = world.weight[d][index(Stratum::rural)] * fen(state.eco_payments);
    const Projects& projects = world.projects;
    for (std::size_t p = 0; p < projects.size(); ++p) {
        if (index(projects.district[p]) != d || projects.spread[p]) continue;
        if (!projects.at_work(p, world.year)) continue;
        figures.towns += projects.kind[p] == ProjectKind::town;
        if (projects.kind[p] != ProjectKind::park) continue;
        figures.parks += 1;
        figures.park_grades += projects.grade[p];
    }
}

void read_insurers(Figures& figures, const DistrictState& state, double weight) {
    figures.insurer_equity = weight * fen(state.insurer.equity);
    figures.insurer_capital = weight * fen(state.insurer.capital);
    figures.premium_subsidy = weight * fen(state.insurer.district_subsidies);
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
    read_effects(figures, state);
    read_countryside(figures, state, view);
    figures.rollout = mean_of(state.rollout);
    figures.income_log_mean = income_log_mean(view.both);
    return figures;
}

template <std::size_t size>
void add(std::array<double, size>& sum, const std::array<double, size>& other) {
    for (std::size_t i = 0; i < size; ++i) sum[i] += other[i];
}

}  // namespace

LandFigures& LandFigures::operator+=(const LandFigures& other) {
    add(by_mode, other.by_mode);
    constexpr std::array fields{
        &LandFigures::parcels_cum, &LandFigures::area_cum,   &LandFigures::value_cum,
        &LandFigures::offsite_cum, &LandFigures::direct_cum, &LandFigures::parcels,
        &LandFigures::area,        &LandFigures::value,      &LandFigures::equivalent,
        &LandFigures::state_area,  &LandFigures::state_value, &LandFigures::proceeds,
        &LandFigures::cost,        &LandFigures::levy,       &LandFigures::leak,
        &LandFigures::town,        &LandFigures::village,    &LandFigures::members,
        &LandFigures::resold,      &LandFigures::held,       &LandFigures::idle,
        &LandFigures::credit,     &LandFigures::quota,
        &LandFigures::quota_sold,  &LandFigures::redeveloped, &LandFigures::consolidated,
        &LandFigures::reused,      &LandFigures::fund};
    static_assert((fields.size() + collective_mode_count) * sizeof(double) == sizeof(LandFigures));
    for (const auto field : fields) this->*field += other.*field;
    return *this;
}

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
    insurer_equity += other.insurer_equity;
    insurer_capital += other.insurer_capital;
    premium_subsidy += other.premium_subsidy;
    house_price += other.house_price;
    add(service, other.service);
    add(infrastructure, other.infrastructure);
    add(effects, other.effects);
    effect_sum += other.effect_sum;
    effect += other.effect;
    park_jobs += other.park_jobs;
    town_jobs += other.town_jobs;
    foreign_firms += other.foreign_firms;
    foreign_investment += other.foreign_investment;
    anchor_investment += other.anchor_investment;
    towns += other.towns;
    parks += other.parks;
    park_grades += other.park_grades;
    visits += other.visits;
    tourism_value_added += other.tourism_value_added;
    eco_payments += other.eco_payments;
    technology += other.technology;
    rural_real_consumption += other.rural_real_consumption;
    rollout += other.rollout;
    income_log_mean += other.income_log_mean;
    land += other.land;
    government += other.government;
    return *this;
}

std::vector<DistrictView> views_of(const World& world,
                                   const std::array<double, row_count>& residents_before) {
    std::vector<DistrictView> views(row_count);
    DistrictView& zone = views[zone_row];
    const PerDistrict<PatternSums> patterns = pattern_sums(world);
    for (std::size_t d = 0; d < district_count; ++d) {
        DistrictView& view = views[d];
        view.rural = world.totals[d][index(Stratum::rural)];
        view.urban = world.totals[d][index(Stratum::urban)];
        view.both = view.rural;
        view.both += view.urban;
        view.patterns = patterns[d];
        view.figures = figures_of(world.districts[d], view, world.weight[d][index(Stratum::urban)]);
        read_projects(view.figures, world, d, world.weight[d][index(Stratum::urban)]);
        const double rural_weight = world.weight[d][index(Stratum::rural)];
        read_land(view.figures.land, world.districts[d], rural_weight);
        read_insurers(view.figures, world.districts[d], rural_weight);
        view.figures.government = government_of(world, d);
        for (const Cell& cell : world.cells) {
            if (cell.district == district_at(d))
                view.figures.land.idle +=
                    rural_weight * static_cast<double>(cell.idle_commercial.count);
        }
        zone.rural += view.rural;
        zone.urban += view.urban;
        zone.both += view.both;
        zone.figures += view.figures;
        zone.patterns += view.patterns;
    }
    for (std::size_t row = 0; row < row_count; ++row) {
        views[row].zone = world.zone;
        views[row].residents_before = residents_before[row];
    }
    return views;
}

}  // namespace changji::output
