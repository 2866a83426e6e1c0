#include "calibration/gaussian_process.hpp"

#include <algorithm>
#include <cmath>
#include <memory>

#include <nlopt.h>

#include "calibration/scores.hpp"

namespace changji::calibration {
namespace {

constexpr double root_five = 2.2360679774997896;
constexpr double jitter = 1e-8;
constexpr double shortest = 0.08, longest = 20;         ///< length scales, in sides of the cube
constexpr double least_noise = 1e-6, most_noise = 100;  ///< nugget over process variance
constexpr int most_evaluations = 80;
/// Weight of the replicates' variance against the likelihood: as of about twenty replicates.
constexpr double tie = 20;

double matern(double squares) {
    const double r = root_five * std::sqrt(squares);
    return (1 + r + r * r / 3) * std::exp(-r);
}
/// dk/d(ln ℓ_d) is this times (Δ_d/ℓ_d)².
double matern_slope(double squares) {
    const double r = root_five * std::sqrt(squares);
    return 5.0 / 3 * (1 + r) * std::exp(-r);
}

Eigen::VectorXd row_of(const std::vector<double>& input) {
    return Eigen::Map<const Eigen::VectorXd>(input.data(), static_cast<Eigen::Index>(input.size()));
}

}  // namespace

/// The profile likelihood of log length scales and the log ratio of nugget to variance.
struct GaussianProcess::Fit {
    const Eigen::MatrixXd& x;
    const Eigen::MatrixXd& basis;
    const Eigen::VectorXd& y;
    double known_noise;  ///< variance of standardised replicates; < 0 if estimated

    struct State {
        Eigen::MatrixXd squares, inverse;
        Eigen::VectorXd residual;  ///< K⁻¹(y − Hβ)
        double variance = 1, value = 0;
        double off = 0;  ///< ln of the known noise less ln of ratio × variance
    };

    /// Correlation matrix with the nugget ratio on its diagonal.
    Eigen::MatrixXd correlation(const Eigen::VectorXd& lengths, double ratio,
                                Eigen::MatrixXd* squares) const {
        const Eigen::Index n = x.rows();
        const Eigen::MatrixXd scaled = (x * lengths.cwiseInverse().asDiagonal()).transpose();
        Eigen::MatrixXd k(n, n);
        if (squares != nullptr) squares->resize(n, n);
        for (Eigen::Index i = 0; i < n; ++i) {
            k(i, i) = 1 + ratio + jitter;
            for (Eigen::Index j = 0; j < i; ++j) {
                const double s = (scaled.col(i) - scaled.col(j)).squaredNorm();
                k(i, j) = k(j, i) = matern(s);
                if (squares != nullptr) (*squares)(i, j) = (*squares)(j, i) = s;
            }
        }
        return k;
    }

    /// −2 log likelihood over n, up to a constant; NaN if the matrix is not positive definite.
    State evaluate(const Eigen::VectorXd& logs) const {
        const Eigen::Index n = x.rows(), d = x.cols();
        State state;
        const double ratio = std::exp(logs(d));
        const Eigen::MatrixXd k =
            correlation(logs.head(d).array().exp().matrix(), ratio, &state.squares);
        const Eigen::LLT<Eigen::MatrixXd> llt(k);
        state.inverse = llt.solve(Eigen::MatrixXd::Identity(n, n));
        const Eigen::MatrixXd solved = state.inverse * basis;
        const Eigen::VectorXd beta =
            (basis.transpose() * solved).ldlt().solve(solved.transpose() * y);
        state.residual = state.inverse * (y - basis * beta);
        const double quadratic = (y - basis * beta).dot(state.residual);
        state.variance = std::max(quadratic / static_cast<double>(n), 1e-12);
        const double log_det = 2 * llt.matrixLLT().diagonal().array().log().sum();
        state.value = std::log(state.variance) + log_det / static_cast<double>(n);
        if (known_noise >= 0) {
            // A soft tie of ratio × variance to the replicates.
            state.off = std::log(std::max(known_noise, least_noise) / (ratio * state.variance));
            state.value += tie * state.off * state.off / static_cast<double>(n);
        }
        return state;
    }

    double objective(const Eigen::VectorXd& logs, Eigen::VectorXd* slope) const {
        const State s = evaluate(logs);
        if (slope == nullptr) return s.value;
        const Eigen::Index n = x.rows(), d = x.cols();
        // tr(K⁻¹ dK)/n − a'dK a/(nσ²), and the tie through d ln σ² = −a'dK a/(nσ²)
        const auto count = static_cast<double>(n);
        const double pull = 1 - 2 * tie * s.off / count;
        const Eigen::MatrixXd weight =
            (s.inverse - pull / s.variance * s.residual * s.residual.transpose()) / count;
        slope->setZero(d + 1);
        const Eigen::MatrixXd scaled =
            (x * (-logs.head(d)).array().exp().matrix().asDiagonal()).transpose();
        for (Eigen::Index i = 0; i < n; ++i)
            for (Eigen::Index j = 0; j < i; ++j)
                slope->head(d) += 2 * weight(i, j) * matern_slope(s.squares(i, j)) *
                                  (scaled.col(i) - scaled.col(j)).cwiseAbs2();
        (*slope)(d) = weight.trace() * std::exp(logs(d));
        if (known_noise >= 0) (*slope)(d) -= 2 * tie * s.off / count;
        return s.value;
    }

    static double call(unsigned count, const double* at, double* gradient, void* data) {
        const auto& fit = *static_cast<const Fit*>(data);
        const Eigen::VectorXd logs = Eigen::Map<const Eigen::VectorXd>(at, count);
        Eigen::VectorXd slope;
        const double value = fit.objective(logs, gradient == nullptr ? nullptr : &slope);
        if (gradient != nullptr) Eigen::Map<Eigen::VectorXd>(gradient, count) = slope;
        return std::isfinite(value) ? value : 1e10;
    }

    double minimise(std::vector<double>& logs) {
        const auto count = static_cast<unsigned>(logs.size());
        const std::unique_ptr<nlopt_opt_s, void (*)(nlopt_opt)> optimiser(
            nlopt_create(NLOPT_LD_LBFGS, count), nlopt_destroy);
        std::vector<double> low(count, std::log(shortest)), high(count, std::log(longest));
        low.back() = std::log(least_noise);
        high.back() = std::log(most_noise);
        nlopt_set_lower_bounds(optimiser.get(), low.data());
        nlopt_set_upper_bounds(optimiser.get(), high.data());
        nlopt_set_min_objective(optimiser.get(), call, this);
        nlopt_set_maxeval(optimiser.get(), most_evaluations);
        nlopt_set_ftol_abs(optimiser.get(), 1e-5);
        double value = 0;
        // A failed line search leaves the best point so far, which is what is wanted.
        nlopt_optimize(optimiser.get(), logs.data(), &value);
        return call(count, logs.data(), nullptr, this);
    }
};

GaussianProcess::GaussianProcess(const Points& inputs, const std::vector<double>& outputs,
                                 double replicate_variance, int starts) {
    const auto n = static_cast<Eigen::Index>(inputs.size());
    const auto d = static_cast<Eigen::Index>(inputs.front().size());
    x_.resize(n, d);
    for (Eigen::Index i = 0; i < n; ++i) x_.row(i) = row_of(inputs[static_cast<std::size_t>(i)]);
    basis_.resize(n, d + 1);
    basis_ << Eigen::VectorXd::Ones(n), (x_.array() - 0.5).matrix();
    y_ = row_of(outputs);
    centre_ = y_.mean();
    scale_ = std::sqrt((y_.array() - centre_).square().sum() / static_cast<double>(n - 1));
    if (!(scale_ > 0)) scale_ = 1;
    y_ = (y_.array() - centre_).matrix() / scale_;
    Fit fit{x_, basis_, y_, replicate_variance < 0 ? -1 : replicate_variance / (scale_ * scale_)};
    double best = 1e300;
    std::vector<double> best_logs;
    for (int start = 0; start < starts; ++start) {
        std::vector<double> logs(static_cast<std::size_t>(d + 1),
                                 std::log(start % 2 == 0 ? 2.0 : 0.7));
        logs.back() = std::log(start % 2 == 0 ? 0.1 : 0.01);
        const double value = fit.minimise(logs);
        if (!(value < best) && start > 0) continue;
        best = value;
        best_logs = logs;
    }
    lengths_ = row_of(best_logs).head(d).array().exp().matrix();
    const Fit::State state = fit.evaluate(row_of(best_logs));
    // The unbiased variance counts the fitted mean.
    variance_ = state.variance * static_cast<double>(n) /
                static_cast<double>(std::max<Eigen::Index>(n - d - 1, 1));
    nugget_ = std::exp(best_logs.back()) * variance_;
    factorise();
}

void GaussianProcess::factorise() {
    const Fit fit{x_, basis_, y_, -1};
    covariance_.compute(variance_ * fit.correlation(lengths_, nugget_ / variance_, nullptr));
    scaled_ = (x_ * lengths_.cwiseInverse().asDiagonal()).transpose();
    inverse_ = covariance_.solve(Eigen::MatrixXd::Identity(x_.rows(), x_.rows()));
    solved_basis_ = inverse_ * basis_;
    const Eigen::MatrixXd information = basis_.transpose() * solved_basis_;
    inverse_basis_ =
        information.ldlt().solve(Eigen::MatrixXd::Identity(basis_.cols(), basis_.cols()));
    beta_ = inverse_basis_ * (solved_basis_.transpose() * y_);
    alpha_ = covariance_.solve(y_ - basis_ * beta_);
}

Predicted GaussianProcess::predict(const std::vector<double>& input) const {
    const Eigen::VectorXd at = row_of(input), scaled = at.cwiseQuotient(lengths_);
    Eigen::VectorXd k(x_.rows()), h(basis_.cols());
    for (Eigen::Index i = 0; i < x_.rows(); ++i)
        k(i) = variance_ * matern((scaled_.col(i) - scaled).squaredNorm());
    h << 1, (at.array() - 0.5).matrix();
    const Eigen::VectorXd gap = h - solved_basis_.transpose() * k;
    const double explained = k.dot(inverse_ * k);
    const double variance = variance_ - explained + gap.dot(inverse_basis_ * gap);
    return {centre_ + scale_ * (h.dot(beta_) + k.dot(alpha_)),
            scale_ * scale_ * std::max(variance, 0.0)};
}

LeaveOneOut GaussianProcess::leave_one_out() const {
    // Residuals of universal kriging: Q y / diag(Q), Q = K⁻¹ − K⁻¹H(H'K⁻¹H)⁻¹H'K⁻¹
    const Eigen::Index n = x_.rows();
    const Eigen::MatrixXd q = inverse_ - solved_basis_ * inverse_basis_ * solved_basis_.transpose();
    const Eigen::VectorXd errors = (q * y_).cwiseQuotient(q.diagonal());
    LeaveOneOut result;
    constexpr double deviate = 1.6448536269514722;
    for (Eigen::Index i = 0; i < n; ++i)
        result.coverage_90 += std::abs(errors(i)) <= deviate / std::sqrt(q(i, i));
    result.coverage_90 /= static_cast<double>(n);
    result.rmse_share = std::sqrt(errors.squaredNorm() / static_cast<double>(n));
    result.rmse = result.rmse_share * scale_;
    return result;
}

}  // namespace changji::calibration
