#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "model/app/laboratory.hpp"
#include "model/scenario/text_table.hpp"

/// Signs that theory gives to the effects of levers, tested by paired runs: scenarios/signs.csv.
namespace changji::app {

enum class Sign { positive, negative, not_negative, not_positive };

struct SignTest {
    std::string id;
    std::string scenario;                ///< in which the lever is moved
    std::vector<std::string> low, high;  ///< settings of the two runs
    Reading reading;
    Sign sign{};
    double most = 0;                     ///< bound of the change's size; 0: none
    bool by_construction = false;        ///< true whatever agents do: tests the plumbing
    bool quick = false;                  ///< also in the short selection
    std::string clause, zh, en, evidence;
};
std::vector<SignTest> read_signs(const std::filesystem::path& file);

/// A sign holds if the change has it by more than two standard errors; "not negative" and "not
/// positive" hold unless the opposite is that clear. With n pairs and no effect, a lever without
/// effect passes with the chance of a t variable of n − 1 degrees of freedom above 2: 5.8 % at 5.
constexpr double clear_standard_errors = 2;
bool holds(const SignTest& test, const PairedChange& change);

struct SignResult {
    const SignTest* test;
    PairedChange change;
};
/// Tests that move the same levers share their runs.
std::vector<SignResult> run_signs(Laboratory& laboratory, const std::vector<SignTest>& tests,
                                  const Places& places);

TextTable sign_table(const std::vector<SignResult>& results, Language language);
TextTable sign_columns(const std::vector<SignResult>& results);
std::string sign_json(const std::vector<SignResult>& results);

}  // namespace changji::app
