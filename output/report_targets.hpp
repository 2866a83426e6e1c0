#pragma once

#include <vector>

#include <nlohmann/json.hpp>

#include "output/report_runs.hpp"
#include "output/target_table.hpp"

namespace changji::output {

/// Targets with what each group makes of them: the value of the means as in `changji targets`, its
/// spread over runs, and the number of runs that meet the target. A target whose measure is not in
/// the results, or whose year is not, has no results.
nlohmann::ordered_json report_targets(const ReportRuns& runs, const std::vector<Target>& targets);

/// For a few measures, how often each district takes each rank: [group][year][district][rank] as
/// shares of runs, for groups with enough of them.
nlohmann::ordered_json report_ranks(const ReportRuns& runs);

}  // namespace changji::output
