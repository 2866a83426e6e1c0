#include "calibration/designs.hpp"

#include <cmath>
#include <limits>
#include <numeric>

#include <boost/random/sobol.hpp>

namespace changji::calibration {
namespace {

double smallest_distance(const Points& points) {
    double smallest = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < points.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) {
            double squares = 0;
            for (std::size_t d = 0; d < points[i].size(); ++d)
                squares += (points[i][d] - points[j][d]) * (points[i][d] - points[j][d]);
            smallest = std::min(smallest, squares);
        }
    return smallest;
}

}  // namespace

Points sobol_points(std::size_t count, std::size_t dimensions, RandomStream& random) {
    boost::random::sobol sequence(dimensions);
    sequence.discard(dimensions);  // the first point is the origin
    std::vector<double> shift(dimensions);
    for (double& s : shift) s = random.uniform();
    const double range = static_cast<double>(boost::random::sobol::max()) + 1;
    Points points(count, std::vector<double>(dimensions));
    for (auto& point : points)
        for (std::size_t d = 0; d < dimensions; ++d) {
            const double moved = static_cast<double>(sequence()) / range + shift[d];
            point[d] = moved - std::floor(moved);
        }
    return points;
}

Points latin_hypercube(std::size_t count, std::size_t dimensions, RandomStream& random) {
    Points points(count, std::vector<double>(dimensions));
    std::vector<std::size_t> order(count);
    for (std::size_t d = 0; d < dimensions; ++d) {
        std::iota(order.begin(), order.end(), std::size_t{0});
        random.shuffle(order);
        for (std::size_t i = 0; i < count; ++i)
            points[i][d] =
                (static_cast<double>(order[i]) + random.uniform()) / static_cast<double>(count);
    }
    return points;
}

Points spread_hypercube(std::size_t count, std::size_t dimensions, RandomStream& random,
                        int candidates) {
    Points best = latin_hypercube(count, dimensions, random);
    double best_distance = smallest_distance(best);
    for (int c = 1; c < candidates; ++c) {
        Points other = latin_hypercube(count, dimensions, random);
        const double distance = smallest_distance(other);
        if (distance <= best_distance) continue;
        best_distance = distance;
        best = std::move(other);
    }
    return best;
}

}  // namespace changji::calibration
