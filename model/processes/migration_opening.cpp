#include "model/base/math.hpp"
#include "model/base/parallel.hpp"
#include "model/processes/choice.hpp"
#include "model/processes/migration_balance.hpp"

/// Solves the constants a_k of the opening state, recipe step 8.
namespace changji::migration {
namespace {

constexpr Key sampled_keys = 7;  ///< one person in eight stands for all in the expectation
constexpr int iterations = 30;

/// Sums of choice probabilities of one cell.
struct Sums {
    double rural = 0, urban = 0, away = 0;
    std::array<double, choice_count> by_choice{};

    void add(const Sums& other) {
        rural += other.rural;
        urban += other.urban;
        away += other.away;
        for (std::size_t k = 0; k < choice_count; ++k) by_choice[k] += other.by_choice[k];
    }
};

double& of(Sums& sums, Choice choice) {
    return sums.by_choice[static_cast<std::size_t>(choice)];
}

/// Of those who move from a town, the share that goes to the countryside.
double countryside_share(const OriginTable& table, double lambda) {
    double share = 0;
    for (std::size_t k = district_count; k < table.moves.size(); ++k) {
        if (table.moves[k] <= impossible) continue;
        share += math::exp((table.moves[k] - table.move_value) / lambda);
    }
    return share;
}

void add_resident(Sums& sums, const PersonNests& nests, bool rural, double lambda) {
    double best = impossible, total = 0, stay_total = 0;
    for (const double v : nests.value) best = v > best ? v : best;
    std::array<double, nest_count> nest{};
    for (std::size_t n = 0; n < nest_count; ++n) {
        nest[n] = nests.value[n] > impossible / 2 ? math::exp(nests.value[n] - best) : 0.0;
        total += nest[n];
    }
    std::array<double, 4> stay{};
    for (std::size_t k = 0; k < 4; ++k) {
        if (nests.stay[k] <= impossible) continue;
        stay[k] = math::exp((nests.stay[k] - nests.value[0]) / lambda);
        stay_total += stay[k];
    }
    const double leave = nest[3] / total;
    const double staying = nest[0] / total / stay_total;
    if (!rural) {
        sums.urban += 1;
        of(sums, Choice::leave_from_town) += leave;
        of(sums, Choice::commute_from_town) += nest[1] / total;
        const double countryside = nest[2] / total * countryside_share(*nests.table, lambda);
        of(sums, Choice::move_from_town) += nest[2] / total - countryside;
        of(sums, Choice::move_to_countryside) += countryside;
        of(sums, Choice::self_employ_town) += staying * stay[2];
        of(sums, Choice::home_town) += staying * stay[3];
        return;
    }
    sums.rural += 1;
    of(sums, Choice::leave_from_village) += leave;
    of(sums, Choice::commute) += nest[1] / total;
    of(sums, Choice::move) += nest[2] / total;
    of(sums, Choice::local_wage) += staying * stay[1];
    of(sums, Choice::self_employ) += staying * stay[2];
    of(sums, Choice::home) += staying * stay[3];
}

Sums sum_cell(const Cell& cell, CellChoices& choices, int year, const Coefficients& c) {
    Sums sums;
    choices.enter(cell);
    const People& people = cell.people;
    for (std::size_t p = 0; p < people.size(); ++p) {
        if ((people.key[p] & sampled_keys) != 0) continue;
        if (!active_adult(people, p, year - people.birth_year[p])) continue;
        if (outside_zone(people.place[p])) {
            const bool local = people.hukou[p] != Hukou::outside;
            const OriginTable& home = choices.at(home_place, people.skill[p], local);
            const auto k = static_cast<std::size_t>(people.place[p].code - city_cores.code);
            const double family = people.partner[p] >= 0 ? -c.family : 0.0;
            sums.away += 1;
            of(sums, Choice::come_back) += math::logistic(
                choices.come_back_value(people.skill[p], local) + family - home.leave[k]);
            continue;
        }
        const double farm =
            cell.is_village() ? farm_utility(cell, relative_farm(cell, people.household[p]), c)
                              : impossible;
        const bool rural = residence_stratum(cell, people.place[p]) == Stratum::rural;
        add_resident(sums, person_nests(choices, cell, static_cast<Row>(p), farm, year, c), rural,
                     c.nest);
    }
    return sums;
}

/// Constants of alternatives inside the nest of those who stay.
constexpr bool inside_nest(std::size_t k) {
    return k <= static_cast<std::size_t>(Choice::home) ||
           k == static_cast<std::size_t>(Choice::self_employ_town) ||
           k == static_cast<std::size_t>(Choice::home_town);
}

/// Adults who choose per adult, by stratum; those outside the zone only review.
struct Choosers {
    double rural, urban;
};

/// Chosen shares and flows of the constants, in the order of Choice. The stocks of village work
/// are the priors, those of towns as they stand; who looks for work belongs to local wage work.
std::array<double, choice_count> flow_targets(const Settings& settings, const Stocks& rural,
                                              const Stocks& urban) {
    const Coefficients& c = settings.coefficients;
    const double started = startups_per_adult(settings);
    const double home_again = c.flow_return * rural.away;
    const Balance village(rural, settings, c.flow_move + c.flow_leave, home_again);
    const Balance town(urban, settings, c.flow_leave_urban,
                       c.flow_return * urban.away + c.flow_move * rural.adults);
    const double in_work = urban.wage + urban.commuting;
    const double searching = in_work > 0 ? urban.searching / in_work : 0.0;
    const double wage = c.stock_wage * rural.adults, commute = c.stock_commute * rural.adults;
    return {
        village.share(wage * (1.0 + searching), rural.wage_retiring, loss * wage, home_again),
        village.share(c.stock_self_employed * rural.adults, rural.self_employed_retiring, 0,
                      started * rural.adults),
        village.share(rural.home, rural.home_retiring),
        village.share(commute * (1.0 + searching), rural.commuting_retiring, loss * commute),
        c.flow_move,
        c.flow_leave,
        c.flow_leave_urban,
        c.flow_return,
        town.share(urban.self_employed, urban.self_employed_retiring, 0, started * urban.adults),
        town.share(urban.home, urban.home_retiring),
        town.share(urban.commuting * (1.0 + searching), urban.commuting_retiring,
                   loss * urban.commuting),
        c.flow_move_urban,
        c.flow_country};
}

Flows flows_of(const World& world, const Settings& settings, const Choosers& choosers) {
    std::vector<CellChoices> choices(static_cast<std::size_t>(thread_count()),
                                     CellChoices(world, settings));
    std::vector<Sums> parts(world.cells.size());
    parallel_for(world.cells.size(), [&](std::size_t i) {
        parts[i] = sum_cell(world.cells[i], choices[static_cast<std::size_t>(this_thread())],
                            world.year, settings.coefficients);
    });
    Sums all;
    for (const Sums& part : parts) all.add(part);
    const double rural = all.rural > 0 ? all.rural : 1, urban = all.urban > 0 ? all.urban : 1;
    const double away = all.away > 0 ? all.away : 1;
    Flows flows;
    flows.local_wage = of(all, Choice::local_wage) / rural;
    flows.self_employed = of(all, Choice::self_employ) / rural;
    flows.home = of(all, Choice::home) / rural;
    flows.self_employed_town = of(all, Choice::self_employ_town) / urban;
    flows.home_town = of(all, Choice::home_town) / urban;
    flows.commute = of(all, Choice::commute) / rural;
    flows.commute_town = of(all, Choice::commute_from_town) / urban;
    flows.move_town = choosers.urban * of(all, Choice::move_from_town) / urban;
    flows.move_country = choosers.urban * of(all, Choice::move_to_countryside) / urban;
    flows.move = choosers.rural * of(all, Choice::move) / rural;
    flows.leave_rural = choosers.rural * of(all, Choice::leave_from_village) / rural;
    flows.leave_urban = choosers.urban * of(all, Choice::leave_from_town) / urban;
    flows.come_back = settings.coefficients.review * of(all, Choice::come_back) / away;
    return flows;
}

/// The constant of moves to the countryside: the flow of the first year it would be open
/// everywhere.
double solve_countryside(World& world, Settings settings, const Choosers& choosers) {
    for (Levers& levers : settings.levers) levers.reverse = 1;
    double& constant = world.solved.choice[static_cast<std::size_t>(Choice::move_to_countryside)];
    double flow = 0;
    for (int i = 0; i < iterations; ++i) {
        flow = flows_of(world, settings, choosers).move_country;
        const double gap =
            math::log(settings.coefficients.flow_country / (flow > 1e-9 ? flow : 1e-9));
        constant += settings.coefficients.nest * 0.9 * gap;
        if (gap < 0.005 && gap > -0.005) break;
    }
    return flow;
}

}  // namespace

Flows expected_flows(const World& world, const Settings& settings) {
    const double review = settings.coefficients.review;
    return flows_of(world, settings,
                    {choosers_per_adult(stocks_of(world, Stratum::rural), review),
                     choosers_per_adult(stocks_of(world, Stratum::urban), review)});
}

Flows solve_constants(World& world, const Settings& settings) {
    const Coefficients& c = settings.coefficients;
    const Stocks rural = stocks_of(world, Stratum::rural), urban = stocks_of(world, Stratum::urban);
    const std::array<double, choice_count> targets = flow_targets(settings, rural, urban);
    const Choosers choosers{choosers_per_adult(rural, c.review),
                            choosers_per_adult(urban, c.review)};
    Flows flows;
    for (int i = 0; i < iterations; ++i) {
        flows = flows_of(world, settings, choosers);
        const std::array<double, choice_count> model{flows.local_wage,
                                                     flows.self_employed,
                                                     flows.home,
                                                     flows.commute,
                                                     flows.move,
                                                     flows.leave_rural,
                                                     flows.leave_urban,
                                                     flows.come_back,
                                                     flows.self_employed_town,
                                                     flows.home_town,
                                                     flows.commute_town,
                                                     flows.move_town,
                                                     targets[choice_count - 1]};
        double worst = 0;
        for (std::size_t k = 0; k < choice_count; ++k) {
            const double gap = math::log(targets[k] / (model[k] > 1e-9 ? model[k] : 1e-9));
            worst = gap > worst ? gap : -gap > worst ? -gap : worst;
            world.solved.choice[k] += (inside_nest(k) ? c.nest : 1.0) * 0.8 * gap;
        }
        if (worst < 0.005) break;
    }
    flows.move_country = solve_countryside(world, settings, choosers);
    return flows;
}

}  // namespace changji::migration
