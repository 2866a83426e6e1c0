#include "calibration/decisions.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace changji::calibration {
namespace {

struct Side {
    std::vector<double> low, high;
};

bool inside(const std::vector<double>& point, const Side& side) {
    for (std::size_t d = 0; d < point.size(); ++d)
        if (point[d] < side.low[d] || point[d] > side.high[d]) return false;
    return true;
}

struct Count {
    std::size_t cases = 0, events = 0;
    double density() const {
        return cases == 0 ? 0 : static_cast<double>(events) / static_cast<double>(cases);
    }
};

Count count_in(const Points& points, const std::vector<bool>& events, const Side& side) {
    Count count;
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (!inside(points[i], side)) continue;
        ++count.cases;
        count.events += events[i];
    }
    return count;
}

/// The best peel off one end of one input; the side as it was if none raises the density.
Side best_peel(const Points& points, const std::vector<bool>& events, const Side& side,
               double alpha, std::size_t least_cases) {
    const double before = count_in(points, events, side).density();
    Side best = side;
    double best_density = before;
    for (std::size_t d = 0; d < side.low.size(); ++d) {
        std::vector<double> values;
        for (const auto& point : points)
            if (inside(point, side)) values.push_back(point[d]);
        std::sort(values.begin(), values.end());
        const auto cut = std::max<std::size_t>(
            1, static_cast<std::size_t>(alpha * static_cast<double>(values.size())));
        if (values.size() <= cut) continue;
        Side lower = side, upper = side;
        lower.low[d] = values[cut];
        upper.high[d] = values[values.size() - 1 - cut];
        for (const Side& peeled : {lower, upper}) {
            const Count count = count_in(points, events, peeled);
            if (count.cases < least_cases || count.density() <= best_density) continue;
            best_density = count.density();
            best = peeled;
        }
    }
    return best;
}

/// Chance of at least as many events among the cases if they were as frequent as without the
/// bound; normal approximation.
double p_value(const Count& with, const Count& without) {
    const double p = without.density();
    const auto n = static_cast<double>(with.cases);
    const double sd = std::sqrt(std::max(n * p * (1 - p), 1e-12));
    return 1 - normal_distribution((static_cast<double>(with.events) - 0.5 - n * p) / sd);
}

}  // namespace

std::vector<Regret> regrets(const Outcomes& outcomes) {
    const std::size_t states = outcomes.front().size();
    std::vector<Regret> result;
    for (const auto& option : outcomes) {
        std::vector<double> regret;
        for (std::size_t s = 0; s < states; ++s) {
            double best = option[s];
            for (const auto& other : outcomes) best = std::max(best, other[s]);
            regret.push_back(best - option[s]);
        }
        Regret r;
        r.largest = *std::max_element(regret.begin(), regret.end());
        r.mean = std::accumulate(regret.begin(), regret.end(), 0.0) / static_cast<double>(states);
        r.quantile_90 = weighted_quantile(regret, std::vector<double>(states, 1.0), 0.9);
        result.push_back(r);
    }
    return result;
}

std::vector<bool> pareto_set(const std::vector<std::vector<double>>& objectives) {
    std::vector<bool> best(objectives.size(), true);
    for (std::size_t i = 0; i < objectives.size(); ++i)
        for (const auto& other : objectives) {
            bool nowhere_worse = true, somewhere_better = false;
            for (std::size_t k = 0; k < other.size(); ++k) {
                nowhere_worse = nowhere_worse && other[k] >= objectives[i][k];
                somewhere_better = somewhere_better || other[k] > objectives[i][k];
            }
            if (nowhere_worse && somewhere_better) best[i] = false;
        }
    return best;
}

Box prim(const Points& points, const std::vector<bool>& events, double alpha, double least_mass) {
    const std::size_t d = points.front().size();
    const auto n = static_cast<double>(points.size());
    const auto least_cases = static_cast<std::size_t>(std::max(5.0, least_mass * n));
    Side side{std::vector<double>(d, 0), std::vector<double>(d, 1)};
    for (Side next = best_peel(points, events, side, alpha, least_cases);
         next.low != side.low || next.high != side.high;
         next = best_peel(points, events, side, alpha, least_cases))
        side = next;
    const Count whole =
        count_in(points, events, {std::vector<double>(d, 0), std::vector<double>(d, 1)});
    Box box;
    for (std::size_t i = 0; i < d; ++i) {
        if (side.low[i] <= 0 && side.high[i] >= 1) continue;
        Side without = side;
        without.low[i] = 0;
        without.high[i] = 1;
        const double p = p_value(count_in(points, events, side), count_in(points, events, without));
        if (p > 0.05) {
            side = without;
            continue;
        }
        box.bounds.push_back({i, side.low[i], side.high[i], p});
    }
    const Count count = count_in(points, events, side);
    box.density = count.density();
    box.mass = static_cast<double>(count.cases) / n;
    box.coverage = whole.events == 0
                       ? 0
                       : static_cast<double>(count.events) / static_cast<double>(whole.events);
    return box;
}

}  // namespace changji::calibration
