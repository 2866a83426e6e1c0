#pragma once

#include <functional>

#include "model/baseline/baseline.hpp"
#include "model/baseline/csv.hpp"

namespace changji {

/// Rows of one file of the folder of facts.
using RowsOf = std::function<std::vector<CsvRow>(const char* file,
                                                 const std::vector<std::string_view>& columns)>;

/// Reads records.csv and roads.csv into the baseline, after its places. A place is written as
/// township, or township/village, in the words of places.csv; it must lie in the named district.
void read_records(const RowsOf& rows, Baseline& baseline, FactProblems& problems);

}  // namespace changji
