#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "output/results.hpp"

/// The stylised facts F1–F16 of the model description: statistics of results against thresholds,
/// which are data (output/stylised_facts.csv).
namespace changji::output {

struct StylisedFact {
    std::string id, statistic, scenario, zh, en, source;  ///< scenario: any, baseline, reform
    bool at_least = true;
    double threshold = 0;
};

enum class Judgement { holds, fails, not_this_scenario, not_in_results };

struct JudgedFact {
    StylisedFact fact;
    double value = 0;   ///< NaN if it cannot be had
    double margin = 0;  ///< by how much it holds; negative: by how much it fails
    Judgement judgement{};
};

/// Throws InputError with every fault of the file.
std::vector<StylisedFact> read_stylised_facts(const std::filesystem::path& file);

/// A statistic of the zone in one scenario, mean of its runs; NaN if the results lack what it needs.
double statistic_value(const std::string& name, const Results& results,
                       const std::string& scenario);

/// A scenario counts as the baseline if no item is rolled out further than in 2019, else as reform.
bool is_baseline(const Results& results, const std::string& scenario);

std::vector<JudgedFact> judge(const std::vector<StylisedFact>& facts, const Results& results,
                              const std::string& scenario);

}  // namespace changji::output
