#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace changji::calibration {

/// One set of coefficients with its weight and the population it goes with.
struct ParameterDraw {
    double weight = 1;
    std::uint32_t population_seed = 1;
    std::vector<double> values;  ///< by key of the table
};

/// Draws as batches read them: columns draw, weight, population_seed, then one per key.
struct DrawTable {
    std::vector<std::string> keys;
    std::vector<ParameterDraw> draws;
};

/// Throws InputError with every fault of the file.
DrawTable read_draws(const std::filesystem::path& file);
std::string draws_csv(const DrawTable& table);

}  // namespace changji::calibration
