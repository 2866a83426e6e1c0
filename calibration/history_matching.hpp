#pragma once

#include <string>
#include <vector>

#include "calibration/abc_smc.hpp"
#include "calibration/gaussian_process.hpp"

namespace changji::calibration {

/// A figure to be met: its published value and the variance of all that keeps the model from it
/// besides emulator and seed (published figure and discrepancy).
struct Aim {
    std::string name;
    double value = 0, variance = 0;
};

/// One emulator per aim, trained on the same runs.
class EmulatorSet {
  public:
    /// `outputs[i]` are those of `inputs[i]`, one per aim. `replicate_variance` per aim: of single
    /// runs at one point; empty: estimated.
    EmulatorSet(const Points& inputs, const Points& outputs, std::vector<Aim> aims,
                const std::vector<double>& replicate_variance);

    const std::vector<Aim>& aims() const { return aims_; }
    const std::vector<GaussianProcess>& emulators() const { return emulators_; }

    /// |z − E f| over the root of emulator, seed, published and discrepancy variance, by aim.
    std::vector<double> implausibilities(const std::vector<double>& point) const;
    /// The second largest of them: one emulator that errs rules nothing out.
    double implausibility(const std::vector<double>& point) const;
    /// −2 log likelihood of the aims' values, emulator and seed variance included.
    double distance(const std::vector<double>& point) const;
    /// The same for other values of the aims.
    double distance(const std::vector<double>& point, const std::vector<double>& values) const;
    /// One draw of what a run and its publication would give.
    std::vector<double> draw(const std::vector<double>& point, RandomStream& random) const;

  private:
    std::vector<Aim> aims_;
    std::vector<GaussianProcess> emulators_;
};

/// The cut of history matching. \source Pukelsheim 1994 (three standard deviations)
constexpr double implausible = 3;

/// Points that are not implausible, out of a large hypercube, and the share they make of it.
struct NotImplausible {
    Points points;
    double share = 0;
    std::size_t looked_at = 0;
};
NotImplausible not_implausible(const EmulatorSet& emulators, std::size_t wanted,
                               RandomStream& random, std::size_t most_looked_at = 20000);

/// How well the aims tell the inputs apart at one point: eigenvalues of the Fisher information of
/// the emulators' means (inputs in sides of the cube), largest first.
std::vector<double> fisher_spectrum(const EmulatorSet& emulators, const std::vector<double>& point);

/// The least implausibility over many points by slice of one input: flat if the aims say nothing.
std::vector<double> implausibility_profile(const EmulatorSet& emulators, const Points& points,
                                           std::size_t input, std::size_t slices);

}  // namespace changji::calibration
