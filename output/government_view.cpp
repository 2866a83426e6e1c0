#include "output/government_view.hpp"

#include <array>

namespace changji::output {
namespace {

void read_budget(GovernmentFigures& g, const DistrictState& state, double weight) {
    const Budget& budget = state.budget;
    const auto weighted = [&](Money money) { return weight * static_cast<double>(money.count); };
    g.earmark = weighted(budget.earmark);
    g.reward = weighted(budget.reward);
    g.land_fund_used = weighted(budget.land_fund_used);
    g.borrowing = weighted(budget.borrowing);
    g.administration = weighted(budget.administration);
    g.rural_services = weighted(budget.rural_services);
    g.urban_services = weighted(budget.urban_services);
    g.capital_works = weighted(budget.capital_works);
    g.interest = weighted(budget.interest);
}

void read_villages(GovernmentFigures& g, const World& world, std::size_t d) {
    const DistrictState& state = world.districts[d];
    const double weight = world.weight[d][index(Stratum::rural)];
    g.village_works = weight * static_cast<double>(state.village_works.count);
    g.private_works = weight * static_cast<double>(state.private_works.count);
    g.water_works = weight * static_cast<double>(state.water_works.count);
    for (const Cell& cell : world.cells) {
        if (!cell.is_village() || index(cell.district) != d) continue;
        const auto beauty = static_cast<double>(cell.beauty);
        g.villages += weight;
        g.beauty += weight * beauty;
        g.beautiful += cell.beautiful ? weight : 0;
        g.watered += cell.has_water ? weight : 0;
    }
}

void read_evaluation(GovernmentFigures& g, const DistrictState& state) {
    const Evaluation& e = state.evaluation;
    g.evaluated = e.rank > 0;
    g.score = e.score;
    g.rank = static_cast<double>(e.rank);
    g.mean_rank = e.mean_rank;
    g.first_chance = e.first_chance;
    g.top_three_chance = e.top_three_chance;
}

}  // namespace

GovernmentFigures& GovernmentFigures::operator+=(const GovernmentFigures& other) {
    using G = GovernmentFigures;
    constexpr std::array fields{
        &G::earmark,        &G::reward,         &G::land_fund_used, &G::borrowing,
        &G::administration, &G::rural_services, &G::urban_services, &G::capital_works,
        &G::interest,       &G::village_works,  &G::private_works,  &G::water_works,
        &G::villages,       &G::beautiful,      &G::beauty,         &G::watered,
        &G::evaluated,      &G::score,          &G::rank,           &G::mean_rank,
        &G::first_chance,   &G::top_three_chance, &G::adjustments,  &G::brakes};
    static_assert(fields.size() * sizeof(double) == sizeof(G));
    for (const auto field : fields) this->*field += other.*field;
    return *this;
}

GovernmentFigures government_of(const World& world, std::size_t d) {
    GovernmentFigures g;
    const DistrictState& state = world.districts[d];
    read_budget(g, state, world.weight[d][index(Stratum::urban)]);
    read_villages(g, world, d);
    read_evaluation(g, state);
    const Actions& actions = world.actions;
    for (std::size_t a = 0; a < actions.size(); ++a)
        g.adjustments += actions.year[a] == world.year && actions.district[a] == d;
    for (std::size_t rule = 0; rule < rule_count; ++rule)
        g.brakes += (state.brakes & brake(static_cast<Rule>(rule))) != 0;
    return g;
}

}  // namespace changji::output
