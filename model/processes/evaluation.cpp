#include "model/processes/evaluation.hpp"

#include <limits>

#include "model/base/math.hpp"
#include "model/zone/decision.hpp"

namespace changji::evaluation {
namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
constexpr std::uint32_t other_draws = 256;  // of the noise, for the chances of ranks

bool missing(double x) {
    return x != x;
}
double ratio(double part, double whole) {
    return whole > 0 ? part / whole : nothing;
}

double income_per_head(const Totals& t) {
    return ratio(t.wage + t.business + t.property + t.transfer, t.residents);
}

/// Villages of a district and what they have reached; all villages of a district weigh alike.
struct Villages {
    double count = 0, beautiful = 0, idle = 0, entered = 0;
};
Villages villages_of(const World& world, std::size_t d) {
    Villages villages;
    for (const Cell& cell : world.cells) {
        if (!cell.is_village() || index(cell.district) != d) continue;
        ++villages.count;
        villages.beautiful += cell.beautiful;
        villages.idle += in_hectares(cell.idle_commercial);
        villages.entered += in_hectares(cell.entered);
    }
    return villages;
}

double mean_rollout(const DistrictState& state) {
    double sum = 0;
    for (const double rho : state.rollout) sum += rho;
    return ratio(sum, static_cast<double>(state.rollout.size()));
}

Levels weights_of(const Levers& l) {
    Levels weights{};
    weights[index(Criterion::rollout)] = l.rollout;
    weights[index(Criterion::income_ratio)] = l.income_ratio;
    weights[index(Criterion::settlements)] = l.settlements;
    weights[index(Criterion::transferred)] = l.transferred;
    weights[index(Criterion::land_entry)] = l.land_entry;
    weights[index(Criterion::grain)] = l.grain;
    weights[index(Criterion::services)] = l.services;
    weights[index(Criterion::beautiful)] = l.beautiful;
    return weights;
}

/// The zone decides once: the mean of a lever over districts.
double of_zone(const PerDistrict<Levers>& levers, double Levers::*lever) {
    double sum = 0;
    for (const Levers& l : levers) sum += l.*lever;
    return sum / static_cast<double>(district_count);
}

Levels zone_weights(const PerDistrict<Levers>& levers) {
    Levels sum{};
    for (const Levers& l : levers) {
        const Levels weights = weights_of(l);
        for (std::size_t k = 0; k < criterion_count; ++k) sum[k] += weights[k];
    }
    return sum;
}

PerDistrict<double> with_noise(const PerDistrict<double>& scores, const PerDistrict<Levers>& levers,
                               const Draws& draws, int year, std::uint32_t index) {
    PerDistrict<double> noisy = scores;
    for (std::size_t d = 0; d < district_count; ++d) {
        const double sd = levers[d].noise * (1 - 0.5 * levers[d].third_party);
        if (sd <= 0) continue;
        const double u = draws.uniform(d, year, draw_evaluation_error, index);
        noisy[d] += sd * math::normal_quantile(u);
    }
    return noisy;
}

/// How chance moves ranks: the same true scores under other draws of the error.
void count_chances(World& world, const PerDistrict<double>& true_scores, const Settings& settings,
                   const Draws& draws) {
    PerDistrict<double> sum{}, first{}, top_three{};
    for (std::uint32_t i = 1; i <= other_draws; ++i) {
        const auto rank = ranks(with_noise(true_scores, settings.levers, draws, world.year, i));
        for (std::size_t d = 0; d < district_count; ++d) {
            sum[d] += static_cast<double>(rank[d]);
            first[d] += rank[d] == 1;
            top_three[d] += rank[d] <= 3;
        }
    }
    for (std::size_t d = 0; d < district_count; ++d) {
        Evaluation& e = world.districts[d].evaluation;
        e.mean_rank = sum[d] / other_draws;
        e.first_chance = first[d] / other_draws;
        e.top_three_chance = top_three[d] / other_draws;
    }
}

void forget_year(Evaluation& e) {
    e.score = e.mean_rank = e.first_chance = e.top_three_chance = e.award = 0;
    e.rank = 0;
}

}  // namespace

Levels levels_of(const World& world, std::size_t d) {
    const DistrictState& state = world.districts[d];
    const Totals& rural = world.totals[d][index(Stratum::rural)];
    const Totals& urban = world.totals[d][index(Stratum::urban)];
    const Villages villages = villages_of(world, d);
    Levels level{};
    level[index(Criterion::rollout)] = mean_rollout(state);
    level[index(Criterion::income_ratio)] = ratio(income_per_head(rural), income_per_head(urban));
    level[index(Criterion::settlements)] = ratio(rural.settled + urban.settled, rural.registered);
    level[index(Criterion::transferred)] = ratio(rural.leased, rural.contracted);
    level[index(Criterion::land_entry)] =
        ratio(villages.entered, villages.entered + villages.idle);
    level[index(Criterion::grain)] =
        ratio(static_cast<double>(world.tallies[d][index(Stratum::rural)].grain_kg) / 1000,
              in_hectares(state.cultivated_2019));
    level[index(Criterion::services)] =
        ratio(state.service[index(Stratum::rural)], state.service[index(Stratum::urban)]);
    level[index(Criterion::beautiful)] = ratio(villages.beautiful, villages.count);
    return level;
}

PerDistrict<double> percentiles(const PerDistrict<double>& values) {
    PerDistrict<double> result;
    double known = 0;
    for (const double value : values) known += !missing(value);
    for (std::size_t d = 0; d < district_count; ++d) {
        double below = 0;
        for (const double other : values) {
            if (missing(other)) continue;
            below += other < values[d] ? 1.0 : other == values[d] ? 0.5 : 0.0;
        }
        result[d] = missing(values[d]) ? nothing : below / known;
    }
    return result;
}

PerDistrict<double> scores(const PerDistrict<Levels>& now, const PerDistrict<Levels>& before,
                           const Levels& weights) {
    PerDistrict<double> sum{}, weight{};
    for (std::size_t k = 0; k < criterion_count; ++k) {
        PerDistrict<double> level, improvement;
        for (std::size_t d = 0; d < district_count; ++d) {
            level[d] = now[d][k];
            improvement[d] = now[d][k] - before[d][k];
        }
        const auto by_level = percentiles(level), by_improvement = percentiles(improvement);
        for (std::size_t d = 0; d < district_count; ++d) {
            if (missing(by_level[d]) || missing(by_improvement[d])) continue;
            sum[d] += weights[k] * (0.5 * by_level[d] + 0.5 * by_improvement[d]);
            weight[d] += weights[k];
        }
    }
    for (std::size_t d = 0; d < district_count; ++d)
        sum[d] = weight[d] > 0 ? sum[d] / weight[d] : 0.0;
    return sum;
}

PerDistrict<std::int64_t> ranks(const PerDistrict<double>& scores) {
    PerDistrict<std::int64_t> rank;
    for (std::size_t d = 0; d < district_count; ++d) {
        rank[d] = 1;
        for (std::size_t other = 0; other < district_count; ++other)
            rank[d] += scores[other] > scores[d] || (scores[other] == scores[d] && other < d);
    }
    return rank;
}

PerDistrict<double> rewards(const PerDistrict<std::int64_t>& rank, double pool, double steepness) {
    PerDistrict<double> reward;
    double all = 0;
    for (std::size_t d = 0; d < district_count; ++d) {
        reward[d] = math::exp(-steepness * static_cast<double>(rank[d] - 1));
        all += reward[d];
    }
    for (double& part : reward) part *= pool / all;
    return reward;
}

void open(World& world) {
    for (std::size_t d = 0; d < district_count; ++d) {
        Evaluation& e = world.districts[d].evaluation;
        e.level = e.level_2019 = levels_of(world, d);
    }
}

void evaluate(World& world, const Settings& settings, const Draws& draws) {
    PerDistrict<Levels> now, before;
    for (std::size_t d = 0; d < district_count; ++d) {
        Evaluation& e = world.districts[d].evaluation;
        before[d] = e.level;
        now[d] = e.level = levels_of(world, d);
        forget_year(e);
    }
    if (of_zone(settings.levers, &Levers::on) < 0.5) return;
    const auto true_scores = scores(now, before, zone_weights(settings.levers));
    const auto noisy = with_noise(true_scores, settings.levers, draws, world.year, 0);
    const auto rank = ranks(noisy);
    const auto award = rewards(rank, of_zone(settings.levers, &Levers::pool),
                               of_zone(settings.levers, &Levers::steepness));
    for (std::size_t d = 0; d < district_count; ++d) {
        Evaluation& e = world.districts[d].evaluation;
        e.score = noisy[d];
        e.rank = rank[d];
        e.award = award[d];
    }
    count_chances(world, true_scores, settings, draws);
}

}  // namespace changji::evaluation
