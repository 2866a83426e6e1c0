// Scalar kernels and fixed block sizes: the same bits on every CPU.
#ifndef EIGEN_DONT_VECTORIZE
#define EIGEN_DONT_VECTORIZE
#endif
#ifndef EIGEN_DONT_PARALLELIZE
#define EIGEN_DONT_PARALLELIZE
#endif
#include "model/population/raking.hpp"

#include <algorithm>
#include <cmath>

#include <Eigen/Cholesky>
#include <Eigen/Core>

#include "model/base/math.hpp"

namespace changji::population {

namespace {

constexpr int most_steps = 80;
constexpr double close_enough = 1e-7;
constexpr double most_exponent = 12;  ///< a weight changes by at most e^±12

class Dual {
  public:
    Dual(const Contributions& contributions, const std::vector<double>& targets, double start)
        : rows_(contributions),
          target_(Eigen::Map<const Eigen::VectorXd>(targets.data(),
                                                    static_cast<Eigen::Index>(targets.size()))),
          weight_(contributions.size()),
          start_(contributions.size(), start) {
        for (std::size_t t = 0; t < rows_.size(); ++t)
            for (auto e = rows_.first[t]; e < rows_.first[t + 1]; ++e)
                if (targets[rows_.entries[e].margin] <= 0) start_[t] = 0;
    }

    /// Value of the dual at λ; fills the weights.
    double value(const Eigen::VectorXd& lambda) {
        double sum = 0;
        for (std::size_t t = 0; t < rows_.size(); ++t) {
            double exponent = 0;
            for (auto e = rows_.first[t]; e < rows_.first[t + 1]; ++e)
                exponent += lambda[rows_.entries[e].margin] * rows_.entries[e].count;
            weight_[t] = start_[t] * math::exp(std::clamp(exponent, -most_exponent, most_exponent));
            sum += weight_[t];
        }
        return sum - lambda.dot(target_);
    }
    /// achieved − target, and the curvature, at the weights of the last value().
    void derivatives(Eigen::VectorXd& gradient, Eigen::MatrixXd& curvature) const {
        gradient = -target_;
        curvature.setZero(target_.size(), target_.size());
        for (std::size_t t = 0; t < rows_.size(); ++t) {
            const double w = weight_[t];
            if (w <= 0) continue;
            for (auto a = rows_.first[t]; a < rows_.first[t + 1]; ++a) {
                const auto& x = rows_.entries[a];
                gradient[x.margin] += w * x.count;
                for (auto b = rows_.first[t]; b <= a; ++b) {
                    const auto& y = rows_.entries[b];
                    curvature(x.margin, y.margin) += w * x.count * y.count;
                }
            }
        }
    }
    const std::vector<double>& weight() const { return weight_; }

  private:
    const Contributions& rows_;
    Eigen::VectorXd target_;
    std::vector<double> weight_, start_;
};

}  // namespace

Raked rake(const Contributions& contributions, const std::vector<double>& targets, double start) {
    Eigen::setCpuCacheSizes(32 * 1024, 256 * 1024, 2 * 1024 * 1024);
    Dual dual{contributions, targets, start};
    const auto margins = static_cast<Eigen::Index>(targets.size());
    double total = 0;
    for (const double target : targets) total += target;
    Eigen::VectorXd lambda = Eigen::VectorXd::Zero(margins), gradient(margins), step(margins);
    Eigen::MatrixXd curvature(margins, margins);
    double value = dual.value(lambda);
    Raked result;
    for (; result.steps < most_steps; ++result.steps) {
        dual.derivatives(gradient, curvature);
        result.worst = gradient.cwiseAbs().maxCoeff() / total;
        if (result.worst < close_enough) break;
        // Dependent margins leave flat directions; a small ridge keeps the step finite there.
        curvature.diagonal().array() += 1e-9 * curvature.diagonal().maxCoeff();
        step = curvature.selfadjointView<Eigen::Lower>().ldlt().solve(gradient);
        const double slope = gradient.dot(step);
        double length = 1;
        for (int halvings = 0; halvings < 30; ++halvings, length *= 0.5) {
            const Eigen::VectorXd trial = lambda - length * step;
            const double next = dual.value(trial);
            if (next <= value - 1e-4 * length * slope) {
                lambda = trial;
                value = next;
                break;
            }
        }
        if (length < 1e-8) break;
    }
    dual.value(lambda);
    result.weight = dual.weight();
    return result;
}

std::vector<std::int32_t> integerise(const std::vector<double>& weight, double u) {
    std::vector<std::int32_t> count(weight.size());
    double position = u;
    for (std::size_t t = 0; t < weight.size(); ++t) {
        const double whole = std::floor(weight[t]);
        count[t] = static_cast<std::int32_t>(whole);
        position += weight[t] - whole;
        if (position >= 1) {
            position -= 1;
            ++count[t];
        }
    }
    return count;
}

}  // namespace changji::population
