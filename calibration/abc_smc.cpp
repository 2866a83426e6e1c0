#include "calibration/abc_smc.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <Eigen/Dense>

namespace changji::calibration {
namespace {

/// Power of the kernel: 1 / tolerance².
double effective_after(const std::vector<double>& weights, const std::vector<double>& distances,
                       double step) {
    const double nearest = *std::min_element(distances.begin(), distances.end());
    double sum = 0, squares = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const double w = weights[i] * std::exp(-0.5 * step * (distances[i] - nearest));
        sum += w;
        squares += w * w;
    }
    return sum * sum / squares;
}

/// The largest step towards power 1 that leaves enough effective particles.
double next_power(const Particles& particles, double power, double wanted) {
    double low = 0, high = 1 - power;
    if (effective_after(particles.weights, particles.distances, high) >= wanted) return 1;
    for (int i = 0; i < 60; ++i) {
        const double middle = (low + high) / 2;
        (effective_after(particles.weights, particles.distances, middle) >= wanted ? low : high) =
            middle;
    }
    // Always some way forward, however few particles it leaves.
    return power + std::max(low, 1e-6);
}

void reweight(Particles& particles, double step) {
    const double nearest =
        *std::min_element(particles.distances.begin(), particles.distances.end());
    double sum = 0;
    for (std::size_t i = 0; i < particles.weights.size(); ++i) {
        particles.weights[i] *= std::exp(-0.5 * step * (particles.distances[i] - nearest));
        sum += particles.weights[i];
    }
    for (double& weight : particles.weights) weight /= sum;
}

void resample(Particles& particles, RandomStream& random) {
    const auto chosen = systematic_sample(particles.weights, particles.points.size(), random);
    Particles kept = particles;
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        kept.points[i] = particles.points[chosen[i]];
        kept.distances[i] = particles.distances[chosen[i]];
        kept.weights[i] = 1.0 / static_cast<double>(chosen.size());
    }
    particles = std::move(kept);
}

/// Lower triangle of the proposal's covariance.
Eigen::MatrixXd proposal_factor(const Particles& particles) {
    const auto d = static_cast<Eigen::Index>(particles.points.front().size());
    Eigen::VectorXd mean = Eigen::VectorXd::Zero(d);
    for (std::size_t i = 0; i < particles.points.size(); ++i)
        mean +=
            particles.weights[i] * Eigen::Map<const Eigen::VectorXd>(particles.points[i].data(), d);
    Eigen::MatrixXd covariance = 1e-6 * Eigen::MatrixXd::Identity(d, d);
    for (std::size_t i = 0; i < particles.points.size(); ++i) {
        const Eigen::VectorXd gap =
            Eigen::Map<const Eigen::VectorXd>(particles.points[i].data(), d) - mean;
        covariance += particles.weights[i] * gap * gap.transpose();
    }
    const double size = 2.38 * 2.38 / static_cast<double>(d);
    return Eigen::LLT<Eigen::MatrixXd>(size * covariance).matrixL();
}

bool inside(const std::vector<double>& point) {
    return std::all_of(point.begin(), point.end(), [](double x) { return x >= 0 && x <= 1; });
}

/// Metropolis steps at a power, every particle in turn.
void move(Particles& particles, double power, const Distance& distance, const AbcSettings& settings,
          RandomStream& random) {
    const Eigen::MatrixXd factor = proposal_factor(particles);
    const auto d = factor.rows();
    std::size_t accepted = 0;
    for (int m = 0; m < settings.moves; ++m) {
        // Short steps find the way where the posterior is narrow in few directions.
        const double length = m % 2 == 0 ? 1.0 : 0.3;
        for (std::size_t i = 0; i < particles.points.size(); ++i) {
            Eigen::VectorXd z(d);
            for (Eigen::Index c = 0; c < d; ++c) z(c) = length * random.normal();
            const Eigen::VectorXd jump = factor * z;
            std::vector<double> point = particles.points[i];
            for (Eigen::Index c = 0; c < d; ++c) point[static_cast<std::size_t>(c)] += jump(c);
            if (!inside(point)) continue;
            const double there = distance(point, random);
            const double gain = -0.5 * power * (there - particles.distances[i]);
            if (std::log(random.uniform()) >= gain) continue;
            particles.points[i] = std::move(point);
            particles.distances[i] = there;
            ++accepted;
        }
    }
    particles.acceptance = static_cast<double>(accepted) /
                           static_cast<double>(particles.points.size()) / settings.moves;
}

}  // namespace

double Particles::effective() const {
    double squares = 0;
    for (const double weight : weights) squares += weight * weight;
    return 1 / squares;
}

std::vector<std::size_t> systematic_sample(const std::vector<double>& weights, std::size_t count,
                                           RandomStream& random) {
    const double total = std::accumulate(weights.begin(), weights.end(), 0.0);
    const double step = total / static_cast<double>(count);
    std::vector<std::size_t> chosen;
    double at = random.uniform() * step, below = 0;
    for (std::size_t i = 0; i < weights.size() && chosen.size() < count; ++i) {
        below += weights[i];
        while (at < below && chosen.size() < count) {
            chosen.push_back(i);
            at += step;
        }
    }
    while (chosen.size() < count) chosen.push_back(weights.size() - 1);
    return chosen;
}

Particles abc_smc(std::size_t dimensions, const Distance& distance, const AbcSettings& settings,
                  RandomStream& random) {
    Particles particles;
    particles.points = latin_hypercube(settings.particles, dimensions, random);
    const auto n = static_cast<double>(settings.particles);
    particles.weights.assign(settings.particles, 1 / n);
    for (const auto& point : particles.points)
        particles.distances.push_back(distance(point, random));
    double power = 0;
    while (power < 1 && particles.generations < settings.most_generations) {
        const double next = next_power(particles, power, settings.keep_effective * n);
        reweight(particles, next - power);
        power = next;
        resample(particles, random);
        move(particles, power, distance, settings, random);
        ++particles.generations;
    }
    return particles;
}

}  // namespace changji::calibration
