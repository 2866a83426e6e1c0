#include "calibration/sensitivity.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace changji::calibration {
namespace {

constexpr double step = 0.5;
constexpr double pi = 3.14159265358979323846;

struct SampleValues {
    std::vector<double> a, b;
    Points ab;  ///< by input: A with that column of B
};

/// Indices of one input over a selection of rows.
void indices_of(const SampleValues& values, std::size_t input, const std::vector<std::size_t>& rows,
                double& first, double& total) {
    const auto n = static_cast<double>(rows.size());
    double mean = 0, squares = 0, cross = 0, gaps = 0;
    for (const std::size_t r : rows) mean += (values.a[r] + values.b[r]) / (2 * n);
    for (const std::size_t r : rows) {
        const double a = values.a[r] - mean, b = values.b[r] - mean;
        const double moved = values.ab[input][r] - mean;
        squares += (a * a + b * b) / 2;
        cross += b * (moved - a);
        gaps += (a - moved) * (a - moved) / 2;
    }
    first = cross / squares;
    total = gaps / squares;
}

Estimate estimate_of(double value, std::vector<double> bootstrapped) {
    std::sort(bootstrapped.begin(), bootstrapped.end());
    const auto at = [&](double p) {
        return bootstrapped[static_cast<std::size_t>(p *
                                                     static_cast<double>(bootstrapped.size() - 1))];
    };
    return {value, at(0.025), at(0.975)};
}

}  // namespace

MorrisDesign morris_design(std::size_t trajectories, std::size_t dimensions, RandomStream& random) {
    MorrisDesign design;
    design.dimensions = dimensions;
    std::vector<std::size_t> order(dimensions);
    const Points starts = latin_hypercube(trajectories, dimensions, random);
    for (const auto& start : starts) {
        std::iota(order.begin(), order.end(), std::size_t{0});
        random.shuffle(order);
        std::vector<double> point = start;
        design.points.push_back(point);
        design.changed.push_back(dimensions);
        for (const std::size_t input : order) {
            point[input] += point[input] < step ? step : -step;
            design.points.push_back(point);
            design.changed.push_back(input);
        }
    }
    return design;
}

std::vector<MorrisEffect> morris_effects(const MorrisDesign& design,
                                         const std::vector<double>& values) {
    std::vector<std::vector<double>> effects(design.dimensions);
    for (std::size_t i = 0; i < design.points.size(); ++i) {
        const std::size_t input = design.changed[i];
        if (input == design.dimensions) continue;
        const double moved = design.points[i][input] - design.points[i - 1][input];
        const double effect = (values[i] - values[i - 1]) / moved;
        if (std::isfinite(effect)) effects[input].push_back(effect);
    }
    std::vector<MorrisEffect> result;
    for (const auto& of_input : effects) {
        MorrisEffect e;
        const auto n = static_cast<double>(of_input.size());
        for (const double x : of_input) {
            e.mean += x / n;
            e.mean_absolute += std::abs(x) / n;
        }
        double squares = 0, absolute = 0;
        for (const double x : of_input) {
            squares += (x - e.mean) * (x - e.mean);
            absolute += (std::abs(x) - e.mean_absolute) * (std::abs(x) - e.mean_absolute);
        }
        if (n > 1) {
            e.deviation = std::sqrt(squares / (n - 1));
            e.standard_error = std::sqrt(absolute / (n - 1) / n);
        }
        result.push_back(e);
    }
    return result;
}

SobolIndices sobol_indices(const Response& response, std::size_t dimensions, std::size_t rows,
                           RandomStream& random, int bootstraps) {
    const Points both = sobol_points(rows, 2 * dimensions, random);
    SampleValues values;
    values.ab.assign(dimensions, std::vector<double>(rows));
    for (std::size_t r = 0; r < rows; ++r) {
        const auto half = both[r].begin() + static_cast<std::ptrdiff_t>(dimensions);
        std::vector<double> a(both[r].begin(), half), b(half, both[r].end());
        values.a.push_back(response(a));
        values.b.push_back(response(b));
        for (std::size_t i = 0; i < dimensions; ++i) {
            std::vector<double> moved = a;
            moved[i] = b[i];
            values.ab[i][r] = response(moved);
        }
    }
    SobolIndices result;
    for (const double x : values.a) result.mean += x / static_cast<double>(rows);
    for (const double x : values.a)
        result.variance += (x - result.mean) * (x - result.mean) / static_cast<double>(rows - 1);
    std::vector<std::size_t> all(rows);
    std::iota(all.begin(), all.end(), std::size_t{0});
    result.first.resize(dimensions);
    result.total.resize(dimensions);
    std::vector<std::vector<double>> firsts(dimensions), totals(dimensions);
    for (int b = 0; b < bootstraps; ++b) {
        std::vector<std::size_t> chosen(rows);
        for (std::size_t& r : chosen) r = random.below(rows);
        for (std::size_t i = 0; i < dimensions; ++i) {
            double first = 0, total = 0;
            indices_of(values, i, chosen, first, total);
            firsts[i].push_back(first);
            totals[i].push_back(total);
        }
    }
    for (std::size_t i = 0; i < dimensions; ++i) {
        double first = 0, total = 0;
        indices_of(values, i, all, first, total);
        result.first[i] = estimate_of(first, firsts[i]);
        result.total[i] = estimate_of(total, totals[i]);
    }
    return result;
}

double ishigami(const std::vector<double>& point) {
    const auto angle = [&](std::size_t i) { return pi * (2 * point[i] - 1); };
    return std::sin(angle(0)) + 7 * std::pow(std::sin(angle(1)), 2) +
           0.1 * std::pow(angle(2), 4) * std::sin(angle(0));
}

double g_function(const std::vector<double>& point, const std::vector<double>& a) {
    double product = 1;
    for (std::size_t i = 0; i < a.size(); ++i)
        product *= (std::abs(4 * point[i] - 2) + a[i]) / (1 + a[i]);
    return product;
}

VarianceSplit variance_split(const std::vector<std::vector<double>>& groups) {
    double total = 0, count = 0, squares = 0;
    for (const auto& group : groups)
        for (const double x : group) {
            total += x;
            count += 1;
        }
    const double grand = total / count;
    double within = 0, between = 0;
    for (const auto& group : groups) {
        const auto n = static_cast<double>(group.size());
        const double mean = std::accumulate(group.begin(), group.end(), 0.0) / n;
        for (const double x : group) within += (x - mean) * (x - mean);
        between += n * (mean - grand) * (mean - grand);
        squares += n * n;
    }
    const auto k = static_cast<double>(groups.size());
    VarianceSplit split;
    split.within = count > k ? within / (count - k) : 0;
    const double size = (count - squares / count) / (k - 1);
    split.between = std::max(0.0, (between / (k - 1) - split.within) / size);
    return split;
}

}  // namespace changji::calibration
