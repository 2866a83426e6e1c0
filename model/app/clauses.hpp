#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "model/base/check.hpp"
#include "model/scenario/language.hpp"
#include "model/scenario/parameter.hpp"
#include "model/scenario/text_table.hpp"

/// The plan clause by clause, beside what the model has of it: scenarios/plan_clauses.csv.
namespace changji::app {

struct Clause {
    std::string id, zh, en;
    std::vector<std::string> levers;      ///< keys of the register
    std::vector<std::string> pending;     ///< keys that the plan of work names
    std::vector<std::string> inputs;      ///< fact:…, target:…, roll, roll2019, run.end, replay:…
    std::vector<std::string> indicators;  ///< K-codes
    std::vector<std::string> measures;    ///< that show it best; empty: all of its K-codes
    Bilingual not_modelled;               ///< the reason, or empty
};

/// Throws InputError with every fault: ids other than those of the plan, in their order; levers
/// or measures that the registers do not have; rows that map to nothing without a reason.
std::vector<Clause> read_clauses(const std::filesystem::path& file);

/// What of a clause is in the model, by the registers of this program.
struct Coverage {
    std::vector<std::string> built, pending;       ///< levers
    std::vector<std::string> measures;             ///< that exist
    std::vector<std::string> missing_indicators;   ///< K-codes without a measure
};
Coverage coverage_of(const Clause& clause);

/// In one word: modelled, by data, in part, not yet, not modelled.
std::string state_of(const Clause& clause, Language language);

TextTable clause_table(const std::vector<Clause>& clauses, Language language);
TextTable clause_columns(const std::vector<Clause>& clauses);
std::string clause_json(const std::vector<Clause>& clauses);
/// Counts by state, levers that are still missing, K01–K58 without a measure.
std::string clause_summary(const std::vector<Clause>& clauses, Language language);

}  // namespace changji::app
