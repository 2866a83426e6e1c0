#pragma once

#include <vector>

#include "model/scenario/parameter.hpp"

namespace changji {

/// Every lever and coefficient of the model, process by process in the order of the year.
const std::vector<Parameter>& all_parameters();

}  // namespace changji
