#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace changji::calibration {

/// The size of a calibration; a file of lines `key = value`, `#` begins a remark.
struct CalibrationPlan {
    int waves = 2;                 ///< of history matching, [1, 5]
    std::size_t runs = 150;        ///< of the model in each wave
    std::size_t replicates = 12;   ///< runs at one point, for the variance of a single run
    std::size_t particles = 200;   ///< of the posterior
    std::size_t populations = 10;  ///< variants of the input population
    double sample = 0.02;
    std::uint32_t seed = 1;

    std::string text() const;  ///< as a file, for the record
};

/// Throws InputError with every fault: unknown or repeated key, value out of range.
CalibrationPlan read_plan(const std::filesystem::path& file);

}  // namespace changji::calibration
