#pragma once

#include <string>
#include <vector>

#include "output/report_runs.hpp"

namespace changji::output {

/// How much of the results goes into a report; less where many scenarios would make it too large.
enum class Detail { everything, districts_of_main_measures, zone_of_other_measures };
constexpr Detail most_detail = Detail::everything, least_detail = Detail::zone_of_other_measures;

/// Whether a measure is one that a page of the report shows by itself.
bool is_main_measure(const std::string& name);

/// Runs of two groups with the same replicate and draw.
std::size_t pairs_of(const RunGroup& first, const RunGroup& second);

/// The group that a group is compared with: scenario `base` of the same origin; groups.size() if
/// there is none.
std::size_t base_of(const std::vector<RunGroup>& groups, std::size_t group,
                    const std::string& base);

/// All numbers as one JSON text:
/// {"groups":[{measure:{"rows":10,"mean":[…],"low90":[…],…}}],"differences":[{…}|null]}.
/// Lists run over years, then rows. Bounds are offsets from the mean, which needs fewer digits;
/// differences are means over pairs against the group's base, with standard errors.
std::string report_numbers(const ReportRuns& runs, const std::string& base, Detail detail);

}  // namespace changji::output
