#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/scenario/language.hpp"
#include "model/scenario/parameter.hpp"
#include "model/scenario/text_table.hpp"

namespace changji {

/// The register in one language: key, unit, base, reform, range, role, plan item, equation,
/// meaning, source; give it to aligned_text or markdown_text.
TextTable register_table(const std::vector<Parameter>& parameters, Language language);

/// The register with stable English column names and both meanings, for csv_text.
TextTable register_columns(const std::vector<Parameter>& parameters);

/// A JSON array of objects with the names of register_columns; numbers are numbers.
std::string register_json(const std::vector<Parameter>& parameters);

/// `changji clauses`: every item of the plan with its text and the levers of the register that name
/// it, the one whose rollout drives a lever first. Column names in the language; ids verbatim.
TextTable clause_table(const std::vector<Parameter>& parameters, Language language);

/// "lever", "village", "safeguard", "stress", "coefficient".
std::string_view role_key(Role role);
std::string_view role_name(Role role, Language language);

/// What is wrong with a register, one sentence each: repeated keys, values outside their range,
/// levers without a plan item, missing meaning or source. Empty for a sound one.
std::vector<std::string> register_faults(const std::vector<Parameter>& parameters);

}  // namespace changji
