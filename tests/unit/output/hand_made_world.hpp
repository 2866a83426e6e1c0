#pragma once

#include "model/world/world.hpp"

namespace changji {

/// A world of one village in Jiutai and one neighbourhood in Changyi whose figures are round
/// numbers, so that measures can be checked by hand. Jiutai: 4 rural residents with 60,000 yuan,
/// Changyi: 5 urban residents with 150,000 yuan.
World hand_made_world();

}  // namespace changji
