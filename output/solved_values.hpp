#pragma once

#include <string>
#include <vector>

#include "model/world/solved.hpp"

namespace changji::output {

/// One level solved when the world opens, under the name of its member.
struct SolvedValue {
    std::string name;
    std::vector<double> numbers;
};

/// All members of Solved; a test compares their number of bytes with the struct.
std::vector<SolvedValue> solved_values(const Solved& solved);

}  // namespace changji::output
