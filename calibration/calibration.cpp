#include "calibration/calibration.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "model/base/parallel.hpp"

namespace changji::calibration {
namespace {

constexpr std::uint32_t design_stream = 1000, sampled_stream = 2000, prior_stream = 3000,
                        abc_stream = 4000;
constexpr std::size_t enough_candidates = 2000;  ///< not implausible points to choose a wave from

/// Points of a wave out of many candidates: each next one is the farthest from those chosen.
Points spread_out(const Points& candidates, std::size_t count) {
    Points chosen;
    std::vector<double> nearest(candidates.size(), 1e300);
    std::size_t next = 0;
    while (chosen.size() < std::min(count, candidates.size())) {
        chosen.push_back(candidates[next]);
        for (std::size_t i = 0; i < candidates.size(); ++i) {
            double squares = 0;
            for (std::size_t d = 0; d < candidates[i].size(); ++d)
                squares += std::pow(candidates[i][d] - candidates[next][d], 2);
            nearest[i] = std::min(nearest[i], squares);
        }
        next = static_cast<std::size_t>(std::max_element(nearest.begin(), nearest.end()) -
                                        nearest.begin());
    }
    return chosen;
}

}  // namespace

Calibration::Calibration(std::vector<Input> inputs, std::vector<FitTarget> targets,
                         CalibrationPlan plan)
    : inputs_(std::move(inputs)), plan_(plan) {
    for (std::size_t i = 0; i < inputs_.size(); ++i)
        if (inputs_[i].fitted) fitted_.push_back(i);
    for (const FitTarget& target : targets)
        aims_.push_back({target.name, target.published, target.error() * target.error()});
}

TableRow Calibration::row_at(int stage, const std::vector<double>& fitted, std::size_t number,
                             RandomStream& random) const {
    TableRow row;
    row.stage = stage;
    row.population_seed = static_cast<std::uint32_t>(1 + number % plan_.populations);
    row.replicate = static_cast<std::uint32_t>(stage) * 100000 + static_cast<std::uint32_t>(number);
    std::size_t next = 0;
    for (const Input& input : inputs_)
        row.inputs.push_back(input.at(input.fitted ? fitted[next++] : random.uniform()));
    return row;
}

void Calibration::simulate_stage(int stage, const Points& points, RunTable& table,
                                 const Simulator& simulator) const {
    RandomStream random(plan_.seed, sampled_stream + static_cast<std::uint32_t>(stage));
    std::vector<TableRow> rows;
    for (std::size_t i = 0; i < points.size(); ++i)
        rows.push_back(row_at(stage, points[i], i, random));
    const std::size_t done = std::min(table.rows_of(stage).size(), rows.size());
    rows.erase(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(done));
    if (!rows.empty()) simulator(rows, table);
}

std::vector<double> Calibration::position(const TableRow& row) const {
    std::vector<double> point;
    for (const std::size_t i : fitted_) point.push_back(inputs_[i].unit(row.inputs[i]));
    return point;
}

std::vector<double> Calibration::replicate_variance(const RunTable& table) const {
    const auto rows = table.rows_of(replicate_stage);
    std::vector<double> variance;
    for (std::size_t a = 0; a < aims_.size(); ++a) {
        double n = 0, mean = 0, squares = 0;
        for (const TableRow& row : rows) {
            if (row.failed()) continue;
            n += 1;
            const double gap = row.outputs[a] - mean;
            mean += gap / n;
            squares += gap * (row.outputs[a] - mean);
        }
        variance.push_back(n > 1 ? squares / (n - 1) : 0);
    }
    return variance;
}

EmulatorSet Calibration::emulators(const RunTable& table, int last_wave) const {
    Points inputs, outputs;
    for (const TableRow& row : table.rows()) {
        if (row.failed() || row.stage < 1 || row.stage > last_wave) continue;
        inputs.push_back(position(row));
        outputs.push_back(row.outputs);
    }
    if (inputs.size() < 2 * (fitted_.size() + 2))
        throw InputError({"成功的运行太少，无法建立仿真器；请增大 runs。",
                          "Too few runs succeeded for emulators; raise `runs`."});
    return {inputs, outputs, aims_, replicate_variance(table)};
}

EmulatorSet Calibration::emulators_of(const RunTable& table) const {
    return emulators(table, plan_.waves);
}

Calibrated Calibration::run(RunTable& table, const Simulator& simulator) const {
    Calibrated result;
    for (const Aim& aim : aims_) result.aims.push_back(aim.name);
    const std::vector<double> middle(fitted_.size(), 0.5);
    simulate_stage(replicate_stage, Points(plan_.replicates, middle), table, simulator);
    for (const double variance : replicate_variance(table))
        result.replicate_sd.push_back(std::sqrt(variance));
    RandomStream random(plan_.seed, design_stream);
    Points points = spread_hypercube(plan_.runs, fitted_.size(), random);
    for (int wave = 1; wave <= plan_.waves; ++wave) {
        simulate_stage(wave, points, table, simulator);
        result.emulators = emulators(table, wave);
        const NotImplausible left = not_implausible(*result.emulators, enough_candidates, random);
        WaveReport report{wave, 0, 0, left.share, {}};
        for (const TableRow& row : table.rows_of(wave)) {
            ++report.runs;
            report.failed += row.failed();
        }
        for (const GaussianProcess& emulator : result.emulators->emulators())
            report.emulators.push_back(emulator.leave_one_out());
        result.waves.push_back(report);
        if (left.points.empty() && wave < plan_.waves)
            throw InputError({"没有不被排除的参数：模型与目标不符，请检查目标和范围。",
                              "Nothing is left that is not implausible: model and targets "
                              "disagree; look at targets and ranges."});
        points = spread_out(left.points, plan_.runs);
    }
    RandomStream sampler(plan_.seed, abc_stream);
    AbcSettings settings;
    settings.particles = std::max<std::size_t>(plan_.particles, 400);
    result.particles = abc_smc(
        fitted_.size(),
        [&](const std::vector<double>& point, RandomStream&) {
            return result.emulators->distance(point);
        },
        settings, sampler);
    Points chosen;
    for (const std::size_t i :
         systematic_sample(result.particles.weights, plan_.particles, sampler))
        chosen.push_back(result.particles.points[i]);
    simulate_stage(posterior_stage, chosen, table, simulator);
    weigh(table, result);
    return result;
}

void Calibration::weigh(const RunTable& table, Calibrated& result) const {
    for (const Input& input : inputs_) result.posterior.keys.push_back(input.key);
    const std::vector<double> seed_variance = replicate_variance(table);
    std::vector<double> logs;
    for (const TableRow& row : table.rows_of(posterior_stage)) {
        if (row.failed()) continue;
        // The kernel holds the variance of one run as well: a single small run says little.
        double distance = 0;
        for (std::size_t a = 0; a < aims_.size(); ++a) {
            const double variance = aims_[a].variance + seed_variance[a];
            distance += std::pow(row.outputs[a] - aims_[a].value, 2) / variance +
                        std::log(variance / aims_[a].variance);
        }
        logs.push_back((result.emulators->distance(position(row)) - distance) / 2);
        result.posterior.draws.push_back({1, row.population_seed, row.inputs});
        result.outputs.push_back(row.outputs);
    }
    const double most = *std::max_element(logs.begin(), logs.end());
    double sum = 0, squares = 0;
    for (const double log : logs) sum += std::exp(log - most);
    for (std::size_t i = 0; i < logs.size(); ++i) {
        result.posterior.draws[i].weight = std::exp(logs[i] - most) / sum;
        squares += std::pow(result.posterior.draws[i].weight, 2);
    }
    result.effective = 1 / squares;
}

DrawTable Calibration::prior(std::size_t count) const {
    RandomStream random(plan_.seed, prior_stream);
    DrawTable table;
    for (const Input& input : inputs_) table.keys.push_back(input.key);
    const Points points = latin_hypercube(count, inputs_.size(), random);
    for (std::size_t i = 0; i < count; ++i) {
        ParameterDraw draw{1.0 / static_cast<double>(count),
                           static_cast<std::uint32_t>(1 + i % plan_.populations),
                           {}};
        for (std::size_t k = 0; k < inputs_.size(); ++k)
            draw.values.push_back(inputs_[k].at(points[i][k]));
        table.draws.push_back(std::move(draw));
    }
    return table;
}

SyntheticTruth synthetic_truth(const Calibration& calibration, const EmulatorSet& emulators,
                               std::size_t trials, const TruthMaker& make,
                               const AbcSettings& settings, std::uint32_t seed) {
    const std::size_t d = calibration.fitted();
    std::vector<std::vector<bool>> held(trials, std::vector<bool>(d));
    std::vector<double> widths(trials);
    Points truths(trials);
    for (std::size_t t = 0; t < trials; ++t) {
        RandomStream random(seed, static_cast<std::uint32_t>(2 * t));
        for (std::size_t i = 0; i < d; ++i) truths[t].push_back(random.uniform());
    }
    std::vector<std::vector<double>> values(trials);
    for (std::size_t t = 0; t < trials; ++t) values[t] = make(t, truths[t]);
    // A truth whose opening fails makes no data.
    std::vector<std::size_t> usable;
    for (std::size_t t = 0; t < trials; ++t)
        if (std::all_of(values[t].begin(), values[t].end(),
                        [](double value) { return std::isfinite(value); }))
            usable.push_back(t);
    parallel_for(usable.size(), [&](std::size_t u) {
        const std::size_t t = usable[u];
        RandomStream random(seed, static_cast<std::uint32_t>(2 * t + 1));
        const Particles posterior = abc_smc(
            d,
            [&](const std::vector<double>& point, RandomStream&) {
                return emulators.distance(point, values[t]);
            },
            settings, random);
        for (std::size_t i = 0; i < d; ++i) {
            std::vector<double> coordinate;
            for (const auto& point : posterior.points) coordinate.push_back(point[i]);
            const double low = weighted_quantile(coordinate, posterior.weights, 0.05);
            const double high = weighted_quantile(coordinate, posterior.weights, 0.95);
            held[t][i] = low <= truths[t][i] && truths[t][i] <= high;
            widths[t] += (high - low) / 0.9 / static_cast<double>(d);
        }
    });
    SyntheticTruth result;
    result.trials = usable.size();
    std::size_t in_turn = 0;
    for (const std::size_t t : usable) in_turn += held[t][t % d];
    result.overall = wilson(in_turn, usable.size());
    for (std::size_t i = 0; i < d; ++i) {
        std::size_t count = 0;
        for (const std::size_t t : usable) count += held[t][i];
        result.by_input.push_back({calibration.fitted_input(i).key, wilson(count, usable.size())});
    }
    result.mean_width =
        std::accumulate(widths.begin(), widths.end(), 0.0) / static_cast<double>(usable.size());
    return result;
}

}  // namespace changji::calibration
