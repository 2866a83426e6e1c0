#pragma once

#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

#include "model/base/math.hpp"
#include "model/base/random.hpp"

namespace changji::calibration {

/// A sequence of draws for sampling algorithms; two streams of one seed never meet.
class RandomStream {
  public:
    RandomStream(std::uint32_t seed, std::uint32_t stream) : draws_{seed, stream} {}

    double uniform() {
        const auto key = static_cast<Key>(count_++);
        return draws_.uniform(key, 0, 0);
    }
    double normal() { return math::normal_quantile(uniform()); }
    std::size_t below(std::size_t count) {
        return static_cast<std::size_t>(uniform() * static_cast<double>(count));
    }
    void shuffle(std::vector<std::size_t>& items) {
        for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[below(i)]);
    }

  private:
    Draws draws_;
    std::uint64_t count_ = 0;
};

}  // namespace changji::calibration
