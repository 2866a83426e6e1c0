#include "calibration/history_matching.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

namespace changji::calibration {

EmulatorSet::EmulatorSet(const Points& inputs, const Points& outputs, std::vector<Aim> aims,
                         const std::vector<double>& replicate_variance)
    : aims_(std::move(aims)) {
    for (std::size_t a = 0; a < aims_.size(); ++a) {
        std::vector<double> values;
        for (const auto& run : outputs) values.push_back(run[a]);
        emulators_.emplace_back(inputs, values,
                                replicate_variance.empty() ? -1 : replicate_variance[a]);
    }
}

std::vector<double> EmulatorSet::implausibilities(const std::vector<double>& point) const {
    std::vector<double> all;
    for (std::size_t a = 0; a < aims_.size(); ++a) {
        const Predicted p = emulators_[a].predict(point);
        const double variance = p.variance + emulators_[a].nugget() + aims_[a].variance;
        all.push_back(std::abs(aims_[a].value - p.mean) / std::sqrt(variance));
    }
    return all;
}

double EmulatorSet::implausibility(const std::vector<double>& point) const {
    std::vector<double> all = implausibilities(point);
    if (all.size() < 2) return all.front();
    std::nth_element(all.begin(), all.begin() + 1, all.end(), std::greater<>());
    return all[1];
}

double EmulatorSet::distance(const std::vector<double>& point) const {
    std::vector<double> values;
    for (const Aim& aim : aims_) values.push_back(aim.value);
    return distance(point, values);
}

double EmulatorSet::distance(const std::vector<double>& point,
                             const std::vector<double>& values) const {
    double sum = 0;
    for (std::size_t a = 0; a < aims_.size(); ++a) {
        const Predicted p = emulators_[a].predict(point);
        const double variance = p.variance + emulators_[a].nugget() + aims_[a].variance;
        const double gap = values[a] - p.mean;
        sum += gap * gap / variance + std::log(variance / aims_[a].variance);
    }
    return sum;
}

std::vector<double> EmulatorSet::draw(const std::vector<double>& point,
                                      RandomStream& random) const {
    std::vector<double> values;
    for (std::size_t a = 0; a < aims_.size(); ++a) {
        const Predicted p = emulators_[a].predict(point);
        const double variance = p.variance + emulators_[a].nugget() + aims_[a].variance;
        values.push_back(p.mean + std::sqrt(variance) * random.normal());
    }
    return values;
}

NotImplausible not_implausible(const EmulatorSet& emulators, std::size_t wanted,
                               RandomStream& random, std::size_t most_looked_at) {
    const auto dimensions =
        static_cast<std::size_t>(emulators.emulators().front().lengths().size());
    NotImplausible found;
    const Points candidates = latin_hypercube(most_looked_at, dimensions, random);
    for (const auto& point : candidates) {
        ++found.looked_at;
        if (emulators.implausibility(point) <= implausible) found.points.push_back(point);
        if (found.points.size() >= wanted) break;
    }
    found.share = static_cast<double>(found.points.size()) / static_cast<double>(found.looked_at);
    return found;
}

std::vector<double> fisher_spectrum(const EmulatorSet& emulators,
                                    const std::vector<double>& point) {
    const auto d = static_cast<Eigen::Index>(point.size());
    const auto m = static_cast<Eigen::Index>(emulators.aims().size());
    constexpr double step = 0.02;
    Eigen::MatrixXd slopes(m, d);
    for (Eigen::Index a = 0; a < m; ++a) {
        const GaussianProcess& emulator = emulators.emulators()[static_cast<std::size_t>(a)];
        const double error =
            std::sqrt(emulator.nugget() + emulators.aims()[static_cast<std::size_t>(a)].variance);
        for (Eigen::Index c = 0; c < d; ++c) {
            std::vector<double> up = point, down = point;
            up[static_cast<std::size_t>(c)] += step;
            down[static_cast<std::size_t>(c)] -= step;
            slopes(a, c) =
                (emulator.predict(up).mean - emulator.predict(down).mean) / (2 * step) / error;
        }
    }
    const Eigen::VectorXd values =
        Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>(slopes.transpose() * slopes).eigenvalues();
    std::vector<double> spectrum;
    for (Eigen::Index i = values.size(); i > 0; --i)
        spectrum.push_back(std::max(values(i - 1), 0.0));
    return spectrum;
}

std::vector<double> implausibility_profile(const EmulatorSet& emulators, const Points& points,
                                           std::size_t input, std::size_t slices) {
    std::vector<double> least(slices, std::numeric_limits<double>::infinity());
    for (const auto& point : points) {
        const auto slice = std::min(
            static_cast<std::size_t>(point[input] * static_cast<double>(slices)), slices - 1);
        least[slice] = std::min(least[slice], emulators.implausibility(point));
    }
    return least;
}

}  // namespace changji::calibration
