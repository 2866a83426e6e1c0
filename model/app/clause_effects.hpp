#pragma once

#include <string>
#include <vector>

#include "model/app/clauses.hpp"
#include "model/app/laboratory.hpp"

/// What one clause of the plan changes when it alone is switched on, or off.
namespace changji::app {

/// A clause is switched on in a scenario without it, or off in one that has it.
enum class Switch { on, off };

/// The changes to a scenario file that switch a clause: its rollout target, or its safeguards.
std::vector<std::string> switch_settings(const Clause& clause, Switch way);

struct ClauseEffect {
    std::string clause, measure;
    PairedChange change;
};

/// Runs the scenario once without and once a clause with the switch, every replicate paired.
std::vector<ClauseEffect> clause_effects(Laboratory& laboratory, const std::string& scenario,
                                         const std::vector<Clause>& clauses, Switch way,
                                         const Places& places);

TextTable effect_table(const std::vector<ClauseEffect>& effects,
                       const std::vector<Clause>& clauses, Language language);
TextTable effect_columns(const std::vector<ClauseEffect>& effects);
std::string effect_json(const std::vector<ClauseEffect>& effects);

}  // namespace changji::app
