#pragma once

#include <vector>

#include "model/scenario/entry.hpp"
#include "model/scenario/parameter.hpp"
#include "model/scenario/problems.hpp"
#include "model/scenario/scenario.hpp"

namespace changji {

/// Puts the entries of one source (a file, the overlay, the --set list) over a scenario; a later
/// source replaces an earlier one. Within a source the more special entry wins, in any order:
/// group < item or parameter, zone < district. Unknown names, wrong values and repeated keys go to
/// `problems`.
///   <parameter>             key of the register: reform value x_ref, or the value that acts
///   roll.<item>.target      τ, share; <item> may be a group: all, T1, P3 …
///   roll.<item>.t0          first year of the target; before it the 2019 state
///   safeguards.all          0 base … 1 reform, for every safeguard
///   run.end                 last simulated year
void apply_entries(const std::vector<Entry>& entries, const std::vector<Parameter>& parameters,
                   Scenario& scenario, Problems& problems);

/// Index of a district by key, or district_count.
std::size_t district_index(std::string_view key);

}  // namespace changji
