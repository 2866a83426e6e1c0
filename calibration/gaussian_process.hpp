#pragma once

#include <vector>

#include <Eigen/Dense>

#include "calibration/designs.hpp"

namespace changji::calibration {

/// Mean and variance of a prediction; `variance` is that of the function, without the nugget.
struct Predicted {
    double mean = 0, variance = 0;
};

/// How well an emulator predicts its own training points when each is left out.
struct LeaveOneOut {
    double rmse = 0;         ///< in units of the output
    double rmse_share = 0;   ///< of the standard deviation of the output
    double coverage_90 = 0;  ///< of the intervals of mean, emulator variance and nugget
};

/// Gaussian process with a linear mean and an anisotropic Matérn-5/2 covariance. The nugget is the
/// variance of one stochastic run: known from replicates, or estimated with the rest by maximum
/// likelihood (mean coefficients and variance profiled out, gradients, several starts).
/// \source Rasmussen and Williams 2006, Gaussian Processes for Machine Learning, chapters 2 and 5
class GaussianProcess {
  public:
    /// `inputs` in the unit cube. `replicate_variance` < 0: the nugget is estimated.
    GaussianProcess(const Points& inputs, const std::vector<double>& outputs,
                    double replicate_variance = -1, int starts = 2);

    Predicted predict(const std::vector<double>& input) const;
    double nugget() const { return nugget_ * scale_ * scale_; }
    const Eigen::VectorXd& lengths() const { return lengths_; }
    LeaveOneOut leave_one_out() const;
    /// Output as trained on.
    double deviation() const { return scale_; }

  private:
    struct Fit;
    void factorise();
    Eigen::MatrixXd x_, basis_;
    Eigen::MatrixXd scaled_;  ///< inputs over length scales, one point a column
    Eigen::VectorXd y_;       ///< standardised
    double centre_ = 0, scale_ = 1;
    Eigen::VectorXd lengths_;
    double variance_ = 1, nugget_ = 0;  ///< of the standardised output
    Eigen::LLT<Eigen::MatrixXd> covariance_;
    Eigen::VectorXd beta_, alpha_;
    Eigen::MatrixXd inverse_, inverse_basis_, solved_basis_;
};

}  // namespace changji::calibration
