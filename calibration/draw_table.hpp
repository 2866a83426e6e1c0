#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "calibration/random_stream.hpp"

namespace changji::calibration {

/// One set of coefficients with its weight and the population it goes with.
struct ParameterDraw {
    double weight = 1;
    std::uint32_t population_seed = 1;
    std::vector<double> values;  ///< by key of the table
};

/// Columns draw, weight, population_seed, then one per key; weight and population_seed may be
/// missing and are 1 then.
struct DrawTable {
    std::vector<std::string> keys;
    std::vector<ParameterDraw> draws;
};

/// Throws InputError with every fault of the file.
DrawTable read_draws(const std::filesystem::path& file);
std::string draws_csv(const DrawTable& table);
/// Columns draw and keys only, as batches read them.
std::string plain_draws_csv(const DrawTable& table);
/// Draws in proportion to their weights, as many as before, each then with the same weight: a heavy
/// one stands several times.
DrawTable equally_weighted(const DrawTable& table, RandomStream& random);

}  // namespace changji::calibration
