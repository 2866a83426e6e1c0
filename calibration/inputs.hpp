#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "model/scenario/parameter.hpp"

namespace changji::calibration {

/// One uncertain input: a key of scenario files and the prior it is drawn from, uniform on its
/// scale.
struct Input {
    std::string key;
    double low = 0, high = 1;
    bool logarithmic = false;
    bool fitted = false;  ///< conditioned on targets; otherwise drawn from its prior for ever

    double at(double unit) const;     ///< value at a position in [0, 1]
    double unit(double value) const;  ///< position of a value
};

/// Reads inputs.csv: key,low,high,scale,role,reason. Throws InputError with every fault: unknown
/// key, range outside the register's, more than `most_fitted` fitted inputs.
std::vector<Input> read_inputs(const std::filesystem::path& file,
                               const std::vector<Parameter>& parameters);

/// Inputs conditioned at a time. \source model description §6.1
constexpr std::size_t most_fitted = 18;

/// Every coefficient of the register that has a range, over that range: for screening.
std::vector<Input> inputs_of_register(const std::vector<Parameter>& parameters);

}  // namespace changji::calibration
