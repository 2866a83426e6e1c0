#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "model/scenario/language.hpp"
#include "output/results.hpp"

/// Projection beside target. Thresholds are data (output/targets.csv); those that the plan states
/// stand in a column of their own, apart from those that are this project's assumptions.
namespace changji::output {

enum class Scope { zone, lowest_district, highest_district };
enum class Rule { at_least, at_most };
enum class Basis { value, times_2019, mean_of_3_years };

/// One row of output/targets.csv.
struct Target {
    std::string id, measure, clause, zh, en;
    Scope scope{};
    int year = 0;
    Rule rule{};
    double threshold = 0;
    Basis basis{};
    bool in_document = false;  ///< the plan states the number; otherwise it is an assumption
};

/// Throws InputError with every fault of the file.
std::vector<Target> read_targets(const std::filesystem::path& file);

/// What a target is compared with, in the target's basis: the value, its multiple of 2019 or a
/// mean. NaN if the results lack the measure or the year, or if 2019 was zero.
double attained(const Target& target, const Results& results, const std::string& scenario);
bool is_met(const Target& target, double attained_value);

/// The table a person reads: the zone's main figures by target year, then targets.
std::string target_table(const Results& results, const std::vector<Target>& targets,
                         Language language);

}  // namespace changji::output
